/**
 * Texts that waited and notices that are owed: through the same gate, once, and never after a STOP.
 */
import { describe, expect, test } from 'vitest';
import { releaseSends } from '#functions/release-sends.ts';
import { MINUTE } from '#shared/basics.ts';
import type { SendTask } from '#shared/ports.ts';
import { atTime, freshPhone, message, optedIn, owedTo, postForm, textFrom } from './people.ts';
import { type Rig, useRig } from './rig.ts';

const rig = useRig();
const NIGHT = Date.parse('2026-11-25T03:00:00.000Z');
const MORNING = Date.parse('2026-11-25T13:00:00.000Z');

const at = <T>(instant: number, work: () => Promise<T>): Promise<T> => atTime(rig(), instant, work);

const textsTo = ({ sent }: Rig, phone: string) => sent.filter(({ to }) => to === phone);
const statusOf = async (id: string) =>
  (await rig().messages.get(rig().demo.account, id)).message?.status;

/** A text that was asked for at night: its task, and how many texts the phone has had. */
async function deferred(phone: string): Promise<{ id: string; task: SendTask; had: number }> {
  await optedIn(rig(), phone);
  const waiting = await at(NIGHT, () => message(rig(), phone));
  expect(waiting.body['status']).toBe('deferred');
  const id = String(waiting.body['id']);
  const task: SendTask = { kind: 'deferred', account: rig().demo.account, messageId: id };
  return { id, task, had: textsTo(rig(), phone).length };
}

describe('a deferred text', () => {
  test('goes out once it may, and once only, however often its task comes', async () => {
    const phone = freshPhone();
    const { id, task, had } = await deferred(phone);
    const release = releaseSends(rig().deps);
    await at(MORNING, async () => {
      await release(task);
      await release(task);
      await release(task);
    });
    expect(textsTo(rig(), phone)).toHaveLength(had + 1);
    expect(await statusOf(id)).toBe('sent');
  });

  test('released by ten at once still goes out once; those who lost the race ask to come again', async () => {
    const phone = freshPhone();
    const { id, task, had } = await deferred(phone);
    const runs = await at(MORNING, () =>
      Promise.allSettled(Array.from({ length: 10 }, () => releaseSends(rig().deps)(task))),
    );
    expect(textsTo(rig(), phone)).toHaveLength(had + 1);
    expect(runs.some(({ status }) => status === 'fulfilled')).toBe(true);
    await at(MORNING, () => releaseSends(rig().deps)(task));
    expect(textsTo(rig(), phone)).toHaveLength(had + 1);
    expect(await statusOf(id)).toBe('sent');
  });

  test('whose task comes too early waits on, with nothing sent', async () => {
    const phone = freshPhone();
    const { id, task, had } = await deferred(phone);
    await at(MORNING - 1, () => releaseSends(rig().deps)(task));
    expect(await statusOf(id)).toBe('deferred');
    expect(textsTo(rig(), phone)).toHaveLength(had);
    await at(MORNING, () => releaseSends(rig().deps)(task));
    expect(await statusOf(id)).toBe('sent');
  });

  test('is refused when a STOP came in between, with the STOP as reason', async () => {
    const phone = freshPhone();
    const { id, task, had } = await deferred(phone);
    await at(NIGHT + MINUTE, () => textFrom(rig(), phone, 'STOP'));
    await at(MORNING, () => releaseSends(rig().deps)(task));
    expect(textsTo(rig(), phone)).toHaveLength(had);
    const { message: record } = await rig().messages.get(rig().demo.account, id);
    expect(record?.status).toBe('blocked');
    expect(record?.decision.reasons.map(({ code }) => code)).toEqual(['opted-out']);
  });

  test('is refused when the STOP lands while it is being released: the claim dies', async () => {
    const phone = freshPhone();
    const { id, task, had } = await deferred(phone);
    const { deps } = rig();
    let stopped = false;
    const messages: Rig['messages'] = {
      ...deps.messages,
      async claim(...claim) {
        // Between decision and claim: the moment that the version is there for.
        if (!stopped) await textFrom(rig(), phone, 'STOP');
        stopped = true;
        return deps.messages.claim(...claim);
      },
    };
    await at(MORNING, () => releaseSends({ ...deps, messages })(task));
    expect(textsTo(rig(), phone)).toHaveLength(had);
    expect(await statusOf(id)).toBe('blocked');
  });

  test('of a message that nobody knows is nothing to do', async () => {
    const task: SendTask = { kind: 'deferred', account: rig().demo.account, messageId: 'msg_none' };
    const before = rig().sent.length;
    await releaseSends(rig().deps)(task);
    expect(rig().sent).toHaveLength(before);
  });
});

describe('a notice', () => {
  /** Somebody who opted in and texts STOP: the confirmation that is owed now. */
  async function stopped(phone: string): Promise<{ task: SendTask; had: number }> {
    await optedIn(rig(), phone);
    await textFrom(rig(), phone, 'STOP');
    const task = (await owedTo(rig(), phone)).find(
      (one) => one.kind === 'notice' && one.notice === 'opt-out-confirmation',
    );
    if (!task) throw new Error('a confirmation is owed');
    return { task, had: textsTo(rig(), phone).length };
  }

  test('is one text, although its task comes three times', async () => {
    const phone = freshPhone();
    const { task, had } = await stopped(phone);
    for (let i = 0; i < 3; i += 1) await releaseSends(rig().deps)(task);
    const texts = textsTo(rig(), phone);
    expect(texts).toHaveLength(had + 1);
    expect(texts.at(-1)?.body).toContain('opted out');
  });

  test.each([
    ['four minutes and 59 seconds late goes out', 5 * MINUTE - 1_000, 1],
    ['five minutes and one millisecond late is dropped', 5 * MINUTE + 1, 0],
  ])('%s (47 CFR 64.1200(a)(12))', async (_, late, texts) => {
    const phone = freshPhone();
    const { task, had } = await stopped(phone);
    await at(rig().clock.at + late, () => releaseSends(rig().deps)(task));
    expect(textsTo(rig(), phone)).toHaveLength(had + texts);
  });

  test.each([
    ['program', 'You are opted out of Offers and news and will get'],
    ['purpose', 'You are opted out of marketing texts and will get'],
    ['account', 'You are opted out and will get no more texts from us.'],
  ] as const)('says how far a STOP went: reach %s', async (optOutReach, words) => {
    const { admin: key } = rig().demo.keys;
    const set = (reach: string) =>
      rig().call('PUT', '/v1/settings', { key, body: { optOutReach: reach } });
    const phone = freshPhone();
    await set(optOutReach);
    await optedIn(rig(), phone);
    await message(rig(), phone, { category: 'marketing' });
    await textFrom(rig(), phone, 'STOP');
    await set('account');
    for (const task of await owedTo(rig(), phone)) await releaseSends(rig().deps)(task);
    const last = textsTo(rig(), phone).at(-1)?.body ?? '';
    expect(last).toContain(words);
    expect(last.includes('STOP ALL')).toBe(optOutReach !== 'account');
    const informational = await message(rig(), phone);
    const statuses = { program: 422, purpose: 202, account: 422 };
    expect(informational.status).toBe(statuses[optOutReach]);
    expect((await message(rig(), phone, { category: 'marketing' })).status).toBe(422);
  });

  test('of one kind is in the account’s own words where it has some', async () => {
    const { admin: key } = rig().demo.keys;
    const path = '/v1/templates/opt-out-confirmation-part';
    const lacking = { en: '{brand}: out of {program}.' };
    const refused = await rig().call('PUT', path, { key, body: lacking });
    expect(refused.body).toMatchObject({ status: 422, code: 'template-incomplete' });
    const own = { en: '{brand}: out of {program}. STOP ALL ends everything.' };
    expect((await rig().call('PUT', path, { key, body: own })).status).toBe(200);
    const phone = freshPhone();
    await optedIn(rig(), phone);
    await rig().call('PUT', '/v1/settings', { key, body: { optOutReach: 'program' } });
    await textFrom(rig(), phone, 'STOP');
    await rig().call('PUT', '/v1/settings', { key, body: { optOutReach: 'account' } });
    for (const task of await owedTo(rig(), phone)) await releaseSends(rig().deps)(task);
    expect(textsTo(rig(), phone).at(-1)?.body).toBe(
      'Demo Motors: out of Offers and news. STOP ALL ends everything.',
    );
  });

  test('asking for the opt-in is not sent to somebody who said STOP meanwhile', async () => {
    const phone = freshPhone();
    await postForm(rig(), phone);
    const [ask] = await owedTo(rig(), phone);
    await textFrom(rig(), phone, 'STOP');
    if (!ask) throw new Error('the question is owed');
    await releaseSends(rig().deps)(ask);
    expect(textsTo(rig(), phone)).toEqual([]);
  });

  test('whose provider did not say is not sent again by its repeat', async () => {
    const phone = freshPhone();
    const { task, had } = await stopped(phone);
    const { provider } = rig();
    const { answer } = provider;
    provider.answer = () => ({ status: 'unknown', detail: 'cut' });
    await releaseSends(rig().deps)(task);
    provider.answer = answer;
    await releaseSends(rig().deps)(task);
    expect(textsTo(rig(), phone)).toHaveLength(had + 1);
  });
});

describe('a text that the provider takes too late or not at all', () => {
  test('late: the claim is taken back, decided again, and given up after three tries', async () => {
    const phone = freshPhone();
    await optedIn(rig(), phone);
    const { provider, sent } = rig();
    const { answer } = provider;
    const before = sent.length;
    provider.answer = () => ({ status: 'late' });
    const busy = await message(rig(), phone, {}, { 'idempotency-key': `late ${phone}` });
    provider.answer = answer;
    expect(busy.status).toBe(503);
    expect(sent).toHaveLength(before + 3);
    const again = await message(rig(), phone, {}, { 'idempotency-key': `late ${phone}` });
    expect(again.body['status']).toBe('sent');
  });

  test('refused: it counts for nothing, and its repeat gets the same refusal', async () => {
    const phone = freshPhone();
    await optedIn(rig(), phone);
    const { provider, sent } = rig();
    const { answer } = provider;
    provider.answer = () => ({
      status: 'refused',
      reason: 'throttled',
      providerCode: '20429',
      detail: 'Too many at once. Send later.',
    });
    const key = { 'idempotency-key': `refused ${phone}` };
    for (let i = 0; i < 4; i += 1) {
      const refused = await message(rig(), phone, {}, { 'idempotency-key': `${phone} ${i}` });
      expect(refused.body).toMatchObject({ code: 'provider-refused', status: 502 });
    }
    const first = await message(rig(), phone, {}, key);
    provider.answer = answer;
    const before = sent.length;
    expect((await message(rig(), phone, {}, key)).body).toEqual(first.body);
    expect(sent).toHaveLength(before);
    // Five refusals did not use up the cap of three.
    expect((await message(rig(), phone)).status).toBe(202);
  });

  test('refused as opted out at the provider: the ledger learns it once', async () => {
    const phone = freshPhone();
    await optedIn(rig(), phone);
    const { provider, call, demo } = rig();
    const { answer } = provider;
    provider.answer = () => ({
      status: 'refused',
      reason: 'opted-out',
      providerCode: '21610',
      detail: 'The person opted out at the provider.',
    });
    expect((await message(rig(), phone)).status).toBe(502);
    provider.answer = answer;
    expect((await message(rig(), phone)).body['code']).toBe('blocked');
    const path = `/v1/contacts/${phone}/history`;
    const history = await call('GET', path, { key: demo.keys.agent });
    const types = (history.body['items'] as unknown as { type: string }[]).map(({ type }) => type);
    expect(types.filter((type) => type === 'opted-out')).toHaveLength(1);
  });
});
