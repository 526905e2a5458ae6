/**
 * Letters as a reader sees them: whatever people and handsets type for a letter (capitals,
 * accents, full width, mathematical and enclosed letters, Cyrillic and Greek look-alikes) is that
 * letter; what cannot be seen is nothing. Each code is worked out once and kept in a table, so
 * that a text is folded in one pass.
 */

/** What a character is to the reader: a letter 1 to 26, a digit 30 to 39, or one of these. */
export const SPACE = 0;
/** Of a small letter, its code less this is the letter's number. */
export const CODE_BEFORE_A = 96;
/** Full stop, question mark: a sentence ends. */
export const STOP_MARK = 40;
export const QUESTION_MARK = 41;
/** Comma, dash, bracket, quotation mark: words on either side hang together less. */
export const PAUSE = 42;
export const APOSTROPHE = 43;
/** Seen by nobody: zero-width characters, marks of direction, accents typed by themselves. */
export const NOTHING = 44;
export const QUOTE = 45;
/** Signs typed for a letter where letters stand around them: $ for s, @ for a. */
export const DOLLAR = 46;
export const AT = 47;
/** Emoji that forbid: stop sign, raised hand, prohibited, no phones. */
export const FORBIDDING = 48;
/** An insulting finger. */
export const INSULTING = 49;
/** Any other picture: it says nothing here. */
export const PICTURE = 50;
/** More than one letter (a ligature, an enclosed word): the text is spelt out first. */
export const SEVERAL = 51;
/** Joins what it stands in, as in OPT-OUT; after a blank it parts: "STOP - Pat". */
export const HYPHEN = 52;
/** A sentence ends, and a line: what a telephone signs with stands on one of its own. */
export const NEW_LINE = 53;
/** A sign for more; mail programs write it before the lines that they quote. */
export const QUOTED_LINE = 54;
/** Not met yet, or it begins a pair of code units: `kindOf` tells. */
export const UNSEEN = 255;

/**
 * Letters that look like Latin ones, by shape. Source: Unicode confusables (UTS 39), the Cyrillic
 * and Greek rows that look like one Latin letter in common fonts. Date: 2026-11-22.
 */
const LOOK_ALIKES: Readonly<Record<string, string>> = {
  a: 'аαɑᴀ',
  b: 'вβʙꞵ',
  c: 'сϲᴄ',
  d: 'ԁδđðᴅ',
  e: 'еєёεᴇ',
  f: 'ғꜰ',
  g: 'ɡɢ',
  h: 'нһħʜ',
  i: 'іїιıɩɪ',
  j: 'јϳᴊ',
  k: 'кκᴋ',
  l: 'ӏłʟ',
  m: 'мμᴍ',
  n: 'пηɴ',
  o: 'оοσøᴏ',
  p: 'рρᴘ',
  q: 'ԛǫ',
  r: 'гʀ',
  s: 'ѕςſꜱ',
  t: 'тτŧᴛ',
  u: 'цυᴜ',
  v: 'ѵνᴠ',
  w: 'ԝωᴡ',
  x: 'хχ',
  y: 'уүγʏ',
  z: 'зᴢ',
};
const latinOf = new Map(
  Object.entries(LOOK_ALIKES).flatMap(([latin, those]) => [...those].map((one) => [one, latin])),
);

const FORBIDDING_SIGNS = '🛑⛔🚫✋🤚🖐📵🙅🚷🔕';
const INSULTING_SIGNS = '🖕';
const INVISIBLE = /[\p{M}\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}\p{Emoji_Modifier}]/u;
const ALL_INVISIBLE = new RegExp(INVISIBLE, 'gu');
const PICTORIAL = /[\p{Extended_Pictographic}\p{Regional_Indicator}]/u;
const APOSTROPHES = "'‘’‛ʼ′`´";
const QUOTES = '"“”„«»‹›';
const ENDS = '.!¡;…\r\v\f\u0085\u2028\u2029。！•|';

/** White letters in black circles and squares, which Unicode gives no plain letter for. */
const ENCLOSED_FROM = [0x1f150, 0x1f170];
const ALPHABET = 26;
function enclosedLetter(character: string): number | undefined {
  const code = character.codePointAt(0) ?? 0;
  const from = ENCLOSED_FROM.find((one) => code >= one && code < one + ALPHABET);
  return from === undefined ? undefined : code - from + 1;
}

function kindOfNew(character: string): number {
  const letter = enclosedLetter(character);
  if (letter !== undefined) return letter;
  const sign = signOf(character);
  if (sign !== undefined) return sign;
  // Marks go first, so that no pile of them costs time to sort.
  const plain = character.normalize('NFKD').replace(ALL_INVISIBLE, '');
  if (plain === '') return NOTHING;
  const letters = [...plain.toLowerCase().toUpperCase().toLowerCase()].map(
    (one) => latinOf.get(one) ?? one.normalize('NFKD').replace(ALL_INVISIBLE, ''),
  );
  const [first = '', ...more] = letters.join('').toLowerCase();
  if (first === '') return NOTHING;
  if (more.length > 0) return SEVERAL;
  if (first >= 'a' && first <= 'z') return first.charCodeAt(0) - CODE_BEFORE_A;
  if (first >= '0' && first <= '9') return first.charCodeAt(0) - 18;
  if (first !== character) return first === '-' ? SPACE : (signOf(first) ?? SPACE);
  // A letter of another script parts no words of ours, and is none.
  return /\p{L}|\p{N}/u.test(first) ? OTHER_LETTER : SPACE;
}

/** A letter that is none of ours: it makes its word an unknown one. */
export const OTHER_LETTER = 27;

function signOf(character: string): number | undefined {
  if (character === '?' || character === '¿' || character === '？') return QUESTION_MARK;
  if (character === '\n') return NEW_LINE;
  if (character === '>') return QUOTED_LINE;
  if (ENDS.includes(character)) return STOP_MARK;
  if (APOSTROPHES.includes(character)) return APOSTROPHE;
  if (QUOTES.includes(character)) return QUOTE;
  if (character === '-') return HYPHEN;
  if (character === '$') return DOLLAR;
  if (character === '@') return AT;
  if (FORBIDDING_SIGNS.includes(character)) return FORBIDDING;
  if (INSULTING_SIGNS.includes(character)) return INSULTING;
  if (INVISIBLE.test(character)) return NOTHING;
  if (/\p{Nd}/u.test(character)) return undefined;
  if (character >= '0' && character <= '9') return undefined;
  if (PICTORIAL.test(character) && character > '\u00ff') return enclosed(character) ?? PICTURE;
  if (',:()[]{}<'.includes(character) || character === '–' || character === '—') return PAUSE;
  return undefined;
}

/** Some letters are pictures too (🅂, Ⓜ): they stay letters. */
const enclosed = (character: string): number | undefined =>
  /^[A-Za-z]$/.test(character.normalize('NFKD')) ? undefined : PICTURE;

/** Of each code unit its kind, once it is known; never of what begins a pair. */
export const kinds = new Uint8Array(0x10000).fill(UNSEEN);
const astral = new Map<number, number>();
const MAX_ASTRAL = 4_096;

/** The kind of a character by its code point. */
export function kindOf(code: number): number {
  if (code < 0x10000) {
    const known = kinds[code] ?? SPACE;
    if (known !== UNSEEN) return known;
    if (code >= 0xd800 && code <= 0xdbff) return NOTHING;
    const found = kindOfNew(String.fromCharCode(code));
    kinds[code] = found;
    return found;
  }
  let kind = astral.get(code);
  if (kind === undefined) {
    if (astral.size >= MAX_ASTRAL) astral.clear();
    kind = kindOfNew(String.fromCodePoint(code));
    astral.set(code, kind);
  }
  return kind;
}

/** Spelt out where one sign stands for several letters: ﬁ, ℡, ß. */
export const spellOut = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[ßẞ]/g, 'ss')
    .replace(/[æÆ]/g, 'ae')
    .replace(/[œŒ]/g, 'oe')
    .replace(/[^\p{ASCII}]/gu, (one) => (kindOf(one.codePointAt(0) ?? 0) === SEVERAL ? ' ' : one));
