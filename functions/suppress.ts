/**
 * One change to one suppression target, in order per contact, once: what is not newer than the last
 * change that the target applied is dropped, and each acknowledgement comes back as an entry.
 */
import { ok, present } from '#shared/basics.ts';
import type { SuppressionChange, SuppressionTarget } from '#shared/ports.ts';
import { LOG, type Log } from './log.ts';
import { type RecordDeps, record } from './record.ts';
import { accountNow } from './request.ts';

export interface SuppressDeps extends RecordDeps {
  readonly target: SuppressionTarget;
  readonly log: Log;
}

/** Throws when the target did not acknowledge, so that the queue brings the change again. */
export const suppress = (deps: SuppressDeps) => async (change: SuppressionChange) => {
  const { target } = deps;
  const { account: id, key, seq } = change;
  const done = await deps.ledger.mark(key, target.name);
  if (seq <= done) {
    deps.log.info(LOG.targetSkipped, { target: target.name, seq });
    return;
  }
  const { account } = await deps.reader.read({ account: id });
  const outcome = await target.apply(forTarget(change, target), present(account, 'the account'));
  const written = await record(deps, { account: id, ledgers: [key] }, undefined, (snapshot) =>
    ok({
      drafts: new Map([
        [
          key,
          [
            {
              type: 'suppression-applied' as const,
              at: accountNow(present(snapshot.account, 'the account'), deps.clock.now()),
              actor: `target:${target.name}`,
              source: 'system',
              detail: {
                target: target.name,
                outcome: outcome.status,
                ofSeq: seq,
                ofHash: change.entryHash,
                reference: outcome.status === 'applied' ? outcome.reference : outcome.detail,
              },
            },
          ],
        ],
      ]),
      mark: { key, target: target.name, seq },
      answer: () => null,
    }),
  );
  if (!written.ok) throw new Error(`the receipt of ${target.name} was not written`);
};

/** Email has a ledger of its own: beside it, the phone's ledger does not speak for email. */
function forTarget(change: SuppressionChange, target: SuppressionTarget): SuppressionChange {
  const spokenFor = target.name === 'email' && change.contact.phone && change.contact.email;
  const fromPhone = change.key.includes('#tel:');
  if (!spokenFor || !fromPhone) return change;
  return { ...change, effects: { ...change.effects, email: 'none' } };
}
