/**
 * One change of configuration: the items, and the entry in the account's own ledger, all or
 * nothing.
 */
import { ok, present, type Result } from '#shared/basics.ts';
import type { NamedKind } from '#shared/configuration.ts';
import { accountKey } from '#shared/ledger.ts';
import { type Problem, problem } from '#shared/problems.ts';
import type { ConfigRef, ConfigWrite, Snapshot } from '#shared/store.ts';
import type { HttpRequest } from '../http.ts';
import { type RecordDeps, type Repeat, record } from '../record.ts';
import { accountNow, callerOf } from '../request.ts';

export interface Change<Answer> {
  readonly kind: string;
  readonly id: string;
  /** What the entry shows: never a secret. */
  readonly shown: Record<string, unknown>;
  readonly writes: readonly ConfigWrite[];
  readonly answer: Answer;
}

export function change<Answer>(
  deps: RecordDeps,
  request: HttpRequest,
  config: readonly ConfigRef[],
  decide: (snapshot: Snapshot) => Result<Change<Answer>, Problem>,
  repeat?: Repeat,
): Promise<Result<Answer, Problem>> {
  const { account, keyId } = callerOf(request);
  const key = accountKey(account);
  return record(deps, { account, config, ledgers: [key] }, repeat, (snapshot) => {
    const decided = decide(snapshot);
    if (!decided.ok) return decided;
    const { kind, id, shown, writes, answer } = decided.value;
    const at = accountNow(present(snapshot.account, 'the account of a key'), deps.clock.now());
    return ok({
      drafts: new Map([
        [
          key,
          [
            {
              type: 'settings-changed' as const,
              at,
              actor: `key:${keyId}`,
              source: 'api',
              detail: { kind, id, change: shown },
            },
          ],
        ],
      ]),
      config: writes,
      answer: () => answer,
    });
  });
}

/** Said alike by every door that reads or changes a thing by its name. */
export const noSuch = (kind: NamedKind): Problem =>
  problem('not-found', `This account has no ${kind} of this name.`);
