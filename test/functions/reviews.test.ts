/** The queue of replies whose reading is to be looked at, and what a ruling does. */
import { beforeAll, describe, expect, test } from 'vitest';
import { releaseSends } from '#functions/release-sends.ts';
import { emailKey, phoneKey } from '#shared/ledger.ts';
import type { Reading } from '#shared/replies.ts';
import { freshPhone, message, optedIn, owedTo, postForm, textFrom } from './people.ts';
import { type Answer, type Body, useRig } from './rig.ts';

const rig = useRig();
const MISREAD = 'the bus does not stop here any more';
const ALL = 'do not want to hear from any of you';
const MAYBE = 'enough already';
const RATHER = 'I would rather you did not';
const NOT_ME = 'this is not who you think, is it';
const CALLS = 'the phone is for my kids';

const reading = (news: Partial<Reading>): Reading => ({
  intent: 'opt-out',
  certainty: 'likely',
  channels: ['sms'],
  scope: 'unstated',
  language: 'en',
  rule: 'phrase:test',
  words: 'test',
  ...news,
});
beforeAll(async () => {
  const { readings, call, demo } = rig();
  readings.set(MISREAD, reading({}));
  readings.set(ALL, reading({ intent: 'stop-all-contact', channels: ['sms', 'voice', 'email'] }));
  readings.set(RATHER, reading({ intent: 'decline', rule: 'answer:no' }));
  readings.set(NOT_ME, reading({ intent: 'wrong-number', channels: ['sms', 'voice'] }));
  readings.set(MAYBE, reading({ certainty: 'unsure' }));
  readings.set(CALLS, reading({ intent: 'stop-calls', channels: ['voice'], certainty: 'unsure' }));
  const set = { key: demo.keys.admin, body: { unsureReplies: 'review' } };
  expect((await call('PUT', '/v1/settings', set)).status).toBe(200);
});

const list = async (query: Record<string, string> = {}, key = rig().demo.keys.agent) =>
  (await rig().call('GET', '/v1/reviews', { key, query })).body;
const itemsOf = (body: Body) => body['items'] as unknown as Body[];
const reviewsOf = async (phone: string): Promise<Body[]> =>
  itemsOf(await list({ limit: '100' })).filter(
    (item) => String(item['contact']?.['phone']) === phone,
  );
const reviewOf = async (phone: string): Promise<Body> => {
  const [first] = await reviewsOf(phone);
  if (!first) throw new Error('no review of this phone');
  return first;
};
const rule = (id: unknown, ruling: string, more: object = {}): Promise<Answer> =>
  rig().call('POST', `/v1/reviews/${String(id)}`, {
    key: rig().demo.keys.admin,
    body: { ruling, reason: 'Read again by a colleague.', ...more },
  });
const historyOf = (phone: string) =>
  rig().ledger.history(phoneKey(rig().demo.account, phone), { limit: 100 });
const typesOf = async (phone: string) => (await historyOf(phone)).map(({ type }) => type);
const facts = async (phone: string) => {
  const key = phoneKey(rig().demo.account, phone);
  return (await rig().reader.read({ account: rig().demo.account, ledgers: [key] })).standing(key)
    .facts;
};
async function having(...texts: string[]): Promise<string> {
  const phone = freshPhone();
  await optedIn(rig(), phone);
  for (const text of texts) expect((await textFrom(rig(), phone, text)).status).toBe(200);
  return phone;
}

describe('the queue', () => {
  test('shows the text, how it was read and what was done', async () => {
    const phone = await having(MISREAD);
    expect(await reviewOf(phone)).toEqual({
      id: expect.stringMatching(/^rev_[0-9a-f]{32}$/),
      status: 'open',
      openedAt: expect.any(String),
      contact: { phone },
      text: MISREAD,
      intent: 'opt-out',
      certainty: 'likely',
      language: 'en',
      rule: 'phrase:test',
      words: 'test',
      channels: ['sms'],
      did: 'opted-out',
      ruling: null,
    });
  });
  test('lists what did two things: a wrong number closed, and was reported', async () => {
    const phone = await having(NOT_ME);
    expect(await reviewOf(phone)).toMatchObject({ intent: 'wrong-number', text: NOT_ME });
  });
  test('lists a NO in other words to the question for consent; a ruling lifts its block', async () => {
    const phone = freshPhone();
    await postForm(rig(), phone);
    for (const task of await owedTo(rig(), phone)) await releaseSends(rig().deps)(task);
    await textFrom(rig(), phone, RATHER);
    expect(await typesOf(phone)).toContain('consent-declined');
    const { id, ...shown } = await reviewOf(phone);
    expect(shown).toMatchObject({ intent: 'decline', certainty: 'likely', did: 'opted-out' });
    expect((await facts(phone)).revoked).toHaveProperty('sms:*');
    expect((await rule(id, 'not-opt-out')).status).toBe(200);
    expect((await facts(phone)).revoked).toEqual({});
    expect((await facts(phone)).consents['sms:default']?.status).toBe('declined');
  });
  test('open ones come first, in pages that end', async () => {
    const [first, second] = [await having(MISREAD), await having(MAYBE)];
    await rule((await reviewOf(first))['id'], 'opt-out');
    const all = itemsOf(await list({ limit: '100' }));
    const states = all.map(({ status }) => String(status));
    expect(states).toEqual([...states].sort());
    expect(states).toContain('ruled');
    expect((await reviewOf(second))['status']).toBe('open');
    const paged: Body[] = [];
    let cursor: string | undefined;
    do {
      const page = await list({ limit: '1', ...(cursor && { cursor }) });
      paged.push(...itemsOf(page));
      cursor = page['nextCursor'] as unknown as string | undefined;
    } while (cursor);
    expect(paged).toEqual(all);
  });
  test.each(['zzz', '', 'O#', 'R#~', '0'])('refuses the cursor %j, of no page', async (cursor) => {
    const refused = { status: 400, errors: [{ pointer: '/cursor' }] };
    expect(await list({ cursor })).toMatchObject(refused);
  });
  test('goes on from a cursor whose review has been ruled since', async () => {
    await Promise.all([having(MISREAD), having(MISREAD)]);
    const { items, nextCursor } = await list({ limit: '1' });
    const [first] = itemsOf({ items } as Body);
    await rule(first?.['id'], 'opt-out');
    const [next] = itemsOf(await list({ limit: '1', cursor: String(nextCursor) }));
    expect(next?.['id']).not.toBe(first?.['id']);
  });
  test('of another account is empty, and its reviews are not found there', async () => {
    const { other } = rig();
    const { id } = await reviewOf(await having(MISREAD));
    expect(itemsOf(await list({}, other.keys.admin))).toEqual([]);
    const body = { ruling: 'opt-out', reason: 'Not ours to say.' };
    const path = `/v1/reviews/${String(id)}`;
    const found = await rig().call('POST', path, { key: other.keys.admin, body });
    expect(found.status).toBe(404);
  });
  test.each(['rev_0', 'nothing', `rev_${'0'.repeat(32)}`])('%s is no review', async (id) => {
    expect((await rule(id, 'opt-out')).status).toBe(404);
  });
  test.each([{ reason: '' }, { reason: '  a ' }, { ruling: 'perhaps' }, { more: 1 }])(
    'refuses a ruling with %j',
    async (more) => {
      const { id } = await reviewOf(await having(MISREAD));
      expect((await rule(id, 'opt-out', more)).status).toBe(400);
    },
  );
});

describe('not-opt-out of a likely text', () => {
  test('opens what that text closed; the ledger says who ruled and why', async () => {
    const phone = await having(MISREAD);
    expect((await message(rig(), phone)).status).toBe(422);
    const { id } = await reviewOf(phone);
    const ruled = await rule(id, 'not-opt-out');
    expect([ruled.status, ruled.body['status']]).toEqual([200, 'ruled']);
    expect(ruled.body['ruling']).toMatchObject({
      ruling: 'not-opt-out',
      reason: 'Read again by a colleague.',
      by: 'key:key_admin',
      lifted: ['sms'],
    });
    expect((await message(rig(), phone)).status).toBe(202);
    expect((await historyOf(phone)).at(-1)).toMatchObject({
      type: 'review-ruled',
      actor: 'key:key_admin',
      source: 'review',
    });
  });
  test.each([
    ['STOP since', [MISREAD, 'STOP']],
    ['STOP before', ['STOP', MISREAD]],
  ])('opens nothing after %s', async (_, texts) => {
    const phone = await having(...texts);
    for (const { id } of await reviewsOf(phone)) await rule(id, 'not-opt-out');
    expect((await facts(phone)).revoked['sms:*']).toBeDefined();
    expect((await message(rig(), phone)).status).toBe(422);
  });
  test('opens nothing after a call to the firm that revoked', async () => {
    const phone = await having(MISREAD);
    const body = { phone, channels: ['sms'], source: 'call' };
    await rig().call('POST', '/v1/revocations', { key: rig().demo.keys.agent, body });
    const ruled = await rule((await reviewOf(phone))['id'], 'not-opt-out');
    expect(ruled.body['ruling']?.['lifted']).toEqual([]);
    expect((await message(rig(), phone)).status).toBe(422);
  });
  test('opens email as well, where that text closed it', async () => {
    const phone = freshPhone();
    const email = `pat${phone.slice(-4)}@customer.example`;
    await postForm(rig(), phone, { email, consents: { sms: true, email: true } });
    await textFrom(rig(), phone, ALL);
    const key = emailKey(rig().demo.account, email);
    const { account } = rig().demo;
    const closed = async () =>
      (await rig().reader.read({ account, ledgers: [key] })).standing(key).facts.revoked;
    expect(await closed()).toHaveProperty(['email:*']);
    const ruled = await rule((await reviewOf(phone))['id'], 'not-opt-out');
    expect(ruled.body['ruling']?.['lifted']).toEqual(['sms', 'voice', 'email']);
    expect(await closed()).toEqual({});
  });
});

describe('opt-out', () => {
  test('of a likely text makes it firm, and does nothing else', async () => {
    const phone = await having(MISREAD);
    await rule((await reviewOf(phone))['id'], 'opt-out');
    expect((await facts(phone)).doubted).toBeUndefined();
    expect((await facts(phone)).revoked['sms:*']).toBeDefined();
    expect((await typesOf(phone)).filter((type) => type === 'opted-out')).toHaveLength(1);
  });
  test('of a text that nothing was done about closes what it meant, unconfirmed', async () => {
    const phone = await having(CALLS);
    const review = await reviewOf(phone);
    expect(review).toMatchObject({ did: 'nothing', certainty: 'unsure', channels: ['voice'] });
    expect((await facts(phone)).revoked).toEqual({});
    await rule(review['id'], 'opt-out');
    expect((await historyOf(phone)).at(-1)).toMatchObject({
      type: 'opted-out',
      actor: 'key:key_admin',
      detail: { channels: ['voice'], rule: 'ruling', confirmation: 'none' },
    });
  });
  test('is not for whoever texted START since', async () => {
    const phone = await having(MAYBE, 'STOP', 'START');
    await rule((await reviewOf(phone))['id'], 'opt-out');
    expect((await facts(phone)).revoked).toEqual({});
  });
});

describe('a YES in other words to the question for consent', () => {
  const confirming = async (): Promise<string> => {
    const phone = freshPhone();
    await postForm(rig(), phone);
    for (const task of await owedTo(rig(), phone)) await releaseSends(rig().deps)(task);
    await textFrom(rig(), phone, 'ok');
    expect((await message(rig(), phone)).status).toBe(202);
    expect(await reviewOf(phone)).toMatchObject({ intent: 'confirm', did: 'confirmed' });
    return phone;
  };
  test('ruled an opt-out ends texts from then on, unconfirmed', async () => {
    const phone = await confirming();
    const ruled = await rule((await reviewOf(phone))['id'], 'opt-out');
    expect(ruled.body['ruling']).toMatchObject({ ruling: 'opt-out', lifted: [] });
    expect((await historyOf(phone)).at(-1)).toMatchObject({
      type: 'opted-out',
      detail: { channels: ['sms'], rule: 'ruling', confirmation: 'none' },
    });
    expect((await message(rig(), phone)).status).toBe(422);
  });
  test('ruled no opt-out stands as it is', async () => {
    const phone = await confirming();
    const before = await facts(phone);
    await rule((await reviewOf(phone))['id'], 'not-opt-out');
    expect(await facts(phone)).toEqual(before);
    expect((await message(rig(), phone)).status).toBe(202);
  });
  test('and START after it stands above the ruling', async () => {
    const phone = await confirming();
    await textFrom(rig(), phone, 'STOP');
    await textFrom(rig(), phone, 'START');
    await rule((await reviewOf(phone))['id'], 'opt-out');
    expect((await facts(phone)).revoked).toEqual({});
  });
});

describe('a review is ruled once', () => {
  test('the same ruling again has the first answer; another is refused', async () => {
    const phone = await having(MISREAD);
    const { id } = await reviewOf(phone);
    const first = await rule(id, 'opt-out');
    const entries = await historyOf(phone);
    const again = await rule(id, 'opt-out', { reason: 'Another reason.' });
    expect([again.status, again.body]).toEqual([200, first.body]);
    const other = await rule(id, 'not-opt-out');
    expect([other.status, String(other.body['code'])]).toEqual([409, 'already-ruled']);
    expect(await historyOf(phone)).toEqual(entries);
  });
  test('by many at once: one ruling is entered, and the others hear of it', async () => {
    const phone = await having(MISREAD);
    const { id } = await reviewOf(phone);
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, i) => rule(id, i % 2 === 0 ? 'opt-out' : 'not-opt-out')),
    );
    const rulings = (await historyOf(phone)).filter(({ type }) => type === 'review-ruled');
    expect(rulings).toHaveLength(1);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 409]));
    expect(await reviewsOf(phone)).toHaveLength(1);
  });
});
