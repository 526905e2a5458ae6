/** The revoke-all replay over HTTP: opt-outs of a period, and what the rule would have ended. */
import { describe, expect, test } from 'vitest';
import { DAY, iso } from '#shared/basics.ts';
import { AT } from '../contract/table-fixture.ts';
import { freshPhone, optedIn, textFrom } from './people.ts';
import { type Body, useRig } from './rig.ts';

const rig = useRig();
const key = () => rig().demo.keys.admin;
const report = (query: Record<string, string> = {}, secret = key()) =>
  rig().call('GET', '/v1/reports/revoke-all', { key: secret, query });
const itemsOf = (body: Body) => (body['items'] ?? []) as unknown as Body[];
const phonesOf = (body: Body) => itemsOf(body).map((item) => String(item['contact']?.['phone']));
const revoke = (body: object) =>
  rig().call('POST', '/v1/revocations', { key: rig().demo.keys.agent, body });

let day = 0;
/** A day of its own for each test, so that each sees its own opt-outs. */
async function onOwnDay<T>(work: (query: Record<string, string>) => Promise<T>): Promise<T> {
  day += 1;
  rig().clock.at = AT + day * DAY;
  const query = { from: iso(AT + day * DAY), to: iso(AT + day * DAY + 1) };
  return work(query).finally(() => {
    rig().clock.at = AT;
  });
}
/** Agreed to marketing by the form, and to appointments on the phone. */
async function agreedToBoth(): Promise<string> {
  const phone = freshPhone();
  await optedIn(rig(), phone);
  const body = { phone, consents: { sms: true }, program: 'service', source: 'manual' };
  const { status } = await rig().call('POST', '/v1/consents', { key: key(), body });
  expect(status).toBe(201);
  return phone;
}
const SERVICE = { program: 'service', purpose: 'informational' };

describe('the report', () => {
  test('shows an opt-out of one program with what the rule would have ended too', () =>
    onOwnDay(async (query) => {
      const phone = await agreedToBoth();
      const text = 'No more offers.';
      await revoke({ phone, channels: ['sms'], program: 'default', source: 'call', text });
      const { body, status } = await report(query);
      expect(status).toBe(200);
      expect(itemsOf(body)).toMatchObject([
        {
          contact: { phone },
          source: 'call',
          words: text,
          scope: 'program',
          program: 'default',
          stayedOpen: [SERVICE],
          wouldEnd: [{ ...SERVICE, endedByNow: false }],
        },
      ]);
      expect(body['summary']).toEqual({
        optOuts: 1,
        ofTexts: 1,
        inPart: 1,
        wouldEndMore: 1,
        contacts: 1,
        stillOpen: 1,
        unread: 0,
      });
      expect(body['rule']).toMatchObject({ setting: 'by-date', rulePack: '2026-10-18' });
    }));

  test('says that it is ended by now, once the person left altogether', () =>
    onOwnDay(async (query) => {
      const phone = await agreedToBoth();
      await revoke({ phone, channels: ['sms'], program: 'default', source: 'call' });
      rig().clock.at += 1;
      await textFrom(rig(), phone, 'STOP');
      const { body } = await report(query);
      expect(itemsOf(body)).toMatchObject([{ wouldEnd: [{ ...SERVICE, endedByNow: true }] }]);
      expect(body['summary']).toMatchObject({ optOuts: 1, wouldEndMore: 1, stillOpen: 0 });
    }));

  test('says that it is ended by now, once the account switches the rule on', () =>
    onOwnDay(async (query) => {
      const phone = await agreedToBoth();
      await revoke({ phone, channels: ['sms'], program: 'default', source: 'call' });
      const set = (revokeAll: string) =>
        rig().call('PUT', '/v1/settings', { key: key(), body: { revokeAll } });
      await set('on');
      const { body } = await report(query);
      await set('by-date');
      expect(itemsOf(body)).toMatchObject([{ wouldEnd: [{ ...SERVICE, endedByNow: true }] }]);
      expect(body['rule']).toMatchObject({ setting: 'on' });
    }));

  test('shows a STOP to everything, which the rule would not have changed', () =>
    onOwnDay(async (query) => {
      const phone = await agreedToBoth();
      await textFrom(rig(), phone, 'STOP');
      const { body } = await report(query);
      expect(itemsOf(body)).toMatchObject([
        { contact: { phone }, words: 'stop', scope: 'everything', stayedOpen: [], wouldEnd: [] },
      ]);
    }));

  test('comes in pages, oldest first, that add up', () =>
    onOwnDay(async (query) => {
      const phones = [freshPhone(), freshPhone(), freshPhone()];
      const from = rig().clock.at;
      for (const phone of phones) {
        await textFrom(rig(), phone, 'STOP');
        rig().clock.at += 1;
      }
      const period = { ...query, to: iso(from + 3), limit: '2' };
      const first = await report(period);
      expect(phonesOf(first.body)).toEqual(phones.slice(0, 2));
      expect(first.body['summary']).toMatchObject({ optOuts: 2 });
      const cursor = String(first.body['nextCursor']);
      const rest = await report({ ...period, cursor });
      expect(phonesOf(rest.body)).toEqual(phones.slice(2));
      expect(rest.body).not.toHaveProperty('nextCursor');
    }));

  test('one contact twice: one ledger read, two opt-outs', () =>
    onOwnDay(async (query) => {
      const phone = await agreedToBoth();
      await revoke({ phone, channels: ['sms'], program: 'default', source: 'call' });
      await revoke({ phone, channels: ['voice'], source: 'call' });
      const { body } = await report(query);
      expect(rig().store.trips()).toEqual(['BatchGetItem', 'Query', 'Query']);
      expect(body['summary']).toMatchObject({ optOuts: 2, ofTexts: 1, contacts: 1 });
    }));
});

describe('the period', () => {
  test('is the year until now, this millisecond included, when none is given', async () => {
    const phone = freshPhone();
    await textFrom(rig(), phone, 'STOP');
    const { body } = await report();
    expect(phonesOf(body)).toContain(phone);
    expect([body['from'], body['to']].map(String)).toEqual([iso(AT + 1 - 365 * DAY), iso(AT + 1)]);
    rig().clock.at = AT + 365 * DAY - 1;
    expect(phonesOf((await report()).body)).toContain(phone);
    rig().clock.at = AT + 365 * DAY;
    expect(phonesOf((await report()).body)).not.toContain(phone);
    rig().clock.at = AT;
  });
  test.each([
    [{ from: 'monday' }, '/from'],
    [{ to: '2026-02-30' }, '/to'],
    [{ from: '2026-11-02', to: '2026-11-01' }, '/to'],
  ])('%j is refused at %s', async (query, pointer) => {
    expect((await report(query)).body).toMatchObject({
      status: 400,
      code: 'invalid-request',
      errors: [{ pointer }],
    });
  });
  test('may be nothing; a cursor of nobody finds nothing more', async () => {
    expect(itemsOf((await report({ from: '2020-01-01', to: '2020-01-01' })).body)).toEqual([]);
    const { body, status } = await report({ cursor: '9999' });
    expect([status, itemsOf(body)]).toEqual([200, []]);
  });
});

test('no opt-out of another account is shown', async () => {
  await textFrom(rig(), freshPhone(), 'STOP');
  const { body } = await report({}, rig().other.keys.admin);
  expect([itemsOf(body), body['summary']?.['optOuts']]).toEqual([[], 0]);
});
