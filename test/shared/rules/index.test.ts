/**
 * The rule pack as a list: closed, ordered, cited; every code is reached and reasons keep its
 * order.
 */
import { describe, expect, test } from 'vitest';
import { DAY, HOUR, MINUTE } from '#shared/basics.ts';
import type { ContentFinding } from '#shared/content.ts';
import { packAt } from '#shared/packs/index.ts';
import { placeOf } from '#shared/places.ts';
import { REASON_CODES, type ReasonCode, RULES } from '#shared/rules/index.ts';
import { EVERY, type GateInput } from '#shared/rules/rule.ts';
import { DEFAULT_SETTINGS } from '#shared/settings.ts';
import {
  accountWith,
  codesOf,
  consentWith,
  decide,
  factsWith,
  NOON,
  programWith,
  senderWith,
  tollFree,
} from '../fixtures.ts';

const finding = (kind: ContentFinding['kind']): ContentFinding => ({
  kind,
  quote: 'words',
  citation: 'CTIA 5.3',
  advice: 'Take them out.',
});
const NIGHT = Date.parse('2026-11-18T05:00:00.000Z');
const state = (news: Parameters<typeof consentWith>[0]) =>
  factsWith({ consents: { 'sms:default': consentWith(news) } });

/** For each code the smallest change of a healthy text that gives that code and no other. */
const REACH: Readonly<Record<ReasonCode, Partial<GateInput>>> = {
  'invalid-number': { phone: undefined, place: undefined },
  landline: { facts: factsWith({ line: { type: 'landline', at: NOON } }) },
  'voip-not-allowed': {
    account: accountWith({ lineType: { ...DEFAULT_SETTINGS.lineType, voip: 'deny' } }),
    facts: factsWith({ line: { type: 'voip', at: NOON } }),
  },
  'line-type-unknown': {
    account: accountWith({
      lineType: {
        ...DEFAULT_SETTINGS.lineType,
        unknown: { marketing: 'deny', informational: 'allow', essential: 'allow' },
      },
    }),
  },
  'sender-unregistered': {
    sender: senderWith({ registration: { kind: '10dlc', status: 'none' } }),
  },
  'sender-out-of-reach': {
    sender: tollFree(),
    phone: { e164: '+442079460100', country: 'GB', kind: 'mobile' },
  },
  'sender-paused': { sender: senderWith({ paused: { reason: 'Too many left', by: 'admin' } }) },
  'opted-out': { facts: factsWith({ revoked: { 'sms:*': NOON } }) },
  'do-not-disturb': { facts: factsWith({ dnd: { sms: true } }) },
  'question-open': {
    facts: factsWith({ question: { seq: 1, at: 0, until: NOON + DAY, channels: ['sms'] } }),
  },
  'no-consent': { facts: factsWith({ consents: {} }) },
  'consent-declined': { facts: state({ status: 'declined' }) },
  'consent-pending': { facts: state({ status: 'pending' }) },
  'consent-expired': { facts: state({ at: Date.parse('2024-01-01T00:00:00Z') }) },
  'implied-consent-ended': {
    category: 'informational',
    facts: state({ grade: 'implied', basis: 'inquiry', at: NOON - 200 * DAY }),
  },
  'wrong-purpose': { program: programWith({ purpose: 'informational' }) },
  'written-consent-required': { facts: state({ grade: 'express' }) },
  'seller-not-named': { facts: state({ unnamed: true }) },
  'vendor-quarantined': { facts: state({ vendor: 'leads' }) },
  'already-asked': { category: 'opt-in-request' },
  'no-basis-to-ask': {
    category: 'opt-in-request',
    facts: state({ status: 'pending', grade: 'express', source: 'import' }),
    place: placeOf('+14165550143'),
  },
  'notice-late': { category: 'help-reply', expiresAt: NOON - 1 },
  'content-prohibited': { content: [finding('prohibited')] },
  'public-url-shortener': { content: [finding('public-shortener')] },
  'exclusive-opt-out': { content: [finding('exclusive-opt-out')] },
  'not-essential': { category: 'essential', content: [finding('marketing-words')] },
  'emergency-ban': {
    account: accountWith({ emergencies: [{ state: 'US-LA', from: '2026-11-01T00:00:00Z' }] }),
    place: placeOf('+15045550143'),
  },
  'frequency-cap': {
    sends: {
      claims: [],
      notices: {},
      recent: [1, 2, 3].map((n) => ({ id: `msg_${n}x`, subject: 'general', at: NOON - n * HOUR })),
    },
  },
  'contact-cap': {
    account: accountWith({ contactCap: { limit: 1, hours: 24 } }),
    sends: {
      claims: [],
      notices: {},
      recent: [{ id: 'msg_9', subject: 'service', at: NOON - HOUR }],
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
    expect(rule.advice).toMatch(/[.]$/);
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
    'landline',
    'sender-paused',
    'content-prohibited',
    'public-url-shortener',
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
        'sms:default': consentWith({ grade: 'express', at: 0, vendor: 'leads' }),
      },
    }),
    sends: {
      claims: [],
      notices: {},
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
      rulePack: packAt(NIGHT).version,
      decidedAt: '2026-11-18T05:00:00.000Z',
      consent: 'c'.repeat(64),
    });
  });
});
