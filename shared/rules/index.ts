/**
 * The gate's rules, closed and in order: files in this order, rules in the order of their file. The
 * order is that of the reasons in a decision. Which edition has which is packs/index.ts.
 */
import { invariant } from '../basics.ts';
import { CONSENT_RULES } from './consent.ts';
import { CONTENT_RULES } from './content.ts';
import { EMERGENCY_RULES } from './emergency.ts';
import { FREQUENCY_RULES } from './frequency.ts';
import { NOTICE_RULES } from './notices.ts';
import { NUMBER_RULES } from './number.ts';
import { REVOCATION_RULES } from './revocation.ts';
import type { ListedRule } from './rule.ts';
import { SENDER_RULES } from './sender.ts';
import { WHEN_RULES } from './when.ts';

const LISTED = [
  ...NUMBER_RULES,
  ...SENDER_RULES,
  ...REVOCATION_RULES,
  ...CONSENT_RULES,
  ...NOTICE_RULES,
  ...CONTENT_RULES,
  ...EMERGENCY_RULES,
  ...FREQUENCY_RULES,
  ...WHEN_RULES,
] as const;

export type ReasonCode = (typeof LISTED)[number]['code'];
export const RULES: readonly ListedRule[] = LISTED;
export const REASON_CODES: readonly ReasonCode[] = LISTED.map((rule) => rule.code);

invariant(new Set(REASON_CODES).size === RULES.length, 'a code names one rule');
