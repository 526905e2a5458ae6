/**
 * How long a relationship implies consent, in calendar months from what implies it.
 *
 * Source: CASL s.10(9)-(10); reference catalogue of rules CA-05, CA-06, read 2026-11-22.
 * Confidence Q.
 */
export const IMPLIED_MONTHS = { purchase: 24, inquiry: 6 } as const;
