/**
 * What became of a revocation: when it was said, when the block stood, when each suppression target
 * acknowledged, and whether that was in time by law and by the account's own target (due.ts). Over
 * many: counts, median, p99 and the worst. It changes nothing.
 */
import type { Channel } from './account.ts';
import { type Instant, iso } from './basics.ts';
import { type Circumstances, clockStart, dueOf } from './due.ts';
import { type ContactKey, type LedgerEntry, readKey } from './ledger.ts';
import type { TargetName } from './ports.ts';

export const TARGETS = ['email', 'dialer'] as const satisfies readonly TargetName[];

/** In time, not in time, or neither yet: it is still waited for and not past. */
export type InTime = 'met' | 'missed' | 'open';

/** One revocation at one address: a phone and its email address each have their own. */
export interface Honoured {
  readonly key: ContactKey;
  readonly seq: number;
  readonly hash: string;
  readonly source: string;
  readonly channels: readonly Channel[];
  readonly receivedAt: Instant;
  /** Where its time starts: as received, or as carried over from another address. */
  readonly startsAt: Instant;
  readonly blockedAt: Instant;
  readonly due: { readonly at: Instant; readonly citation: string; readonly targetAt: Instant };
  readonly acknowledgedAt: Readonly<Record<TargetName, Instant | undefined>>;
  /** Targets that have not acknowledged, and of these the ones that it concerns. */
  readonly silent: readonly TargetName[];
  readonly waitingFor: readonly TargetName[];
  /** Blocked, and acknowledged by every target that it concerns. */
  readonly honouredAt: Instant | undefined;
  readonly byLaw: InTime;
  readonly byTarget: InTime;
}

/**
 * A text STOP ends automated calls too (RV-13), so the dialer must know of it; the email system
 * only of what ends email. An email ledger speaks for email alone (effects.ts).
 */
function concerns(target: TargetName, key: ContactKey, channels: readonly Channel[]): boolean {
  if (target === 'email') return channels.includes('email');
  return readKey(key).phone !== undefined && channels.some((channel) => channel !== 'email');
}

/**
 * @param entries of one ledger, in order, from the revocation on or from before it
 * @param seq the number of an entry `opted-out` among them
 */
export function honourOf(
  entries: readonly LedgerEntry[],
  seq: number,
  where: Circumstances,
  now: Instant,
): Honoured | undefined {
  const entry = entries.find((one) => one.seq === seq);
  if (entry?.type !== 'opted-out') return undefined;
  const { key } = where;
  const { channels, receivedAt } = entry.detail;
  // Entries from before due times were recorded are judged by the table and target of today.
  const due = entry.detail.due ?? dueOf(entry, where);
  const acknowledgedAt = {
    email: acknowledged(entries, 'email', seq),
    dialer: acknowledged(entries, 'dialer', seq),
  };
  const silent = TARGETS.filter((target) => acknowledgedAt[target] === undefined);
  const concerned = TARGETS.filter((target) => concerns(target, key, channels));
  const waitingFor = silent.filter((target) => concerned.includes(target));
  const ends = concerned.map((target) => acknowledgedAt[target] ?? entry.at);
  const honouredAt = waitingFor.length > 0 ? undefined : Math.max(entry.at, ...ends);
  const dueAt = Date.parse(due.at);
  const targetAt = Date.parse(due.targetAt);
  return {
    key,
    seq,
    hash: entry.hash,
    source: entry.source,
    channels,
    receivedAt: Date.parse(receivedAt),
    startsAt: clockStart(entry.detail, entry.at),
    blockedAt: entry.at,
    due: { at: dueAt, citation: due.citation, targetAt },
    acknowledgedAt,
    silent,
    waitingFor,
    honouredAt,
    byLaw: inTime(honouredAt, dueAt, now),
    byTarget: inTime(honouredAt, targetAt, now),
  };
}

/** A change carries the whole state: a newer one that is acknowledged speaks for those before. */
function acknowledged(
  entries: readonly LedgerEntry[],
  target: TargetName,
  seq: number,
): Instant | undefined {
  const receipt = entries.find(
    (entry) =>
      entry.type === 'suppression-applied' &&
      entry.detail.target === target &&
      entry.detail.ofSeq >= seq,
  );
  return receipt?.at;
}

function inTime(honouredAt: Instant | undefined, limit: Instant, now: Instant): InTime {
  if ((honouredAt ?? now) > limit) return 'missed';
  return honouredAt === undefined ? 'open' : 'met';
}

/** As the API shows it, with the page of history that proves it. */
export function honourView(one: Honoured) {
  const { acknowledgedAt, due, honouredAt, key, seq } = one;
  const { phone, email } = readKey(key);
  const show = (at: Instant | undefined) => (at === undefined ? null : iso(at));
  return {
    contact: { ...(phone && { phone }), ...(email && { email }) },
    seq,
    entryHash: one.hash,
    source: one.source,
    channels: one.channels,
    receivedAt: iso(one.receivedAt),
    blockedAt: iso(one.blockedAt),
    acknowledgedAt: { email: show(acknowledgedAt.email), dialer: show(acknowledgedAt.dialer) },
    waitingFor: one.waitingFor,
    honouredAt: show(honouredAt),
    dueAt: iso(due.at),
    citation: due.citation,
    targetAt: iso(due.targetAt),
    byLaw: one.byLaw,
    byTarget: one.byTarget,
    /** Recorded when it was past due already. */
    late: one.blockedAt > due.at,
    history: `/v1/contacts/${encodeURIComponent(phone ?? email ?? '')}/history?cursor=${seq - 1}`,
  };
}

/** The revocations among these entries of a ledger, as shown, the newest first. */
export const revocationsIn = (
  entries: readonly LedgerEntry[],
  where: Circumstances,
  now: Instant,
): ReturnType<typeof honourView>[] =>
  entries
    .flatMap(({ seq, type }) =>
      type === 'opted-out' ? (honourOf(entries, seq, where, now) ?? []) : [],
    )
    .map(honourView)
    .reverse();

/** Milliseconds of one stage over some revocations; a wait that lasts counts as long as it has. */
export interface Stage {
  readonly count: number;
  readonly waiting: number;
  readonly medianMs: number | null;
  readonly p99Ms: number | null;
  readonly worstMs: number | null;
}

interface Wait {
  readonly from: Instant;
  readonly to: Instant | undefined;
}

/** By nearest rank: each figure is one that was seen. */
function stage(waits: readonly Wait[], now: Instant): Stage {
  const times = waits.map(({ from, to }) => Math.max(0, (to ?? now) - from)).sort((a, b) => a - b);
  const rank = (share: number) => times[Math.ceil(share * times.length) - 1] ?? null;
  return {
    count: times.length,
    waiting: waits.filter(({ to }) => to === undefined).length,
    medianMs: rank(0.5),
    p99Ms: rank(0.99),
    worstMs: rank(1),
  };
}

const lasted = ({ honouredAt, startsAt }: Honoured, now: Instant): number =>
  (honouredAt ?? now) - startsAt;

export function summarise(all: readonly Honoured[], now: Instant) {
  const count = (of: 'byLaw' | 'byTarget') => ({
    met: all.filter((one) => one[of] === 'met').length,
    missed: all.filter((one) => one[of] === 'missed').length,
    open: all.filter((one) => one[of] === 'open').length,
  });
  const toTarget = (target: TargetName) =>
    all.map(({ acknowledgedAt, blockedAt }) => ({ from: blockedAt, to: acknowledgedAt[target] }));
  return {
    revocations: all.length,
    waiting: all.filter(({ waitingFor }) => waitingFor.length > 0).length,
    late: all.filter(({ blockedAt, due }) => blockedAt > due.at).length,
    withinDue: count('byLaw'),
    withinTarget: count('byTarget'),
    stages: {
      receivedToBlocked: stage(
        all.map(({ blockedAt, startsAt }) => ({ from: startsAt, to: blockedAt })),
        now,
      ),
      blockedToEmail: stage(toTarget('email'), now),
      blockedToDialer: stage(toTarget('dialer'), now),
      receivedToHonoured: stage(
        all.map(({ honouredAt, startsAt }) => ({ from: startsAt, to: honouredAt })),
        now,
      ),
    },
  };
}

export function summariseByDoor(all: readonly Honoured[], now: Instant) {
  const doors = [...new Set(all.map(({ source }) => source))].sort();
  return Object.fromEntries(
    doors.map((door) => [
      door,
      summarise(
        all.filter(({ source }) => source === door),
        now,
      ),
    ]),
  );
}

/**
 * Those that a target it concerns has not acknowledged come first, then those that any target has
 * not, then by how long it took; of equals, the oldest.
 */
export const worstFirst = (all: readonly Honoured[], now: Instant): Honoured[] =>
  [...all].sort(
    (a, b) =>
      Number(b.waitingFor.length > 0) - Number(a.waitingFor.length > 0) ||
      Number(b.silent.length > 0) - Number(a.silent.length > 0) ||
      lasted(b, now) - lasted(a, now) ||
      a.blockedAt - b.blockedAt,
  );
