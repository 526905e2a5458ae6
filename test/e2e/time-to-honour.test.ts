/**
 * The clock of every door, from the words to the last target, and the report over it; on either
 * stack. The targets are the real ones, which acknowledge when their queue brings the change.
 */
import { describe, expect, test } from 'vitest';
import { DAY, HOUR, iso } from '#shared/basics.ts';
import { expectProblem, NOON, useStack } from './drive.ts';
import { type Answer, type Body, eventually, freshPhone } from './stack.ts';

const stack = useStack();
const fresh = () => freshPhone('754');
const admin = () => stack().demo.keys.admin;
const revoke = (body: object): Promise<Answer> =>
  stack().call('POST', '/v1/revocations', {
    key: stack().demo.keys.agent,
    body: { channels: ['sms'], ...body },
  });
const report = async (query: string): Promise<Body> =>
  (await stack().call('GET', `/v1/reports/time-to-honour${query}`, { key: admin() })).body;
const revocations = async (phone: string): Promise<Body[]> =>
  ((await stack().contact(phone)).body['revocations'] ?? []) as unknown as Body[];

/** An instant that no other test shares, as all opt-outs of the account are in the report. */
const instantFor = (phone: string): number =>
  Date.parse('2026-11-24T16:12:23.400Z') + Number(phone.slice(-2));

async function atInstant<T>(now: string, work: () => Promise<T>): Promise<T> {
  await stack().setClock(now);
  try {
    return await work();
  } finally {
    await stack().setClock(NOON);
  }
}

/** Until every target has acknowledged what the contact has open. */
const honoured = (phone: string): Promise<Body[]> =>
  eventually(
    () => revocations(phone),
    (seen) =>
      seen.length > 0 &&
      seen.every(({ acknowledgedAt }) =>
        Object.values(acknowledgedAt ?? {}).every((at) => at !== null),
      ),
  );

describe('a revocation', () => {
  test('by text: due in the entry and the event, honoured once the targets acknowledge', async () => {
    const { events, history, optIn, text } = stack();
    const phone = fresh();
    await optIn(phone);
    await text(phone, 'STOP');
    const [shown] = await honoured(phone);
    expect(shown).toMatchObject({
      source: 'text',
      receivedAt: NOON,
      blockedAt: NOON,
      waitingFor: [],
      byLaw: 'met',
      late: false,
      // Tuesday; Thanksgiving lies between.
      dueAt: '2026-12-10T04:59:59.999Z',
      targetAt: '2026-11-24T17:05:00.000Z',
    });
    const due = {
      at: '2026-12-10T04:59:59.999Z',
      citation: '47 CFR 64.1200(a)(10)-(11), (d)(3)',
      targetAt: '2026-11-24T17:05:00.000Z',
    };
    const entry = (await history(phone)).find(({ type }) => type === 'opted-out');
    expect(entry?.detail['due']).toEqual(due);
    const heard = (await events(phone)).find(({ name }) => name === 'Opt-Out Received');
    expect(heard?.detail['due']).toEqual(due);
  });

  test('by call is answered with its due times; a letter entered too late is flagged', async () => {
    const said = iso(Date.parse(NOON) - HOUR);
    const call = await revoke({ phone: fresh(), source: 'call', receivedAt: said });
    expect(call.body).toMatchObject({
      effectiveAt: NOON,
      receivedAt: said,
      dueAt: '2026-12-10T04:59:59.999Z',
      targetAt: iso(Date.parse(said) + DAY),
      late: false,
    });
    const old = { source: 'letter', receivedAt: '2026-11-02T15:00:00Z' };
    const letter = await revoke({ phone: fresh(), ...old });
    // Ten business days after Monday 2 November; Veterans Day lies between.
    expect([letter.status, letter.body['dueAt'], letter.body['late']]).toEqual([
      201,
      '2026-11-18T04:59:59.999Z',
      true,
    ]);
  });
});

describe('the report', () => {
  test('gives received, blocked, acknowledged of each door', async () => {
    const phone = fresh();
    const at = instantFor(phone);
    const receivedAt = iso(at - 2 * HOUR);
    await atInstant(iso(at), () => revoke({ phone, source: 'voicemail', receivedAt }));
    await honoured(phone);
    const body = await report(`?from=${iso(at)}&to=${iso(at + 1)}`);
    expect(body).toMatchObject({
      honourMinutes: { direct: 5, relayed: 1_440 },
      summary: {
        revocations: 1,
        waiting: 0,
        withinDue: { met: 1, missed: 0, open: 0 },
        withinTarget: { met: 1, missed: 0, open: 0 },
        stages: {
          receivedToBlocked: { count: 1, medianMs: 2 * HOUR, worstMs: 2 * HOUR },
          blockedToEmail: { count: 1, waiting: 0 },
          blockedToDialer: { count: 1, waiting: 0 },
        },
      },
      doors: { voicemail: { revocations: 1 } },
      worst: [{ contact: { phone }, source: 'voicemail', waitingFor: [], receivedAt }],
    });
    const [worst] = body['worst'] as unknown as Body[];
    const proof = await stack().call('GET', String(worst?.['history']), { key: admin() });
    expect(proof.body['items']?.[0 as never]).toMatchObject({ hash: worst?.['entryHash'] });
  });

  test('while the dialer does not answer, names it as waited for', async () => {
    const { carrierMode } = stack();
    const phone = fresh();
    const at = instantFor(phone);
    const query = `?from=${iso(at)}&to=${iso(at + 1)}`;
    await carrierMode({ dialer: 'server-error' });
    try {
      await atInstant(iso(at), () => revoke({ phone, source: 'call' }));
      // The email system answers meanwhile: the dialer alone is what is waited for.
      await eventually(
        () => revocations(phone),
        ([one]) => one?.['acknowledgedAt']?.['email'] !== null,
      );
      expect(await report(query)).toMatchObject({
        summary: { waiting: 1, withinDue: { open: 1 } },
        worst: [{ contact: { phone }, waitingFor: ['dialer'], honouredAt: null }],
      });
    } finally {
      await carrierMode({});
    }
    // The queue brings it again: on AWS that takes ninety seconds, and no test waits for it.
  });

  test('is an admin’s to read, of the own account alone, over a period in order', async () => {
    const { call, demo, other } = stack();
    const path = '/v1/reports/time-to-honour';
    expectProblem(await call('GET', path, { key: demo.keys.agent }), 403, 'forbidden');
    const odd = await call('GET', `${path}?from=2026-11-02&to=2026-11-01`, { key: admin() });
    expectProblem(odd, 400, 'invalid-request');
    const othersRevocations = async (): Promise<string> => {
      const { body } = await call('GET', path, { key: other.keys.admin });
      return String(body['summary']?.['revocations']);
    };
    const before = await othersRevocations();
    await revoke({ phone: fresh(), source: 'call' });
    expect(await othersRevocations()).toBe(before);
  });
});
