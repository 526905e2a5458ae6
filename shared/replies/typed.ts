/** The words that decided, in one form for the record (KM-06). */
import { MAX_REPLY_LENGTH } from './tokens.ts';

const PLAIN = /^[ -~]*$/;
const INVISIBLE = /[\p{M}\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}]+/gu;
const DECORATION = /[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}\p{C}]+/gu;
const APOSTROPHE = /[\u2018\u2019\u201B\u02BC\u2032`]/gu;
/** Of these letters each is one letter with its accent, or none. */
const LATIN = /^[ -~À-ÅÇ-ÏÑ-ÖÙ-Ýà-åç-ïñ-öù-ýÿ’¡¿]*$/;
const ACCENT = /[\u0300-\u036F]+/g;
const UNEVEN = /\s\s|[^\S ]/;
const INNER = /[^\p{P}\p{S}\s]/u;
const OUTER = /^[\p{P}\p{S}\s]$/u;

/**
 * Marks are dropped before and after NFKD: before, so that no pile of them costs time to sort.
 * Cut again after it, as one ligature may become eighteen letters.
 */
const fold = (text: string): string =>
  text
    .replace(INVISIBLE, '')
    .normalize('NFKD')
    .slice(0, MAX_REPLY_LENGTH)
    .replace(INVISIBLE, '')
    .toLowerCase()
    .toUpperCase()
    .toLowerCase()
    .normalize('NFC')
    .replace(DECORATION, ' ')
    .replace(APOSTROPHE, "'");

/** Most that are not plain: accents and curly apostrophes. */
const plain = (text: string): string =>
  text.toLowerCase().normalize('NFD').replace(ACCENT, '').replace(APOSTROPHE, "'");

const isPlainLetter = (code: number): boolean => code >= 0x61 && code <= 0x7a;

/** Scans from both ends: a pattern anchored at the end would try every start. */
function trimPunctuation(text: string): string {
  if (isPlainLetter(text.charCodeAt(0)) && isPlainLetter(text.charCodeAt(text.length - 1))) {
    return text;
  }
  const start = text.search(INNER);
  if (start < 0) return '';
  let end = text.length;
  while (end > start) {
    const low = text.charCodeAt(end - 1);
    const width = low >= 0xdc00 && low <= 0xdfff ? 2 : 1;
    if (!OUTER.test(text.slice(end - width, end))) break;
    end -= width;
  }
  return text.slice(start, end);
}

/**
 * One form for every way of typing the same words (KM-01): NFKC, no diacritics, small letters, no
 * zero-width characters or emoji, single spaces, no punctuation or quotes around it.
 * @example normaliseReply(' “Désabonner”!! 🛑') // 'desabonner'
 */
export function normaliseReply(text: string): string {
  const cut = text.slice(0, MAX_REPLY_LENGTH);
  const folded = PLAIN.test(cut) ? cut.toLowerCase() : LATIN.test(cut) ? plain(cut) : fold(cut);
  const trimmed = trimPunctuation(folded);
  return UNEVEN.test(trimmed) ? trimmed.replace(/\s+/g, ' ') : trimmed;
}
