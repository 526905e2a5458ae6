/**
 * What kind of line a number is: asked of a provider, once for as long as the account lets an
 * answer stand, and kept as a fact of the contact. A task that comes again finds the answer and
 * costs nothing. No text waits for this: see shared/look-ups.ts.
 */
import { type Instant, ok } from '#shared/basics.ts';
import { type EntryDraft, readKey } from '#shared/ledger.ts';
import { isLookUpDue } from '#shared/look-ups.ts';
import type { FoundLine, LookUpTask, NumberLookup } from '#shared/ports.ts';
import type { Snapshot } from '#shared/store.ts';
import { type RecordDeps, record } from './record.ts';
import { accountNow } from './request.ts';

export interface LookUpDeps extends RecordDeps {
  readonly lookup: NumberLookup;
}

/** Throws when there was no answer, so that the queue brings the task again. */
export const lookUpNumber = (deps: LookUpDeps) => async (task: LookUpTask) => {
  const { account, key } = task;
  const query = { account, ledgers: [key] };
  const { phone } = readKey(key);
  if (phone === undefined) return;
  if (dueAt(deps, task, await deps.reader.read(query)) === undefined) return;
  const found = await deps.lookup.lookUp(phone);
  const written = await record(deps, query, undefined, (snapshot) => {
    // Somebody may have looked it up since: one answer is enough.
    const at = dueAt(deps, task, snapshot);
    const drafts = at === undefined ? [] : [entryOf(found, deps.lookup.name, at)];
    return ok({ drafts: new Map([[key, drafts]]), answer: () => null });
  });
  if (!written.ok) throw new Error(`the look-up was not written: ${written.error.code}`);
};

/** The account's instant, when a contact that it knows is due. */
function dueAt(
  { clock }: LookUpDeps,
  { key }: LookUpTask,
  snapshot: Snapshot,
): Instant | undefined {
  const { account } = snapshot;
  const { facts, version } = snapshot.standing(key);
  if (!account || version === 0) return undefined;
  const now = accountNow(account, clock.now());
  return isLookUpDue(facts, account, now) ? now : undefined;
}

const entryOf = (
  { lineType, carrier, country }: FoundLine,
  provider: string,
  at: Instant,
): EntryDraft => ({
  type: 'number-looked-up',
  at,
  actor: `provider:${provider}`,
  source: 'lookup',
  detail: { lineType, provider, ...(carrier && { carrier }), ...(country && { country }) },
});
