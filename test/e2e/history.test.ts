/**
 * The past and the other way: decisions as of an instant, opt-outs replayed under the revoke-all
 * rule, a shadow that is told of and does nothing, and STOP to one kind of text. On either stack.
 */
import { describe, expect, test } from 'vitest';
import { iso } from '#shared/basics.ts';
import { expectProblem, NOON, useStack } from './drive.ts';
import { type Answer, type Body, eventually, freshPhone } from './stack.ts';

const stack = useStack();
const fresh = () => freshPhone('862');
const admin = () => stack().demo.keys.admin;

const settings = (body: object): Promise<Answer> =>
  stack().call('PUT', '/v1/settings', { key: admin(), body });
/** With these settings; afterwards as they were by default. */
async function withSettings(news: object, usual: object, work: () => Promise<void>): Promise<void> {
  expect((await settings(news)).status).toBe(200);
  try {
    await work();
  } finally {
    await settings(usual);
  }
}
async function atInstant<T>(now: string, work: () => Promise<T>): Promise<T> {
  await stack().setClock(now);
  try {
    return await work();
  } finally {
    await stack().setClock(NOON);
  }
}
const decide = (to: string, query: string, key = stack().demo.keys.agent): Promise<Answer> =>
  stack().call('POST', `/v1/decisions${query}`, { key, body: { to, body: 'Fall sale: 10% off.' } });
const codesOf = ({ body }: Answer): string[] =>
  ((body['decision']?.['reasons'] ?? []) as unknown as Body[]).map(({ code }) => String(code));
const revoke = (body: object): Promise<Answer> =>
  stack().call('POST', '/v1/revocations', { key: stack().demo.keys.agent, body });

describe('a decision as of an instant', () => {
  test('by the ledger and the rule pack of that instant', async () => {
    const { form, history, text, textsWhen } = stack();
    const phone = fresh();
    await atInstant('2026-10-13T17:00:00Z', async () => {
      expect((await form(phone, { place: { state: 'PA' } })).status).toBe(201);
      await textsWhen(phone, 1);
      await text(phone, 'YES');
    });
    await atInstant('2026-11-05T17:00:00Z', () => text(phone, 'STOP'));
    const on = async (asOf: string, more = '') =>
      codesOf(await decide(phone, `?asOf=${asOf}${more}`));
    expect(await on('2026-10-12T17:00:00Z')).toEqual(['no-consent']);
    expect(await on('2026-10-13T17:00:00Z')).toEqual([]);
    // 19:30 in Pennsylvania, before and after Act 47 of 2026.
    expect(await on('2026-10-17T23:30:00Z')).toEqual([]);
    expect(await on('2026-10-19T23:30:00Z')).toEqual(['quiet-hours']);
    expect(await on('2026-10-19T23:30:00Z', '&pack=2026-01-01')).toEqual([]);
    expect(await on('2026-11-05T17:00:00Z')).toEqual(['opted-out']);
    const then = await decide(phone, '?asOf=2026-10-20T17:00:00Z');
    expect(then.body['decision']).toMatchObject({
      outcome: 'allow',
      rulePack: '2026-10-18',
      decidedAt: '2026-10-20T17:00:00.000Z',
    });
    // Receipts of the targets come when they come: with the YES, or only after the STOP.
    const before = (await history(phone)).filter(({ at }) => at < '2026-10-20T17');
    expect(before.some(({ type }) => type === 'consent-confirmed')).toBe(true);
    expect(then.body['basis']).toMatchObject({ entries: before.length });
  });

  test('is refused ahead of now, for a pack that is none; others know no such contact', async () => {
    const { demo, optIn, other } = stack();
    const phone = fresh();
    expectProblem(await decide(phone, '?asOf=2026-11-24T17:00:00.001Z'), 400, 'invalid-request');
    expectProblem(await decide(phone, '?asOf=tomorrow'), 400, 'invalid-request');
    const none = await decide(phone, '?pack=2026-02-01');
    expectProblem(none, 400, 'invalid-request');
    expect(String(none.body['detail'])).toContain('2027-01-31');
    await optIn(phone);
    const now = `?asOf=${NOON}`;
    expect(codesOf(await decide(phone, now))).toEqual([]);
    expect(codesOf(await decide(phone, now, other.keys.agent))).toEqual(['no-consent']);
    expectProblem(await stack().contact(phone, other.keys.agent), 404, 'not-found');
    expect(demo.account).not.toBe(other.account);
  });
});

describe('the revoke-all replay', () => {
  test('shows a past opt-out of one program, what the rule would end, and what is ended', async () => {
    const { call, demo, optIn, text } = stack();
    const phone = fresh();
    await optIn(phone);
    const consent = { phone, consents: { sms: true }, program: 'service', source: 'manual' };
    await call('POST', '/v1/consents', { key: demo.keys.agent, body: consent });
    // An instant that no other test shares, as all opt-outs of the account are in the report.
    const at = Date.parse('2026-11-24T16:41:37.800Z') + Number(phone.slice(-2));
    await atInstant(iso(at), () =>
      revoke({ phone, channels: ['sms'], program: 'default', source: 'call' }),
    );
    const query = `?from=${iso(at)}&to=${iso(at + 1)}`;
    const report = async () =>
      (await call('GET', `/v1/reports/revoke-all${query}`, { key: admin() })).body;
    const service = { program: 'service', purpose: 'informational' };
    const item = {
      contact: { phone },
      scope: 'program',
      program: 'default',
      stayedOpen: [service],
    };
    expect(await report()).toMatchObject({
      summary: { optOuts: 1, wouldEndMore: 1, stillOpen: 1 },
      items: [{ ...item, wouldEnd: [{ ...service, endedByNow: false }] }],
    });
    await text(phone, 'STOP');
    expect(await report()).toMatchObject({
      summary: { optOuts: 1, wouldEndMore: 1, stillOpen: 0 },
      items: [{ ...item, wouldEnd: [{ ...service, endedByNow: true }] }],
    });
  });
  test('is an admin’s to read', async () => {
    const { call, demo } = stack();
    const asked = await call('GET', '/v1/reports/revoke-all', { key: demo.keys.agent });
    expectProblem(asked, 403, 'forbidden');
  });
});

describe('a shadow', () => {
  test('with the revoke-all rule on says that it would refuse, while the text goes out', async () => {
    const { events, message, optIn, textsWhen } = stack();
    const phone = fresh();
    await optIn(phone);
    await revoke({ phone, channels: ['sms'], program: 'service', source: 'call' });
    const shadow = { settings: { revokeAll: 'on' } };
    const told = { outcome: 'deny', added: ['opted-out'], removed: [] };
    await withSettings({ shadow }, { shadow: null }, async () => {
      const sent = await message(phone);
      expect([sent.status, String(sent.body['status'])]).toEqual([202, 'sent']);
      expect(sent.body['decision']).toMatchObject({ outcome: 'allow', shadow: told });
      expect(await textsWhen(phone, 2)).toHaveLength(2);
      const { call } = stack();
      const kept = await call('GET', `/v1/messages/${String(sent.body['id'])}`, { key: admin() });
      expect(kept.body['decision']).toMatchObject({ shadow: told });
      const about = (seen: Awaited<ReturnType<typeof events>>) =>
        seen.find(({ detail }) => String(detail['messageId']) === String(sent.body['id']));
      const heard = await eventually(
        () => events(phone),
        (seen) => about(seen) !== undefined,
      );
      expect(about(heard)?.detail['decision']).toMatchObject({ shadow: told });
    });
  });
  test('of a pack that is none, or of settings that do not fit, is refused', async () => {
    expectProblem(await settings({ shadow: { pack: '2026-02-01' } }), 422, 'unknown-reference');
    const odd = { shadow: { settings: { revokeAll: 'perhaps' } } };
    const refused = await settings(odd);
    expectProblem(refused, 400, 'invalid-request');
    expect(refused.body['errors']).toMatchObject([{ pointer: '/shadow/settings/revokeAll' }]);
  });
  test('the rule itself is switched off only by who takes the risk', async () => {
    expectProblem(await settings({ revokeAll: 'off' }), 422, 'risk-not-acknowledged');
    const off = { revokeAll: 'off', acknowledgeRisk: true };
    await withSettings(off, { revokeAll: 'by-date' }, async () => {
      const { body } = await stack().call('GET', '/v1/settings', { key: admin() });
      expect(String(body['revokeAll'])).toBe('off');
    });
  });
});

describe('STOP to one kind of text', () => {
  test('ends marketing and says so; information goes on; STOP ALL ends all', async () => {
    const { message, optIn, text, textsWhen } = stack();
    const phone = fresh();
    await optIn(phone);
    const reach = { optOutReach: 'purpose' };
    await withSettings(reach, { optOutReach: 'account' }, async () => {
      expect((await message(phone)).status).toBe(202);
      await text(phone, 'STOP');
      const told = (await textsWhen(phone, 3)).at(-1);
      expect(told).toContain('opted out of marketing texts');
      expect(told).toContain('STOP ALL');
      expectProblem(await message(phone), 422, 'blocked');
      const news = { category: 'informational', body: 'Demo Motors: your car is ready.' };
      expect((await message(phone, news)).status).toBe(202);
      await text(phone, 'STOP ALL');
      const last = (await textsWhen(phone, 5)).at(-1);
      expect(last).toContain('You are opted out and will get no more texts from us');
      expectProblem(await message(phone, news), 422, 'blocked');
    });
  });
});
