/**
 * The day on which the revoke-all rule comes into force: an opt-out from one kind of text, received
 * from then on, ends all kinds. Source: 47 CFR 64.1200(a)(10), waived until this day by DA 26-12
 * (2026-01-06); reference catalogue RV-11, read 2026-11-22. Confidence S. Regulators moved it once
 * (RV-12): a newer day is a new edition of the rules.
 */
export const REVOKE_ALL_DAY = '2027-01-31';

export const REVOKE_ALL = {
  from: Date.parse(REVOKE_ALL_DAY),
  citation: `47 CFR 64.1200(a)(10); waived until ${REVOKE_ALL_DAY} by DA 26-12 (2026-01-06)`,
} as const;
