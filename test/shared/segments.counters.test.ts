/**
 * Our count beside two published counters and beside the GSM 03.38 tables written out again: same
 * alphabet, same parts; where a counter differs by design, by how much.
 */
import { createRequire } from 'node:module';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countSegments } from '#shared/segments.ts';

const load = createRequire(import.meta.url);
const { split }: { split(text: string): { characterSet: string; parts: unknown[] } } =
  load('split-sms');
const { SegmentedMessage }: typeof import('sms-segments-calculator') =
  load('sms-segments-calculator');

const ours = (text: string) => [countSegments(text).encoding, countSegments(text).segments];
const splitSms = (text: string) => {
  const { characterSet, parts } = split(text);
  return [characterSet === 'GSM' ? 'GSM-7' : 'UCS-2', parts.length];
};
const calculator = (text: string) => {
  const message = new SegmentedMessage(text);
  return [message.getEncodingName(), message.segmentsCount];
};

/** 3GPP TS 23.038 table 6.2.1, by column of 16 as printed; ESC is the way into the extension. */
const ESC = 0x1b;
const COLUMNS = [
  '@ £ $ ¥ è é ù ì ò Ç LF Ø ø CR Å å',
  'Δ _ Φ Γ Λ Ω Π Ψ Σ Θ Ξ ESC Æ æ ß É',
  'SP ! " # ¤ % & \' ( ) * + , - . /',
  '0 1 2 3 4 5 6 7 8 9 : ; < = > ?',
  '¡ A B C D E F G H I J K L M N O',
  'P Q R S T U V W X Y Z Ä Ö Ñ Ü §',
  '¿ a b c d e f g h i j k l m n o',
  'p q r s t u v w x y z ä ö ñ ü à',
];
const NAMED: Readonly<Record<string, string>> = { LF: '\n', CR: '\r', SP: ' ', ESC: '\u001B' };
const BASIC = COLUMNS.flatMap((column) => column.split(' ').map((char) => NAMED[char] ?? char));
/** Table 6.2.1.1, by code: FF ^ { } \ [ ~ ] | € */
const EXTENSION: Readonly<Record<number, string>> = {
  10: '\f',
  20: '^',
  40: '{',
  41: '}',
  47: '\\',
  60: '[',
  61: '~',
  62: ']',
  64: '|',
  101: '€',
};

describe('the alphabet, against the tables written out again', () => {
  test('the basic table has 128 places, all different, and the extension 10', () => {
    expect(BASIC).toHaveLength(128);
    expect(new Set(BASIC).size).toBe(128);
    expect(BASIC[ESC]).toBe('\u001B');
    expect(Object.keys(EXTENSION)).toHaveLength(10);
  });
  test('exactly these characters of all 65,536 are GSM-7, with one or two units', () => {
    const units = new Map<string, number>();
    for (let code = 0; code <= 0xffff; code += 1) {
      const char = String.fromCharCode(code);
      const counted = countSegments(char);
      if (counted.encoding === 'GSM-7') units.set(char, counted.units);
    }
    const basic = BASIC.filter((_, code) => code !== ESC);
    expect([...units].filter(([, size]) => size === 1).map(([char]) => char)).toEqual(
      [...basic].sort(),
    );
    expect([...units].filter(([, size]) => size === 2).map(([char]) => char)).toEqual(
      Object.values(EXTENSION).sort(),
    );
  });
  test('both published counters have the same alphabet, over the whole basic plane', () => {
    const differing: string[] = [];
    for (let code = 0; code <= 0xffff; code += 1) {
      if (code >= 0xd800 && code <= 0xdfff) continue;
      const char = String.fromCharCode(code);
      const [encoding] = ours(char);
      if (splitSms(char)[0] !== encoding || calculator(char)[0] !== encoding) {
        differing.push(code.toString(16));
      }
    }
    expect(differing).toEqual([]);
  });
});

const GSM = fc.constantFrom('a', 'é', 'Ç', '\n', '€', '^', '[', '~');
const UCS = fc.constantFrom('a', '€', 'ж', '漢', '’', 'á', '😀', '🏠');
const around = (limit: number, spread: number) =>
  fc.integer({ min: limit - spread, max: limit + spread });
const run = (unit: fc.Arbitrary<string>, length: fc.Arbitrary<number>) =>
  length.chain((size) => fc.array(unit, { minLength: size, maxLength: size }));

describe('parts, against both published counters', () => {
  const agree = (text: string) => {
    expect(splitSms(text)).toEqual(ours(text));
    expect(calculator(text)).toEqual(ours(text));
  };
  test('GSM-7 of any length with extension characters anywhere', () => {
    fc.assert(fc.property(fc.string({ unit: GSM, maxLength: 700 }), agree));
  });
  test('extension characters around 153 and its multiples', () => {
    const parts = fc.constantFrom(153, 160, 306, 459);
    fc.assert(
      fc.property(
        parts.chain((limit) => run(GSM, around(limit, 8))),
        fc.nat(700),
        (chars, at) => agree([...chars.slice(0, at), '€', ...chars.slice(at)].join('')),
      ),
    );
  });
  test('UCS-2 of any length with surrogate pairs anywhere', () => {
    fc.assert(fc.property(fc.string({ unit: UCS, maxLength: 400 }), agree));
  });
  test('surrogate pairs around 67 and its multiples', () => {
    const parts = fc.constantFrom(67, 70, 134, 201);
    fc.assert(
      fc.property(
        parts.chain((limit) => run(UCS, around(limit, 8))),
        fc.nat(400),
        (chars, at) => agree([...chars.slice(0, at), '😀', ...chars.slice(at)].join('')),
      ),
    );
  });
  test.each([
    ['nothing', ''],
    ['a line end of two characters', 'a\r\nb'],
    ['a pair that fills 67 exactly', `${'ж'.repeat(65)}😀${'ж'.repeat(67)}`],
    ['a pair that would straddle 67', `${'ж'.repeat(66)}😀${'ж'.repeat(66)}`],
    ['an extension character that fills 153', `${'a'.repeat(151)}€${'a'.repeat(153)}`],
    ['an extension character that would straddle', `${'a'.repeat(152)}€${'a'.repeat(152)}`],
  ])('%s', (_what, text) => agree(text));
});

describe('where a counter differs by design', () => {
  /** Parts when each piece is moved on whole. */
  const partsOf = (pieces: readonly string[]): number => {
    const total = pieces.join('').length;
    if (total <= 70) return 1;
    let parts = 1;
    let used = 0;
    for (const { length } of pieces) {
      used += length;
      if (used > 67) {
        parts += 1;
        used = length;
      }
    }
    return parts;
  };
  const family = '👨‍👩‍👧';
  const cluster = fc.constantFrom('ж', 'a', family, '🇺🇸', '👍🏽', '❤️', 'e\u0301');

  test('sms-segments-calculator moves a joined emoji whole; carriers cut between its pairs', () => {
    const text = `${'a'.repeat(63)}${family}${'a'.repeat(62)}`;
    expect(countSegments(text)).toEqual({ encoding: 'UCS-2', segments: 2, units: 133 });
    expect(calculator(text)).toEqual(['UCS-2', 3]);
    expect(splitSms(text)).toEqual(['UCS-2', 2]);
  });
  test('by exactly that: theirs is our packing over clusters, ours over characters', () => {
    fc.assert(
      fc.property(fc.array(cluster, { maxLength: 120 }), (clusters) => {
        // Flags side by side pair up anew: each is kept from the next by a letter.
        const pieces = ['ж', ...clusters.flatMap((one) => [one, 'x'])];
        const text = pieces.join('');
        expect(calculator(text)).toEqual(['UCS-2', partsOf(pieces)]);
        expect(ours(text)).toEqual(['UCS-2', partsOf([...text])]);
        expect(splitSms(text)).toEqual(ours(text));
      }),
    );
  });
  test('split-sms takes a lone half of a pair at the end for a whole one', () => {
    const text = `${'ж'.repeat(69)}\uD83D`;
    expect(countSegments(text)).toEqual({ encoding: 'UCS-2', segments: 1, units: 70 });
    expect(calculator(text)).toEqual(['UCS-2', 1]);
    expect(splitSms(text)).toEqual(['UCS-2', 2]);
  });
});
