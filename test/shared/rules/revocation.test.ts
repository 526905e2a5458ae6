/** What the person has closed, or the firm for the person: opt-outs and do-not-disturb. */
import { describe, expect, test } from 'vitest';
import { iso } from '#shared/basics.ts';
import { CATEGORIES } from '#shared/message.ts';
import {
  accountWith,
  codesOf,
  consentWith,
  decide,
  factsWith,
  NOON,
  programWith,
} from '../fixtures.ts';

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

describe('an opt-out of one purpose (RV-14)', () => {
  const facts = factsWith({ revoked: { 'sms:@marketing': NOON - 1 } });
  test('ends marketing in every program', () => {
    expect(codesOf({ facts })).toEqual(['opted-out']);
    const consents = { 'sms:service': consentWith() };
    expect(codesOf({ facts: { ...facts, consents }, programId: 'service' })).toEqual(['opted-out']);
  });
  test('leaves information and answers', () => {
    expect(codesOf({ facts, category: 'informational' })).toEqual([]);
    expect(
      codesOf({ facts: { ...facts, lastInboundAt: NOON }, category: 'conversational' }),
    ).toEqual([]);
  });
  test('ends the question and the welcome of a marketing program, not of one for information', () => {
    const pending = { ...PENDING, revoked: facts.revoked };
    const ask = { category: 'opt-in-request', facts: pending } as const;
    expect(codesOf(ask)).toEqual(['opted-out']);
    expect(codesOf({ ...ask, program: programWith({ purpose: 'informational' }) })).toEqual([]);
  });
});

describe('essential texts: log-in codes, receipts, safety', () => {
  const essential = (revoked: Record<string, number>, news = {}) =>
    codesOf({ category: 'essential', facts: factsWith({ revoked }), account: accountWith(news) });
  test.each(['sms:@marketing', 'sms:default'])('%s does not end them', (key) => {
    expect(essential({ [key]: NOON })).toEqual([]);
  });
  test('STOP to the account ends them, unless the account lets them through', () => {
    expect(essential({ 'sms:*': NOON })).toEqual(['opted-out']);
    expect(essential({ 'sms:*': NOON }, { essentialAfterStop: 'allow' })).toEqual([]);
  });
  test('they need no consent and no daytime, for somebody is waiting for the code', () => {
    const night = Date.parse('2026-11-18T08:00:00.000Z');
    expect(
      codesOf({ category: 'essential', now: night, facts: factsWith({ consents: {} }) }),
    ).toEqual([]);
  });
});

describe('the revoke-all rule: an opt-out of one kind ends all kinds (RV-11)', () => {
  const day = Date.parse('2027-01-31T00:00:00.000Z');
  const noon = Date.parse('2027-02-10T17:00:00.000Z');
  const left = (at: number) =>
    factsWith({ revoked: { 'sms:news': at }, consents: { 'sms:default': consentWith({ at }) } });
  const codes = (at: number, now: number, revokeAll: 'by-date' | 'on' | 'off' = 'by-date') =>
    codesOf({ facts: left(at), now, account: accountWith({ revokeAll }) });

  test('by its date: received on the day it counts for all, a millisecond before for its own', () => {
    expect(codes(day - 1, noon)).toEqual([]);
    expect(codes(day, noon)).toEqual(['opted-out']);
  });
  test('before the day nothing is widened', () => {
    expect(codes(NOON - 1, NOON)).toEqual([]);
  });
  test('switched on it holds already, and for what was received before', () => {
    expect(codes(NOON - 1, NOON, 'on')).toEqual(['opted-out']);
  });
  test('switched off it does not hold after the day', () => {
    expect(codes(day, noon, 'off')).toEqual([]);
  });
  test('the reason names the rule', () => {
    const [reason] = decide({ facts: left(day), now: noon }).decision.reasons;
    expect(reason?.citation).toMatch(/DA 26-12/);
    expect(reason?.detail).toMatch(/revoke-all/);
  });
  test('whoever came back by START is not held by what was left before, a millisecond later is', () => {
    const back = (cameBackAt: number) => ({ ...left(day + 5), cameBackAt });
    expect(codesOf({ facts: back(day + 5), now: noon })).toEqual([]);
    expect(codesOf({ facts: back(day + 4), now: noon })).toEqual(['opted-out']);
    // What was left by name stays left.
    const consents = { 'sms:news': consentWith({ at: day }) };
    const facts = { ...back(day + 5), consents };
    expect(codesOf({ facts, now: noon, programId: 'news' })).toEqual(['opted-out']);
  });
  test('an opt-out of calls or email says nothing of texts', () => {
    const facts = factsWith({ revoked: { 'voice:*': day, 'email:news': day } });
    expect(codesOf({ facts, now: noon, account: accountWith({ revokeAll: 'on' }) })).toEqual([]);
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
