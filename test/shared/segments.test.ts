/** Segment counts at each boundary, for both encodings (3GPP TS 23.038 and TS 23.040). */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { GSM_BASIC, GSM_EXTENSION } from '#shared/data/gsm.ts';
import { countSegments } from '#shared/segments.ts';

describe('the alphabet', () => {
  test('has 127 characters beside the escape, none twice, and ten in the extension', () => {
    expect(new Set(GSM_BASIC).size).toBe(127);
    expect([...GSM_BASIC]).toHaveLength(127);
    expect(new Set(GSM_EXTENSION).size).toBe(10);
    expect([...GSM_EXTENSION].filter((char) => GSM_BASIC.includes(char))).toEqual([]);
  });
  test('keeps letters and digits where ASCII has them', () => {
    const withEscape = `${GSM_BASIC.slice(0, 0x1b)}\u001B${GSM_BASIC.slice(0x1b)}`;
    for (const char of 'AZaz09 !?') expect(withEscape.indexOf(char)).toBe(char.charCodeAt(0));
    expect(withEscape.indexOf('Ç')).toBe(0x09);
    expect(withEscape.indexOf('à')).toBe(0x7f);
  });
  test.each([...GSM_BASIC])('%j is one unit of GSM-7', (char) => {
    expect(countSegments(char)).toEqual({ encoding: 'GSM-7', segments: 1, units: 1 });
  });
  test.each([...GSM_EXTENSION])('%j is two units of GSM-7', (char) => {
    expect(countSegments(char)).toEqual({ encoding: 'GSM-7', segments: 1, units: 2 });
  });
  test.each(['ç', '’', '“', '–', '…', '`', '\t', 'ê', 'í', '漢', '\u00A0', '\u001B', '\u200B'])(
    '%j makes a text UCS-2',
    (char) => {
      expect(countSegments(`a${char}`)).toEqual({ encoding: 'UCS-2', segments: 1, units: 2 });
    },
  );
});

describe('GSM-7: 160 in one, 153 in each part of several', () => {
  test.each([
    ['nothing', 0, 1],
    ['one', 1, 1],
    ['a full text', 160, 1],
    ['one more', 161, 2],
    ['two full parts', 306, 2],
    ['one more', 307, 3],
    ['three full parts', 459, 3],
    ['one more', 460, 4],
  ])('%s: %i characters are %i', (_what, length, segments) => {
    const expected = { encoding: 'GSM-7', segments, units: length };
    expect(countSegments('a'.repeat(length))).toEqual(expected);
  });
  test.each([
    ['80 fill a text', '€'.repeat(80), 1, 160],
    ['81 do not', '€'.repeat(81), 2, 162],
    ['one at 159 and 160 fits', `${'a'.repeat(158)}€`, 1, 160],
    ['one at 160 and 161 does not', `${'a'.repeat(159)}€`, 2, 161],
    ['one that would straddle 153 moves on whole', `${'a'.repeat(152)}€${'a'.repeat(152)}`, 3, 306],
    ['the same units without it need two', 'a'.repeat(306), 2, 306],
    ['one that ends a part stays', `${'a'.repeat(151)}€${'a'.repeat(153)}`, 2, 306],
    ['76 to a part', '€'.repeat(152), 2, 304],
    ['and the next opens a third', '€'.repeat(153), 3, 306],
  ])('extension characters: %s', (_what, body, segments, units) => {
    expect(countSegments(body)).toEqual({ encoding: 'GSM-7', segments, units });
  });
});

describe('UCS-2: 70 in one, 67 in each part of several', () => {
  test.each([
    ['one', 1, 1],
    ['a full text', 70, 1],
    ['one more', 71, 2],
    ['two full parts', 134, 2],
    ['one more', 135, 3],
    ['three full parts', 201, 3],
    ['one more', 202, 4],
  ])('%s: %i characters are %i', (_what, length, segments) => {
    const body = `ж${'a'.repeat(length - 1)}`;
    expect(countSegments(body)).toEqual({ encoding: 'UCS-2', segments, units: length });
  });
  test.each([
    ['an emoji is two units', '😀', 1, 2],
    ['35 fill a text', '😀'.repeat(35), 1, 70],
    ['36 do not, and 33 go to a part', '😀'.repeat(36), 2, 72],
    ['66 are two parts', '😀'.repeat(66), 2, 132],
    ['67 are three, though 134 units would fit two', '😀'.repeat(67), 3, 134],
    ['one at 69 and 70 fits', `${'a'.repeat(68)}😀`, 1, 70],
    ['one that would straddle 67 moves on whole', `${'a'.repeat(66)}😀${'a'.repeat(66)}`, 3, 134],
    ['one that ends a part stays', `${'a'.repeat(65)}😀${'a'.repeat(67)}`, 2, 134],
    ['one emoji makes 160 characters three parts', `${'a'.repeat(158)}😀`, 3, 160],
  ])('surrogate pairs: %s', (_what, body, segments, units) => {
    expect(countSegments(body)).toEqual({ encoding: 'UCS-2', segments, units });
  });
});

describe('for any text', () => {
  const body = fc.string({
    unit: fc.oneof(fc.constantFrom('a', '€', '^'), fc.constantFrom('é', '😀', 'ж')),
    maxLength: 800,
  });
  test('units are what the encoding needs, segments what whole characters need', () => {
    fc.assert(
      fc.property(body, (text) => {
        const { encoding, segments, units } = countSegments(text);
        const [single, part] = encoding === 'GSM-7' ? [160, 153] : [70, 67];
        if (encoding === 'UCS-2') expect(units).toBe(text.length);
        if (units <= single) expect(segments).toBe(1);
        // Each part wastes at most the one unit that a two-unit character could not use.
        else {
          expect(segments).toBeGreaterThanOrEqual(Math.ceil(units / part));
          expect(segments).toBeLessThanOrEqual(Math.ceil(units / (part - 1)));
        }
      }),
    );
  });
  test('a longer text never needs fewer segments in the same encoding', () => {
    fc.assert(
      fc.property(body, (text) => {
        const before = countSegments(`ж${text}`);
        expect(countSegments(`ж${text}a`).segments).toBeGreaterThanOrEqual(before.segments);
      }),
    );
  });
});
