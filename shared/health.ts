/**
 * How a sender fares with the people and carriers it texts: shares of opt-outs and errors among its
 * texts over a rolling 24 hours, and what the account's thresholds make of them (TH-01 to TH-07).
 * Counted by the hour: an hour counts whole, from its first text until 24 hours after it began. It
 * decides which texts count and when a sender is watched or stopped; functions/sender-health.ts
 * counts.
 */
import type { Sender } from './account.ts';
import { HOUR, type Instant, iso } from './basics.ts';
import { carrierCode } from './data/carrier-codes.ts';
import type { LedgerEntry } from './ledger.ts';
import { isAnswer, type MessageRecord } from './message.ts';
import type { Settings } from './settings.ts';

export const WINDOW_HOURS = 24;

/** Texts of one hour. `failed` are of those `sent`; opt-outs count in the hour that they came. */
export interface HealthCount {
  readonly sent: number;
  readonly failed: number;
  readonly optedOut: number;
}
export const HEALTH_COUNTS = ['sent', 'failed', 'optedOut'] as const;

export interface HealthBucket extends HealthCount {
  /** Whole hours since 1970. */
  readonly hour: number;
}

export const hourOf = (at: Instant): number => Math.floor(at / HOUR);
/** The first hour that still counts: the one that runs and the 23 before. */
export const firstHour = (now: Instant): number => hourOf(now) - WINDOW_HOURS + 1;

export type HealthState = 'healthy' | 'watch' | 'act';

export interface Health extends HealthCount {
  readonly state: HealthState;
  /** Start of what was counted. */
  readonly since: Instant;
  /** Shares of the texts sent; 0 where none was. */
  readonly rates: { readonly optOut: number; readonly error: number };
}

export function judgeHealth(
  buckets: readonly HealthBucket[],
  now: Instant,
  { minimumSample, watch, act }: Settings['senderHealth'],
): Health {
  const first = firstHour(now);
  const inWindow = buckets.filter(({ hour }) => hour >= first && hour <= hourOf(now));
  const sum = (field: keyof HealthCount): number =>
    inWindow.reduce((total, bucket) => total + bucket[field], 0);
  const sent = sum('sent');
  const failed = sum('failed');
  const optedOut = sum('optedOut');
  // A quotient of whole numbers is the same double as the decimal that names it: 7/100 is 0.07.
  const rates = { optOut: sent && optedOut / sent, error: sent && failed / sent };
  const reaches = (limits: typeof watch): boolean =>
    rates.optOut >= limits.optOut || rates.error >= limits.error;
  let state: HealthState = 'healthy';
  if (sent >= minimumSample && reaches(watch)) state = 'watch';
  if (sent >= minimumSample && reaches(act)) state = 'act';
  return { state, since: first * HOUR, sent, failed, optedOut, rates };
}

type Paused = NonNullable<Sender['paused']>;

/** The pause that the rates rule sets, with the figures that led to it. */
export function pauseByRates(
  health: Health,
  now: Instant,
  { act, pauseHours }: Settings['senderHealth'],
): Paused {
  const { sent, failed, optedOut, rates } = health;
  return {
    by: 'rates',
    reason:
      `Of ${sent} texts in 24 hours ${optedOut} brought an opt-out (${percent(rates.optOut)}, ` +
      `limit ${percent(act.optOut)}) and ${failed} failed (${percent(rates.error)}, ` +
      `limit ${percent(act.error)}).`,
    until: iso(now + pauseHours * HOUR),
  };
}

const percent = (share: number): string => `${Number((share * 100).toFixed(2))}%`;

export const isPaused = ({ paused }: Pick<Sender, 'paused'>, now: Instant): boolean =>
  paused !== undefined && (paused.until === undefined || Date.parse(paused.until) > now);

/**
 * From when texts count for the rates: after a pause by the rates rule a sender is judged anew, by
 * what came since, whether the pause ended by itself or an admin lifted it.
 */
export function countedFrom({
  paused,
  judgedFrom,
}: Pick<Sender, 'paused' | 'judgedFrom'>): Instant {
  if (paused?.by !== 'rates') return judgedFrom === undefined ? 0 : Date.parse(judgedFrom);
  return paused.until === undefined ? Number.POSITIVE_INFINITY : Date.parse(paused.until);
}

/** What a sender that is put again keeps of that, when the put lifts such a pause or leaves it. */
export function judgedFromAfter(
  before: Pick<Sender, 'paused' | 'judgedFrom'> | undefined,
  after: Pick<Sender, 'paused'>,
  now: Instant,
): Sender['judgedFrom'] {
  const lifts = before?.paused?.by === 'rates' && after.paused?.by !== 'rates';
  return lifts ? iso(Math.min(now, countedFrom(before))) : before?.judgedFrom;
}

/** One thing that counts for a sender, and the instant it counts at. */
export interface HealthEvent {
  readonly sender: string;
  readonly at: Instant;
  readonly field: keyof HealthCount;
}

const HANDED_OVER: ReadonlySet<MessageRecord['status']> = new Set([
  'sent',
  'failed',
  'outcome-unknown',
]);

/**
 * A text that was handed to the provider for the first time, and whether the provider refused. What
 * answers the person's own text is owed whatever the rates are, and counts for none.
 */
export function healthOfMessage(
  before: MessageRecord | undefined,
  after: MessageRecord,
): HealthEvent[] {
  if (isAnswer(after.category) || !HANDED_OVER.has(after.status)) return [];
  if (before && HANDED_OVER.has(before.status)) return [];
  // Somebody who opted out at the provider was not texted; that is no fault of the sender.
  if (after.status === 'failed' && after.error?.code.startsWith('opted-out')) return [];
  const { sender, at } = after;
  const sent: HealthEvent = { sender, at, field: 'sent' };
  return after.status === 'failed' ? [sent, { ...sent, field: 'failed' }] : [sent];
}

/** A text that the carrier did not deliver counts as an error of the hour that it was sent in. */
export function healthOfFailure(text: MessageRecord, code: string | undefined): HealthEvent[] {
  const { category, provider, sender, at, status } = text;
  if (isAnswer(category) || status === 'failed' || !HANDED_OVER.has(status)) return [];
  const known = provider === 'twilio' || provider === 'aws' ? provider : undefined;
  const row = known && code !== undefined ? carrierCode(known, code) : undefined;
  return row?.reason === 'opted-out' ? [] : [{ sender, at, field: 'failed' }];
}

/** A person who left by a reply to this sender. */
export function healthOfEntry(entry: LedgerEntry): HealthEvent[] {
  if (entry.type !== 'opted-out' || entry.source !== 'text') return [];
  const { channels, sender } = entry.detail;
  if (sender === undefined || !channels.includes('sms')) return [];
  return [{ sender, at: entry.at, field: 'optedOut' }];
}

/**
 * Events as buckets, oldest hour first; those before `from` or out of the window are left out. One
 * by a clock that is a little ahead counts in the running hour.
 */
export function bucketsOf(
  events: readonly HealthEvent[],
  { from, now }: { readonly from: Instant; readonly now: Instant },
): HealthBucket[] {
  const byHour = new Map<number, HealthBucket>();
  for (const { at, field } of events) {
    const hour = Math.min(hourOf(at), hourOf(now));
    if (at < from || hour < firstHour(now)) continue;
    const held = byHour.get(hour) ?? { hour, sent: 0, failed: 0, optedOut: 0 };
    byHour.set(hour, { ...held, [field]: held[field] + 1 });
  }
  return [...byHour.values()].sort((a, b) => a.hour - b.hour);
}
