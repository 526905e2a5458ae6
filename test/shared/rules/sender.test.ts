/** Can this sender carry the text: registered, in reach, not paused. */
import { describe, expect, test } from 'vitest';
import { iso } from '#shared/basics.ts';
import { CATEGORIES, NOTICES } from '#shared/message.ts';
import { codesOf, decide, factsWith, NOON, senderWith, tollFree } from '../fixtures.ts';

const ALL = [...CATEGORIES, ...NOTICES];

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

describe('sender-out-of-reach: toll-free numbers and short codes stay in their countries', () => {
  const british = { e164: '+442079460100', country: 'GB', kind: 'mobile' } as const;
  const canadian = { e164: '+14165550143', country: 'CA', kind: 'mobile-or-fixed' } as const;
  const shortCode = senderWith({
    number: '72345',
    kind: 'short-code',
    registration: { kind: 'short-code', status: 'approved' },
  });

  test.each([
    ['toll-free', tollFree()],
    ['short code', shortCode],
  ])('a %s reaches the US and Canada, not Britain', (_, sender) => {
    expect(codesOf({ sender })).toEqual([]);
    expect(codesOf({ sender, phone: canadian })).toEqual([]);
    expect(codesOf({ sender, phone: british })).toEqual(['sender-out-of-reach']);
  });
  test('a long code is not judged by it', () => {
    expect(codesOf({ phone: british })).toEqual([]);
  });
});

describe('sender-paused: by hand or by the rates rule (TH-07)', () => {
  const paused = (until?: string) =>
    senderWith({
      paused: { reason: 'Too many people left', by: 'rates', ...(until && { until }) },
    });

  test('paused without an end it stays paused', () => {
    const { decision } = decide({ sender: paused() });
    expect(decision.outcome).toBe('deny');
    expect(decision.reasons[0]).toMatchObject({ code: 'sender-paused' });
    expect(decision.reasons[0]?.detail).toMatch(/until an admin lifts it: Too many people left/);
  });
  test('with an end it is paused to the millisecond before, and says until when', () => {
    const sender = paused(iso(NOON + 1));
    expect(decide({ sender }).decision.reasons[0]?.until).toBe(iso(NOON + 1));
    expect(codesOf({ sender, now: NOON + 1 })).toEqual([]);
  });
  test('a text for later is judged by whether the pause lasts until then, to the millisecond', () => {
    const sender = paused(iso(NOON + 1_000));
    expect(codesOf({ sender, sendAt: NOON + 999 })).toEqual(['sender-paused', 'scheduled']);
    expect(codesOf({ sender, sendAt: NOON + 1_000 })).toEqual(['scheduled']);
    expect(codesOf({ sender: paused(), sendAt: NOON + 1_000 })).toContain('sender-paused');
  });
  test.each(ALL)('a %s text from a paused sender', (category) => {
    const owed = ['opt-out-confirmation', 'help-reply', 'opt-out-question'].includes(category);
    const facts = factsWith(category === 'opt-out-confirmation' ? { revoked: { 'sms:*': 1 } } : {});
    expect(codesOf({ category, sender: paused(), facts }).includes('sender-paused')).toBe(!owed);
  });
});
