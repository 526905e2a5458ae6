/** What a looked-up line means for a text: landline, VoIP and unknown by policy. */
import { describe, expect, test } from 'vitest';
import { CATEGORIES, NOTICES } from '#shared/message.ts';
import { DEFAULT_SETTINGS, type Settings } from '#shared/settings.ts';
import { accountWith, codesOf, factsWith, NOON } from '../fixtures.ts';

const line = (type: 'mobile' | 'landline' | 'voip' | 'other', lastInboundAt?: number) =>
  factsWith({
    line: { type, at: NOON - 1 },
    revoked: {},
    ...(lastInboundAt !== undefined && { lastInboundAt }),
  });
const policy = (news: Partial<Settings['lineType']>) =>
  accountWith({ lineType: { ...DEFAULT_SETTINGS.lineType, ...news } });

describe('landline: a landline cannot be texted', () => {
  test.each([...CATEGORIES, ...NOTICES])('no %s text to a landline', (category) => {
    expect(codesOf({ category, facts: line('landline') })).toContain('landline');
  });
  test.each([
    ['mobile', []],
    ['voip', []],
    ['other', ['landline']],
  ] as const)('a line of type %s gives %j by default', (type, codes) => {
    expect(codesOf({ facts: line(type) })).toEqual(codes);
  });
});

describe('voip-not-allowed: by the choice of the account', () => {
  const account = policy({ voip: 'deny' });
  test.each(CATEGORIES)('where it is barred, no %s text to VoIP', (category) => {
    expect(codesOf({ category, account, facts: line('voip', NOON) })).toEqual(['voip-not-allowed']);
  });
  test('a mobile line goes on', () => {
    expect(codesOf({ account, facts: line('mobile') })).toEqual([]);
  });
  test('what the person is owed goes out all the same', () => {
    expect(codesOf({ category: 'help-reply', account, facts: line('voip') })).toEqual([]);
  });
});

describe('line-type-unknown: by the choice of the account, for each category', () => {
  const deny = (category: 'marketing' | 'informational' | 'essential') =>
    policy({ unknown: { ...DEFAULT_SETTINGS.lineType.unknown, [category]: 'deny' } });

  test.each(['marketing', 'informational', 'essential'] as const)(
    'barred for %s it bars that and no other',
    (barred) => {
      for (const category of ['marketing', 'informational', 'essential'] as const) {
        const codes = category === barred ? ['line-type-unknown'] : [];
        expect(codesOf({ category, account: deny(barred) })).toEqual(codes);
      }
    },
  );
  test('once the line is known it is not judged by it', () => {
    expect(codesOf({ account: deny('marketing'), facts: line('mobile') })).toEqual([]);
  });
  test('whoever has just texted may be answered; a day later it is information', () => {
    const account = deny('informational');
    const text = { category: 'conversational', account } as const;
    expect(codesOf({ ...text, facts: factsWith({ lastInboundAt: NOON }) })).toEqual([]);
    expect(codesOf(text)).toEqual(['line-type-unknown']);
  });
  test('a number that is none is not unknown but invalid', () => {
    const nothing = { phone: undefined, place: undefined };
    expect(codesOf({ account: deny('marketing'), ...nothing })).toEqual(['invalid-number']);
  });
});
