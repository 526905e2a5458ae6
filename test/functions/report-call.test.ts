/** A call that was made is one entry, told of once, and counts for the next text (QX-04). */
import { describe, expect, test } from 'vitest';
import { HOUR, iso } from '#shared/basics.ts';
import { phoneKey } from '#shared/ledger.ts';
import { freshPhone, message, optedIn } from './people.ts';
import { useRig } from './rig.ts';

const rig = useRig();
const report = (body: object, headers: Record<string, string> = {}) =>
  rig().call('POST', '/v1/calls', { key: rig().demo.keys.service, body, headers });
const callsIn = async (phone: string) => {
  const entries = await rig().ledger.history(phoneKey(rig().demo.account, phone), { limit: 100 });
  return entries.filter(({ type }) => type === 'call-reported');
};

describe('a call', () => {
  test('is an entry with when, about what and by whom it was told; one read, one write', async () => {
    const { clock, store } = rig();
    const phone = freshPhone();
    const calledAt = iso(clock.at - HOUR);
    const made = await report({ phone, calledAt, subject: 'test-drive', reference: `c${phone}` });
    expect(store.trips()).toEqual(['BatchGetItem', 'TransactWriteItems']);
    const [entry] = await callsIn(phone);
    expect([made.status, made.body]).toEqual([
      201,
      { contact: { phone }, entry: { seq: 1, entryHash: entry?.hash } },
    ]);
    expect(entry).toMatchObject({
      seq: 1,
      at: clock.at,
      actor: 'key:key_service',
      source: 'call',
      detail: { calledAt, subject: 'test-drive', reference: `c${phone}` },
    });
  });

  test('without time or subject was made now, in general', async () => {
    const phone = freshPhone();
    await report({ phone });
    const [entry] = await callsIn(phone);
    expect(entry?.detail).toEqual({ calledAt: iso(rig().clock.at), subject: 'general' });
  });

  test('may be older than all that we know of the contact', async () => {
    const phone = freshPhone();
    await optedIn(rig(), phone);
    expect((await report({ phone, calledAt: '2019-03-01T12:00:00Z' })).status).toBe(201);
    expect((await message(rig(), phone)).status).toBe(202);
  });

  test('may be made this very millisecond, not the next', async () => {
    const { clock } = rig();
    const phone = freshPhone();
    const early = await report({ phone, calledAt: iso(clock.at + 1) });
    expect([early.status, early.body]).toMatchObject([
      400,
      { code: 'invalid-request', errors: [{ pointer: '/calledAt' }] },
    ]);
    expect(await callsIn(phone)).toEqual([]);
    expect((await report({ phone, calledAt: iso(clock.at) })).status).toBe(201);
  });

  test('to no number, with a wrong time or an unknown field is refused', async () => {
    const phone = freshPhone();
    expect((await report({ phone: '555-0142' })).body).toMatchObject({ code: 'invalid-number' });
    for (const wrong of [
      {},
      { phone, calledAt: '2026-02-30T12:00:00Z' },
      { phone, calledAt: 'yesterday' },
      { phone, subject: '' },
      { phone, reference: 'x'.repeat(121) },
      { phone, seconds: 12 },
    ]) {
      expect((await report(wrong)).body).toMatchObject({ code: 'invalid-request' });
    }
    expect(await callsIn(phone)).toEqual([]);
  });
});

describe('the same call told of again', () => {
  test('by its reference: the first answer, also under another idempotency key', async () => {
    const phone = freshPhone();
    const body = { phone, reference: `twice ${phone}` };
    const first = await report(body, { 'idempotency-key': `one ${phone}` });
    for (const headers of [{}, { 'idempotency-key': `two ${phone}` }]) {
      expect((await report(body, headers)).body).toEqual(first.body);
    }
    expect(await callsIn(phone)).toHaveLength(1);
  });
  test('by its reference, to somebody else: refused', async () => {
    const [phone, other] = [freshPhone(), freshPhone()];
    await report({ phone, reference: `same ${phone}` });
    const clash = await report({ phone: other, reference: `same ${phone}` });
    expect(clash.body).toMatchObject({ status: 409, code: 'idempotency-conflict' });
    expect(await callsIn(other)).toEqual([]);
  });
  test('by its idempotency key: the first answer; with another body: refused', async () => {
    const phone = freshPhone();
    const key = { 'idempotency-key': `call ${phone}` };
    const first = await report({ phone }, key);
    expect((await report({ phone }, key)).body).toEqual(first.body);
    const clash = await report({ phone, subject: 'service' }, key);
    expect(clash.body).toMatchObject({ status: 409, code: 'idempotency-conflict' });
    expect(await callsIn(phone)).toHaveLength(1);
  });
  test('with neither: two calls', async () => {
    const phone = freshPhone();
    await report({ phone });
    await report({ phone });
    expect(await callsIn(phone)).toHaveLength(2);
  });
  test('many reports at once: each one call', async () => {
    const phone = freshPhone();
    const tries = [0, 1, 2, 3].flatMap((n) => [n, n]);
    await Promise.all(tries.map((n) => report({ phone, reference: `${n} ${phone}` })));
    expect(await callsIn(phone)).toHaveLength(4);
  });
});

test('three calls on a subject leave no room for a text on it, until the first leaves the window', async () => {
  const { clock } = rig();
  const phone = freshPhone();
  await optedIn(rig(), phone);
  const noon = clock.at;
  for (const hours of [20, 2, 1]) {
    await report({ phone, calledAt: iso(noon - hours * HOUR), subject: 'Test Drive' });
  }
  const send = () => message(rig(), phone, { subject: 'test drive' });
  expect((await message(rig(), phone, { subject: 'service' })).status).toBe(202);
  const refused = await send();
  expect(refused.body['decision']).toMatchObject({
    outcome: 'deny',
    reasons: [{ code: 'frequency-cap', until: iso(noon + 4 * HOUR) }],
  });
  clock.at = noon + 4 * HOUR - 1;
  expect((await send()).status).toBe(422);
  clock.at = noon + 4 * HOUR;
  expect((await send()).status).toBe(202);
  clock.at = noon;
});
