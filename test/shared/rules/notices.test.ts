/** The texts that Consentry owes: asked once, answered in time. */
import { describe, expect, test } from 'vitest';
import { DAY, HOUR, MINUTE } from '#shared/basics.ts';
import type { Phone } from '#shared/phone.ts';
import { placeOf } from '#shared/places.ts';
import { type ConsentState, NO_SENDS } from '#shared/standing.ts';
import { codesOf, consentWith, decide, factsWith, NOON, PHONE } from '../fixtures.ts';

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

describe('opt-in-clarification: asks about what was neither yes nor no', () => {
  const asked = { ...NO_SENDS, asked: { id: 'msg_0', at: NOON - HOUR } };
  const category = 'opt-in-clarification';

  test('goes out beside the question, at any hour', () => {
    expect(codesOf({ category, facts: PENDING, sends: asked })).toEqual([]);
    const night = Date.parse('2026-11-18T05:00:00.000Z');
    expect(codesOf({ category, facts: PENDING, sends: asked, now: night })).toEqual([]);
  });
  test.each(['confirmed', 'declined'] as const)('not once the consent is %s', (status) => {
    const facts = factsWith({ consents: { 'sms:default': consentWith({ status }) } });
    expect(codesOf({ category, facts, sends: asked })).toEqual(['already-asked']);
  });
  test('not once nobody waits for an answer any more, nor after STOP', () => {
    const late = NOON + 31 * DAY;
    expect(codesOf({ category, facts: PENDING, sends: asked, now: late })).toEqual([
      'already-asked',
    ]);
    const out = { ...PENDING, revoked: { 'sms:*': NOON } };
    expect(codesOf({ category, facts: out, sends: asked })).toEqual(['opted-out']);
  });
});

describe('no-basis-to-ask: in Canada a question needs consent behind it (CASL s.1(3))', () => {
  const TORONTO = { e164: '+14165550143', country: 'CA', kind: 'mobile-or-fixed' } as const;
  const asking = (news: Partial<ConsentState>, phone: Phone = TORONTO) =>
    codesOf({
      category: 'opt-in-request',
      phone,
      place: placeOf(phone.e164),
      facts: factsWith({
        consents: { 'sms:default': consentWith({ status: 'pending', ...news }) },
      }),
    });
  const REFUSED = ['no-basis-to-ask'];

  test.each(['manual', 'import', 'vendor'] as const)('what came by %s shows nothing', (source) => {
    expect(asking({ grade: 'express', source })).toEqual(REFUSED);
  });
  test.each(['verbal', 'inbound-call', 'text-in'] as const)('words said by %s do', (source) => {
    expect(asking({ grade: 'express', source })).toEqual([]);
  });
  test('writing does, whatever door it came by', () => {
    for (const source of ['web-form', 'paper', 'import'] as const) {
      expect(asking({ grade: 'written', source })).toEqual([]);
    }
  });
  test('an inquiry does for six months, a purchase for two years', () => {
    const implied = (basis: 'inquiry' | 'purchase', from: string) =>
      asking({ grade: 'implied', basis, at: Date.parse(from), since: NOON, source: 'import' });
    expect(implied('inquiry', '2026-05-18T17:00:00.001Z')).toEqual([]);
    expect(implied('inquiry', '2026-05-18T17:00:00.000Z')).toEqual(REFUSED);
    expect(implied('purchase', '2024-11-18T17:00:00.001Z')).toEqual([]);
    expect(implied('purchase', '2024-11-18T17:00:00.000Z')).toEqual(REFUSED);
  });
  test('a US number is asked, unless the contact says that they are in Canada', () => {
    const us = { e164: PHONE, country: 'US', kind: 'mobile-or-fixed' } as const;
    expect(asking({ grade: 'express', source: 'import' }, us)).toEqual([]);
    const place = placeOf(PHONE, { state: 'CA-ON' });
    const facts = factsWith({
      consents: {
        'sms:default': consentWith({ status: 'pending', grade: 'express', source: 'import' }),
      },
    });
    expect(codesOf({ category: 'opt-in-request', place, facts })).toEqual(REFUSED);
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
