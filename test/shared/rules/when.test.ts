/** When: the hour that the caller asked for, and the hours of law. */
import { describe, expect, test } from 'vitest';
import { HOUR, MINUTE } from '#shared/basics.ts';
import { placeOf } from '#shared/places.ts';
import { accountWith, codesOf, consentWith, decide, factsWith, NOON } from '../fixtures.ts';

const PENDING = factsWith({ consents: { 'sms:default': consentWith({ status: 'pending' }) } });

describe('scheduled: the caller asked for a later hour', () => {
  test('a year ahead it waits, a moment more and it is refused', () => {
    const year = 366 * 24 * 3_600_000;
    expect(decide({ sendAt: NOON + year }).decision.outcome).toBe('defer');
    expect(decide({ sendAt: NOON + year + 1 }).decision.outcome).toBe('deny');
  });
  test('a millisecond before it waits, and at the hour it goes', () => {
    const verdict = decide({ sendAt: NOON + 1 });
    expect(verdict.decision.outcome).toBe('defer');
    expect(verdict.deferredUntil).toBe(NOON + 1);
    expect(codesOf({ sendAt: NOON })).toEqual([]);
    expect(codesOf({ sendAt: NOON - 1 })).toEqual([]);
  });
});

describe('quiet-hours: no text outside the legal hours of any place (QH-01, QH-05)', () => {
  const evening = Date.parse('2026-11-19T01:45:00.000Z');
  const morning = Date.parse('2026-11-19T13:00:00.000Z');

  /** Texts that wait for the same opening are spread over half an hour, each at its own instant. */
  const expectAtOpening = (until: number | undefined): void => {
    expect(until).toBeGreaterThanOrEqual(morning);
    expect(until).toBeLessThan(morning + 30 * MINUTE);
    expect(codesOf({ now: until ?? 0 })).toEqual([]);
  };

  test('two texts that wait for one opening do not leave at the same instant', () => {
    const one = decide({ now: evening, messageId: 'msg_a' }).deferredUntil;
    const other = decide({ now: evening, messageId: 'msg_b' }).deferredUntil;
    expectAtOpening(one);
    expectAtOpening(other);
    expect(one).not.toBe(other);
  });
  test('in New York 20:44:59 is open, 20:45 is the margin before the close', () => {
    expect(codesOf({ now: evening - 1 })).toEqual([]);
    expect(codesOf({ now: evening })).toEqual(['quiet-hours']);
  });
  test('07:59:59 is closed, 08:00 is open', () => {
    expect(codesOf({ now: morning - 1 })).toEqual(['quiet-hours']);
    expect(codesOf({ now: morning })).toEqual([]);
  });
  test('a text that may wait is deferred to the opening', () => {
    const verdict = decide({ now: evening });
    expect(verdict.decision.outcome).toBe('defer');
    expectAtOpening(verdict.deferredUntil);
  });
  test('a text that may not wait is refused, and told when it could go', () => {
    const { decision, deferredUntil } = decide({ now: evening, quietHours: 'reject' });
    expect(decision.outcome).toBe('deny');
    expectAtOpening(Date.parse(decision.reasons[0]?.until ?? ''));
    expect(deferredUntil).toBeUndefined();
  });
  test('asked for an hour that is closed, it waits for the opening after that hour', () => {
    const verdict = decide({ sendAt: evening });
    expect(verdict.decision.reasons.map(({ code }) => code)).toEqual(['scheduled', 'quiet-hours']);
    expectAtOpening(verdict.deferredUntil);
  });
  test('an answer in an open conversation is not held up; outside of one it is', () => {
    const heard = (at: number) => factsWith({ lastInboundAt: at });
    const category = 'conversational';
    expect(codesOf({ category, now: evening, facts: heard(evening) })).toEqual([]);
    expect(codesOf({ category, now: evening, facts: heard(evening - 24 * HOUR - 1) })).toEqual([
      'quiet-hours',
    ]);
    expect(codesOf({ category: 'marketing', now: evening, facts: heard(evening) })).toEqual([
      'quiet-hours',
    ]);
  });
  test('the question of double opt-in waits for the morning too', () => {
    const verdict = decide({ category: 'opt-in-request', facts: PENDING, now: evening });
    expectAtOpening(verdict.deferredUntil);
  });
  test('hours for automatic devices are kept where the account says so (Cal. Pub. Util. Code 2872)', () => {
    const place = placeOf('+13105550143');
    const now = Date.parse('2026-11-18T16:30:00.000Z'); // 08:30 in Los Angeles
    expect(codesOf({ place, now })).toEqual([]);
    const account = accountWith({ deviceHours: true });
    expect(codesOf({ place, now, account })).toEqual(['quiet-hours']);
    expect(codesOf({ place, now: now + HOUR / 2, account })).toEqual([]);
  });
  test('a stricter state is cited by its own law', () => {
    const place = placeOf('+13055550143');
    const now = Date.parse('2026-11-19T00:50:00.000Z');
    const [reason] = decide({ place, now }).decision.reasons;
    expect(reason?.citation).toMatch(/Fla\. Stat\. 501\.616/);
  });
});

describe('emergency-ban: a declared emergency that suspends solicitation (QH-08)', () => {
  const from = '2026-11-18T12:00:00.000Z';
  const until = '2026-11-18T20:00:00.000Z';
  const banned = (state: string) => accountWith({ emergencies: [{ state, from, until }] });
  const louisiana = placeOf('+15045550143');
  const newYork = placeOf('+12125550143');

  test('marketing into the state is refused from its first to its last instant', () => {
    const text = { account: banned('US-LA'), place: louisiana, quietHours: 'reject' } as const;
    const refused = (now: number) => codesOf({ ...text, now }).includes('emergency-ban');
    expect(refused(Date.parse(from) - 1)).toBe(false);
    expect(refused(Date.parse(from))).toBe(true);
    expect(refused(Date.parse(until) - 1)).toBe(true);
    expect(refused(Date.parse(until))).toBe(false);
  });
  test('it says until when, and by which law', () => {
    const [reason] = decide({ account: banned('US-LA'), place: louisiana }).decision.reasons;
    expect(reason).toMatchObject({ code: 'emergency-ban', until });
    expect(reason?.citation).toMatch(/45:844\.31/);
  });
  test('information, and other states, go on', () => {
    const account = banned('US-LA');
    expect(codesOf({ account, place: louisiana, category: 'informational' })).toEqual([]);
    expect(codesOf({ account, place: newYork })).toEqual([]);
  });
  test('New York exempts whoever consented, Louisiana nobody', () => {
    expect(codesOf({ account: banned('US-NY'), place: newYork })).toEqual([]);
    const stranger = factsWith({ consents: {} });
    const codes = codesOf({ account: banned('US-NY'), place: newYork, facts: stranger });
    expect(codes).toContain('emergency-ban');
  });
  test('a text asked for after the ban is judged at that hour', () => {
    const text = { account: banned('US-LA'), place: louisiana };
    expect(codesOf({ ...text, sendAt: Date.parse(until) })).toEqual(['scheduled']);
  });
});
