/**
 * May this text go out? All rules at once, every reason that applies, and the text as it must
 * leave: with the sender's name and, on a first text, how to stop. Claiming and sending are the
 * handler's.
 */
import { HOUR, type Instant, iso, MINUTE, SECOND } from './basics.ts';
import { type Decision, isNotice, type Reason } from './message.ts';
import { carriesStopWord, withOptOutLine, withSenderName } from './notices.ts';
import { frequencyCap, MAX_RECENT, subjectKey } from './rules/frequency.ts';
import { RULE_PACK, RULES } from './rules/index.ts';
import { type GateInput, inConversation, PROMOTED, type Rule, smsConsent } from './rules/rule.ts';
import { countSegments } from './segments.ts';
import type { Sends } from './standing.ts';

/** How long a claim is remembered by wall clock: longer than any sweep needs to close it. */
export const CLAIM_MEMORY_MS = 15 * MINUTE;
/** When the sweep looks whether a record followed: past every lease and provider time-out. */
export const CLAIM_CHECK_MS = 90 * SECOND;
/** Until then the sweep may not have looked: such a claim is never dropped for a newer one. */
export const CLAIM_OPEN_MS = 2 * CLAIM_CHECK_MS;
/** Texts to one contact that may be on their way to a provider at once. */
export const MAX_CLAIMS = 8;
/** Past it the provider call must not start (DESIGN.md section 4). */
export const CLAIM_LEASE_MS = 2_000;

export interface Verdict {
  readonly decision: Decision;
  /** The text as it leaves or would leave. */
  readonly body: string;
  readonly encoding: 'GSM-7' | 'UCS-2';
  readonly segments: number;
  /** When to ask again; set exactly when the outcome is `defer`. */
  readonly deferredUntil?: Instant;
  /** This text tells the contact how to stop: counted as the notice that is given once. */
  readonly givesNotice: boolean;
}

export interface Wording {
  readonly optOutLine: string;
}

/** Decides over all rules; reasons come in the order of REASON_CODES. */
export function decideSend(input: GateInput, decisionId: string, wording: Wording): Verdict {
  const found = RULES.flatMap((rule) => judge(rule, input));
  const denied = found.some((one) => one.outcome === 'deny');
  const outcome = denied ? 'deny' : found.length > 0 ? 'defer' : 'allow';
  const body = amend(input, wording);
  const { encoding, segments } = countSegments(body);
  const consent = smsConsent(input);
  const untils = found.flatMap((one) => one.until ?? []);
  return {
    decision: {
      id: decisionId,
      outcome,
      reasons: found.map((one) => one.reason),
      rulePack: RULE_PACK,
      decidedAt: iso(input.now),
      ...(consent && { consent: consent.hash }),
    },
    body,
    encoding,
    segments,
    ...(outcome === 'defer' && { deferredUntil: Math.max(...untils) }),
    givesNotice: !isNotice(input.category) && tellsHowToStop(body, input),
  };
}

interface Found {
  readonly outcome: 'deny' | 'defer';
  readonly until: Instant | undefined;
  readonly reason: Reason;
}

function judge(rule: Rule, input: GateInput): Found[] {
  if (!rule.judges.includes(input.category)) return [];
  const finding = rule.check(input);
  if (!finding) return [];
  const reason = {
    code: rule.code,
    rule: rule.id,
    citation: finding.citation ?? rule.citation,
    detail: finding.detail,
    ...(finding.until !== undefined && { until: iso(finding.until) }),
  };
  return [{ outcome: finding.outcome ?? rule.outcome, until: finding.until, reason }];
}

/**
 * Prefix and opt-out line as settings and the contact's history ask for; notices are whole already.
 */
function amend(input: GateInput, wording: Wording): string {
  if (isNotice(input.category)) return input.body;
  const { settings } = input.account;
  // Inside an open conversation the person knows who writes (CT-17).
  const named =
    settings.senderNamePrefix && !(input.category === 'conversational' && inConversation(input));
  const body = named ? withSenderName(input.body, settings.brand) : input.body;
  return owesNotice(input) ? withOptOutLine(body, wording.optOutLine) : body;
}

/** A firm called West End Auto does not tell how to stop by naming itself. */
const tellsHowToStop = (body: string, { account }: GateInput): boolean =>
  carriesStopWord(body.replaceAll(account.settings.brand, ' '));

/**
 * The first text ever to a contact who registered; manual adds and imports by setting (default no).
 */
function owesNotice(input: GateInput): boolean {
  const { noticeBy } = input.sends;
  if (noticeBy !== undefined && noticeBy !== input.messageId) return false;
  if (tellsHowToStop(input.body, input)) return false;
  const { manual, import: imported, selfRegistered } = input.account.settings.firstTextNotice;
  if (input.facts.origin === 'manual') return manual;
  if (input.facts.origin === 'import') return imported;
  return selfRegistered;
}

/**
 * The sends of a standing with this text claimed: one list is fence (claims in flight) and cap
 * (recent). Old items leave here. Undefined when too many claims are in flight.
 */
export function claimSend(
  input: GateInput,
  verdict: Verdict,
  claim: { readonly at: Instant; readonly by: string },
): Sends | undefined {
  const { account, category, messageId, now, sends, subject } = input;
  const claims = sends.claims.filter((held) => held.at > claim.at - CLAIM_MEMORY_MS);
  if (claims.filter((held) => held.at > claim.at - CLAIM_OPEN_MS).length >= MAX_CLAIMS)
    return undefined;
  const since = now - account.settings.frequencyCap.hours * HOUR;
  const recent = sends.recent.filter((text) => text.at > since);
  const counts = PROMOTED.includes(category) && frequencyCap.judges.includes(category);
  return {
    ...sends,
    claims: [...claims, { id: messageId, ...claim }].slice(-MAX_CLAIMS),
    recent: counts
      ? [...recent, { id: messageId, subject: subjectKey(subject), at: now }].slice(-MAX_RECENT)
      : recent,
    ...(verdict.givesNotice && !sends.noticeBy && { noticeBy: messageId }),
    ...(category === 'opt-in-request' && { asked: { id: messageId, at: now } }),
  };
}

/**
 * Takes back what a text counted, when the provider refused it. Its claim stays: a run of the same
 * text that raced it must find that one was here, and not try again.
 */
export function uncountSend(sends: Sends, messageId: string): Sends {
  const { noticeBy, asked, ...rest } = sends;
  return {
    ...rest,
    recent: sends.recent.filter((text) => text.id !== messageId),
    ...(noticeBy && noticeBy !== messageId && { noticeBy }),
    ...(asked && asked.id !== messageId && { asked }),
  };
}

/** Takes back the claim too, when the provider was never called. */
export const releaseClaim = (sends: Sends, messageId: string): Sends => ({
  ...uncountSend(sends, messageId),
  claims: sends.claims.filter((claim) => claim.id !== messageId),
});

/** The claim of this very text, when it is on its way already: it is never sent a second time. */
export const claimOf = (sends: Sends, messageId: string): Sends['claims'][number] | undefined =>
  sends.claims.find((claim) => claim.id === messageId);
