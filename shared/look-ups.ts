/**
 * When a number is looked up, and who asks: the table's stream, after the fact, so that no text
 * waits for an answer. What a text meets before there is one: rules/number.ts. Whether the number
 * was looked up in the meantime is read again by who does it.
 */
import type { Account } from './account.ts';
import { DAY, type Instant } from './basics.ts';
import type { StoredEntry } from './events.ts';
import type { MessageRecord } from './message.ts';
import type { ReasonCode } from './rules/index.ts';
import type { Facts, Sends } from './standing.ts';

/** Never yet, or longer ago than the account lets an answer stand; `now` of the account. */
export const isLookUpDue = ({ line }: Facts, account: Account, now: Instant): boolean =>
  line === undefined || now - line.at >= account.settings.lineType.maxAgeDays * DAY;

/**
 * What asks for a look-up, by its name, so that the same asks once: a new consent to texts, or a
 * contact that begins with a text.
 */
export function askedByEntry({ entry }: StoredEntry): string | undefined {
  const asks =
    (entry.type === 'consent-captured' && entry.detail.channel === 'sms') ||
    (entry.type === 'message-received' && entry.seq === 1);
  return asks ? entry.hash : undefined;
}

/** A text on its way that found the look-up due, as its claim tells. */
export const askedByClaim = (claims: Sends['claims']): string | undefined =>
  claims.find(({ lookUp }) => lookUp)?.id;

/** What only another look-up can change: a text refused so makes no claim that could ask. */
const BY_LINE: ReadonlySet<string> = new Set<ReasonCode>([
  'landline',
  'voip-not-allowed',
  'line-type-unknown',
]);

/** A text that was refused because of its line. */
export const askedByRefusal = ({ id, status, decision }: MessageRecord): string | undefined =>
  status === 'blocked' && decision.reasons.some(({ code }) => BY_LINE.has(code)) ? id : undefined;
