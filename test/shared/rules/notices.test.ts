/** The texts that Consentry owes: asked once, answered in time. */
import { describe, expect, test } from 'vitest';
import { HOUR, MINUTE } from '#shared/basics.ts';
import { codesOf, consentWith, decide, factsWith, NOON } from '../fixtures.ts';

const PENDING = factsWith({ consents: { 'sms:default': consentWith({ status: 'pending' }) } });

/** The confirmation of an opt-out goes to somebody who is out; the others to who is not. */
const factsFor = (category: string) =>
  factsWith(category === 'opt-out-confirmation' ? { revoked: { 'sms:*': NOON } } : {});

describe('already-asked: a person is asked for permission once', () => {
  const asked = { claims: [], recent: [], notices: {}, asked: { id: 'msg_0', at: NOON - HOUR } };

  test('the first question goes out while the consent is pending', () => {
    expect(codesOf({ category: 'opt-in-request', facts: PENDING })).toEqual([]);
  });
  test('a second question is refused', () => {
    const input = { category: 'opt-in-request', facts: PENDING, sends: asked } as const;
    expect(codesOf(input)).toEqual(['already-asked']);
  });
  test('the same question, asked again by a repeat, is no second one', () => {
    const input = { category: 'opt-in-request', facts: PENDING, sends: asked } as const;
    expect(codesOf({ ...input, messageId: 'msg_0' })).toEqual([]);
  });
  test.each(['confirmed', 'declined'] as const)('a consent that is %s is no question', (status) => {
    const facts = factsWith({ consents: { 'sms:default': consentWith({ status }) } });
    expect(codesOf({ category: 'opt-in-request', facts })).toEqual(['already-asked']);
  });
});

describe('notice-late: a confirmation goes out within five minutes or not at all (RV-08)', () => {
  const expiresAt = NOON + 5 * MINUTE;
  test.each(['opt-out-confirmation', 'opt-in-confirmation', 'help-reply'] as const)(
    '%s: at five minutes it goes, a millisecond later it does not',
    (category) => {
      const facts = factsFor(category);
      expect(codesOf({ category, facts, expiresAt, now: expiresAt })).toEqual([]);
      expect(codesOf({ category, facts, expiresAt, now: expiresAt + 1 })).toEqual(['notice-late']);
    },
  );
  test('nobody who came back by START meanwhile reads that they are out', () => {
    const category = 'opt-out-confirmation';
    const out = factsFor(category);
    expect(codesOf({ category, facts: out, expiresAt, now: expiresAt })).toEqual([]);
    const back = factsWith({ revoked: {} });
    expect(codesOf({ category, facts: back, expiresAt, now: expiresAt })).toEqual(['notice-late']);
  });
  test('quiet hours do not hold it up (RV-10)', () => {
    const now = Date.parse('2026-11-18T05:00:00.000Z');
    for (const category of ['opt-out-confirmation', 'opt-in-confirmation', 'help-reply'] as const) {
      const asked = { category, facts: factsFor(category), now, expiresAt: now };
      expect(decide(asked).decision.outcome).toBe('allow');
    }
  });
});
