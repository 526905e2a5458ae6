/** What the person has closed, or the firm for the person: opt-outs and do-not-disturb. */
import { describe, expect, test } from 'vitest';
import { iso } from '#shared/basics.ts';
import { CATEGORIES } from '#shared/message.ts';
import { codesOf, consentWith, decide, factsWith, NOON } from '../fixtures.ts';

const PENDING = factsWith({ consents: { 'sms:default': consentWith({ status: 'pending' }) } });

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
  test.each([...CATEGORIES, 'opt-in-confirmation'] as const)('no %s text', (category) => {
    expect(codesOf({ category, facts: dnd })).toEqual(['do-not-disturb']);
  });
  test('no confirmation of an opt-out', () => {
    const facts = { ...dnd, revoked: { 'sms:*': NOON } };
    expect(codesOf({ category: 'opt-out-confirmation', facts })).toEqual(['do-not-disturb']);
  });
  test('HELP is answered', () => {
    expect(codesOf({ category: 'help-reply', facts: dnd })).toEqual([]);
  });
  test.each(['voice', 'email'])('do-not-disturb of %s says nothing of texts', (channel) => {
    expect(codesOf({ facts: factsWith({ dnd: { [channel]: true } }) })).toEqual([]);
  });
});
