/**
 * What the revoke-all rule would have changed: the opt-outs of a period, found by the account's
 * index, each replayed over its ledger. Nothing is changed.
 */
import { type Instant, iso } from '#shared/basics.ts';
import { packAt } from '#shared/packs/index.ts';
import { type ReplayedOptOut, replayOptOut, summarise } from '#shared/replay.ts';
import { revokeAllFrom } from '#shared/rules/revocation.ts';
import type { Ledger, OptOutRef } from '#shared/store.ts';
import { answer, type HttpRequest, type HttpResponse, refuse } from './http.ts';
import { ledgersFrom, reportOn } from './opt-out-report.ts';
import type { RecordDeps } from './record.ts';

/** Ledgers that are read side by side. */
const AT_ONCE = 10;

export async function reportRevokeAll(
  deps: RecordDeps,
  request: HttpRequest,
): Promise<HttpResponse> {
  const on = await reportOn(deps, request);
  if (!on.ok) return refuse(on.error);
  const { account, now, page, period } = on.value;
  const found = await deps.ledger.optOuts(account.id, { ...period, ...page });
  const pack = packAt(now);
  const items = await replayAll(deps.ledger, found.items, revokeAllFrom(account.settings, pack));
  return answer(200, {
    from: iso(period.from),
    to: iso(period.to),
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
  const contacts = keys.map((key) => ({ key, after: 0 }));
  const ledgers = await ledgersFrom(ledger, contacts, AT_ONCE);
  return refs.flatMap(({ key, seq }) => {
    const entries = ledgers.get(key);
    return (entries && replayOptOut(key, entries, seq, from)) ?? [];
  });
}
