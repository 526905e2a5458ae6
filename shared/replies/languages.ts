/** Which language the words of a reply are of, counted while they are read. */
import type { ReplyLanguage } from '../data/reply-words.ts';

export const LANGUAGE_BITS: Readonly<Record<ReplyLanguage, number>> = { en: 1, es: 2, fr: 4 };
export const ALL_LANGUAGES = 7;

/** How many words there are of each set of languages (a sum of bits). Of the text read last. */
const counts = new Uint16Array(ALL_LANGUAGES + 1);

export const forgetLanguages = (): void => {
  for (let languages = 0; languages <= ALL_LANGUAGES; languages += 1) counts[languages] = 0;
};

export const countLanguages = (languages: number): void => {
  counts[languages] = (counts[languages] ?? 0) + 1;
};

/** Words of one language count twice, words of two once, words of all for none. */
const countOf = (only: number, one: number, other: number): number =>
  2 * (counts[only] ?? 0) + (counts[only | one] ?? 0) + (counts[only | other] ?? 0);

/** @param hint where the words do not say */
export function languageOf(hint?: ReplyLanguage): ReplyLanguage | 'und' {
  const { en, es, fr } = LANGUAGE_BITS;
  const english = countOf(en, es, fr);
  const spanish = countOf(es, en, fr);
  const french = countOf(fr, en, es);
  const most = Math.max(english, french, spanish);
  if (most === 0) return hint ?? 'und';
  const hinted = hint === 'en' ? english : hint === 'es' ? spanish : french;
  if (hint !== undefined && hinted === most) return hint;
  if (english === most) return 'en';
  return spanish === most ? 'es' : 'fr';
}
