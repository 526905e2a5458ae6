/**
 * Which texts of both sides belong together, and when such a conversation rests. Both sides are
 * facts that are there already: the person's texts in the ledger, the firm's as outcomes of
 * messages. Nothing is kept of a conversation that is open.
 */
import type { Account } from './account.ts';
import { type Instant, MINUTE, sha256 } from './basics.ts';
import type { ContactKey, LedgerEntry } from './ledger.ts';
import type { Category, MessageRecord } from './message.ts';

/** One outcome of one text of the firm, as it is found by contact and time. */
export interface TextOut {
  readonly at: Instant;
  readonly id: string;
  readonly status: MessageRecord['status'];
  /** Id of the sender. */
  readonly sender: string;
  /** Absent where it was noted before it was kept. */
  readonly category?: Category;
  readonly body: string;
  /** Codes of the decision. */
  readonly reasons: readonly string[];
  readonly until?: Instant;
}

export const textOut = (record: MessageRecord): TextOut => ({
  at: record.at,
  id: record.id,
  status: record.status,
  sender: record.sender,
  category: record.category,
  body: record.body,
  reasons: record.decision.reasons.map(({ code }) => code),
  ...untilOf(record),
});

function untilOf({ deferredUntil, heldUntil, status }: MessageRecord): Pick<TextOut, 'until'> {
  const until = status === 'held' ? heldUntil : deferredUntil;
  return until === undefined ? {} : { until };
}

/** Half an hour, where a conversation is closed by hand in an account that lets none rest. */
const DEFAULT_REST_MINUTES = 30;

/** Undefined where the account wants no transcripts by themselves. */
export function restOf({ settings }: Account): Instant | undefined {
  const { restMinutes } = settings.transcripts;
  return restMinutes ? restMinutes * MINUTE : undefined;
}

export const gapOf = (account: Account): Instant =>
  restOf(account) ?? DEFAULT_REST_MINUTES * MINUTE;

/** Something that happened in the ledger or to a text, in the order of time. */
export type Happening =
  | { readonly at: Instant; readonly kind: 'entry'; readonly entry: LedgerEntry }
  | { readonly at: Instant; readonly kind: 'text'; readonly text: TextOut };

export interface Conversation {
  readonly happenings: readonly Happening[];
  readonly from: Instant;
  /** When the last text of either side was said. */
  readonly last: Instant;
  /** The last entry of the person that it holds: what comes after is of another. */
  readonly seq: number;
  readonly restsAt: Instant;
  readonly rested: boolean;
}

/** What was said since the last transcript. */
export interface Since {
  readonly entries: readonly LedgerEntry[];
  readonly texts: readonly TextOut[];
}

const isReceived = (one: Happening): boolean =>
  one.kind === 'entry' && one.entry.type === 'message-received';
const isSaid = (one: Happening): boolean =>
  isReceived(one) || (one.kind === 'text' && one.text.status === 'sent');

/**
 * The conversations in which the person said something, oldest first: texts of either side with
 * less than `gap` between them. A conversation begins with what the person answers: the texts of
 * the firm before, with no gap between, or the last of them, however long ago. It takes along what
 * was decided until it rests.
 */
export function conversationsIn(
  since: Since,
  { gap, now }: { readonly gap: Instant; readonly now: Instant },
): Conversation[] {
  const all = inOrder(since);
  const said = all.filter(isSaid);
  const groups: Happening[][] = [];
  for (const one of said) {
    const before = groups.at(-1)?.at(-1);
    if (before && one.at - before.at < gap) groups.at(-1)?.push(one);
    else groups.push([one]);
  }
  return groups.flatMap((group, index): Conversation[] => {
    const received = group.filter(isReceived);
    const [first] = group;
    const end = group.at(-1);
    if (received.length === 0 || !first || !end) return [];
    const answered = isReceived(first) ? textBefore(groups[index - 1]) : undefined;
    const from = (answered ?? first).at;
    const restsAt = end.at + gap;
    const next = groups[index + 1]?.[0]?.at ?? Number.POSITIVE_INFINITY;
    const until = Math.min(restsAt, next);
    const within = all.filter((one) => one.at >= first.at && (one.at < until || one === end));
    const seqs = received.map((one) => (one.kind === 'entry' ? one.entry.seq : 0));
    return [
      {
        happenings: answered ? [answered, ...within] : within,
        from,
        last: end.at,
        seq: Math.max(...seqs),
        restsAt,
        rested: now >= restsAt || Number.isFinite(next),
      },
    ];
  });
}

/** A text that nobody answered so far: the person may be answering it now. */
function textBefore(group: readonly Happening[] | undefined): Happening | undefined {
  const last = group?.at(-1);
  return group?.some(isReceived) ? undefined : last;
}

/** Nothing of an earlier transcript comes twice: its entries by number, its texts by time. */
function inOrder({ entries, texts }: Since): Happening[] {
  const ready = entries.filter((entry) => entry.type === 'transcript-ready');
  const told = ready.map((entry) => Date.parse(entry.detail.to));
  const after = Math.max(Number.NEGATIVE_INFINITY, ...told);
  const happenings: Happening[] = [
    ...entries.map((entry) => ({ at: entry.at, kind: 'entry' as const, entry })),
    ...texts.map((text) => ({ at: text.at, kind: 'text' as const, text })),
  ];
  return happenings.filter((one) => one.at > after || isReceived(one)).sort((a, b) => a.at - b.at);
}

/**
 * When a conversation is looked at, to the full minute: all texts of one minute are one look. The
 * name is of contact and minute, so that a repeat is the same schedule.
 */
export function lookAt(key: ContactKey, restsAt: Instant): { at: Instant; id: string } {
  const at = Math.ceil(restsAt / MINUTE) * MINUTE;
  return { at, id: `rest-${sha256(key).slice(0, 32)}-${at / MINUTE}` };
}
