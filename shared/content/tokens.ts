/**
 * Cuts an outbound text into words as a reader sees them: small letters, no accents, no invisible
 * characters, look-alikes of other scripts read as Latin; each with its place in the text as
 * written. Also gives the readings behind simple disguise: p@yday, w33d, c.a.s.i.n.o, guuuns.
 * Decides no meaning. Linear in the text; never throws. What is cut: MAX_BODY.
 */

/** Six times the longest text that providers take (1,600 characters); the rest is not read. */
export const MAX_BODY = 10_000;

/** Whether a phrase may go on over what stands between two words. */
export type Joint = 'plain' | 'comma' | 'sentence';

export interface Token {
  readonly form: string;
  /** Place in the text as written, end exclusive. */
  readonly start: number;
  readonly end: number;
  /** What stands before it. */
  readonly joint: Joint;
}

export interface Folded {
  /** The text in plain small letters, cut at MAX_BODY; marks and spaces are kept. */
  readonly flat: string;
  /** Place in the text as written of a place in `flat`. */
  at(index: number): number;
}

const PLAIN = /^[\t\n\r -~]*$/;
const INVISIBLE = /[\p{M}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;
const LETTER = /^[\p{L}\p{N}]/u;

/**
 * Letters of other scripts and small capitals that look like Latin ones: the common rows of Unicode
 * UTS 39 (confusables). Confidence M: chosen by eye.
 */
const LOOK_ALIKES: Readonly<Record<string, string>> = {
  a: 'аαɑᴀ',
  b: 'вβʙ',
  c: 'сϲᴄ',
  d: 'ԁᴅ',
  e: 'еεᴇ',
  g: 'ɡɢ',
  h: 'һнʜ',
  i: 'іιıɪ',
  j: 'јᴊ',
  k: 'кκᴋ',
  l: 'ӏʟł',
  m: 'мᴍ',
  n: 'ηɴ',
  o: 'оοσøᴏ',
  p: 'рρᴘ',
  r: 'ʀ',
  s: 'ѕ',
  t: 'тτᴛ',
  u: 'υᴜ',
  v: 'νᴠ',
  w: 'ѡωᴡ',
  x: 'хχ',
  y: 'уγʏ',
  z: 'ᴢ',
  ss: 'ß',
  ae: 'æ',
  oe: 'œ',
  "'": '’‘ʼ`´',
  '.': '。․·',
  '-': '‐–—−',
};
const TWINS: ReadonlyMap<string, string> = new Map(
  Object.entries(LOOK_ALIKES).flatMap(([latin, twins]) =>
    Array.from(twins, (twin) => [twin, latin] as const),
  ),
);

/** One character as a reader sees it: nothing, a plain letter, or a space for a mere picture. */
function foldOne(char: string): string {
  const plain = char.replace(INVISIBLE, '').normalize('NFKD').replace(INVISIBLE, '').toLowerCase();
  let out = '';
  for (const part of plain) {
    const twin = TWINS.get(part);
    if (twin !== undefined) out += twin;
    else if (part <= '\u007f' || LETTER.test(part)) out += part;
    else out += ' ';
  }
  return out;
}

/** @param text as written; only the first MAX_BODY characters are read. */
export function foldText(text: string): Folded {
  const cut = text.length > MAX_BODY ? text.slice(0, MAX_BODY) : text;
  if (PLAIN.test(cut)) return { flat: cut.toLowerCase(), at: (index) => index };
  const places: number[] = [];
  let flat = '';
  let place = 0;
  for (const char of cut) {
    const plain = char <= '\u007f' ? char.toLowerCase() : foldOne(char);
    for (let i = 0; i < plain.length; i += 1) places.push(place);
    flat += plain;
    place += char.length;
  }
  return { flat, at: (index) => places[index] ?? cut.length };
}

const isDigit = (code: number): boolean => code >= 48 && code <= 57;
const isWord = (code: number): boolean =>
  (code >= 97 && code <= 122) || isDigit(code) || code > 127;
const APOSTROPHE = 39;
const SIGNS: ReadonlyMap<number, string> = new Map([
  [36, '$'],
  [37, '%'],
  [38, 'and'],
]);
/** Ends a sentence when a space follows: . ! ? */
const ENDS = new Set([46, 33, 63]);
/** Parts a list or an aside: , ; : ( ) and | */
const PARTS = new Set([44, 59, 58, 40, 41, 124]);
const SPACE = 32;
const DASH = 45;

const isSpace = (code: number): boolean => code === SPACE || (code >= 9 && code <= 13);

/** Where the word that starts here ends: 1,500 and 3.5 are one, don't is one. */
function endOfWord(flat: string, start: number): number {
  let end = start + 1;
  while (end < flat.length) {
    const code = flat.charCodeAt(end);
    if (isWord(code)) {
      end += 1;
      continue;
    }
    const next = end + 1 < flat.length ? flat.charCodeAt(end + 1) : 0;
    const before = flat.charCodeAt(end - 1);
    const inNumber = (code === 44 || code === 46) && isDigit(before) && isDigit(next);
    const inWord = code === APOSTROPHE && isWord(next);
    if (!inNumber && !inWord) break;
    end += 2;
  }
  return end;
}

/** What a mark between two words means for a phrase that would run over it. */
function jointOf(flat: string, index: number, sofar: Joint): Joint {
  const code = flat.charCodeAt(index);
  const next = index + 1 < flat.length ? flat.charCodeAt(index + 1) : SPACE;
  if (ENDS.has(code) && isSpace(next)) return 'sentence';
  if (sofar === 'sentence') return sofar;
  if (PARTS.has(code)) return 'comma';
  const spaced = index > 0 && isSpace(flat.charCodeAt(index - 1)) && isSpace(next);
  return code === DASH && spaced ? 'comma' : sofar;
}

/** The words of a folded text, in order. */
export function tokensOf({ flat, at }: Folded): Token[] {
  const tokens: Token[] = [];
  let joint: Joint = 'plain';
  let i = 0;
  while (i < flat.length) {
    const code = flat.charCodeAt(i);
    const sign = SIGNS.get(code);
    if (!isWord(code) && sign === undefined) {
      if (code !== SPACE) joint = jointOf(flat, i, joint);
      i += 1;
      continue;
    }
    const end = sign === undefined ? endOfWord(flat, i) : i + 1;
    const raw = flat.slice(i, end);
    const form = sign ?? (raw.includes("'") ? raw.replaceAll("'", '') : raw);
    tokens.push({ form, start: at(i), end: at(end - 1) + 1, joint });
    joint = 'plain';
    i = end;
  }
  return tokens;
}
