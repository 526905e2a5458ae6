/**
 * Consent rules: is there consent of the kind that this text needs, fresh enough, for this purpose?
 */
import { describe, expect, test } from 'vitest';
import { DAY, HOUR, iso } from '#shared/basics.ts';
import { CATEGORIES, NOTICES } from '#shared/message.ts';
import { placeOf } from '#shared/places.ts';
import { NO_SENDS } from '#shared/standing.ts';
import {
  accountWith,
  captureDraft,
  codesOf,
  consentWith,
  decide,
  factsAfter,
  factsWith,
  NOON,
  programWith,
  vendorWith,
} from '../fixtures.ts';

const NEEDING_CONSENT = CATEGORIES.filter((category) => category !== 'essential');
const NOBODY = factsWith({ consents: {} });
const NO_AGE = accountWith({ consentMaxAgeMonths: null });
const withConsent = (news: Parameters<typeof consentWith>[0]) =>
  factsWith({ consents: { 'sms:default': consentWith(news) } });

describe('no-consent: a text needs the prior express consent of the person (CN-01)', () => {
  test('a confirmed consent for the program lets the text through', () => {
    expect(codesOf()).toEqual([]);
  });

  test.each(NEEDING_CONSENT)('without any consent a %s text is refused', (category) => {
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
    expect(codesOf({ facts: withConsent({ status: 'declined' }) })).toEqual(['consent-declined']);
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

  test.each(NEEDING_CONSENT)('a %s text waits for the YES', (category) => {
    expect(codesOf({ category, facts: pending })).toEqual(['consent-pending']);
  });

  test('an answer within an open conversation does not wait', () => {
    const facts = { ...pending, lastInboundAt: NOON };
    expect(codesOf({ category: 'conversational', facts })).toEqual([]);
  });

  test('the reason tells whether and when the person was asked', () => {
    const asked = { claims: [], recent: [], notices: {}, asked: { id: 'msg_0', at: NOON - HOUR } };
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

  test('a newer consent by a weaker proof starts it anew, and keeps the grade as it was', () => {
    const stale = captureDraft({ obtainedAt: iso(given) });
    const spoken = captureDraft({ grade: 'express', source: 'verbal', obtainedAt: iso(NOON - 1) });
    expect(codesOf({ facts: factsAfter(stale) })).toEqual(['consent-expired']);
    for (const category of ['marketing', 'informational'] as const) {
      expect(codesOf({ category, facts: factsAfter(stale, spoken) })).toEqual([]);
    }
    const doubtful = captureDraft({ grade: 'express', vendor: 'leads', quarantined: true });
    expect(codesOf({ facts: factsAfter(stale, doubtful) })).toEqual(['consent-expired']);
  });

  test('it lasts eighteen months too, to the millisecond', () => {
    const renewed = withConsent({ at: given - 1, renewedAt: given });
    expect(codesOf({ facts: renewed, now: NOON - 1 })).toEqual([]);
    expect(codesOf({ facts: renewed, now: NOON })).toEqual(['consent-expired']);
  });

  test('the last day of a month stays the last day: 31 August and six months is 28 February', () => {
    const august = withConsent({ at: Date.parse('2026-08-31T17:00:00.000Z') });
    const account = accountWith({ consentMaxAgeMonths: 6 });
    const end = Date.parse('2027-02-28T17:00:00.000Z');
    expect(codesOf({ facts: august, account, now: end - 1 })).not.toContain('consent-expired');
    expect(codesOf({ facts: august, account, now: end })).toContain('consent-expired');
  });

  test('a text for later is judged by how old it is then', () => {
    const now = NOON - 10_000;
    expect(codesOf({ facts, now, sendAt: NOON - 1 })).toEqual(['scheduled']);
    expect(codesOf({ facts, now, sendAt: NOON })).toEqual(['consent-expired', 'scheduled']);
  });

  test('an account may switch the limit off', () => {
    const account = accountWith({ consentMaxAgeMonths: null });
    expect(codesOf({ facts, account, now: NOON })).toEqual([]);
  });

  describe('a pending consent', () => {
    const since = NOON - 30 * DAY;
    const waiting = withConsent({ at: given, since, status: 'pending' });

    test('is pending for thirty days after it was captured, and expired a moment later', () => {
      expect(codesOf({ facts: waiting, now: NOON })).toEqual(['consent-pending']);
      expect(codesOf({ facts: waiting, now: NOON + 1 })).toEqual(['consent-expired']);
    });
    test('is waited for as many days as the account says', () => {
      const account = accountWith({ doubleOptIn: { enabled: true, expiryDays: 7 } });
      const end = since + 7 * DAY;
      expect(codesOf({ facts: waiting, account, now: end })).toEqual(['consent-pending']);
      expect(codesOf({ facts: waiting, account, now: end + 1 })).toEqual(['consent-expired']);
    });
    test('is waited for from the question on, where that went out later', () => {
      const sends = { ...NO_SENDS, asked: { id: 'msg_0', at: NOON - DAY } };
      const end = NOON + 29 * DAY;
      expect(codesOf({ facts: waiting, sends, now: end })).toEqual(['consent-pending']);
      expect(codesOf({ facts: waiting, sends, now: end + 1 })).toEqual(['consent-expired']);
    });
    test('says until when an answer counted', () => {
      const [reason] = decide({ facts: waiting, now: NOON + 1 }).decision.reasons;
      expect(reason?.detail).toContain('Nobody answered YES by 2026-11-18T17:00:00.000Z');
    });
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
  const lead = withConsent({ vendor: 'leads' });

  test.each(NEEDING_CONSENT)('a %s text to such a lead is refused', (category) => {
    expect(codesOf({ category, facts: lead })).toEqual(['vendor-quarantined']);
  });

  test('not even the question of double opt-in goes out', () => {
    const facts = withConsent({ vendor: 'leads', status: 'pending' });
    expect(codesOf({ category: 'opt-in-request', facts })).toEqual(['vendor-quarantined']);
  });

  test('whoever texts first may be answered', () => {
    const facts = { ...lead, lastInboundAt: NOON };
    expect(codesOf({ category: 'conversational', facts })).toEqual([]);
  });

  test('answers that Consentry owes are not judged by it', () => {
    const asks = ['opt-in-request', 'opt-in-clarification'];
    for (const category of NOTICES.filter((one) => !asks.includes(one))) {
      const revoked = category === 'opt-out-confirmation' ? { 'sms:*': NOON } : {};
      const asked = { seq: 1, at: 0, until: NOON, channels: ['sms'] } as const;
      const question = category === 'opt-out-question' ? asked : undefined;
      expect(codesOf({ category, facts: { ...lead, revoked, question } })).toEqual([]);
    }
  });
});

describe('vendor-quarantined is judged by what the vendor is now', () => {
  const facts = withConsent({ vendor: 'leads', quarantined: true });
  test.each([
    ['quarantined', ['vendor-quarantined']],
    ['blocked', ['vendor-quarantined']],
    ['trusted', []],
  ] as const)(
    'a vendor that is %s gives %j, whatever it was when the lead came',
    (status, codes) => {
      expect(codesOf({ facts, vendor: vendorWith(status) })).toEqual(codes);
    },
  );
  test('a vendor that is no longer configured is not trusted', () => {
    const [reason] = decide({ facts, vendor: undefined }).decision.reasons;
    expect(reason?.code).toBe('vendor-quarantined');
    expect(reason?.detail).toMatch(/vendor leads, which is not configured/);
  });
});

describe('seller-not-named: written consent must name the firm (CN-03)', () => {
  const unnamed = withConsent({ unnamed: true });
  test('marketing is refused, information is not', () => {
    expect(codesOf({ facts: unnamed })).toEqual(['seller-not-named']);
    expect(codesOf({ facts: unnamed, category: 'informational' })).toEqual([]);
  });
  test('while the question is open it is pending, since the YES is given to the firm by name', () => {
    const facts = withConsent({ unnamed: true, status: 'pending' });
    expect(codesOf({ facts })).toEqual(['consent-pending']);
  });
});

describe('implied consent: enough for information, and for marketing in Canada only (CT-01, CASL)', () => {
  const toronto = { place: placeOf('+14165550143') };
  const implied = (basis: 'purchase' | 'inquiry' | undefined, at: string) =>
    withConsent({ grade: 'implied', at: Date.parse(at), ...(basis && { basis }) });
  const purchase = implied('purchase', '2025-11-18T17:00:00.000Z');

  test('in the US it carries information and not marketing', () => {
    expect(codesOf({ facts: purchase, category: 'informational' })).toEqual([]);
    expect(codesOf({ facts: purchase })).toEqual(['written-consent-required']);
  });
  test('in Canada it carries marketing, as spoken consent does', () => {
    expect(codesOf({ facts: purchase, ...toronto })).toEqual([]);
    expect(codesOf({ facts: withConsent({ grade: 'express' }), ...toronto })).toEqual([]);
  });
  test('somebody who may be in either country is judged by both', () => {
    const place = placeOf('+14165550143', { state: 'FL' });
    expect(codesOf({ facts: purchase, place })).toContain('written-consent-required');
  });
  test.each([
    ['a purchase', 'purchase', '2024-11-18T17:00:00.000Z'],
    ['an inquiry', 'inquiry', '2026-05-18T17:00:00.000Z'],
    ['something nobody named', undefined, '2026-05-18T17:00:00.000Z'],
  ] as const)('implied by %s it ends on the millisecond', (_, basis, at) => {
    const text = { ...toronto, facts: implied(basis, at), account: NO_AGE };
    expect(codesOf({ ...text, now: NOON - 1 })).toEqual([]);
    expect(codesOf({ ...text, now: NOON })).toEqual(['implied-consent-ended']);
  });
  test('a text for later is judged by whether the window lasts until then', () => {
    const facts = implied('inquiry', '2026-05-18T17:00:00.000Z');
    const text = { ...toronto, facts, now: NOON - 10_000 };
    expect(codesOf({ ...text, sendAt: NOON - 1 })).toEqual(['scheduled']);
    const [reason] = decide({ ...text, sendAt: NOON }).decision.reasons;
    expect(reason?.code).toBe('implied-consent-ended');
    expect(reason?.detail).toContain('lasts until 2026-11-18T17:00:00.000Z');
  });
  test('a sign of the person does not make it longer: only a new purchase or inquiry does (CA-09)', () => {
    const old = implied('inquiry', '2026-05-18T17:00:00.000Z');
    const facts = { ...old, lastInboundAt: NOON - 1 };
    expect(codesOf({ ...toronto, facts })).toEqual(['implied-consent-ended']);
  });
  test('express consent does not end by itself', () => {
    const facts = withConsent({ grade: 'express', at: Date.parse('2020-01-01T00:00:00Z') });
    expect(codesOf({ ...toronto, facts, account: NO_AGE })).toEqual([]);
  });
});
