/**
 * The editions of the rules, oldest first, and which of them was in force when. Source of the
 * dates: reference catalogue of rules, RV-07, RV-11, section 5.2, read 2026-11-22. The last one is
 * published ahead: it comes into force by its date, unless regulators move it (RV-11, RV-12) and a
 * newer version of Consentry says so.
 */
import { type Instant, present } from '../basics.ts';
import { CONTENT_LISTS } from '../data/content-words.ts';
import { DECLARED_EMERGENCIES } from '../data/emergencies.ts';
import { IMPLIED_MONTHS } from '../data/implied-consent.ts';
import { REVOKE_ALL, REVOKE_ALL_DAY } from '../data/revoke-all.ts';
import { RULES } from '../rules/index.ts';
import { type Edition, makePack, type RulePack } from './pack.ts';

const FIRST: Edition = {
  version: '2025-04-11',
  changes: [
    {
      what: 'Revocation by any reasonable means; the seven words; ten business days at most',
      citation: '47 CFR 64.1200(a)(10)-(11), (d)(3); 89 FR 15756',
    },
  ],
  rules: RULES,
  content: CONTENT_LISTS,
  revokeAll: { ...REVOKE_ALL, from: Number.POSITIVE_INFINITY },
  impliedMonths: IMPLIED_MONTHS,
  emergencies: DECLARED_EMERGENCIES,
};

const after = (before: Edition, news: Partial<Edition> & Pick<Edition, 'version' | 'changes'>) => ({
  ...before,
  ...news,
});

const OREGON = after(FIRST, {
  version: '2026-01-01',
  changes: [
    {
      what: 'Oregon: texts 08:00 to 20:00, at most three in 24 hours',
      citation: 'ORS 646.563 (HB 3865)',
    },
  ],
});

const PENNSYLVANIA = after(OREGON, {
  version: '2026-10-18',
  changes: [
    {
      what: 'Pennsylvania: texts 09:00 to 19:00, none on Sundays',
      citation: '73 P.S. 2241 ff. (Act 47 of 2026)',
    },
    { what: 'Utah: Good Friday is a holiday since 2026-05-06', citation: 'Utah Code 63G-1-301' },
  ],
});

const REVOCATION_OF_ALL = after(PENNSYLVANIA, {
  version: REVOKE_ALL_DAY,
  changes: [
    {
      what: 'An opt-out from one kind of text, received from this day on, ends all kinds',
      citation: REVOKE_ALL.citation,
    },
  ],
  revokeAll: REVOKE_ALL,
});

/** Oldest first. */
export const PACKS: readonly RulePack[] = [FIRST, OREGON, PENNSYLVANIA, REVOCATION_OF_ALL].map(
  makePack,
);

export const packNamed = (version: string): RulePack | undefined =>
  PACKS.find((pack) => pack.version === version);

/** The edition in force at an instant; before the first, the first. */
export const packAt = (at: Instant): RulePack =>
  PACKS.findLast((pack) => pack.from <= at) ?? present(PACKS[0], 'a first edition');
