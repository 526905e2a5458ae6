/** What the gate adds and warns of is listed with its source, as the rules are. */
import { describe, expect, test } from 'vitest';
import { readContent } from '#shared/content.ts';
import { CONTENT_LISTS } from '#shared/data/content-words.ts';
import { AMENDMENTS, WARNINGS } from '#shared/remarks.ts';
import { REASON_CODES } from '#shared/rules/index.ts';
import { accountWith, decide } from './fixtures.ts';

const citations = (rows: readonly { readonly code: string; readonly citation: string }[]) =>
  Object.fromEntries(rows.map(({ code, citation }) => [code, citation]));
const OWN = { words: [], shorteners: [], domains: ['acme.example'] };

describe('the list', () => {
  test('has every code once, and none of a reason', () => {
    const codes = [...AMENDMENTS, ...WARNINGS].map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
    expect(codes.filter((code) => (REASON_CODES as readonly string[]).includes(code))).toEqual([]);
  });
  test('says of each what it is, on what it rests and what to do', () => {
    for (const { advice, citation, title } of [...AMENDMENTS, ...WARNINGS]) {
      expect(advice).toMatch(/[.]$/);
      expect(title).not.toMatch(/[.]$/);
      expect(citation).not.toBe('');
    }
  });
  test('has what the gate adds, by the same citation', () => {
    const { amendments } = decide({ body: 'Your car is ready.' });
    expect(citations(amendments)).toEqual(citations(AMENDMENTS));
  });
  test('has what the gate warns of, by the same citation', () => {
    const body =
      'COME TO THE BIG EVENT TODAY, FRIENDS — see http://acme.example@evil.example. Reply 2 to end';
    const content = readContent(body, {
      brand: 'Example Motors',
      category: 'marketing',
      lists: CONTENT_LISTS,
      own: OWN,
    });
    const account = accountWith({ senderNamePrefix: false });
    const { warnings = [] } = decide({ account, body, content }).decision;
    expect(citations(warnings)).toEqual(citations(WARNINGS));
  });
});
