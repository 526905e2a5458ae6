/**
 * What is due of a revocation: answered by its door, written into its entry, and shown with the
 * contact until and after it is met. And the setting that our own target is.
 */
import { describe, expect, test } from 'vitest';
import { DAY, HOUR, iso, MINUTE, SECOND } from '#shared/basics.ts';
import { phoneKey } from '#shared/ledger.ts';
import { AT } from '../contract/table-fixture.ts';
import { acknowledge } from './acknowledge.ts';
import { freshPhone, optedIn, textFrom } from './people.ts';
import { type Body, useRig } from './rig.ts';

const rig = useRig();
const admin = () => rig().demo.keys.admin;
const revoke = (body: object) =>
  rig().call('POST', '/v1/revocations', {
    key: rig().demo.keys.agent,
    body: { channels: ['sms'], source: 'call', ...body },
  });
const contact = (phone: string) => rig().call('GET', `/v1/contacts/${phone}`, { key: admin() });
const keyOf = (phone: string) => phoneKey(rig().demo.account, phone);

describe('POST /v1/revocations', () => {
  test('answers what is due by law and by our own target, and that it is not late', async () => {
    const { body, status } = await revoke({ phone: freshPhone(), receivedAt: iso(AT - HOUR) });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      effectiveAt: iso(AT),
      receivedAt: iso(AT - HOUR),
      // Tuesday 2026-11-24; Thanksgiving lies between.
      dueAt: '2026-12-10T04:59:59.999Z',
      citation: '47 CFR 64.1200(a)(10)-(11), (d)(3)',
      targetAt: iso(AT - HOUR + DAY),
      late: false,
    });
  });
  test('says so when a letter was entered past its due time; the block stands all the same', async () => {
    const phone = freshPhone();
    const letter = { phone, source: 'letter', receivedAt: '2026-10-01T15:00:00Z' };
    const { body, status } = await revoke(letter);
    expect(status).toBe(201);
    expect(body).toMatchObject({ dueAt: '2026-10-17T03:59:59.999Z', late: true });
    expect((await contact(phone)).body).toMatchObject({
      dnd: { sms: true },
      revocations: [{ late: true, byLaw: 'missed', source: 'letter' }],
    });
  });
  test('at phone and email: the earlier of the two', async () => {
    const phone = freshPhone();
    const email = `two${phone.slice(-4)}@customer.example`;
    const both = await revoke({ phone, email, channels: 'all' });
    // Nothing tells where the address is: also in Canada, where Thanksgiving was in October.
    expect(both.body).toMatchObject({
      dueAt: '2026-12-09T04:59:59.999Z',
      citation: 'CASL s.11(3)',
    });
    const alone = await revoke({ phone: freshPhone(), channels: 'all' });
    expect(alone.body['dueAt']).toBe('2026-12-10T04:59:59.999Z');
  });
  test('a repeat answers the same, whatever the time by then', async () => {
    const body = { phone: freshPhone(), channels: ['sms'], source: 'call' };
    const headers = { 'idempotency-key': 'due-once' };
    const post = () =>
      rig().call('POST', '/v1/revocations', { key: rig().demo.keys.agent, body, headers });
    const first = await post();
    rig().clock.at = AT + DAY;
    const again = await post();
    rig().clock.at = AT;
    expect(again.body).toEqual(first.body);
  });
  test('is counted by the place that the contact declared', async () => {
    const phone = freshPhone();
    await optedIn(rig(), phone);
    const consents = { sms: true };
    await rig().call('POST', '/v1/consents', {
      key: admin(),
      body: { phone, consents, source: 'manual', place: { timeZone: 'America/Puerto_Rico' } },
    });
    // The day ends an hour earlier there than in Florida.
    expect((await revoke({ phone })).body['dueAt']).toBe('2026-12-10T03:59:59.999Z');
  });
});

test('every door writes what is due into its entry, which history shows and the hash covers', async () => {
  const phone = freshPhone();
  await textFrom(rig(), phone, 'STOP');
  const { body } = await rig().call('GET', `/v1/contacts/${phone}/history`, { key: admin() });
  const entry = (body['items'] as unknown as Body[]).find(
    ({ type }) => String(type) === 'opted-out',
  );
  expect(entry?.['detail']).toMatchObject({
    receivedAt: iso(AT),
    due: { at: '2026-12-10T04:59:59.999Z', targetAt: iso(AT + 5 * MINUTE) },
  });
});

describe('the contact', () => {
  test('shows what is due, who is waited for, and then that it was met', async () => {
    const phone = freshPhone();
    await textFrom(rig(), phone, 'STOP');
    const [before] = (await contact(phone)).body['revocations'] as unknown as Body[];
    expect(before).toMatchObject({
      source: 'text',
      blockedAt: iso(AT),
      acknowledgedAt: { email: null, dialer: null },
      waitingFor: ['dialer'],
      honouredAt: null,
      byLaw: 'open',
      byTarget: 'open',
    });
    rig().clock.at = AT + 2 * SECOND;
    await acknowledge(rig(), keyOf(phone), 'dialer', 'email');
    rig().clock.at = AT;
    const [after] = (await contact(phone)).body['revocations'] as unknown as Body[];
    expect(after).toMatchObject({
      acknowledgedAt: { email: iso(AT + 2 * SECOND), dialer: iso(AT + 2 * SECOND) },
      waitingFor: [],
      honouredAt: iso(AT + 2 * SECOND),
      byLaw: 'met',
      byTarget: 'met',
    });
  });
  test('shows those of its email address too', async () => {
    const phone = freshPhone();
    const email = `view${phone.slice(-4)}@customer.example`;
    await optedIn(rig(), phone);
    await rig().call('POST', '/v1/consents', {
      key: admin(),
      body: { phone, email, consents: { email: true }, source: 'manual' },
    });
    await revoke({ phone, channels: ['email'] });
    const { body } = await contact(phone);
    const contacts = (body['revocations'] as unknown as Body[]).map((one) => one['contact']);
    expect(contacts).toEqual([{ phone }, { email }]);
  });
  test('without a revocation in force shows none, and costs no further trip', async () => {
    const phone = freshPhone();
    await optedIn(rig(), phone);
    const asked = await contact(phone);
    expect(rig().store.trips()).toEqual(['BatchGetItem']);
    expect(asked.body['revocations']).toEqual([]);
    await textFrom(rig(), phone, 'STOP');
    await contact(phone);
    expect(rig().store.trips()).toEqual(['BatchGetItem', 'Query']);
    await textFrom(rig(), phone, 'START');
    expect((await contact(phone)).body['revocations']).toEqual([]);
  });
});

describe('a wish that an email address held before it was known whose it is', () => {
  test('takes its time on the phone from the link on: it is not late', async () => {
    const phone = freshPhone();
    const email = `link${phone.slice(-4)}@customer.example`;
    await revoke({ email, source: 'email', receivedAt: '2026-09-01T15:00:00Z' });
    await optedIn(rig(), phone);
    const document = { reference: 'archive-17' };
    const body = { phone, email, consents: { sms: true }, document, source: 'paper' };
    expect((await rig().call('POST', '/v1/consents', { key: admin(), body })).status).toBe(201);
    const { revocations } = (await contact(phone)).body as unknown as { revocations: Body[] };
    const [byPhone, byMail] = revocations;
    expect(byPhone).toMatchObject({
      contact: { phone },
      receivedAt: '2026-09-01T15:00:00.000Z',
      dueAt: '2026-12-10T04:59:59.999Z',
      late: false,
    });
    expect(byMail).toMatchObject({ contact: { email }, late: true });
  });
});

describe('the setting', () => {
  const put = (honourMinutes: object) =>
    rig().call('PUT', '/v1/settings', { key: admin(), body: { honourMinutes } });
  test.each([
    [{ direct: 0, relayed: 60 }, '/honourMinutes/direct'],
    [{ direct: 5, relayed: 10_081 }, '/honourMinutes/relayed'],
    [{ direct: 5 }, '/honourMinutes/relayed'],
  ])('%j is refused at %s', async (given, pointer) => {
    expect((await put(given)).body).toMatchObject({ status: 400, errors: [{ pointer }] });
  });
  test('a week is the longest target', async () => {
    expect((await put({ direct: 1, relayed: 10_080 })).status).toBe(200);
    expect((await put({ direct: 5, relayed: 1_440 })).status).toBe(200);
  });
});
