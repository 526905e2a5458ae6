/**
 * The rule pack as a list: closed, ordered, cited; every code is reached and reasons keep its
 * order.
 */
import { describe, expect, test } from 'vitest';
import { HOUR, MINUTE } from '#shared/basics.ts';
import { RULE_PACK, RULES } from '#shared/rules/index.ts';
import { EVERY, type GateInput, REASON_CODES, type ReasonCode } from '#shared/rules/rule.ts';
import {
  codesOf,
  consentWith,
  decide,
  factsWith,
  NOON,
  programWith,
  senderWith,
} from '../fixtures.ts';

const NIGHT = Date.parse('2026-11-18T05:00:00.000Z');
const state = (news: Parameters<typeof consentWith>[0]) =>
  factsWith({ consents: { 'sms:default': consentWith(news) } });

/** For each code the smallest change of a healthy text that gives that code and no other. */
const REACH: Readonly<Record<ReasonCode, Partial<GateInput>>> = {
  'invalid-number': { phone: undefined, place: undefined },
  'sender-unregistered': {
    sender: senderWith({ registration: { kind: '10dlc', status: 'none' } }),
  },
  'opted-out': { facts: factsWith({ revoked: { 'sms:*': NOON } }) },
  'do-not-disturb': { facts: factsWith({ dnd: { sms: true } }) },
  'no-consent': { facts: factsWith({ consents: {} }) },
  'consent-pending': { facts: state({ status: 'pending' }) },
  'consent-expired': { facts: state({ at: Date.parse('2024-01-01T00:00:00Z') }) },
  'wrong-purpose': { program: programWith({ purpose: 'informational' }) },
  'written-consent-required': { facts: state({ grade: 'express' }) },
  'vendor-quarantined': { facts: state({ quarantined: true }) },
  'already-asked': { category: 'opt-in-request' },
  'notice-late': { category: 'help-reply', expiresAt: NOON - 1 },
  'frequency-cap': {
    sends: {
      claims: [],
      recent: [1, 2, 3].map((n) => ({ id: `msg_${n}x`, subject: 'general', at: NOON - n * HOUR })),
    },
  },
  scheduled: { sendAt: NOON + MINUTE },
  'quiet-hours': { now: NIGHT },
};

describe('one rule per code, in the order of REASON_CODES', () => {
  test.each(REASON_CODES)('%s is reached, alone', (code) => {
    expect(codesOf(REACH[code])).toEqual([code]);
  });
  test('a healthy text gives no reason', () => {
    const { decision } = decide();
    expect(decision.outcome).toBe('allow');
    expect(decision.reasons).toEqual([]);
  });
  test.each(RULES)('$code has an id, a title, a citation, and judges what there is', (rule) => {
    expect(rule.id).toMatch(/^[a-z-]+\.[a-z-]+$/);
    expect(rule.title.length).toBeGreaterThan(10);
    expect(rule.citation.length).toBeGreaterThan(5);
    expect(rule.judges.length).toBeGreaterThan(0);
    expect(rule.judges.filter((category) => !EVERY.includes(category))).toEqual([]);
  });
  test('ids are not used twice', () => {
    expect(new Set(RULES.map((rule) => rule.id)).size).toBe(RULES.length);
  });
  test.each([
    'no-consent',
    'consent-pending',
    'consent-expired',
    'opted-out',
    'do-not-disturb',
    'quiet-hours',
    'frequency-cap',
    'invalid-number',
    'sender-unregistered',
    'vendor-quarantined',
  ] as const)('the contract names %s', (code) => {
    expect(REASON_CODES).toContain(code);
  });
});

describe('all reasons at once, not the first', () => {
  const worst: Partial<GateInput> = {
    ...REACH['sender-unregistered'],
    ...REACH['frequency-cap'],
    now: NIGHT,
    sendAt: NIGHT + MINUTE,
    program: programWith({ purpose: 'informational' }),
    facts: factsWith({
      revoked: { 'sms:*': NIGHT },
      dnd: { sms: true },
      consents: {
        'sms:default': consentWith({ grade: 'express', at: 0, quarantined: true }),
      },
    }),
    sends: {
      claims: [],
      recent: [1, 2, 3].map((n) => ({ id: `msg_${n}x`, subject: 'general', at: NIGHT - n })),
    },
  };

  test('a text that breaks ten rules is told all ten in the order of the list', () => {
    const codes = codesOf(worst);
    expect(codes).toEqual([
      'sender-unregistered',
      'opted-out',
      'do-not-disturb',
      'consent-expired',
      'wrong-purpose',
      'written-consent-required',
      'vendor-quarantined',
      'frequency-cap',
      'scheduled',
      'quiet-hours',
    ]);
    expect(codes).toEqual(REASON_CODES.filter((code) => codes.includes(code)));
  });
  test('one refusal among reasons to wait refuses', () => {
    const { decision, deferredUntil } = decide(worst);
    expect(decision.outcome).toBe('deny');
    expect(deferredUntil).toBeUndefined();
  });
  test('every reason carries rule, citation and words; the decision names pack, time and consent', () => {
    const { decision } = decide(worst);
    for (const reason of decision.reasons) {
      expect(RULES.find(({ id }) => id === reason.rule)?.code).toBe(reason.code);
      expect(reason.citation).not.toBe('');
      expect(reason.detail).toMatch(/[.]$/);
    }
    expect(decision).toMatchObject({
      id: 'dec_1',
      rulePack: RULE_PACK,
      decidedAt: '2026-11-18T05:00:00.000Z',
      consent: 'c'.repeat(64),
    });
  });
});
