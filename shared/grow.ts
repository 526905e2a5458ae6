/**
 * What a ledger becomes when drafts are added to it: numbered, chained, folded, with their effects.
 */
import { invariant } from './basics.ts';
import { effectsOf } from './effects.ts';
import type { StoredEntry } from './events.ts';
import { applyEntry } from './fold.ts';
import { type ContactKey, chainEntries, type EntryDraft } from './ledger.ts';
import { contactRef, type Standing } from './standing.ts';
import type { LedgerChange } from './store.ts';

/** Entries that one act may make: a bound on the transaction that writes them. */
export const MAX_DRAFTS = 20;

export function growLedger(
  key: ContactKey,
  before: Standing,
  drafts: readonly EntryDraft[],
): LedgerChange {
  invariant(drafts.length > 0 && drafts.length <= MAX_DRAFTS, 'a change has 1 to 20 entries');
  let facts = before.facts;
  const entries: StoredEntry[] = [];
  for (const entry of chainEntries({ seq: before.seq, hash: before.head }, drafts)) {
    facts = applyEntry(facts, entry);
    entries.push({ key, entry, contact: contactRef(facts), effects: effectsOf(key, facts, entry) });
  }
  return { key, before, entries, facts };
}
