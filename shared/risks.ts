/**
 * Settings that loosen what protects people by default: an admin takes each by name, and the ledger
 * keeps that (D-04, CT-19). It does not say whether a setting is lawful.
 */
import type { Settings } from './settings.ts';

export interface Risk {
  /** What is turned off, and what may come of it. */
  readonly what: string;
  readonly risk: string;
  takenBy(before: Settings, after: Settings): boolean;
}

const RISKS: readonly Risk[] = [
  {
    what: 'turn double opt-in off',
    risk: 'texting numbers that nobody proved to be theirs',
    takenBy: (before, after) => before.doubleOptIn.enabled && !after.doubleOptIn.enabled,
  },
  {
    what: 'except a program or a source from double opt-in',
    risk: 'texting numbers that nobody proved to be theirs, in what is excepted',
    takenBy: (before, after) =>
      isMore(before.doubleOptIn.exceptPrograms, after.doubleOptIn.exceptPrograms) ||
      isMore(before.doubleOptIn.exceptSources, after.doubleOptIn.exceptSources),
  },
  {
    what: 'switch the revoke-all rule off',
    risk: 'texting people whose revocation the rule extends, once it is in force',
    takenBy: (before, after) => before.revokeAll !== 'off' && after.revokeAll === 'off',
  },
];

const isMore = (before: readonly string[] = [], after: readonly string[] = []): boolean =>
  after.some((one) => !before.includes(one));

/** Risks that this change takes on; one that was taken before is not taken again. */
export const risksTaken = (before: Settings, after: Settings): readonly Risk[] =>
  RISKS.filter((risk) => risk.takenBy(before, after));
