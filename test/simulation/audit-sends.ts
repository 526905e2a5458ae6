/**
 * The send path's promises, looked at call by call: claim, consent, lease, record; then caps and
 * notices.
 */

import { HOUR, MINUTE } from '#shared/basics.ts';
import { CLAIM_LEASE_MS } from '#shared/claims.ts';
import { type LedgerEntry, phoneKey } from '#shared/ledger.ts';
import { type MessageRecord, messageId, type Notice } from '#shared/message.ts';
import { owedNotices } from '#shared/owed.ts';
import { DEFAULT_SETTINGS } from '#shared/settings.ts';
import { isClosed, revokedSince } from '#shared/standing.ts';
import type { Act } from './acts.ts';
import type { Violation } from './audit.ts';
import { factsBefore, type LedgerEvidence, unfold } from './evidence.ts';
import type { ClaimMade, ProviderCall, World } from './world.ts';

export interface SendEvidence {
  readonly world: World;
  readonly acts: readonly Act[];
  readonly ledgers: ReadonlyMap<string, LedgerEvidence>;
  readonly messages: ReadonlyMap<string, MessageRecord>;
}

export function auditSends(given: SendEvidence): Violation[] {
  const notices = noticesOf(given);
  return [
    ...given.world.calls.flatMap((call) => [
      ...callAllowed(given, notices, call),
      ...callRecorded(given, call),
    ]),
    ...callsCounted(given),
    ...confirmations(given, notices),
    ...answersKept(given),
  ];
}

/** The ids of all notices that the ledgers' entries owe. */
function noticesOf({ world, ledgers }: SendEvidence): Map<string, Notice> {
  const owed = [...ledgers.values()].flatMap(({ stored }) => stored.flatMap(owedNotices));
  return new Map(
    owed.flatMap((task) =>
      task.kind === 'notice'
        ? [[noticeId(world, task.notice, task.entryHash), task.notice] as const]
        : [],
    ),
  );
}

const noticeId = ({ demo }: World, notice: Notice, hash: string): string =>
  messageId(demo.account, `notice:${notice}:${hash}`);

/** The request of a CRM that a text answers to; its body carries the number of the act. */
const actOf = ({ acts }: SendEvidence, call: ProviderCall): Act | undefined =>
  acts.find(({ send }) => send && call.body.includes(send.body));

function callAllowed(
  given: SendEvidence,
  notices: ReadonlyMap<string, Notice>,
  call: ProviderCall,
): Violation[] {
  const { world, ledgers } = given;
  const about = `step ${call.step} ${call.messageId} "${call.body.slice(0, 30)}"`;
  const claim = lastClaim(world, call);
  const ledger = ledgers.get(phoneKey(world.demo.account, call.to));
  if (!claim || !ledger) return [{ rule: 'claimed-in-lease', detail: `${about}: no claim` }];
  const found: Violation[] = [];
  const notice = notices.get(call.messageId);
  const facts = factsBefore(world, ledger, claim.step);
  const overdue = call.mono - claim.mono > CLAIM_LEASE_MS;
  const lawful = notice === 'opt-out-confirmation' || notice === 'help-reply';
  const program = 'default';
  const out = revokedSince(facts, 'sms', { program }) !== undefined || facts.dnd['sms'] === true;
  const later = factsBefore(world, ledger, call.step);
  if (!lawful && (out || (overdue && isClosed(later, 'sms')))) {
    found.push({ rule: 'send-after-stop', detail: `${about}: claimed at step ${claim.step}` });
  }
  const awaits = facts.question !== undefined && notice !== 'opt-out-question';
  if (!lawful && awaits) {
    found.push({ rule: 'send-after-stop', detail: `${about}: while a question is open` });
  }
  if (notice === 'opt-out-confirmation' && facts.dnd['sms']) {
    found.push({ rule: 'send-after-stop', detail: `${about}: do-not-disturb` });
  }
  if (overdue) {
    const detail = `${about}: ${call.mono - claim.mono} ms after its claim`;
    found.push({ rule: 'claimed-in-lease', detail });
  }
  const act = actOf(given, call);
  const needsConsent = act?.send && act.send.category !== 'conversational';
  if (needsConsent && facts.consents[`sms:${program}`]?.status !== 'confirmed') {
    found.push({ rule: 'consent-behind-send', detail: `${about}: no consent at its claim` });
  }
  return found;
}

const lastClaim = (world: World, call: ProviderCall): ClaimMade | undefined =>
  world.claims.findLast((claim) => claim.messageId === call.messageId && claim.step < call.step);

const STATUS_OF: Record<ProviderCall['outcome'], readonly MessageRecord['status'][]> = {
  taken: ['sent', 'outcome-unknown'],
  maybe: ['outcome-unknown'],
  refused: ['failed', 'outcome-unknown'],
};

/** Every call has a record that says what came of it, by which decision, on which consent. */
function callRecorded({ world, ledgers, messages }: SendEvidence, call: ProviderCall): Violation[] {
  const rule = 'record-of-call';
  const record = messages.get(call.messageId);
  const about = `step ${call.step} ${call.messageId}`;
  if (!record) return [{ rule, detail: `${about}: no record` }];
  const { status, decision } = record;
  if (!STATUS_OF[call.outcome].includes(status)) {
    return [{ rule, detail: `${about}: ${call.outcome} by the provider, ${status} in the record` }];
  }
  // The run died before it could say more: what it sent is known to have been claimed, no more.
  if (decision.id === 'unknown') {
    return status === 'outcome-unknown' ? [] : [{ rule, detail: `${about}: no decision` }];
  }
  if (decision.outcome !== 'allow') {
    return status === 'outcome-unknown' ? [] : [{ rule, detail: `${about}: not allowed` }];
  }
  if (record.category !== 'marketing') return [];
  const ledger = ledgers.get(phoneKey(world.demo.account, call.to));
  const proof = ledger?.entries.find((entry) => entry.hash === decision.consent);
  const written = proof && world.written.get(proof.hash)?.step;
  if (written !== undefined && written < call.step) return [];
  return [{ rule, detail: `${about}: its consent is no entry from before it` }];
}

const WINDOW_MS = DEFAULT_SETTINGS.frequencyCap.hours * HOUR;
/** A call begins a little after the claim that counted it. */
const SLACK_MS = 2 * MINUTE;

function callsCounted(given: SendEvidence): Violation[] {
  const { calls } = given.world;
  const found: Violation[] = [];
  for (const [id, own] of Map.groupBy(calls, (call) => call.messageId)) {
    if (own.length > 1) {
      found.push({ rule: 'one-call-per-message', detail: `${own.length} calls for ${id}` });
    }
  }
  for (const act of given.acts) {
    const own = calls.filter((call) => actOf(given, call) === act);
    if (act.send?.key !== undefined && own.length > 1) {
      found.push({ rule: 'one-call-per-message', detail: `${own.length} calls: ${act.label}` });
    }
  }
  const counted = calls.filter((call) => {
    const category = actOf(given, call)?.send?.category;
    return call.outcome !== 'refused' && (category === 'marketing' || category === 'informational');
  });
  const bySubject = Map.groupBy(
    counted,
    (call) => `${call.to} ${actOf(given, call)?.send?.subject}`,
  );
  const { limit } = DEFAULT_SETTINGS.frequencyCap;
  for (const [subject, own] of bySubject) {
    const over = own.some((call, i) => {
      const first = own[i - limit];
      return first !== undefined && call.wall - first.wall < WINDOW_MS - SLACK_MS;
    });
    if (over) found.push({ rule: 'frequency-cap', detail: `more than ${limit} for ${subject}` });
  }
  return found;
}

const CONFIRMS = 'You are opted out';
const NOTICE_WINDOW_MS = 5 * MINUTE;

/**
 * One confirmation for an opt-out that owes it, in time; none beside these, none for who was out.
 */
function confirmations(
  { world, ledgers, messages }: SendEvidence,
  notices: ReadonlyMap<string, Notice>,
): Violation[] {
  const rule = 'one-confirmation';
  const found: Violation[] = [];
  const calls = world.calls.filter((call) => call.body.includes(CONFIRMS));
  for (const call of calls) {
    if (notices.get(call.messageId) === 'opt-out-confirmation') continue;
    found.push({ rule, detail: `step ${call.step}: a confirmation that no opt-out owes` });
  }
  for (const ledger of ledgers.values()) {
    for (const { before, entry } of unfold(ledger)) {
      if (entry.type !== 'opted-out' || entry.detail.confirmation !== 'owed') continue;
      const about = `${ledger.key} entry ${entry.seq}`;
      if (revokedSince(before, 'sms') !== undefined) {
        found.push({ rule, detail: `${about}: owed to somebody who was out` });
      }
      const id = noticeId(world, 'opt-out-confirmation', entry.hash);
      const own = calls.filter((call) => call.messageId === id);
      if (own.length > 1) found.push({ rule, detail: `${about}: ${own.length} confirmations` });
      if (own.some(({ wall }) => wall > entry.at + NOTICE_WINDOW_MS + CLAIM_LEASE_MS)) {
        found.push({ rule, detail: `${about}: confirmed late` });
      }
      const why = own.length === 0 ? whyNone(messages.get(id), entry, ledger) : undefined;
      if (why !== undefined) found.push({ rule, detail: `${about}: ${why}` });
    }
  }
  return found;
}

const OPENS: ReadonlySet<LedgerEntry['type']> = new Set([
  'opted-in',
  'dnd-changed',
  'review-ruled',
]);

/** None went out: right only when late, unwanted, no longer true, or when a run died over it. */
function whyNone(
  record: MessageRecord | undefined,
  owedBy: LedgerEntry,
  { entries }: LedgerEvidence,
): string | undefined {
  if (!record) return 'no confirmation and no record of one';
  if (record.status === 'outcome-unknown') return undefined;
  const reasons = record.decision.reasons.map((reason) => reason.code);
  const late = record.at > owedBy.at + NOTICE_WINDOW_MS;
  const isBack = entries.some(
    ({ seq, at, type }) => seq > owedBy.seq && at <= record.at && OPENS.has(type),
  );
  if (reasons.includes('notice-late') && (late || isBack)) return undefined;
  if (reasons.includes('do-not-disturb')) return undefined;
  return `no confirmation: ${record.status} ${reasons.join(' ')}`;
}

/** What a caller was told is in the records; nothing waits once all is done. */
function answersKept({ acts, messages }: SendEvidence): Violation[] {
  const found: Violation[] = [];
  for (const act of acts.filter(({ kind }) => kind === 'send')) {
    for (const { status, body } of act.answers) {
      const { id, status: told } = (body ?? {}) as { id?: string; status?: string };
      if (id === undefined || (status !== 202 && status !== 422)) continue;
      const record = messages.get(id);
      const kept = record && (told !== 'sent' || record.status === 'sent');
      if (kept) continue;
      const detail = `${act.label}: told ${status} ${told}, kept ${record?.status}`;
      found.push({ rule: 'answer-has-record', detail });
    }
  }
  for (const { id, status } of messages.values()) {
    if (status === 'deferred') found.push({ rule: 'nothing-waits-for-ever', detail: id });
  }
  return found;
}
