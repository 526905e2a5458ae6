/** Which findings in the words of a text refuse it, and for whom. */
import { describe, expect, test } from 'vitest';
import type { ContentFinding, ContentKind } from '#shared/content.ts';
import { CATEGORIES, NOTICES } from '#shared/message.ts';
import { codesOf, decide, factsWith, NOON } from '../fixtures.ts';

const finding = (kind: ContentKind, quote = 'words'): ContentFinding => ({
  kind,
  quote,
  citation: `citation of ${quote}`,
  advice: 'Take them out.',
});
const facts = factsWith({ lastInboundAt: NOON });

describe.each([
  ['prohibited', 'content-prohibited'],
  ['public-shortener', 'public-url-shortener'],
  ['exclusive-opt-out', 'exclusive-opt-out'],
] as const)('%s refuses as %s', (kind, code) => {
  test.each(CATEGORIES)('a %s text', (category) => {
    expect(codesOf({ category, facts, content: [finding(kind)] })).toEqual([code]);
    expect(codesOf({ category, facts, content: [] })).toEqual([]);
  });
  test('not what Consentry itself owes', () => {
    for (const category of NOTICES) {
      expect(codesOf({ category, facts, content: [finding(kind)] })).not.toContain(code);
    }
  });
});

test('advertising is refused in an essential text only', () => {
  const content = [finding('marketing-words')];
  expect(codesOf({ category: 'essential', content })).toEqual(['not-essential']);
  expect(codesOf({ content })).toEqual([]);
  expect(codesOf({ category: 'informational', content })).toEqual([]);
});

test('one reason names every place, with what to do and every source once', () => {
  const content = [
    finding('prohibited', 'a'),
    finding('prohibited', 'b'),
    finding('all-caps', 'C'),
  ];
  const [reason, ...rest] = decide({ content }).decision.reasons;
  expect(rest).toEqual([]);
  expect(reason?.detail).toBe('“a”, “b”: Take them out.');
  expect(reason?.citation).toBe('citation of a; citation of b');
});

test.each(['all-caps', 'link-mismatch', 'unnamed-sender', 'replaced-stop'] as const)(
  '%s refuses nothing',
  (kind) => {
    expect(codesOf({ content: [finding(kind)] })).toEqual([]);
  },
);
