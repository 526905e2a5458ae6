/**
 * Consent rules: is there consent of the kind that this text needs, fresh enough, for this purpose?
 */
import { describe, expect, test } from 'vitest';
import { HOUR, iso } from '#shared/basics.ts';
import { CATEGORIES, NOTICES } from '#shared/message.ts';
import {
  accountWith,
  codesOf,
  consentWith,
  decide,
  factsWith,
  NOON,
  programWith,
} from '../fixtures.ts';

const NOBODY = factsWith({ consents: {} });
const withConsent = (news: Parameters<typeof consentWith>[0]) =>
  factsWith({ consents: { 'sms:default': consentWith(news) } });

describe('no-consent: a text needs the prior express consent of the person (CN-01)', () => {
  test('a confirmed consent for the program lets the text through', () => {
    expect(codesOf()).toEqual([]);
  });

  test.each(CATEGORIES)('without any consent a %s text is refused', (category) => {
    expect(codesOf({ category, facts: NOBODY })).toContain('no-consent');
  });

  test.each(['voice:default', 'email:default', 'sms:other'])(
    'consent for %s is never consent for texts of the default program (CT-09)',
    (key) => {
      const facts = factsWith({ consents: { [key]: consentWith() } });
      expect(codesOf({ facts })).toContain('no-consent');
    },
  );

  test('a person who answered NO is not texted', () => {
    expect(codesOf({ facts: withConsent({ status: 'declined' }) })).toEqual(['no-consent']);
  });

  test('within the hours of a conversation an answer needs no other consent, and then it does', () => {
    const facts = factsWith({ consents: {}, lastInboundAt: NOON - 24 * HOUR });
    expect(codesOf({ category: 'conversational', facts })).toEqual([]);
    expect(codesOf({ category: 'conversational', facts, now: NOON + 1 })).toEqual(['no-consent']);
  });

  test.each(['marketing', 'informational'] as const)(
    'an open conversation does not carry a %s text (CT-01)',
    (category) => {
      const facts = factsWith({ consents: {}, lastInboundAt: NOON - 1 });
      expect(codesOf({ category, facts })).toContain('no-consent');
    },
  );
});

describe('consent-pending: with double opt-in nothing is sent before YES (CT-04)', () => {
  const pending = withConsent({ status: 'pending' });

  test.each(CATEGORIES)('a %s text waits for the YES', (category) => {
    expect(codesOf({ category, facts: pending })).toEqual(['consent-pending']);
  });

  test('an answer within an open conversation does not wait', () => {
    const facts = { ...pending, lastInboundAt: NOON };
    expect(codesOf({ category: 'conversational', facts })).toEqual([]);
  });

  test('the reason tells whether and when the person was asked', () => {
    const asked = { claims: [], recent: [], asked: { id: 'msg_0', at: NOON - HOUR } };
    const [before] = decide({ facts: pending }).decision.reasons;
    const [after] = decide({ facts: pending, sends: asked }).decision.reasons;
    expect(before?.detail).toMatch(/about to be asked/);
    expect(after?.detail).toContain(iso(NOON - HOUR));
  });
});

describe('consent-expired: consent goes stale without a sign of the contact (CT-19)', () => {
  const given = Date.parse('2025-05-18T17:00:00.000Z');
  const facts = withConsent({ at: given });

  test('eighteen months are over on the millisecond', () => {
    expect(codesOf({ facts, now: NOON - 1 })).toEqual([]);
    expect(codesOf({ facts, now: NOON })).toEqual(['consent-expired']);
  });

  test('a text of the person starts the time anew, to the millisecond', () => {
    const heard = { ...facts, lastInboundAt: given + 1 };
    expect(codesOf({ facts: heard, now: NOON })).toEqual([]);
    expect(codesOf({ facts: heard, now: NOON + 1 })).toEqual(['consent-expired']);
  });

  test('the last day of a month stays the last day: 31 August and six months is 28 February', () => {
    const august = withConsent({ at: Date.parse('2026-08-31T17:00:00.000Z') });
    const account = accountWith({ consentMaxAgeMonths: 6 });
    const end = Date.parse('2027-02-28T17:00:00.000Z');
    expect(codesOf({ facts: august, account, now: end - 1 })).not.toContain('consent-expired');
    expect(codesOf({ facts: august, account, now: end })).toContain('consent-expired');
  });

  test('an account may switch the limit off', () => {
    const account = accountWith({ consentMaxAgeMonths: null });
    expect(codesOf({ facts, account, now: NOON })).toEqual([]);
  });

  test('a pending consent is pending, not expired', () => {
    const old = withConsent({ at: given, status: 'pending' });
    expect(codesOf({ facts: old, now: NOON })).toEqual(['consent-pending']);
  });
});

describe('wrong-purpose: consent reaches only the purpose it was given for (CN-01)', () => {
  const information = programWith({ purpose: 'informational' });

  test('a program for information carries information and refuses marketing', () => {
    expect(codesOf({ program: information, category: 'informational' })).toEqual([]);
    expect(codesOf({ program: information })).toEqual(['wrong-purpose']);
  });

  test('a program that became marketing later does not widen the consent given before', () => {
    const facts = withConsent({ purpose: 'informational' });
    expect(codesOf({ facts, category: 'informational' })).toEqual([]);
    expect(codesOf({ facts })).toEqual(['wrong-purpose']);
  });

  test('a program that is not configured carries no marketing', () => {
    expect(codesOf({ program: undefined })).toEqual(['wrong-purpose']);
  });
});

describe('written-consent-required: marketing needs consent in writing (CN-02, CN-10)', () => {
  const spoken = withConsent({ grade: 'express' });

  test('spoken consent carries information', () => {
    expect(codesOf({ facts: spoken, category: 'informational' })).toEqual([]);
  });
  test('spoken consent does not carry marketing', () => {
    expect(codesOf({ facts: spoken })).toEqual(['written-consent-required']);
  });
  test('a pending one is told as pending, not as unwritten', () => {
    const facts = withConsent({ grade: 'express', status: 'pending' });
    expect(codesOf({ facts })).toEqual(['consent-pending']);
  });
});

describe('vendor-quarantined: leads of a vendor wait until the vendor is trusted (CN-34)', () => {
  const lead = withConsent({ quarantined: true });

  test.each(CATEGORIES)('a %s text to such a lead is refused', (category) => {
    expect(codesOf({ category, facts: lead })).toEqual(['vendor-quarantined']);
  });

  test('not even the question of double opt-in goes out', () => {
    const facts = withConsent({ quarantined: true, status: 'pending' });
    expect(codesOf({ category: 'opt-in-request', facts })).toEqual(['vendor-quarantined']);
  });

  test('whoever texts first may be answered', () => {
    const facts = { ...lead, lastInboundAt: NOON };
    expect(codesOf({ category: 'conversational', facts })).toEqual([]);
  });

  test('answers that Consentry owes are not judged by it', () => {
    for (const category of NOTICES.filter((notice) => notice !== 'opt-in-request')) {
      const revoked = category === 'opt-out-confirmation' ? { 'sms:*': NOON } : {};
      expect(codesOf({ category, facts: { ...lead, revoked } })).toEqual([]);
    }
  });
});
