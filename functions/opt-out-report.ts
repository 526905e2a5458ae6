/**
 * What the reports over an account's opt-outs share: whom and which period they are about, and the
 * ledgers of those opt-outs, read side by side. It measures nothing.
 */
import type { Account } from '#shared/account.ts';
import { type Instant, ok, present, type Result } from '#shared/basics.ts';
import type { ContactKey, LedgerEntry } from '#shared/ledger.ts';
import type { Problem } from '#shared/problems.ts';
import type { Ledger } from '#shared/store.ts';
import type { HttpRequest } from './http.ts';
import type { RecordDeps } from './record.ts';
import { accountNow, callerOf, pageOf, periodOf } from './request.ts';
import { wholeLedger } from './whole-ledger.ts';

type Value<Parsed> = Extract<Parsed, { readonly value: unknown }>['value'];

export interface ReportOn {
  readonly account: Account;
  /** Of the account. */
  readonly now: Instant;
  readonly page: Value<ReturnType<typeof pageOf>>;
  readonly period: Value<ReturnType<typeof periodOf>>;
}

export async function reportOn(
  { clock, reader }: Pick<RecordDeps, 'clock' | 'reader'>,
  request: HttpRequest,
): Promise<Result<ReportOn, Problem>> {
  const page = pageOf(request.query);
  if (!page.ok) return page;
  const snapshot = await reader.read({ account: callerOf(request).account });
  const account = present(snapshot.account, 'the account of a key');
  const now = accountNow(account, clock.now());
  const period = periodOf(request.query, now);
  if (!period.ok) return period;
  return ok({ account, now, page: page.value, period: period.value });
}

/** By contact its entries after a number; a ledger too long to read is left out. */
export async function ledgersFrom(
  ledger: Ledger,
  contacts: readonly { readonly key: ContactKey; readonly after: number }[],
  atOnce: number,
): Promise<ReadonlyMap<ContactKey, readonly LedgerEntry[]>> {
  const entries = new Map<ContactKey, readonly LedgerEntry[]>();
  for (let start = 0; start < contacts.length; start += atOnce) {
    const some = contacts.slice(start, start + atOnce);
    const read = await Promise.all(some.map(({ key, after }) => wholeLedger(ledger, key, after)));
    for (const [i, { key }] of some.entries()) {
      const found = present(read[i], 'a ledger read');
      if (found.ok) entries.set(key, found.value);
    }
  }
  return entries;
}
