/** The tables themselves: readable notation, sources, and phrases that the matching can bear. */
import { describe, expect, test } from 'vitest';
import { MAX_GAPS, MAX_OPTIONAL, parsePhrases } from '#shared/content/phrases.ts';
import { CONTENT_LISTS } from '#shared/data/content-words.ts';

const PHRASES = CONTENT_LISTS.lists.flatMap((list) =>
  [...list.rows.map(({ phrases }) => phrases), list.innocent ?? ''].flatMap((text) =>
    text
      .split('|')
      .map((phrase) => phrase.trim().replaceAll(/\s+/g, ' '))
      .filter((phrase) => phrase !== '')
      .map((phrase) => ({ list: list.category ?? list.kind, phrase })),
  ),
);
const elementsOf = (phrase: string) => parsePhrases(phrase, '')[0]?.elements ?? [];
const offenders = (isWrong: (phrase: string) => boolean): string[] =>
  PHRASES.filter(({ phrase }) => isWrong(phrase)).map(({ list, phrase }) => `${list}: ${phrase}`);

describe('every phrase', () => {
  test('is there: a table of nothing would pass', () => {
    expect(PHRASES.length).toBeGreaterThan(400);
  });
  test('is in small letters and in the notation', () => {
    const choice = String.raw`[a-z0-9$%]+(?:_[a-z0-9$%#]+)*(?:\([a-z]+\))?`;
    const element = `(?:#|\\*|\\.\\.\\.|>>|${choice}(?:/${choice})*)`;
    const notation = new RegExp(`^(?:${element}|\\[(?:#|${choice})(?:/(?:#|${choice}))*\\])$`);
    expect(offenders((phrase) => !phrase.split(' ').every((part) => notation.test(part)))).toEqual(
      [],
    );
  });
  test('begins and ends with something that must be there', () => {
    const open = (phrase: string): boolean => {
      const elements = elementsOf(phrase);
      const [first, last] = [elements[0], elements.at(-1)];
      const loose = [first, last].some(
        (one) => one === undefined || one.optional || one.type === 'near' || one.type === 'far',
      );
      return loose || first?.type === 'any';
    };
    expect(offenders(open)).toEqual([]);
  });
  test('has few gaps and few words that may be missing', () => {
    const isHeavy = (phrase: string): boolean => {
      const elements = elementsOf(phrase);
      const gaps = elements.filter(({ type }) => type === 'near' || type === 'far').length;
      return gaps > MAX_GAPS || elements.filter(({ optional }) => optional).length > MAX_OPTIONAL;
    };
    expect(offenders(isHeavy)).toEqual([]);
  });
  test('stands once in its list', () => {
    const seen = PHRASES.map(({ list, phrase }) => `${list}: ${phrase}`);
    expect(seen.filter((one, i) => seen.indexOf(one) !== i)).toEqual([]);
  });
});

describe('every list', () => {
  test('says what to do, and each row where it comes from', () => {
    for (const { advice, rows, kind } of CONTENT_LISTS.lists) {
      expect(advice, kind).toMatch(/[.]$/);
      for (const row of rows) expect(row.citation, kind).toMatch(/CTIA|CFR/);
    }
  });
  test('a barred subject has a name, another kind has none', () => {
    for (const { kind, category } of CONTENT_LISTS.lists)
      expect(category !== undefined, kind).toBe(kind === 'prohibited');
  });
  test('shorteners are hosts in small letters', () => {
    for (const host of CONTENT_LISTS.shorteners) expect(host).toMatch(/^[a-z0-9]+(\.[a-z0-9]+)+$/);
  });
});
