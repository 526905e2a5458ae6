/** What is worth mending and refuses nothing. */
import { describe, expect, test } from 'vitest';
import type { ContentFinding, ContentKind } from '#shared/content.ts';
import { NOTICES } from '#shared/message.ts';
import { accountWith, decide } from './fixtures.ts';

const finding = (kind: ContentKind, quote = 'WORDS'): ContentFinding => ({
  kind,
  quote,
  citation: 'CTIA 5.3',
  advice: 'Mend them.',
});
const warned = (news: Parameters<typeof decide>[0]) => decide(news).decision.warnings ?? [];

test.each(['all-caps', 'link-mismatch', 'replaced-stop'] as const)(
  '%s is warned of, with the words and what to do, and the text goes out',
  (kind) => {
    const { decision } = decide({ content: [finding(kind)] });
    expect(decision.outcome).toBe('allow');
    expect(decision.warnings).toEqual([
      { code: kind, citation: 'CTIA 5.3', detail: '“WORDS”: Mend them.' },
    ]);
  },
);

test.each(['prohibited', 'public-shortener', 'exclusive-opt-out', 'marketing-words'] as const)(
  '%s is no warning: it refuses, or is no fault here',
  (kind) => {
    expect(warned({ content: [finding(kind)] })).toEqual([]);
  },
);

describe('a text that does not say who sends it', () => {
  const content = [finding('unnamed-sender', '')];
  const body = 'Your car is ready.';
  test('is not warned of where the name was put in front', () => {
    expect(warned({ body, content })).toEqual([]);
  });
  test('is warned of where the account puts no name in front', () => {
    const account = accountWith({ senderNamePrefix: false });
    expect(warned({ body, content, account })).toEqual([
      { code: 'unnamed-sender', citation: 'CTIA 5.3', detail: 'Mend them.' },
    ]);
  });
});

describe('one character that turns a text to UCS-2', () => {
  test('is named, with the plain text instead', () => {
    const [warning] = warned({ body: 'Example Motors: Pat’s car is ready. Text STOP to opt out' });
    expect(warning).toMatchObject({
      code: 'ucs-2',
      citation: '3GPP TS 23.038',
      substitute: "Example Motors: Pat's car is ready. Text STOP to opt out",
    });
  });
  test('an emoji has no plain twin', () => {
    const [warning] = warned({ body: 'Example Motors: your car is ready 🚗' });
    expect(warning?.code).toBe('ucs-2');
    expect(warning).not.toHaveProperty('substitute');
  });
  test('plain text is not warned of', () => {
    expect(warned({})).toEqual([]);
  });
});

test.each(NOTICES)('%s is wording of the account, judged when it is set', (category) => {
  expect(warned({ category, body: 'Stop’s', content: [finding('all-caps')] })).toEqual([]);
});
