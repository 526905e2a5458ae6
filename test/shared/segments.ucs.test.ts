/** Why a text is UCS-2: the characters, the plain text that would do, and when there is none. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SUBSTITUTES } from '#shared/data/substitutes.ts';
import { countSegments, MAX_ODD, ucsWarning } from '#shared/segments.ts';

describe('the table of substitutes', () => {
  test('every plain form is GSM-7, and no row replaces what the alphabet has', () => {
    for (const [char, { plain }] of SUBSTITUTES) {
      expect(countSegments(plain).encoding, char).toBe('GSM-7');
      expect(countSegments(char).encoding, char).toBe('UCS-2');
    }
  });
  test('a letter changes the word, a mark or a space does not', () => {
    for (const [char, { changesWord }] of SUBSTITUTES) {
      const isLetter = /^\p{L}$/u.test(char) && !/^[\uFF01-\uFF5Eﬁﬂﬀʺʹʻʼʽˊˋˮˈˆ˜]$/u.test(char);
      expect(changesWord, char).toBe(isLetter);
    }
  });
});

describe('a text that is UCS-2 only by what has a plain twin', () => {
  test('a GSM-7 text needs no warning', () => {
    expect(ucsWarning('Ünter é ñ € [ok]')).toBeUndefined();
    expect(ucsWarning('')).toBeUndefined();
  });
  test.each([
    ['a curly apostrophe', 'We’re open', "We're open", false],
    ['curly quotes', '“Oak” house', '"Oak" house', false],
    ['a dash', '9–5', '9-5', false],
    ['an ellipsis', 'Soon…', 'Soon...', false],
    ['a no-break space', 'at\u00A05', 'at 5', false],
    ['a tab', 'Name\tAnn', 'Name Ann', false],
    ['a bullet', '• keys', '- keys', false],
    ['a zero-width space', 'firm\u200B.example', 'firm.example', false],
    ['an accent that the alphabet lacks', 'papá', 'papa', true],
    ['a small c with cedilla', 'garçon', 'garcon', true],
    ['letters in full width', 'ＯＫ', 'OK', false],
    ['an accent by itself that joins to a letter of the alphabet', 'cafe\u0301', 'café', false],
    ['an accent by itself that joins to no such letter', 'papa\u0301', 'papa', true],
    ['the sign of Ohm, which is the letter Omega', '5 \u2126', '5 Ω', false],
    ['a trade mark', 'Oak™', 'Oak(TM)', false],
  ])('%s', (_what, body, plain, changesWord) => {
    const warning = ucsWarning(body);
    expect(warning?.cause).toBe('plain-twins');
    expect(warning?.before).toEqual(countSegments(body));
    expect(warning?.substitute).toEqual({ body: plain, after: countSegments(plain) });
    expect(warning?.substitute?.after.encoding).toBe('GSM-7');
    expect(warning?.characters.every((odd) => odd.plain !== undefined)).toBe(true);
    expect(warning?.characters.some((odd) => odd.changesWord)).toBe(changesWord);
    expect(/changes words/.test(warning?.advice ?? '')).toBe(changesWord);
  });
  test('says character, code, how often and what stands for it', () => {
    expect(ucsWarning('It’s Ann’s… house')?.characters).toEqual([
      { char: '’', code: 'U+2019', times: 2, plain: "'", changesWord: false },
      { char: '…', code: 'U+2026', times: 1, plain: '...', changesWord: false },
    ]);
  });
  test('one character turns 160 in one part into three: before and after', () => {
    const body = `${'a'.repeat(159)}’`;
    const warning = ucsWarning(body);
    expect(warning?.before.segments).toBe(3);
    expect(warning?.substitute?.after.segments).toBe(1);
    expect(warning?.advice).toContain('3 part(s) become 1');
  });
  test('a plain form may be longer: an ellipsis at 159 makes two parts, and it says so', () => {
    const warning = ucsWarning(`${'a'.repeat(159)}…`);
    expect(warning?.substitute?.after).toEqual({ encoding: 'GSM-7', segments: 2, units: 162 });
  });
  test('a character that cannot be seen is named by its code', () => {
    expect(ucsWarning('at\u00A05')?.advice).toMatch(/^U\+00A0 makes/);
  });
});

describe('a text that is UCS-2 for good', () => {
  test.each([
    ['an emoji', 'Sold! 🎉', 'emoji'],
    ['a joined emoji, whose joiner alone could go', 'The 👨‍👩‍👧 is in', 'emoji'],
    ['a flag', 'Closed 🇺🇸 holiday', 'emoji'],
    ['a key cap', 'Press 1️⃣', 'emoji'],
    ['an emoji beside curly quotes', '“Sold” 🎉', 'emoji'],
    ['Cyrillic', 'Привет', 'script'],
    ['Chinese', '你好', 'script'],
    ['Vietnamese, whose letters have two accents', 'Cảm ơn', 'script'],
    ['a symbol', 'Rate ∞', 'symbol'],
  ])('%s: no substitute', (_what, body, cause) => {
    const warning = ucsWarning(body);
    expect(warning?.cause).toBe(cause);
    expect(warning?.substitute).toBeUndefined();
    expect(warning?.before.encoding).toBe('UCS-2');
  });
});

describe('for any text', () => {
  const body = fc.string({
    unit: fc.oneof(
      fc.constantFrom('a', ' ', '€'),
      fc.constantFrom(...SUBSTITUTES.keys()),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
    ),
    maxLength: 200,
  });
  test('a warning exactly when it is UCS-2; a substitute is GSM-7 and needs no warning', () => {
    fc.assert(
      fc.property(body, (text) => {
        const warning = ucsWarning(text);
        expect(warning !== undefined).toBe(countSegments(text).encoding === 'UCS-2');
        expect((warning?.characters.length ?? 0) <= MAX_ODD).toBe(true);
        if (!warning?.substitute) return;
        expect(warning.cause).toBe('plain-twins');
        expect(ucsWarning(warning.substitute.body)).toBeUndefined();
        expect(countSegments(warning.substitute.body)).toEqual(warning.substitute.after);
      }),
    );
  });
  test('what has twins only always gets a substitute', () => {
    const twins = fc.string({ unit: fc.constantFrom('a', ...SUBSTITUTES.keys()), maxLength: 60 });
    fc.assert(
      fc.property(twins, (text) => {
        expect(ucsWarning(`’${text}`)?.cause).toBe('plain-twins');
      }),
    );
  });
});
