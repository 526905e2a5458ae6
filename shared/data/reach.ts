/**
 * Where a kind of sender number can carry texts, by country of the person (ISO 3166). Long codes
 * are not bounded here: what they may reach is between the firm and its provider.
 *
 * Source: reference catalogue of rules KT-01 and BL-02 (toll-free enforcement and verification are
 * of the US and Canadian network), KW-10 (Canadian short codes); read 2026-11-22. Confidence S: a
 * short code is leased for one of the two countries, and which is not known here.
 */
/** The United States and the territories that share its numbering plan and carriers. */
const AMERICAN = ['US', 'PR', 'VI', 'GU', 'AS', 'MP'];

export const REACH: Readonly<Record<'toll-free' | 'short-code', readonly string[]>> = {
  'toll-free': [...AMERICAN, 'CA'],
  'short-code': [...AMERICAN, 'CA'],
};
