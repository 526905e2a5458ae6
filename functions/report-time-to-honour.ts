/**
 * How long revocations of a period took: the account's index of opt-outs says where they are, each
 * ledger is read from there on, and shared/time-to-honour.ts measures. Nothing is changed.
 */
import type { Account } from '#shared/account.ts';
import { type Instant, iso, present } from '#shared/basics.ts';
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
import type { RecordDeps } from './record.ts';
import { accountNow, callerOf, pageOf, periodOf } from './request.ts';
import { wholeLedger } from './whole-ledger.ts';

/** Revocations that one answer measures: read in seconds, within the time of the function. */
const MAX_MEASURED = 1_000;
/** Ledgers that are read side by side. */
const AT_ONCE = 25;

export async function reportTimeToHonour(
  deps: RecordDeps,
  request: HttpRequest,
): Promise<HttpResponse> {
  const { account: id } = callerOf(request);
  const page = pageOf(request.query);
  if (!page.ok) return refuse(page.error);
  const snapshot = await deps.reader.read({ account: id });
  const account = present(snapshot.account, 'the account of a key');
  const now = accountNow(account, deps.clock.now());
  const period = periodOf(request.query, now);
  if (!period.ok) return refuse(period.error);
  const query = { ...period.value, ...page.value, limit: MAX_MEASURED };
  const found = await deps.ledger.optOuts(id, query);
  const measured = await measure(deps.ledger, found.items, account, now);
  return answer(200, {
    from: iso(period.value.from),
    to: iso(period.value.to),
    asOf: iso(now),
    honourMinutes: account.settings.honourMinutes,
    limits: HONOUR_LIMITS,
    summary: { ...summarise(measured, now), unread: found.items.length - measured.length },
    doors: summariseByDoor(measured, now),
    worst: worstFirst(measured, now).slice(0, page.value.limit).map(honourView),
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
  const contacts = [...seqs];
  const measured: Honoured[] = [];
  for (let start = 0; start < contacts.length; start += AT_ONCE) {
    const some = contacts.slice(start, start + AT_ONCE);
    const read = await Promise.all(
      some.map(([key, own]) => wholeLedger(ledger, key, Math.min(...own) - 1)),
    );
    for (const [i, [key, own]] of some.entries()) {
      const entries = present(read[i], 'a ledger read');
      if (!entries.ok) continue;
      const where = { key, place: undefined, settings };
      measured.push(...own.flatMap((seq) => honourOf(entries.value, seq, where, now) ?? []));
    }
  }
  return measured;
}
