/**
 * The transcript of a conversation: its lines, the entry that says that it is ready, the event and
 * the mail that follow. What is said of the firm is its name and its number: never who typed, by
 * which key or from which phone.
 */
import type { Account, Sender } from './account.ts';
import { canonicalJson, iso, sha256 } from './basics.ts';
import type { Conversation, Happening } from './conversations.ts';
import { type DomainEvent, entryEvent, type StoredEntry } from './events.ts';
import { type ContactKey, type EntryDraft, readKey } from './ledger.ts';
import type { MessageRecord } from './message.ts';
import type { SendTask } from './ports.ts';
import { contactRef, type Facts } from './standing.ts';
import type { CLOSED_BY } from './transcript-entries.ts';
import { noteOf } from './transcript-notes.ts';

/** One line of a transcript. `note`: what the ledger wrote in between, such as an opt-out. */
export interface Line {
  readonly at: string;
  readonly by: 'contact' | 'firm' | 'note';
  readonly text: string;
  /** The firm's number that the text went to or came from, where the account still has it. */
  readonly number?: string;
  /** Of the firm's texts: what became of it, why, and until when it waits. */
  readonly outcome?: MessageRecord['status'];
  readonly reasons?: readonly string[];
  readonly until?: string;
}

export type ClosedBy = (typeof CLOSED_BY)[number];

export interface Transcript {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly closedBy: ClosedBy;
  readonly firm: { readonly name: string; readonly numbers: readonly string[] };
  readonly contact: {
    readonly phone: string;
    readonly name?: string;
    readonly email?: string;
    readonly externalId?: string;
  };
  readonly lines: readonly Line[];
  /** Lines at the beginning that were too many: the history has them. */
  readonly omitted: number;
}

/** Beyond these the oldest lines are left out: an event may have 256 KB, an item 400. */
export const MAX_LINES = 500;
export const MAX_LINES_BYTES = 180_000;

export const sendersIn = ({ happenings }: Conversation): readonly string[] => [
  ...new Set(
    happenings.flatMap((one) => {
      if (one.kind === 'text') return [one.text.sender];
      return one.entry.type === 'message-received' ? [one.entry.detail.sender] : [];
    }),
  ),
];

export function transcriptOf(
  key: ContactKey,
  conversation: Conversation,
  about: {
    readonly account: Account;
    readonly facts: Facts;
    readonly closedBy: ClosedBy;
    readonly sender: (id: string) => Sender | undefined;
  },
): Transcript {
  const numberOf = (id: string) => about.sender(id)?.number;
  const all = conversation.happenings.flatMap((one) => lineOf(one, numberOf));
  const lines = newest(all);
  const numbers = lines.flatMap(({ number }) => number ?? []);
  const { phone = '' } = readKey(key);
  const to = Math.max(conversation.last, ...all.map(({ at }) => Date.parse(at)));
  return {
    id: `trn_${sha256(`${key}\n${conversation.seq}`).slice(0, 24)}`,
    from: iso(conversation.from),
    to: iso(to),
    closedBy: about.closedBy,
    firm: { name: about.account.settings.brand, numbers: [...new Set(numbers)] },
    contact: { ...contactRef(about.facts), phone },
    lines,
    omitted: all.length - lines.length,
  };
}

function lineOf(one: Happening, numberOf: (sender: string) => string | undefined): Line[] {
  const at = iso(one.at);
  const shown = (sender: string) => {
    const number = numberOf(sender);
    return number === undefined ? {} : { number };
  };
  if (one.kind === 'text') {
    const { body, reasons, sender, status, until } = one.text;
    return [
      {
        at,
        by: 'firm',
        text: body,
        ...shown(sender),
        outcome: status,
        ...(reasons.length > 0 && { reasons }),
        ...(until !== undefined && { until: iso(until) }),
      },
    ];
  }
  const { entry } = one;
  if (entry.type === 'message-received')
    return [{ at, by: 'contact', text: entry.detail.body, ...shown(entry.detail.sender) }];
  const note = noteOf(entry);
  return note === undefined ? [] : [{ at, by: 'note', text: note }];
}

function newest(lines: readonly Line[]): readonly Line[] {
  const encoder = new TextEncoder();
  let bytes = 0;
  let first = lines.length;
  while (first > 0 && lines.length - first < MAX_LINES) {
    bytes += encoder.encode(JSON.stringify(lines[first - 1])).length + 1;
    if (bytes > MAX_LINES_BYTES) break;
    first -= 1;
  }
  return lines.slice(first);
}

/** The entry that a transcript is ready; its hash stands for every line of it. */
export function readyEntry(
  transcript: Transcript,
  { seq }: Conversation,
  by: Pick<EntryDraft, 'at' | 'actor'>,
): EntryDraft {
  const { closedBy, from, id, lines, to } = transcript;
  return {
    ...by,
    type: 'transcript-ready',
    source: closedBy,
    detail: {
      transcript: id,
      from,
      to,
      closedBy,
      received: lines.filter((line) => line.by === 'contact').length,
      sent: lines.filter((line) => line.outcome === 'sent').length,
      throughSeq: seq,
      contentHash: sha256(canonicalJson(transcript)),
    },
  };
}

/** With all its lines, and without the one who closed it: an agent is nobody's business outside. */
export function transcriptEvent(
  stored: StoredEntry,
  transcript: Transcript | undefined,
): DomainEvent {
  const { actor: _, ...event } = entryEvent(stored);
  if (!transcript) return event;
  const { firm, lines, omitted } = transcript;
  return { ...event, firm, lines, omitted };
}

/** The mail that a transcript is owed; whether there is an address to mail to is seen then. */
export function owedMail({ key, entry }: StoredEntry): SendTask[] {
  if (entry.type !== 'transcript-ready') return [];
  const { account } = readKey(key);
  return [{ kind: 'transcript-mail', account, key, seq: entry.seq }];
}
