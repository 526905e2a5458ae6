/** The words that decided, in one form for the record (KM-06). */
import * as reply from './reply.ts';

const { MAX_REPLY_LENGTH } = reply;

const INVISIBLE = /[\p{M}\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}]+/gu;
const DECORATION = /[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}\p{C}]+/gu;
const APOSTROPHE = /[\u2018\u2019\u201B\u02BC\u2032`]/gu;
const INNER = /[^\p{P}\p{S}\s]/u;
const OUTER = /^[\p{P}\p{S}\s]$/u;

/** What one character folds to; an emoji and any blank to a space. */
const foldNew = (character: string): string =>
  character
    .replace(INVISIBLE, '')
    .normalize('NFKD')
    .replace(INVISIBLE, '')
    .toLowerCase()
    .toUpperCase()
    .toLowerCase()
    .normalize('NFC')
    .replace(DECORATION, ' ')
    .replace(APOSTROPHE, "'")
    .replace(/\s+/g, ' ');

const forms = new Map<number, string>();
const MAX_FORMS = 4_096;

function fold(code: number): string {
  const known = forms.get(code);
  if (known !== undefined) return known;
  if (forms.size >= MAX_FORMS) forms.clear();
  const form = foldNew(String.fromCodePoint(code));
  forms.set(code, form);
  return form;
}

/** Cut, as one ligature may become eighteen letters. */
function foldAny(text: string): string {
  let form = '';
  let isParted = false;
  for (let at = 0; at < text.length && form.length < MAX_REPLY_LENGTH; at += 1) {
    const code = text.codePointAt(at) ?? 0;
    if (code > 0xffff) at += 1;
    const next = fold(code);
    if (next !== ' ' || !isParted) form += next;
    if (next !== '') isParted = next === ' ';
  }
  return form.slice(0, MAX_REPLY_LENGTH);
}

/** Scans from both ends: a pattern anchored at the end would try every start. */
function trimPunctuation(text: string): string {
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

const SPACE = 0x20;
const TO_LOWER = 0x20;
/** What most replies are made of: of each such code the one byte that it folds to. */
const folded = new Uint8Array(0x10000);
/** Of that byte, whether words may begin or end with it. */
const isInner = new Uint8Array(0x100);
for (const code of [...Array(0x100).keys(), 0x2018, 0x2019]) {
  const form = fold(code);
  if (form.length !== 1 || form.charCodeAt(0) > 0xff) continue;
  folded[code] = form.charCodeAt(0);
  isInner[form.charCodeAt(0)] = INNER.test(form) ? 1 : 0;
}

const written = Buffer.alloc(MAX_REPLY_LENGTH);

/** The same in one pass, of a text of such codes only. */
function foldCommon(text: string, from: number, to: number): string | undefined {
  let count = 0;
  let isLower = true;
  for (let at = from; at < to; at += 1) {
    const code = text.charCodeAt(at);
    const byte = folded[code] ?? 0;
    if (byte === 0) return undefined;
    const isCapital = code > SPACE && byte === code + TO_LOWER;
    if (byte !== code && !isCapital) isLower = false;
    if (byte === SPACE && count > 0 && written[count - 1] === SPACE) isLower = false;
    else {
      written[count] = byte;
      count += 1;
    }
  }
  let start = 0;
  while (start < count && isInner[written[start] ?? 0] === 0) start += 1;
  while (count > start && isInner[written[count - 1] ?? 0] === 0) count -= 1;
  // Most words are in that form already but for capitals.
  return isLower
    ? text.slice(from + start, from + count).toLowerCase()
    : written.toString('latin1', start, count);
}

/**
 * One form for every way of typing the same words (KM-01): NFKC, no diacritics, small letters, no
 * zero-width characters or emoji, single spaces, no punctuation or quotes around it.
 * @param to before which place of the text it ends
 * @example normaliseReply(' “Désabonner”!! 🛑') // 'desabonner'
 */
export function normaliseReply(text: string, from = 0, to = text.length): string {
  const end = Math.min(to, from + MAX_REPLY_LENGTH);
  return foldCommon(text, from, end) ?? trimPunctuation(foldAny(text.slice(from, end)));
}
