/** The gate's rules in the order of REASON_CODES. A rule pack is this list at a date. */
import { invariant } from '../basics.ts';
import {
  consentExpired,
  consentPending,
  noConsent,
  vendorQuarantined,
  writtenConsentRequired,
  wrongPurpose,
} from './consent.ts';
import { frequencyCap } from './frequency.ts';
import { alreadyAsked, noticeLate } from './notices.ts';
import { invalidNumber, senderUnregistered } from './number-and-sender.ts';
import { doNotDisturb, optedOut } from './revocation.ts';
import { REASON_CODES, type Rule } from './rule.ts';
import { quietHours, scheduled } from './when.ts';

/** Named by every decision; changes with every change of a rule or of the data it reads. */
export const RULE_PACK = '2026-11-22';

export const RULES: readonly Rule[] = [
  invalidNumber,
  senderUnregistered,
  optedOut,
  doNotDisturb,
  noConsent,
  consentPending,
  consentExpired,
  wrongPurpose,
  writtenConsentRequired,
  vendorQuarantined,
  alreadyAsked,
  noticeLate,
  frequencyCap,
  scheduled,
  quietHours,
];

invariant(
  RULES.length === REASON_CODES.length && RULES.every((rule, i) => rule.code === REASON_CODES[i]),
  'one rule per reason code, in order',
);
