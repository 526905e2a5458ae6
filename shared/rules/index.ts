/**
 * The gate's rules, closed and in order: files in this order, rules in the order of their file. The
 * order is that of the reasons in a decision. Which edition has which is packs/index.ts.
 */
import { invariant } from '../basics.ts';
import { CONSENT_RULES, isBest } from './consent.ts';
import { CONTENT_RULES, isPlainText } from './content.ts';
import { EMERGENCY_RULES } from './emergency.ts';
import { FREQUENCY_RULES, hadNone } from './frequency.ts';
import { isInTime, NOTICE_RULES } from './notices.ts';
import { isPlainLine, NUMBER_RULES } from './number.ts';
import { isUntouched, REVOCATION_RULES } from './revocation.ts';
import { FILES, type GateInput, type ListedRule } from './rule.ts';
import { isReady, SENDER_RULES } from './sender.ts';
import { isOpenNow, WHEN_RULES } from './when.ts';

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

/**
 * Of the files in `among`, those whose rules may apply to a text. Written out, as calls through a
 * table cost more than what they ask (bench/decisions).
 */
export function filesToAsk(input: GateInput, among: number): number {
  let files = among & FILES.asked;
  if ((among & FILES.number) !== 0 && !isPlainLine(input)) files |= FILES.number;
  if ((among & FILES.sender) !== 0 && !isReady(input)) files |= FILES.sender;
  if ((among & FILES.revocation) !== 0 && !isUntouched(input)) files |= FILES.revocation;
  if ((among & FILES.consent) !== 0 && !isBest(input)) files |= FILES.consent;
  if ((among & FILES.notices) !== 0 && !isInTime(input)) files |= FILES.notices;
  if ((among & FILES.content) !== 0 && !isPlainText(input)) files |= FILES.content;
  if ((among & FILES.frequency) !== 0 && !hadNone(input)) files |= FILES.frequency;
  if ((among & FILES.when) !== 0 && !isOpenNow(input)) files |= FILES.when;
  return files;
}
