/**
 * Characters that turn a text to UCS-2 and the plain ones of the GSM 7-bit alphabet that say the
 * same: what word processors and phones put in by themselves, and letters with accents that the
 * alphabet lacks (those change the word, so a person must agree).
 *
 * Source: the alphabet is data/gsm.ts (3GPP TS 23.038); which characters are replaced follows what
 * providers replace under "smart encoding" (Twilio, List of characters replaced by Smart Encoding;
 * Telnyx and Sinch alike; all read: V). Letters with accents: Unicode canonical decomposition.
 * Date: 2026-11-22. Confidence: V for marks and spaces, M for the rest.
 */

export interface Substitute {
  /** Empty when the character can simply go. */
  readonly plain: string;
  /** True where a reader sees another word: "papá" becomes "papa". */
  readonly changesWord: boolean;
}

/** Plain form, then every character that it may stand for. */
const MARKS: readonly (readonly [string, string])[] = [
  ['"', '“”„‟«»〝〞❝❞″ʺˮ'],
  ["'", '‘’‚‛‹›′´`ʹʻʼʽˈˊˋ❛❜'],
  ['-', '‐‑‒–—―−⁃•·∙●▪‣◦'],
  ['...', '…'],
  ['/', '÷⁄∕'],
  ['x', '×✕'],
  ['->', '→➔➜'],
  ['<-', '←'],
  ['(c)', '©'],
  ['(R)', '®'],
  ['(TM)', '™'],
  ['1/4', '¼'],
  ['1/2', '½'],
  ['3/4', '¾'],
  ['1/3', '⅓'],
  ['2/3', '⅔'],
  [' deg', '°'],
  ['c', '¢'],
  ['No.', '№'],
  ['+/-', '±'],
  ['<=', '≤'],
  ['>=', '≥'],
  ['!=', '≠'],
  ['~', '∼˜'],
  ['^', 'ˆ'],
  [' ', '\t\u00A0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A'],
  [' ', '\u202F\u205F\u3000'],
  ['\n', '\v\u0085\u2028\u2029'],
  ['', '\u00AD\u061C\u180E\u200B\u200C\u200D\u200E\u200F\u202A\u202B\u202C\u202D\u202E'],
  ['', '\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\uFE0E\uFE0F\uFEFF'],
  ['fi', 'ﬁ'],
  ['fl', 'ﬂ'],
  ['ff', 'ﬀ'],
];

const LETTERS: readonly (readonly [string, string])[] = [
  ['a', 'áâãāăąǎ'],
  ['A', 'ÀÁÂÃĀĂĄǍ'],
  ['c', 'çćĉċč'],
  ['C', 'ĆĈĊČ'],
  ['d', 'ďđð'],
  ['D', 'ĎĐÐ'],
  ['e', 'êëēĕėęěẽ'],
  ['E', 'ÈÊËĒĔĖĘĚ'],
  ['g', 'ĝğġģ'],
  ['G', 'ĜĞĠĢ'],
  ['h', 'ĥħ'],
  ['H', 'ĤĦ'],
  ['i', 'íîïĩīĭįıǐ'],
  ['I', 'ÌÍÎÏĨĪĬĮİ'],
  ['j', 'ĵ'],
  ['J', 'Ĵ'],
  ['k', 'ķ'],
  ['K', 'Ķ'],
  ['l', 'ĺļľŀł'],
  ['L', 'ĹĻĽĿŁ'],
  ['n', 'ńņňŉ'],
  ['N', 'ŃŅŇ'],
  ['o', 'óôõōŏőǒ'],
  ['O', 'ÒÓÔÕŌŎŐ'],
  ['oe', 'œ'],
  ['OE', 'Œ'],
  ['r', 'ŕŗř'],
  ['R', 'ŔŖŘ'],
  ['s', 'śŝşšș'],
  ['S', 'ŚŜŞŠȘ'],
  ['t', 'ţťŧț'],
  ['T', 'ŢŤŦȚ'],
  ['th', 'þ'],
  ['u', 'úûũūŭůűųǔ'],
  ['U', 'ÙÚÛŨŪŬŮŰŲ'],
  ['w', 'ŵ'],
  ['W', 'Ŵ'],
  ['y', 'ýÿŷ'],
  ['Y', 'ÝŶŸ'],
  ['z', 'źżž'],
  ['Z', 'ŹŻŽ'],
];

const rows = (table: readonly (readonly [string, string])[], changesWord: boolean) =>
  table.flatMap(([plain, chars]) =>
    Array.from(chars, (char) => [char, { plain, changesWord }] as const),
  );

const FULL_WIDTH_FIRST = 0xff01;
const FULL_WIDTH_COUNT = 94;
/** Full-width forms of ASCII, from "!" on. */
const FULL_WIDTH = Array.from({ length: FULL_WIDTH_COUNT }, (_, i) => {
  const substitute: Substitute = { plain: String.fromCharCode(0x21 + i), changesWord: false };
  return [String.fromCharCode(FULL_WIDTH_FIRST + i), substitute] as const;
});

export const SUBSTITUTES: ReadonlyMap<string, Substitute> = new Map([
  ...rows(MARKS, false),
  ...rows(LETTERS, true),
  // A full-width back-tick has no plain twin in the alphabet but the apostrophe.
  ...FULL_WIDTH.map(([char, substitute]) =>
    substitute.plain === '`'
      ? ([char, { plain: "'", changesWord: false }] as const)
      : ([char, substitute] as const),
  ),
]);
