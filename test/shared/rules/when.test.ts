/** When: the hour that the caller asked for, and the hours of law. */
import { describe, expect, test } from 'vitest';
import { HOUR, iso } from '#shared/basics.ts';
import { placeOf } from '#shared/places.ts';
import { codesOf, consentWith, decide, factsWith, NOON } from '../fixtures.ts';

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
    expect(verdict.deferredUntil).toBe(morning);
  });
  test('a text that may not wait is refused, and told when it could go', () => {
    const { decision, deferredUntil } = decide({ now: evening, quietHours: 'reject' });
    expect(decision.outcome).toBe('deny');
    expect(decision.reasons[0]?.until).toBe(iso(morning));
    expect(deferredUntil).toBeUndefined();
  });
  test('asked for an hour that is closed, it waits for the opening after that hour', () => {
    const verdict = decide({ sendAt: evening });
    expect(verdict.decision.reasons.map(({ code }) => code)).toEqual(['scheduled', 'quiet-hours']);
    expect(verdict.deferredUntil).toBe(morning);
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
    expect(verdict.deferredUntil).toBe(morning);
  });
  test('a stricter state is cited by its own law', () => {
    const place = placeOf('+13055550143');
    const now = Date.parse('2026-11-19T00:50:00.000Z');
    const [reason] = decide({ place, now }).decision.reasons;
    expect(reason?.citation).toMatch(/Fla\. Stat\. 501\.616/);
  });
});
