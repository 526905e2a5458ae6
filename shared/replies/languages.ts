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
function countOf(bit: number): number {
  let sum = counts[bit] ?? 0;
  for (let languages = 1; languages < ALL_LANGUAGES; languages += 1) {
    if ((languages & bit) !== 0) sum += counts[languages] ?? 0;
  }
  return sum;
}

/** @param hint where the words do not say */
export function languageOf(hint?: ReplyLanguage): ReplyLanguage | 'und' {
  const english = countOf(LANGUAGE_BITS.en);
  const spanish = countOf(LANGUAGE_BITS.es);
  const french = countOf(LANGUAGE_BITS.fr);
  const most = Math.max(english, french, spanish);
  if (most === 0) return hint ?? 'und';
  if (hint !== undefined && countOf(LANGUAGE_BITS[hint]) === most) return hint;
  if (english === most) return 'en';
  return spanish === most ? 'es' : 'fr';
}
