/** Number, sender, revocation and do-not-disturb, notices, schedule and quiet hours. */
import { describe, expect, test } from 'vitest';
import { HOUR, iso, MINUTE } from '#shared/basics.ts';
import { CATEGORIES, NOTICES } from '#shared/message.ts';
import { placeOf } from '#shared/places.ts';
import {
  codesOf,
  consentWith,
  decide,
  factsWith,
  NOON,
  senderWith,
  tollFree,
} from '../fixtures.ts';

const ALL = [...CATEGORIES, ...NOTICES];
const PENDING = factsWith({ consents: { 'sms:default': consentWith({ status: 'pending' }) } });

describe('invalid-number and sender-unregistered judge every text', () => {
  test.each(ALL)('a %s text to something that is no number is refused', (category) => {
    expect(codesOf({ category, phone: undefined, place: undefined })).toContain('invalid-number');
  });
  test.each(ALL)('a %s text from a sender that is not configured is refused', (category) => {
    expect(codesOf({ category, sender: undefined })).toContain('sender-unregistered');
  });
  test.each([
    ['none', ['sender-unregistered']],
    ['pending', ['sender-unregistered']],
    ['rejected', ['sender-unregistered']],
    ['suspended', ['sender-unregistered']],
    ['approved', []],
  ] as const)('a registration that is %s gives %j (BL-01, BL-02)', (status, codes) => {
    const sender = senderWith({ registration: { kind: '10dlc', status } });
    expect(codesOf({ sender })).toEqual(codes);
  });
  test('a registration of another kind of number counts for nothing', () => {
    expect(codesOf({ sender: tollFree() })).toEqual([]);
    const sender = { ...tollFree(), registration: { kind: '10dlc', status: 'approved' } as const };
    expect(codesOf({ sender })).toEqual(['sender-unregistered']);
  });
});

describe('opted-out: a revocation ends every text in its scope at once (RV-01, RV-16)', () => {
  const out = (key: string) => factsWith({ revoked: { [key]: NOON - 1 } });

  test.each([...CATEGORIES, 'opt-in-confirmation'] as const)('no %s text', (category) => {
    expect(codesOf({ category, facts: out('sms:*') })).toEqual(['opted-out']);
  });
  test('no question of double opt-in', () => {
    const facts = { ...PENDING, revoked: { 'sms:*': NOON - 1 } };
    expect(codesOf({ category: 'opt-in-request', facts })).toEqual(['opted-out']);
  });
  test('not even an answer in an open conversation', () => {
    const facts = { ...out('sms:*'), lastInboundAt: NOON };
    expect(codesOf({ category: 'conversational', facts })).toEqual(['opted-out']);
  });
  test.each(['opt-out-confirmation', 'help-reply'] as const)('the %s goes out', (category) => {
    expect(codesOf({ category, facts: out('sms:*') })).toEqual([]);
  });
  test('a revocation of one program ends that program and no other', () => {
    const consents = { 'sms:default': consentWith(), 'sms:service': consentWith() };
    const facts = { ...out('sms:service'), consents };
    expect(codesOf({ facts, programId: 'service' })).toEqual(['opted-out']);
    expect(codesOf({ facts })).toEqual([]);
  });
  test.each(['voice:*', 'email:*'])('%s says nothing of texts', (key) => {
    expect(codesOf({ facts: out(key) })).toEqual([]);
  });
  test('the reason says since when', () => {
    const [reason] = decide({ facts: out('sms:*') }).decision.reasons;
    expect(reason?.detail).toContain(iso(NOON - 1));
  });
});

describe('do-not-disturb: set by hand, it stops all but HELP (CN-19)', () => {
  const dnd = factsWith({ dnd: { sms: true } });
  test.each([...CATEGORIES, 'opt-in-confirmation', 'opt-out-confirmation'] as const)(
    'no %s text',
    (category) => {
      expect(codesOf({ category, facts: dnd })).toEqual(['do-not-disturb']);
    },
  );
  test('HELP is answered', () => {
    expect(codesOf({ category: 'help-reply', facts: dnd })).toEqual([]);
  });
  test.each(['voice', 'email'])('do-not-disturb of %s says nothing of texts', (channel) => {
    expect(codesOf({ facts: factsWith({ dnd: { [channel]: true } }) })).toEqual([]);
  });
});

describe('already-asked: a person is asked for permission once', () => {
  const asked = { claims: [], recent: [], asked: { id: 'msg_0', at: NOON - HOUR } };

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
      expect(codesOf({ category, expiresAt, now: expiresAt })).toEqual([]);
      expect(codesOf({ category, expiresAt, now: expiresAt + 1 })).toEqual(['notice-late']);
    },
  );
  test('quiet hours do not hold it up (RV-10)', () => {
    const now = Date.parse('2026-11-18T05:00:00.000Z');
    for (const category of ['opt-out-confirmation', 'opt-in-confirmation', 'help-reply'] as const) {
      expect(decide({ category, now, expiresAt: now }).decision.outcome).toBe('allow');
    }
  });
});

describe('scheduled: the caller asked for a later hour', () => {
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
