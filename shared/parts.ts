/**
 * Long texts that a carrier hands over as several, each with its mark: "(1/2) Please take my" and
 * "(2/2) number off your list". Which texts are parts of one, and the words of the whole as far as
 * it is there. It reads no meaning (reply-context.ts).
 */
import { type Instant, MINUTE } from './basics.ts';
import type { LedgerEntry } from './ledger.ts';
import { saidAt } from './received-at.ts';

/** Parts come seconds apart; a webhook that failed is tried again within minutes. */
export const PARTS_WITHIN_MS = 5 * MINUTE;
/** Carriers split into ten at most (1,600 characters); "11/22" is a day. */
export const MAX_PARTS = 10;
/**
 * Entries to look through for the parts before: each makes its own, what it set off (an opt-out, a
 * review) and what the targets acknowledged.
 */
export const PART_ENTRIES = 60;

/**
 * A mark in brackets is one; a bare "1/2" only where the other parts are there as well. Each is
 * looked for at one end of the text, so that the time is that of its length.
 */
const FORMS = {
  before: /^\s*[([](\d{1,2})\s?(?:\/|of)\s?(\d{1,2})[)\]]\s*/iu,
  after: /\s?[([](\d{1,2})\s?(?:\/|of)\s?(\d{1,2})[)\]]\s*$/iu,
  bare: /^\s*(\d{1,2})\s?(?:\/|of)\s?(\d{1,2})(?:\s?[:.)-])?\s+/iu,
} as const;
type Form = keyof typeof FORMS;

export interface Part {
  readonly part: number;
  readonly of: number;
  readonly form: Form;
  /** Without its mark. */
  readonly text: string;
}

export function partOf(body: string): Part | undefined {
  for (const form of ['before', 'after', 'bare'] as const) {
    const found = FORMS[form].exec(body);
    if (!found) continue;
    const [mark, part, of] = [found[0], Number(found[1]), Number(found[2])];
    const text = form === 'after' ? body.slice(0, found.index) : body.slice(mark.length);
    const isMark = part >= 1 && part <= of && of >= 2 && of <= MAX_PARTS;
    if (isMark && text.trim() !== '') return { part, of, form, text };
  }
  return undefined;
}

/** What a text says by itself: a mark in brackets is the carrier's. */
export function withoutMark(body: string): string {
  const part = partOf(body);
  return part && part.form !== 'bare' ? part.text : body;
}

export interface Whole {
  readonly text: string;
  /** The entries of the other parts. */
  readonly readWith: readonly number[];
}

interface Earlier {
  readonly seq: number;
  readonly part: Part;
}

/**
 * The words of all parts that are there, in order, as said by this one person to this one number.
 * Undefined where it stands alone. Parts come in any order; one that is there already, or a whole
 * that is complete, belongs to an earlier text.
 * @param entries of the person's ledger, oldest first
 */
export function wholeOf(
  body: string,
  { receivedAt, sender }: { readonly receivedAt: Instant; readonly sender: string },
  entries: readonly LedgerEntry[],
): Whole | undefined {
  const own = partOf(body);
  if (!own) return undefined;
  let open = new Map<number, Earlier>();
  for (const entry of entries) {
    if (entry.type !== 'message-received' || entry.detail.sender !== sender) continue;
    if (Math.abs(saidAt(entry.at, entry.detail) - receivedAt) > PARTS_WITHIN_MS) continue;
    const part = partOf(entry.detail.body);
    if (part?.of !== own.of || part.form !== own.form) continue;
    if (open.has(part.part)) open = new Map();
    open.set(part.part, { seq: entry.seq, part });
    if (open.size === own.of) open = new Map();
  }
  if (open.size === 0 || open.has(own.part)) return undefined;
  const others = [...open.values()];
  const parts = [...others.map(({ part }) => part), own].sort((a, b) => a.part - b.part);
  return {
    text: parts.map(({ text }) => text.trim()).join(' '),
    readWith: others.map(({ seq }) => seq),
  };
}
