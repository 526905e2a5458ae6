/** All entries of one ledger, or all after one, for what is computed over the past. */
import { err, ok, type Result } from '#shared/basics.ts';
import type { ContactKey, LedgerEntry } from '#shared/ledger.ts';
import { type Problem, problem } from '#shared/problems.ts';
import type { Ledger } from '#shared/store.ts';

const PAGE = 200;
/** A contact with more than this needs no decision but an inquiry. */
const MAX_ENTRIES = 10_000;

export async function wholeLedger(
  ledger: Ledger,
  key: ContactKey,
  /** Entries up to this number are left out. */
  from = 0,
): Promise<Result<readonly LedgerEntry[], Problem>> {
  const entries: LedgerEntry[] = [];
  for (let after = from; entries.length <= MAX_ENTRIES; ) {
    const page = await ledger.history(key, { limit: PAGE, after });
    entries.push(...page);
    if (page.length < PAGE) return ok(entries);
    after = entries.at(-1)?.seq ?? after;
  }
  return err(problem('invalid-request', `This ledger has over ${MAX_ENTRIES} entries.`));
}
