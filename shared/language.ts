/**
 * Which language a person is answered in. STOP, START, HELP and OK are written in every language,
 * and "STOP por favor" is read by its STOP: English words alone tell nothing of a person's
 * language, so whoever is known by another one is answered in that one.
 */
import type { Facts } from './standing.ts';

type Known = Facts['language'];

/** The language where it is told and not English, which is what everybody is answered in else. */
export const foreign = (language: string | undefined): Known =>
  language === 'es' || language === 'fr' ? language : undefined;

/** The language that a person is known by after words of theirs that were read as `heard`. */
export const languageAfter = (heard: string | undefined, known: Known): Known =>
  foreign(heard) ?? known;
