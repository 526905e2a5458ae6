/**
 * A reply without the words that are not the person's own: our text quoted back by a reaction
 * ("Liked “…”"), a mail program's lines, a telephone's signature, or a part of the last text.
 */

/** A shorter quotation may be the person's way to stress a word: “STOP”. */
const MIN_QUOTED = 12;
/** Every one, so that the end of a short one begins no long one. */
const QUOTATION = /["“„«]([^"“”„«»]*)(?:["”»]|$)/gu;
const MAILED = /^[ \t]*>.*$/gmu;
const LETTER = /\p{L}/u;
/** What a telephone writes under a text by itself. */
const SIGNATURE =
  /\n[^\S\n]*(?:sent|enviado|envoy[ée])\s(?:from|with|desde|con|de|depuis|avec)\b[^\n]*$/i;

/**
 * @param isQuoting the text has quotation marks
 * @param lastText the last text that we sent
 */
export function ownWords(text: string, isQuoting: boolean, lastText?: string): string {
  let own = text;
  if (lastText !== undefined && lastText.length >= MIN_QUOTED && own.includes(lastText)) {
    own = own.replaceAll(lastText, ' ');
  }
  if (own.includes('>')) own = own.replace(MAILED, ' ');
  if (own.includes('\n')) own = own.replace(SIGNATURE, '');
  if (!isQuoting) return own;
  const rest = own.replace(QUOTATION, (all, words: string) =>
    words.length < MIN_QUOTED ? all : ' , ',
  );
  // All of it in quotation marks: then they are the person's.
  return LETTER.test(rest) ? rest : own;
}
