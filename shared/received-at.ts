/**
 * When a text was said, where its provider tells when it took it: a text that waited for hours, in
 * a retry or parked, is entered now and was received then. What follows from it is due from then
 * on, its answer is late by now, and what the person said since stands above it.
 */
import { type Instant, iso, MINUTE } from './basics.ts';
import type { EntryDraft, LedgerEntry } from './ledger.ts';
import { channelOf, type Facts } from './standing.ts';

/** An answer later than this is not covered by the old consent (47 CFR 64.1200(a)(12)). */
export const ANSWER_WINDOW_MS = 5 * MINUTE;

/** When it was said, of what is entered at `at`. */
export const saidAt = (at: Instant, { receivedAt }: { readonly receivedAt?: string }): Instant =>
  receivedAt === undefined ? at : Math.min(at, Date.parse(receivedAt));

/**
 * From when on the answer to what an entry of a text says is owed. Our question whether to stop is
 * none: nobody has ended anything yet, and not asked the person would be out by silence. It goes
 * out when the text is read, however late.
 */
export const owedFrom = ({ at, detail, type }: LedgerEntry): Instant =>
  type !== 'question-asked' && 'receivedAt' in detail && typeof detail.receivedAt === 'string'
    ? saidAt(at, { receivedAt: detail.receivedAt })
    : at;

/** Whether texts were ended later than that: START from before does not undo it. */
export const isOvertaken = ({ revoked }: Facts, receivedAt: Instant): boolean =>
  Object.entries(revoked).some(([key, since]) => channelOf(key) === 'sms' && since > receivedAt);

/** The entries of one text with the time at which it was received, where that is earlier. */
export function withReceipt(
  drafts: readonly EntryDraft[],
  receivedAt: Instant,
  { facts, now }: { readonly facts: Facts; readonly now: Instant },
): readonly EntryDraft[] {
  if (receivedAt >= now) return drafts;
  const overtaken = isOvertaken(facts, receivedAt);
  const isLate = now > receivedAt + ANSWER_WINDOW_MS;
  return drafts
    .filter(({ type }) => type !== 'opted-in' || !overtaken)
    .map((draft) => dated(isLate ? withoutQuestion(draft) : draft, iso(receivedAt)));
}

/**
 * A question that an answer would put, where no answer goes out any more: nobody reads it, so that
 * no later YES may answer it. A STOP ends everything, as it does without an answer.
 */
function withoutQuestion(draft: EntryDraft): EntryDraft {
  if (draft.type === 'opted-out') {
    const { which: _, ...detail } = draft.detail;
    return { ...draft, detail };
  }
  if (draft.type !== 'message-received') return draft;
  const { program: _, reply, ...detail } = draft.detail;
  return reply === 'opt-in-clarification' ? { ...draft, detail } : draft;
}

function dated(draft: EntryDraft, receivedAt: string): EntryDraft {
  switch (draft.type) {
    case 'message-received':
      return { ...draft, detail: { ...draft.detail, receivedAt } };
    case 'opted-in':
      return { ...draft, detail: { ...draft.detail, receivedAt } };
    case 'question-asked':
      return { ...draft, detail: { ...draft.detail, receivedAt } };
    case 'opted-out':
      return { ...draft, detail: { ...draft.detail, receivedAt } };
    default:
      return draft;
  }
}
