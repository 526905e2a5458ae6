/**
 * Settings over HTTP: risks that are taken by name, and a shadow that is told of and does nothing.
 */
import { afterEach, describe, expect, test } from 'vitest';
import { messageEvent } from '#shared/events.ts';
import { accountKey } from '#shared/ledger.ts';
import { PACKS } from '#shared/packs/index.ts';
import { freshPhone, message, optedIn } from './people.ts';
import { type Body, useRig } from './rig.ts';

const rig = useRig();
const set = (body: object) =>
  rig().call('PUT', '/v1/settings', { key: rig().demo.keys.admin, body });
const lastChange = async () => {
  const key = accountKey(rig().demo.account);
  return (await rig().ledger.history(key, { limit: 100 })).at(-1)?.detail;
};
afterEach(async () => {
  await set({ doubleOptIn: { enabled: true }, revokeAll: 'by-date', shadow: null });
});

describe('a risk', () => {
  const OFF = { doubleOptIn: { enabled: false } };
  test.each([
    ['double opt-in off', OFF, 'must be true to turn double opt-in off'],
    [
      'the revoke-all rule off',
      { revokeAll: 'off' },
      'must be true to switch the revoke-all rule off',
    ],
  ])('%s: refused until it is taken by name, which the ledger keeps', async (_, body, detail) => {
    for (const acknowledgeRisk of [undefined, false]) {
      const refused = await set({ ...body, ...(acknowledgeRisk === false && { acknowledgeRisk }) });
      expect(refused.body).toMatchObject({
        status: 422,
        code: 'risk-not-acknowledged',
        errors: [{ pointer: '/acknowledgeRisk', detail }],
      });
    }
    expect((await set({ ...body, acknowledgeRisk: true })).body).toMatchObject(body);
    expect(await lastChange()).toMatchObject({ change: { ...body, acknowledgeRisk: true } });
    // What is off stays off without asking again, and without a risk in the ledger.
    expect((await set(body)).status).toBe(200);
    expect(await lastChange()).toEqual({ kind: 'settings', id: 'settings', change: body });
  });
  test('two at once are both named', async () => {
    const { body } = await set({ ...OFF, revokeAll: 'off' });
    expect((body['errors'] as unknown as Body[]).length).toBe(2);
  });
  test('none is taken by a shadow: nothing is done by it', async () => {
    expect((await set({ shadow: { settings: { revokeAll: 'off' } } })).status).toBe(200);
  });
});

describe('a shadow', () => {
  test('of a pack that there is none of is refused, with those that there are', async () => {
    const { body } = await set({ shadow: { pack: '2026-02-01' } });
    expect(body).toMatchObject({
      status: 422,
      code: 'unknown-reference',
      errors: [{ pointer: '/shadow/pack' }],
    });
    for (const { version } of PACKS) expect(String(body['detail'])).toContain(version);
  });
  test('of settings that do not fit is refused where they do not', async () => {
    const { body } = await set({ shadow: { settings: { frequencyCap: { limit: 99, hours: 1 } } } });
    expect(body).toMatchObject({
      status: 400,
      code: 'invalid-request',
      errors: [{ pointer: '/shadow/settings/frequencyCap/limit' }],
    });
    expect(
      (await rig().call('GET', '/v1/settings', { key: rig().demo.keys.agent })).body,
    ).toMatchObject({ shadow: null });
  });

  /** Agreed to two programs, left one: the rule would end both. */
  async function leftOne(): Promise<string> {
    const phone = freshPhone();
    await optedIn(rig(), phone);
    const body = { phone, channels: ['sms'], program: 'service', source: 'call' };
    await rig().call('POST', '/v1/revocations', { key: rig().demo.keys.agent, body });
    return phone;
  }
  const DENY = { rulePack: '2026-10-18', outcome: 'deny', added: ['opted-out'], removed: [] };

  test('says what it would have done, in answer, record and event; the text goes out', async () => {
    const phone = await leftOne();
    await set({ shadow: { settings: { revokeAll: 'on' } } });
    const sent = await message(rig(), phone);
    expect([sent.status, String(sent.body['status'])]).toEqual([202, 'sent']);
    expect(sent.body['decision']).toMatchObject({ outcome: 'allow', reasons: [], shadow: DENY });
    const { message: record } = await rig().messages.get(
      rig().demo.account,
      String(sent.body['id']),
    );
    expect(record?.decision.shadow).toEqual(DENY);
    expect(record && messageEvent(undefined, record)?.['decision']).toMatchObject({ shadow: DENY });
    expect(rig().sent.at(-1)?.to).toBe(phone);
  });
  test('that would have let go what is refused says so; the text stays', async () => {
    const phone = freshPhone();
    await optedIn(rig(), phone);
    await set({ frequencyCap: { limit: 1, hours: 24 } });
    await message(rig(), phone);
    const texts = rig().sent.length;
    await set({ shadow: { settings: { frequencyCap: { limit: 2, hours: 24 } } } });
    const refused = await message(rig(), phone);
    await set({ frequencyCap: { limit: 3, hours: 24 } });
    expect(refused.body['decision']).toMatchObject({
      outcome: 'deny',
      reasons: [{ code: 'frequency-cap' }],
      shadow: { outcome: 'allow', added: [], removed: ['frequency-cap'] },
    });
    expect(rig().sent).toHaveLength(texts);
    expect(rig().records.at(-1)?.task).toMatchObject({
      record: { decision: { shadow: { removed: ['frequency-cap'] } } },
    });
  });
  test('that waits for another hour, or sends other words, says which', async () => {
    const phone = '+12155550174';
    await optedIn(rig(), phone);
    const ask = async (more: object = {}) => {
      const body = { to: phone, body: 'Your car is ready.', ...more };
      const { admin: key } = rig().demo.keys;
      const { body: asked } = await rig().call('POST', '/v1/decisions', { key, body });
      const decision = asked['decision'] as unknown as Body;
      return decision['shadow'] as unknown as Body;
    };
    await set({ shadow: { settings: { revokeAll: 'on' } } });
    const same = { rulePack: '2026-10-18', outcome: 'allow', added: [], removed: [] };
    expect(await ask()).toEqual(same);
    await set({ shadow: { settings: { senderNamePrefix: false } } });
    const { body: bare } = await ask();
    expect(String(bare)).toMatch(/^Your car is ready[.]/);
    // Act 47 of 2026 opens Pennsylvania at 09:00, the edition before it at 08:00.
    const night = { sendAt: '2026-11-25T08:00:00Z' };
    expect(await ask(night)).not.toHaveProperty('deferredUntil');
    await set({ shadow: { pack: '2026-01-01' } });
    const { deferredUntil, ...rest } = await ask(night);
    expect(String(deferredUntil)).toMatch(/^2026-11-25T13:[0-2]/);
    expect(rest).toEqual({ ...same, rulePack: '2026-01-01', outcome: 'defer' });
  });
  test('of a pack is told of by its name', async () => {
    await set({ shadow: { pack: '2025-04-11' } });
    const key = rig().demo.keys.agent;
    const body = { to: freshPhone(), body: 'Hello.' };
    const { body: asked } = await rig().call('POST', '/v1/decisions', { key, body });
    expect(asked['decision']).toMatchObject({
      rulePack: '2026-10-18',
      shadow: { rulePack: '2025-04-11', outcome: 'deny', added: [], removed: [] },
    });
  });
  test('an event does not hold the words that it would have sent', async () => {
    const phone = freshPhone();
    await optedIn(rig(), phone);
    await set({ shadow: { settings: { senderNamePrefix: false } } });
    const sent = await message(rig(), phone, { body: 'Your car is ready.' });
    const { account } = rig().demo;
    const { message: record } = await rig().messages.get(account, String(sent.body['id']));
    expect(record?.decision.shadow?.body).toMatch(/^Your car is ready[.]/);
    const event = JSON.stringify(record && messageEvent(undefined, record));
    expect(event).toContain('"shadow"');
    expect(event).not.toContain('Your car is ready');
  });
  test('that was taken away is told of no more', async () => {
    const phone = await leftOne();
    await set({ shadow: { settings: { revokeAll: 'on' } } });
    await set({ shadow: null });
    expect((await message(rig(), phone)).body['decision']).not.toHaveProperty('shadow');
  });
  test('costs no trip more', async () => {
    const phone = await leftOne();
    await set({ shadow: { settings: { revokeAll: 'on' } } });
    await message(rig(), phone);
    expect(rig().store.trips()).toEqual(['BatchGetItem', 'UpdateItem', 'PutItem']);
  });
});
