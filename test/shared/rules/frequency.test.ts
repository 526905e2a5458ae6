/**
 * The frequency cap: texts to one person on one subject in a rolling window, over all senders
 * (QX-04).
 */
import { describe, expect, test } from 'vitest';
import { HOUR, iso, MINUTE } from '#shared/basics.ts';
import { MAX_RECENT, subjectKey } from '#shared/rules/frequency.ts';
import type { Sends } from '#shared/standing.ts';
import { accountWith, codesOf, decide, factsWith, NOON } from '../fixtures.ts';

const sent = (ats: readonly number[], subject = 'general'): Sends => ({
  claims: [],
  recent: ats.map((at, index) => ({ id: `msg_old_${index}`, subject, at })),
});
const HOURLY = [NOON - 3 * HOUR, NOON - 2 * HOUR, NOON - HOUR];

describe('three in 24 hours on one subject', () => {
  test('the third text goes out, the fourth is refused', () => {
    expect(codesOf({ sends: sent(HOURLY.slice(0, 2)) })).toEqual([]);
    expect(codesOf({ sends: sent(HOURLY) })).toEqual(['frequency-cap']);
  });
  test('the window rolls to the millisecond', () => {
    const sends = sent([NOON - 24 * HOUR, NOON - 2 * HOUR, NOON - HOUR]);
    expect(codesOf({ sends, now: NOON - 1 })).toEqual(['frequency-cap']);
    expect(codesOf({ sends, now: NOON })).toEqual([]);
  });
  test('it is a refusal that says when the next text could go', () => {
    const { decision } = decide({ sends: sent(HOURLY) });
    expect(decision.outcome).toBe('deny');
    expect(decision.reasons[0]?.until).toBe(iso(NOON + 21 * HOUR));
  });
  test('when the cap was lowered meanwhile, it is when enough of them have left', () => {
    const sends = sent([NOON - 5 * HOUR, NOON - 4 * HOUR, ...HOURLY]);
    expect(decide({ sends }).decision.reasons[0]?.until).toBe(iso(NOON + 21 * HOUR));
  });
  test('texts on another subject do not count', () => {
    expect(codesOf({ sends: sent(HOURLY, 'service') })).toEqual([]);
  });
  test('one subject in other letters or cut long is one subject', () => {
    const subject = ' Spring Sale of the whole Year and more';
    expect(
      codesOf({ sends: sent(HOURLY, subjectKey(subject)), subject: subject.toUpperCase() }),
    ).toEqual(['frequency-cap']);
  });
  test('this very text, counted by an earlier try, does not count against itself', () => {
    expect(codesOf({ sends: sent(HOURLY), messageId: 'msg_old_0' })).toEqual([]);
  });
});

describe('what it judges, and its bounds', () => {
  test('information counts as well as marketing', () => {
    expect(codesOf({ category: 'informational', sends: sent(HOURLY) })).toEqual(['frequency-cap']);
  });
  test('an answer in a conversation is no solicitation', () => {
    const facts = factsWith({ lastInboundAt: NOON });
    expect(codesOf({ category: 'conversational', facts, sends: sent(HOURLY) })).toEqual([]);
  });
  test('the account sets number and hours', () => {
    const account = accountWith({ frequencyCap: { limit: 1, hours: 2 } });
    expect(codesOf({ account, sends: sent([NOON - 2 * HOUR]) })).toEqual([]);
    expect(codesOf({ account, sends: sent([NOON - 2 * HOUR + 1]) })).toEqual(['frequency-cap']);
  });
  test('a full list is over any cap, whatever the subjects', () => {
    const full = Array.from({ length: MAX_RECENT }, (_, n) => NOON - (n + 1) * MINUTE);
    expect(codesOf({ sends: sent(full.slice(1), 'service') })).toEqual([]);
    expect(codesOf({ sends: sent(full, 'service') })).toEqual(['frequency-cap']);
  });
});
