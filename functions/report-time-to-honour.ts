/**
 * How long revocations of a period took: the account's index of opt-outs says where they are, each
 * ledger is read from there on, and shared/time-to-honour.ts measures. Nothing is changed.
 */
import type { Account } from '#shared/account.ts';
import { type Instant, iso } from '#shared/basics.ts';
import { HONOUR_LIMITS } from '#shared/data/honour.ts';
import type { ContactKey } from '#shared/ledger.ts';
import type { Ledger, OptOutRef } from '#shared/store.ts';
import {
  type Honoured,
  honourOf,
  honourView,
  summarise,
  summariseByDoor,
  worstFirst,
} from '#shared/time-to-honour.ts';
import { answer, type HttpRequest, type HttpResponse, refuse } from './http.ts';
import { ledgersFrom, reportOn } from './opt-out-report.ts';
import type { RecordDeps } from './record.ts';

/** Revocations that one answer measures: read in seconds, within the time of the function. */
const MAX_MEASURED = 1_000;
/** Ledgers that are read side by side. */
const AT_ONCE = 25;

export async function reportTimeToHonour(
  deps: RecordDeps,
  request: HttpRequest,
): Promise<HttpResponse> {
  const on = await reportOn(deps, request);
  if (!on.ok) return refuse(on.error);
  const { account, now, page, period } = on.value;
  const query = { ...period, ...page, limit: MAX_MEASURED };
  const found = await deps.ledger.optOuts(account.id, query);
  const measured = await measure(deps.ledger, found.items, account, now);
  return answer(200, {
    from: iso(period.from),
    to: iso(period.to),
    asOf: iso(now),
    honourMinutes: account.settings.honourMinutes,
    limits: HONOUR_LIMITS,
    summary: { ...summarise(measured, now), unread: found.items.length - measured.length },
    doors: summariseByDoor(measured, now),
    worst: worstFirst(measured, now).slice(0, page.limit).map(honourView),
    // More were recorded in the period than one answer measures: figures are of this part alone.
    ...(found.nextCursor !== undefined && { nextCursor: found.nextCursor }),
  });
}

/** A ledger too long to read is left out and counted. */
async function measure(
  ledger: Ledger,
  refs: readonly OptOutRef[],
  { settings }: Account,
  now: Instant,
): Promise<Honoured[]> {
  const seqs = new Map<ContactKey, number[]>();
  for (const { key, seq } of refs) seqs.set(key, [...(seqs.get(key) ?? []), seq]);
  const contacts = [...seqs].map(([key, own]) => ({ key, after: Math.min(...own) - 1 }));
  const ledgers = await ledgersFrom(ledger, contacts, AT_ONCE);
  return [...ledgers].flatMap(([key, entries]) =>
    (seqs.get(key) ?? []).flatMap(
      (seq) => honourOf(entries, seq, { key, place: undefined, settings }, now) ?? [],
    ),
  );
}
