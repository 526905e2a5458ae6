/**
 * "What would have been answered then?": rule pack, ledger and configuration of an instant, and
 * "what would that edition say?" by its name. Nothing is stored by asking.
 */
import { afterEach, describe, expect, test } from 'vitest';
import { DAY, HOUR, iso } from '#shared/basics.ts';
import { phoneKey } from '#shared/ledger.ts';
import { PACKS } from '#shared/packs/index.ts';
import { emptyStanding } from '#shared/standing.ts';
import { AT } from '../contract/table-fixture.ts';
import { freshPhone, optedIn, textFrom } from './people.ts';
import { type Body, useRig } from './rig.ts';

const rig = useRig();
const at = (text: string) => Date.parse(text);
const goTo = (text: string | number): void => {
  rig().clock.at = typeof text === 'number' ? text : at(text);
};
afterEach(() => goTo(AT));

const decide = (to: string, query: Record<string, string> = {}, more: object = {}) =>
  rig().call('POST', '/v1/decisions', {
    key: rig().demo.keys.agent,
    query,
    body: { to, body: 'Fall sale: 10% off all oil changes.', ...more },
  });
const codesOf = (decision: Body | undefined): string[] =>
  ((decision?.['reasons'] ?? []) as unknown as Body[]).map((reason) => String(reason['code']));
const codes = async (to: string, query: Record<string, string> = {}, more: object = {}) => {
  const { body, status } = await decide(to, query, more);
  expect([status, String(body['code'])]).toEqual([200, 'undefined']);
  return codesOf(body['decision']);
};
const put = async (path: string, body: object): Promise<void> => {
  const { status } = await rig().call('PUT', path, { key: rig().demo.keys.admin, body });
  expect(status).toBe(200);
};
/** Whoever opted in on a day that was fine for texts. */
async function optedInOn(day: string, phone: string): Promise<string> {
  goTo(`${day}T17:00:00Z`);
  await optedIn(rig(), phone);
  goTo(AT);
  return phone;
}

describe('the older pack gives the older answer', () => {
  test('Pennsylvania at 19:30: open on 2026-10-17, closed two days later (Act 47 of 2026)', async () => {
    const phone = await optedInOn('2026-09-01', '+12155550171');
    expect(await codes(phone, { asOf: '2026-10-17T23:30:00Z' })).toEqual([]);
    const monday = { asOf: '2026-10-19T23:30:00Z' };
    expect(await codes(phone, monday)).toEqual(['quiet-hours']);
    expect(await codes(phone, { ...monday, pack: '2026-01-01' })).toEqual([]);
  });
  test('asOf and pack may stand in the body as well; the query wins', async () => {
    const phone = await optedInOn('2026-09-01', '+12155550172');
    const old = { asOf: '2026-10-19T23:30:00Z', pack: '2026-01-01' };
    expect(await codes(phone, {}, old)).toEqual([]);
    expect(await codes(phone, { pack: '2026-10-18' }, old)).toEqual(['quiet-hours']);
  });
  test('Oregon at 20:30: open in 2025, closed in 2026 (ORS 646.563)', async () => {
    const phone = await optedInOn('2025-11-10', '+15035550171');
    expect(await codes(phone, { asOf: '2025-12-31T04:30:00Z' })).toEqual([]);
    const february = { asOf: '2026-02-12T04:30:00Z' };
    expect(await codes(phone, february)).toEqual(['quiet-hours']);
    expect(await codes(phone, { ...february, pack: '2025-04-11' })).toEqual([]);
  });
  test('the edition in force is named, and so is one asked for', async () => {
    const phone = freshPhone();
    const named = async (query: Record<string, string>) =>
      String((await decide(phone, query)).body['decision']?.['rulePack']);
    expect(await named({})).toBe('2026-10-18');
    expect(await named({ asOf: '2026-10-18' })).toBe('2026-10-18');
    expect(await named({ asOf: '2026-10-17T23:59:59.999Z' })).toBe('2026-01-01');
    expect(await named({ asOf: '2020-01-01' })).toBe(PACKS[0]?.version);
    expect(await named({ pack: '2027-01-31' })).toBe('2027-01-31');
  });
  test('the edition of 2027 by name: an opt-out of one program is still one of one program', async () => {
    const phone = await optedInOn('2026-11-01', freshPhone());
    const body = { phone, channels: ['sms'], program: 'service', source: 'call' };
    const key = rig().demo.keys.agent;
    await rig().call('POST', '/v1/revocations', { key, body });
    // Received before the rule's day: it reaches what it named, by that edition too.
    expect(await codes(phone, { pack: '2027-01-31' })).toEqual([]);
    goTo('2027-02-01T17:00:00Z');
    await rig().call('POST', '/v1/revocations', { key, body: { ...body, channels: ['sms'] } });
    expect(await codes(phone)).toEqual(['opted-out']);
    expect(await codes(phone, { pack: '2026-10-18' })).toEqual([]);
    expect(await codes(phone, { asOf: iso(AT + 1) })).toEqual([]);
  });
});

describe('the ledger of that instant', () => {
  test('before the form, after it, after YES, after STOP, after START', async () => {
    const phone = freshPhone();
    goTo('2026-11-02T17:00:00Z');
    await optedIn(rig(), phone);
    goTo('2026-11-04T17:00:00Z');
    await textFrom(rig(), phone, 'STOP');
    goTo('2026-11-06T17:00:00Z');
    await textFrom(rig(), phone, 'START');
    goTo(AT);
    const on = (text: string) => codes(phone, { asOf: text });
    expect(await on('2026-11-02T16:59:59.999Z')).toEqual(['no-consent']);
    expect(await on('2026-11-02T17:00:00Z')).toEqual([]);
    expect(await on('2026-11-04T16:59:59.999Z')).toEqual([]);
    expect(await on('2026-11-04T17:00:00Z')).toEqual(['opted-out']);
    expect(await on('2026-11-06T16:59:59.999Z')).toEqual(['opted-out']);
    expect(await on('2026-11-06T17:00:00Z')).toEqual([]);
    expect(await codes(phone)).toEqual([]);
  });
  test('a consent goes stale by the instant asked for, not by today', async () => {
    const phone = await optedInOn('2025-06-02', freshPhone());
    goTo('2026-12-10T17:00:00Z');
    expect(await codes(phone)).toEqual(['consent-expired']);
    expect(await codes(phone, { asOf: '2026-11-24T17:00:00Z' })).toEqual([]);
  });
  test('calls of then count; texts are in no ledger, and the answer says so', async () => {
    const phone = await optedInOn('2026-11-01', freshPhone());
    const key = rig().demo.keys.service;
    for (const minute of ['00', '01', '02']) {
      const calledAt = `2026-11-10T15:${minute}:00Z`;
      goTo(calledAt);
      await rig().call('POST', '/v1/calls', { key, body: { phone, calledAt } });
    }
    goTo(AT);
    expect(await codes(phone, { asOf: '2026-11-10T16:00:00Z' })).toEqual(['frequency-cap']);
    expect(await codes(phone, { asOf: '2026-11-10T15:01:30Z' })).toEqual([]);
    const { body } = await decide(phone, { asOf: '2026-11-10T16:00:00Z' });
    expect(String(body['basis']?.['sends'])).toContain('not in the ledger');
  });
  test('the answer shows what it rests on: instant, entries, head of the chain', async () => {
    const phone = await optedInOn('2026-11-01', freshPhone());
    await textFrom(rig(), phone, 'STOP');
    const key = phoneKey(rig().demo.account, phone);
    const before = (await rig().ledger.history(key, { limit: 99 })).filter((one) => one.at < AT);
    const { body } = await decide(phone, { asOf: '2026-11-20' });
    expect(body['basis']).toMatchObject({
      asOf: '2026-11-20T00:00:00.000Z',
      entries: before.length,
      head: before.at(-1)?.hash,
    });
    expect((await decide(phone)).body).not.toHaveProperty('basis');
  });
  test('of another account is unknown: no entry of it, no consent', async () => {
    const phone = await optedInOn('2026-11-01', freshPhone());
    const query = { asOf: '2026-11-20T17:00:00Z' };
    const { body } = await rig().call('POST', '/v1/decisions', {
      key: rig().other.keys.agent,
      query,
      body: { to: phone, body: 'Hello.' },
    });
    expect(codesOf(body['decision'])).toEqual(['no-consent']);
    const { head } = emptyStanding(phoneKey(rig().other.account, phone));
    expect(body['basis']).toMatchObject({ entries: 0, head });
  });
});

describe('the configuration of that instant', () => {
  const [one, two, three] = [AT + DAY, AT + 2 * DAY, AT + 3 * DAY];
  /** On the second day something is set, on the third it is asked about. */
  async function on<T>(instant: number, work: () => Promise<T>): Promise<T> {
    goTo(instant);
    return work();
  }

  test('settings', async () => {
    const phone = await optedInOn('2026-11-01', freshPhone());
    await on(one, () => textFrom(rig(), phone, 'STOP'));
    await on(two, () => put('/v1/settings', { essentialAfterStop: 'allow' }));
    goTo(three);
    const essential = { category: 'essential', body: 'Your log-in code is 123456.' };
    const codesAt = (instant: number) => codes(phone, { asOf: iso(instant) }, essential);
    expect(await codesAt(two - 1)).toEqual(['opted-out']);
    expect(await codesAt(two)).toEqual([]);
    await put('/v1/settings', { essentialAfterStop: 'deny' });
    expect(await codesAt(two)).toEqual([]);
    expect(await codesAt(three)).toEqual(['opted-out']);
  });

  test('a program: not there, informational, marketing', async () => {
    const program = (purpose: string) => put('/v1/programs/then', { name: 'Then', purpose });
    const phone = freshPhone();
    goTo(one);
    await optedIn(rig(), phone);
    await program('informational');
    await on(two, () => program('marketing'));
    goTo(three);
    const ask = async (instant: number) =>
      codes(phone, { asOf: iso(instant) }, { program: 'then' });
    expect(await ask(one - 1)).toEqual(['no-consent', 'wrong-purpose']);
    expect(await ask(one)).toEqual(['no-consent', 'wrong-purpose']);
    expect(await ask(two)).toEqual(['no-consent']);
  });

  test('a sender: paused on one day, and not there before it was configured', async () => {
    const phone = await optedInOn('2026-11-01', freshPhone());
    const sender = {
      number: '+18485550190',
      provider: 'twilio',
      registration: { kind: '10dlc', status: 'approved' },
    };
    const { admin: key } = rig().demo.keys;
    const set = async (more: object) => {
      const body = { ...sender, ...more };
      const { status } = await rig().call('PUT', '/v1/senders/then', { key, body });
      expect(status).toBe(200);
    };
    await on(one, () => set({}));
    await on(two, () => set({ paused: { reason: 'Complaints.' } }));
    await on(three, () => set({}));
    const codesAt = (instant: number) => codes(phone, { asOf: iso(instant) }, { sender: 'then' });
    expect(await codesAt(one - 1)).toEqual(['sender-unregistered']);
    expect(await codesAt(one)).toEqual([]);
    expect(await codesAt(two)).toEqual(['sender-paused']);
    expect(await codesAt(three)).toEqual([]);
  });

  test('a vendor: trusted later, blocked at last', async () => {
    const vendor = (status: string) => put('/v1/vendors/then', { name: 'Leads', status });
    const phone = freshPhone();
    await on(one, () => vendor('quarantined'));
    const body = {
      phone,
      consents: { sms: true },
      source: 'vendor',
      vendorId: 'then',
      disclosure: rig().demo.disclosure,
      evidence: { leadId: 'lead-1' },
    };
    const key = rig().demo.keys.agent;
    const made = await rig().call('POST', '/v1/consents', { key, body });
    expect(made.status).toBe(201);
    await on(two, () => vendor('trusted'));
    await on(three, () => vendor('blocked'));
    const isHeld = async (query: Record<string, string>) =>
      (await codes(phone, query)).includes('vendor-quarantined');
    expect(await isHeld({ asOf: iso(one) })).toBe(true);
    expect(await isHeld({ asOf: iso(two) })).toBe(false);
    expect(await isHeld({ asOf: iso(three) })).toBe(true);
  });
});

describe('what is refused', () => {
  test('an instant ahead, by one millisecond; this very one is fine', async () => {
    const phone = freshPhone();
    expect((await decide(phone, { asOf: iso(AT) })).status).toBe(200);
    const ahead = await decide(phone, { asOf: iso(AT + 1) });
    expect(ahead.body).toMatchObject({ status: 400, code: 'invalid-request' });
    expect(String(ahead.body['detail'])).toContain('ahead');
  });
  test.each(['', 'yesterday', '2026-02-30', '2026-13-01', '2026-10-01T12:00', '1764000000000'])(
    'asOf=%s',
    async (asOf) => {
      const { body } = await decide(freshPhone(), { asOf });
      expect(body).toMatchObject({ status: 400, code: 'invalid-request' });
    },
  );
  test.each(['2026-10-19', 'newest', ''])(
    'pack=%s, with the packs that there are',
    async (pack) => {
      const { body } = await decide(freshPhone(), { pack });
      expect(body).toMatchObject({ status: 400, code: 'invalid-request' });
      for (const { version } of PACKS) expect(String(body['detail'])).toContain(version);
    },
  );
});

test('an instant may be given in the zone of the caller', async () => {
  const { body } = await decide(freshPhone(), { asOf: '2026-11-20T12:00:00-05:00' });
  expect(body['basis']).toMatchObject({ asOf: '2026-11-20T17:00:00.000Z' });
});

test('asking stores and sends nothing', async () => {
  const { sent, store } = rig();
  const phone = await optedInOn('2026-11-01', freshPhone());
  const before = await store.scan();
  const texts = sent.length;
  await decide(phone, { asOf: iso(AT - 2 * HOUR), pack: '2027-01-31' });
  expect(store.trips()).toEqual(['BatchGetItem', 'Query', 'Query']);
  expect(await store.scan()).toEqual(before);
  expect(sent).toHaveLength(texts);
});

test('a text is sent now, whatever the query says', async () => {
  const phone = await optedInOn('2026-11-01', freshPhone());
  await textFrom(rig(), phone, 'STOP');
  const send = (to: string) =>
    rig().call('POST', '/v1/messages', {
      key: rig().demo.keys.agent,
      query: { asOf: '2026-11-20T17:00:00Z', pack: 'none' },
      body: { to, body: 'Hello.' },
    });
  for (const [to, code] of [
    [phone, 'opted-out'],
    ['+1555', 'invalid-number'],
  ] as const) {
    const { body } = await send(to);
    expect([String(body['code']), codesOf(body['decision'])[0]]).toEqual(['blocked', code]);
  }
});
