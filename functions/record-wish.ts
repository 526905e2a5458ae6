/**
 * Facts written at a person's wish: as record.ts writes them, and each revocation among them with
 * when it is due. Every door writes through here, so that none can forget it; the gate, which hears
 * nobody, does not carry the calendars.
 */
import { ok, type Result } from '#shared/basics.ts';
import { withDue } from '#shared/due.ts';
import type { Problem } from '#shared/problems.ts';
import type { ReadQuery, Snapshot } from '#shared/store.ts';
import { type Act, type ReadMore, type RecordDeps, type Repeat, record } from './record.ts';

export const recordWish = <Answer>(
  deps: RecordDeps,
  query: ReadQuery,
  repeat: Repeat | undefined,
  decide: (snapshot: Snapshot) => Result<Act<Answer> | ReadMore, Problem>,
): Promise<Result<Answer, Problem>> =>
  record(deps, query, repeat, (snapshot) => {
    const decided = decide(snapshot);
    if (!decided.ok || 'alsoRead' in decided.value) return decided;
    return ok({ ...decided.value, drafts: draftsWithDue(decided.value.drafts, snapshot) });
  });

function draftsWithDue(drafts: Act<unknown>['drafts'], snapshot: Snapshot): Act<unknown>['drafts'] {
  const settings = snapshot.account?.settings;
  if (!settings) return drafts;
  return new Map(
    [...drafts].map(([key, own]) => {
      const { place } = snapshot.standing(key).facts;
      return [key, own.map((draft) => withDue(draft, { key, place, settings }))];
    }),
  );
}
