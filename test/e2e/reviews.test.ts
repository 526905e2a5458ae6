/**
 * Replies that may be an opt-out, from the handset to the queue and back: what is LIKELY acts and
 * is ruled on, what is UNSURE is asked about. Which words these are is the reader's to say, so it
 * is asked; an account's own words are known here.
 */
import { beforeAll, describe, expect, test } from 'vitest';
import { expectProblem, NOON, useStack } from './drive.ts';
import { type Answer, type Body, eventually, freshPhone } from './stack.ts';

const stack = useStack();
const fresh = () => freshPhone('689');
const NEXT_DAY = '2026-11-25T17:00:00.000Z';

/** Texts that may mean the end of texts, as the deployed reader reads them. */
const LIKELY = 'unsubscribe svp';
const UNSURE = 'too many texts';
beforeAll(async () => {
  const { call, demo } = stack();
  const read = { key: demo.keys.agent, body: { texts: [LIKELY, UNSURE] } };
  const { body } = await call('POST', '/v1/readings', read);
  expect(body['items']).toMatchObject([
    { intent: 'opt-out', certainty: 'likely' },
    { intent: 'opt-out', certainty: 'unsure' },
  ]);
});

const known = async (): Promise<string> => {
  const phone = fresh();
  await stack().optIn(phone);
  return phone;
};
const settings = async (body: object) =>
  stack().call('PUT', '/v1/settings', { key: stack().demo.keys.admin, body });
const reviewOf = async (phone: string): Promise<Body> => {
  const listed = await stack().call('GET', '/v1/reviews?limit=100', {
    key: stack().demo.keys.agent,
  });
  const items = listed.body['items'] as unknown as Body[];
  const found = items.find((item) => String(item['contact']?.['phone']) === phone);
  if (!found) throw new Error('no review of this phone');
  return found;
};
const rule = (id: unknown, ruling: string, key = stack().demo.keys.admin): Promise<Answer> =>
  stack().call('POST', `/v1/reviews/${String(id)}`, {
    key,
    body: { ruling, reason: 'Spoke of something else.' },
  });
const reasonsOf = async (phone: string) => {
  const { body, status } = await stack().message(phone);
  const reasons = (body['decision']?.['reasons'] ?? []) as unknown as Body[];
  return [status, ...reasons.map(({ code }) => String(code))];
};
const named = async (phone: string, name: string) =>
  eventually(
    () => stack().events(phone),
    (seen) => seen.some((event) => event.name === name),
  );

describe('a likely opt-out', () => {
  test('acts at once, is listed, and is undone by a ruling that it was none', async () => {
    const { demo, history, text } = stack();
    const phone = await known();
    await text(phone, LIKELY);
    expect(await reasonsOf(phone)).toEqual([422, 'opted-out']);
    const review = await reviewOf(phone);
    expect(review).toMatchObject({ status: 'open', text: LIKELY, did: 'opted-out', ruling: null });
    expect(String(review['words'])).toMatch(/unsubscribe/);
    expectProblem(await rule(review['id'], 'not-opt-out', demo.keys.agent), 403, 'forbidden');
    const ruled = await rule(review['id'], 'not-opt-out');
    expect([ruled.status, ruled.body['ruling']?.['lifted']]).toEqual([200, ['sms']]);
    expectProblem(await rule(review['id'], 'opt-out'), 409, 'already-ruled');
    expect(await reasonsOf(phone)).toEqual([202]);
    expect((await history(phone)).find(({ type }) => type === 'review-ruled')).toMatchObject({
      actor: 'key:key_admin',
      detail: { ruling: 'not-opt-out', reason: 'Spoke of something else.' },
    });
    const seen = await named(phone, 'Review Ruled');
    const last = seen.find(({ name }) => name === 'Review Ruled');
    expect(last?.detail['effects']).toMatchObject({ sms: 'allow', voice: { automated: 'allow' } });
  });

  test('stays where the person said STOP as well', async () => {
    const phone = await known();
    await stack().text(phone, LIKELY);
    await stack().text(phone, 'STOP');
    const ruled = await rule((await reviewOf(phone))['id'], 'not-opt-out');
    expect([ruled.status, ruled.body['ruling']?.['lifted']]).toEqual([200, []]);
    expect(await reasonsOf(phone)).toEqual([422, 'opted-out']);
  });
});

describe('a likely YES to the question for consent', () => {
  test('confirms at once, is listed, and ends with a ruling that it was an opt-out', async () => {
    const { form, text, textsWhen } = stack();
    const phone = fresh();
    expect((await form(phone)).status).toBe(201);
    await textsWhen(phone, 1);
    await text(phone, 'ok');
    expect(await reasonsOf(phone)).toEqual([202]);
    const review = await reviewOf(phone);
    expect(review).toMatchObject({ text: 'ok', intent: 'confirm', did: 'confirmed' });
    const opened = await named(phone, 'Review Opened');
    expect(opened.find(({ name }) => name === 'Review Opened')?.detail).toMatchObject({
      certainty: 'likely',
      did: 'confirmed',
    });
    expect((await rule(review['id'], 'opt-out')).status).toBe(200);
    expect(await reasonsOf(phone)).toEqual([422, 'opted-out']);
  });
});

describe('an unsure opt-out', () => {
  /** The question has reached the handset. */
  const asked = async (UNSURE: string): Promise<string> => {
    const phone = await known();
    await stack().text(phone, UNSURE);
    const texts = await stack().textsWhen(phone, 2);
    expect(texts.at(-1)).toMatch(/Do you want us to stop texting you\? Reply YES or NO\./);
    expect(await reasonsOf(phone)).toEqual([422, 'question-open']);
    return phone;
  };

  test('is asked about; YES ends it, NO does not', async () => {
    const [yes, no] = [await asked(UNSURE), await asked(UNSURE)];
    await stack().text(yes, 'YES');
    await stack().text(no, 'NO');
    expect(await reasonsOf(yes)).toEqual([422, 'opted-out']);
    expect(await reasonsOf(no)).toEqual([202]);
    await named(no, 'Question Answered');
  });

  test('and silence for a day ends it, once', async () => {
    const { history, setClock } = stack();
    const phone = await asked(UNSURE);
    await setClock(NEXT_DAY);
    const stops = () =>
      history(phone).then((all) => all.filter(({ type }) => type === 'opted-out'));
    const [stop, ...more] = await eventually(stops, (found) => found.length > 0);
    expect(stop).toMatchObject({ actor: 'system', source: 'silence', detail: { rule: 'silence' } });
    expect(more).toEqual([]);
    await setClock(NOON);
  });

  test('goes to a person where the account wants that', async () => {
    await settings({ unsureReplies: 'review' });
    const phone = await known();
    await stack().text(phone, UNSURE);
    await settings({ unsureReplies: 'ask' });
    const review = await reviewOf(phone);
    expect(review).toMatchObject({ certainty: 'unsure', did: 'nothing' });
    expect(await reasonsOf(phone)).toEqual([202]);
    expect((await rule(review['id'], 'opt-out')).status).toBe(200);
    expect(await reasonsOf(phone)).toEqual([422, 'opted-out']);
  });
});

describe('the words of an account', () => {
  test('are refused where law has them, and heard where they are its own', async () => {
    const { call, demo, text } = stack();
    const greedy = await settings({ extraWords: { optOut: ['Start'], help: ['stop'] } });
    expectProblem(greedy, 400, 'invalid-request');
    expect(greedy.body['errors']).toMatchObject([
      { pointer: '/extraWords/optOut/0', detail: 'is read as opt-in already' },
      { pointer: '/extraWords/help/0', detail: 'is read as opt-out already' },
    ]);
    const own = { extraWords: { optOut: ['Au revoir'], help: ['who dis'] } };
    expect((await settings(own)).status).toBe(200);
    const key = demo.keys.agent;
    const read = await call('POST', '/v1/readings', { key, body: { texts: ['AU REVOIR!!'] } });
    expect(read.body['items']).toMatchObject([{ intent: 'opt-out', certainty: 'certain' }]);
    const phone = await known();
    await text(phone, 'au-revoir');
    expect(await reasonsOf(phone)).toEqual([422, 'opted-out']);
    const asking = await known();
    await text(asking, 'Who dis?');
    expect((await stack().textsWhen(asking, 2)).at(-1)).toContain('For help contact');
    await settings({ extraWords: { optOut: [], help: [] } });
  });
});
