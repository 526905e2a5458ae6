/**
 * What the revoke-all rule would have changed: the opt-outs of a period, found by the account's
 * index, each replayed over its ledger. Nothing is changed.
 */
import { type Instant, iso, present } from '#shared/basics.ts';
import type { ContactKey } from '#shared/ledger.ts';
import { packAt } from '#shared/packs/index.ts';
import { type ReplayedOptOut, replayOptOut, summarise } from '#shared/replay.ts';
import { revokeAllFrom } from '#shared/rules/revocation.ts';
import type { Ledger, OptOutRef } from '#shared/store.ts';
import { answer, type HttpRequest, type HttpResponse, refuse } from './http.ts';
import type { RecordDeps } from './record.ts';
import { accountNow, callerOf, pageOf, periodOf } from './request.ts';
import { wholeLedger } from './whole-ledger.ts';

/** Ledgers that are read side by side. */
const AT_ONCE = 10;

export async function reportRevokeAll(
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
  const found = await deps.ledger.optOuts(id, { ...period.value, ...page.value });
  const pack = packAt(now);
  const items = await replayAll(deps.ledger, found.items, revokeAllFrom(account.settings, pack));
  return answer(200, {
    from: iso(period.value.from),
    to: iso(period.value.to),
    rule: {
      setting: account.settings.revokeAll,
      rulePack: pack.version,
      citation: pack.revokeAll.citation,
    },
    /** Of this page: pages add up, but for contacts that are on both. */
    summary: { ...summarise(items), unread: found.items.length - items.length },
    items,
    ...(found.nextCursor !== undefined && { nextCursor: found.nextCursor }),
  });
}

/** In the order of the index; a ledger too long to read is left out and counted. */
async function replayAll(
  ledger: Ledger,
  refs: readonly OptOutRef[],
  from: Instant,
): Promise<ReplayedOptOut[]> {
  const keys = [...new Set(refs.map(({ key }) => key))];
  const byKey = new Map<ContactKey, Awaited<ReturnType<typeof wholeLedger>>>();
  for (let start = 0; start < keys.length; start += AT_ONCE) {
    const some = keys.slice(start, start + AT_ONCE);
    const read = await Promise.all(some.map((key) => wholeLedger(ledger, key)));
    for (const [i, key] of some.entries()) byKey.set(key, present(read[i], 'a ledger read'));
  }
  return refs.flatMap(({ key, seq }) => {
    const entries = byKey.get(key);
    const replayed = entries?.ok ? replayOptOut(key, entries.value, seq, from) : undefined;
    return replayed ? [replayed] : [];
  });
}
