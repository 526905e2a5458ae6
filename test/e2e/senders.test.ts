/**
 * Senders end to end: registrations in the providers' words and read at them, pauses by hand, and
 * the pause that people's opt-outs bring about.
 */
import { afterAll, describe, expect, test } from 'vitest';
import { type Entry, expectProblem, NOON, useStack } from './drive.ts';
import { type Answer, eventually, freshPhone } from './stack.ts';

const stack = useStack();
const fresh = () => freshPhone('480');
const admin = () => stack().demo.keys.admin;
const get = (path: string): Promise<Answer> => stack().call('GET', path, { key: admin() });
const put = (path: string, body: object): Promise<Answer> =>
  stack().call('PUT', path, { key: admin(), body });

/** The carrier lets any number send; one for each sender of this file. */
const NUMBERS = { words: '+16025550111', aws: '+16025550112', hand: '+16025550113' } as const;
const RATES = '+16025550114';
const sender = (id: string, number: string, more: object = {}): Promise<Answer> =>
  put(`/v1/senders/${id}`, {
    number,
    provider: 'twilio',
    registration: { kind: '10dlc', status: 'approved' },
    ...more,
  });
const reasonOf = ({ body }: Answer) => body['decision']?.['reasons']?.['0' as never];

describe('registration', () => {
  test('in the words of the provider opens the gate once brand and campaign are approved', async () => {
    const { message, optIn, textsWhen } = stack();
    const phone = fresh();
    await optIn(phone);
    const words = (campaign: string) =>
      sender('e2e-words', NUMBERS.words, {
        registration: {
          kind: '10dlc',
          brand: { status: 'APPROVED' },
          campaign: { status: campaign },
        },
      });
    for (const [word, status] of [
      ['IN_PROGRESS', 'pending'],
      ['FAILED', 'rejected'],
      ['SOMETHING_NEW', 'pending'],
    ] as const) {
      expect((await words(word)).body['registration']).toMatchObject({ status });
      const refused = await message(phone, { sender: 'e2e-words' });
      expectProblem(refused, 422, 'blocked');
      expect(reasonOf(refused)).toMatchObject({
        code: 'sender-unregistered',
        detail: expect.stringContaining(`campaign is ${word}.`) as string,
      });
    }
    expect((await words('VERIFIED')).body['registration']).toMatchObject({ status: 'approved' });
    const before = (await stack().texts(phone)).length;
    expect((await message(phone, { sender: 'e2e-words' })).status).toBe(202);
    await textsWhen(phone, before + 1);
  });

  test('at AWS is read by its API, and what changed is an entry of the account', async () => {
    const { carrierMode, call } = stack();
    const refresh = () => call('POST', '/v1/senders/e2e-aws/refresh', { key: admin() });
    const says = (status: string) =>
      carrierMode({
        registrations: { 'registration-e2e': { status, reason: 'The opt-in is not shown.' } },
        numbers: { [NUMBERS.aws]: { status: 'ACTIVE', registration: 'registration-e2e' } },
      });
    const registration = { kind: '10dlc', reference: 'registration-e2e' };
    await sender('e2e-aws', NUMBERS.aws, { provider: 'aws', registration });
    expectProblem(await refresh(), 422, 'registration-unreadable');
    try {
      await says('REQUIRES_UPDATES');
      expect((await refresh()).body['registration']).toMatchObject({
        status: 'rejected',
        campaign: { status: 'REQUIRES_UPDATES', detail: 'The opt-in is not shown.' },
        number: { status: 'ACTIVE' },
      });
      await says('COMPLETE');
      const done = await refresh();
      expect(done.body['registration']).toMatchObject({ status: 'approved' });
      expect((await get('/v1/senders/e2e-aws')).body).toEqual(done.body);
    } finally {
      await carrierMode({});
    }
    expect((await lastEntry()).detail).toMatchObject({
      kind: 'sender',
      id: 'e2e-aws',
      change: { registration: { status: 'approved', campaign: { status: 'COMPLETE' } } },
    });
  });
});

async function lastEntry(): Promise<Entry> {
  const entries: Entry[] = [];
  let cursor = '0';
  for (let page = 0; page < 50; page += 1) {
    const { body } = await get(`/v1/history?limit=100&cursor=${cursor}`);
    entries.push(...(body['items'] as unknown as Entry[]));
    if (body['nextCursor'] === undefined) break;
    cursor = String(body['nextCursor']);
  }
  const last = entries.at(-1);
  if (!last) throw new Error('the account has a ledger');
  return last;
}

test('a sender paused by hand sends nothing, what waits included, until it is lifted', async () => {
  const { message, optIn, setClock } = stack();
  const phone = fresh();
  await optIn(phone);
  await sender('e2e-hand', NUMBERS.hand);
  const waits = await message(phone, { sender: 'e2e-hand', sendAt: '2026-11-24T18:00:00Z' });
  expect(waits.body['status']).toBe('deferred');
  const reason = 'We look into complaints.';
  await sender('e2e-hand', NUMBERS.hand, { paused: { reason } });
  const refused = await message(phone, { sender: 'e2e-hand' });
  expectProblem(refused, 422, 'blocked');
  expect(reasonOf(refused)).toMatchObject({
    code: 'sender-paused',
    detail: expect.stringContaining(reason) as string,
  });
  try {
    await setClock('2026-11-24T18:00:00.000Z');
    const path = `/v1/messages/${String(waits.body['id'])}`;
    const { body } = await eventually(
      () => get(path),
      (seen) => String(seen.body['status']) !== 'deferred',
    );
    expect(body).toMatchObject({
      status: 'blocked',
      decision: { reasons: [{ code: 'sender-paused' }] },
    });
  } finally {
    await setClock(NOON);
  }
  await sender('e2e-hand', NUMBERS.hand);
  expect((await message(phone, { sender: 'e2e-hand' })).status).toBe(202);
});

describe('the rates rule', () => {
  const health = async () => (await get('/v1/senders/e2e-rates/health')).body;
  let before: object | undefined;
  afterAll(async () => {
    if (before) await put('/v1/settings', { senderHealth: before });
  });

  test('pauses the sender that people leave, says why and until when, and ends', async () => {
    const { message, optIn, text, textsWhen, texts, setClock } = stack();
    before = (await get('/v1/settings')).body['senderHealth'] as object;
    await sender('e2e-rates', RATES);
    // Shares that no sender of another test comes to: they are settings of the account.
    const limits = {
      minimumSample: 3,
      watch: { optOut: 0.6, error: 1 },
      act: { optOut: 1, error: 1 },
      pauseHours: 1,
    };
    const stays = fresh();
    await optIn(stays);
    const people = [fresh(), fresh(), fresh()];
    for (const phone of people) {
      await optIn(phone);
      const held = (await texts(phone)).length;
      expect((await message(phone, { sender: 'e2e-rates' })).status).toBe(202);
      await textsWhen(phone, held + 1);
    }
    await eventually(health, (seen) => Number(seen['sent']) === 3);
    expect((await put('/v1/settings', { senderHealth: limits })).status).toBe(200);
    const [first = '', second = '', third = ''] = people;
    await text(first, 'STOP', RATES);
    await text(second, 'STOP', RATES);
    expect(await eventually(health, (seen) => Number(seen['optedOut']) === 2)).toMatchObject({
      state: 'watch',
      rates: { optOut: 2 / 3, error: 0 },
      paused: null,
    });
    await text(third, 'STOP', RATES);
    const paused = await eventually(health, (seen) => String(seen['paused']) !== 'null');
    const until = '2026-11-24T18:00:00.000Z';
    expect(paused).toMatchObject({ state: 'act', optedOut: 3, paused: { by: 'rates', until } });
    const refused = await message(stays, { sender: 'e2e-rates' });
    expectProblem(refused, 422, 'blocked');
    expect(reasonOf(refused)).toMatchObject({ code: 'sender-paused', until });
    expect(await lastEntry()).toMatchObject({
      type: 'settings-changed',
      actor: 'system',
      detail: { kind: 'sender', id: 'e2e-rates', change: { paused: { by: 'rates', until } } },
    });
    try {
      await setClock(until);
      expect((await message(stays, { sender: 'e2e-rates' })).status).toBe(202);
    } finally {
      await setClock(NOON);
    }
    expect((await sender('e2e-rates', RATES)).body['paused']).toBeUndefined();
    expect(await health()).toMatchObject({ state: 'healthy', optedOut: 0, paused: null });
  });
});

test('a text that a spam filter took says to stop and inspect, not to rotate numbers', async () => {
  const { carrierMode, message, optIn } = stack();
  const phone = fresh();
  await optIn(phone);
  try {
    await carrierMode({ failCode: '30007' });
    const sent = await message(phone);
    expect(sent.status).toBe(202);
    const path = `/v1/messages/${String(sent.body['id'])}`;
    const { body } = await eventually(
      () => get(path),
      (seen) => String(seen.body['status']) === 'failed',
    );
    expect(body['delivery']?.['error']).toMatchObject({
      code: '30007',
      action: expect.stringMatching(/^Stop and inspect .*never retry or rotate/) as string,
    });
    const failed = await eventually(
      () => stack().events(phone),
      (events) => events.some(({ name }) => name === 'Message Failed'),
    );
    expect(failed.find(({ name }) => name === 'Message Failed')?.detail['error']).toMatchObject({
      code: '30007',
      meaning: expect.stringMatching(/spam/) as string,
    });
  } finally {
    await carrierMode({});
  }
});
