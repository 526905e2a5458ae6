/**
 * The text that answers one of a person at once, and which answer we owe. Confirmations of what a
 * text did are owed by its other entries (owed.ts).
 */
import type { Account, Sender } from './account.ts';
import type { Instant } from './basics.ts';
import type { TextOut } from './conversations.ts';
import type { Intent } from './data/keywords.ts';
import { helpOwed } from './help.ts';
import type { EntryDraft } from './ledger.ts';
import type { Whole } from './parts.ts';
import type { InboundMessage } from './ports.ts';
import type { Reading } from './replies.ts';
import { isClosed, type Standing } from './standing.ts';
import { askedWhich } from './which-program.ts';

export interface InboundFacts {
  readonly account: Account;
  readonly sender: Sender;
  readonly standing: Standing;
  readonly now: Instant;
  /** When the text was said, where it waited since; otherwise now. */
  readonly receivedAt?: Instant | undefined;
  /** The newest outcomes of texts to the person, oldest first, where they may matter. */
  readonly textsOut?: readonly TextOut[] | undefined;
  /** What the account words itself, in all languages: words of it that come back are ours. */
  readonly templates?: readonly string[] | undefined;
  /** All parts of it that are there, where it is a part of a longer text. */
  readonly whole?: Whole | undefined;
}

const ANSWERS_NOTHING: ReadonlySet<Intent> = new Set<Intent>([
  'other',
  'complaint',
  'call-me',
  'help',
  'opt-in',
]);

type Received = Extract<EntryDraft, { type: 'message-received' }>['detail'];

/** The one text that answers it at once: HELP, or what is neither yes nor no to our question. */
export function replyTo(
  message: InboundMessage,
  facts: InboundFacts,
  reading: Reading,
  [program]: readonly string[],
): Pick<Received, 'reply' | 'program'> {
  // Words of one's own get no automatic answer: "Who is this?" may be asked of the agent.
  const isCertain = reading.certainty === 'certain';
  if (reading.intent === 'help' && isCertain) return helpOwed(message, facts, reading);
  const { facts: held, sends } = facts.standing;
  // What answers another question of ours is clear enough.
  const isOnly = held.question === undefined && askedWhich(held, facts.now) === undefined;
  // Nobody who may have asked for an end is invited to say YES, before somebody has looked.
  if (held.mayLeave !== undefined) return {};
  const isUnclear =
    isOnly && !isCertain && ANSWERS_NOTHING.has(reading.intent) && !isClosed(held, 'sms');
  // Once for each question: whoever answers past it a second time has heard how to answer.
  const isFirst = held.clarifiedAt === undefined || held.clarifiedAt < (sends.asked?.at ?? 0);
  if (program === undefined || !isUnclear || !isFirst) return {};
  return { reply: 'opt-in-clarification', program };
}
