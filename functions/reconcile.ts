/** What a provider knew before we did: a block there is a revocation that the ledger must hold. */
import { type Instant, iso, ok } from '#shared/basics.ts';
import type { ContactKey, EntryDraft } from '#shared/ledger.ts';
import { revokedSince } from '#shared/standing.ts';
import { LOG, type Log } from './log.ts';
import { type RecordDeps, record } from './record.ts';

/** The provider blocks this person, so the person opted out there: the ledger must say so too. */
export async function reconcileOptOut(
  deps: RecordDeps & { readonly log: Log },
  where: {
    readonly account: string;
    readonly key: ContactKey;
    readonly provider: string;
    readonly now: Instant;
  },
): Promise<void> {
  const { account, key, provider, now } = where;
  const draft: EntryDraft = {
    type: 'opted-out',
    at: now,
    actor: `provider:${provider}`,
    source: 'provider',
    detail: {
      channels: ['sms'],
      receivedAt: iso(now),
      rule: 'provider-block',
      confirmation: 'answered-by-provider',
    },
  };
  await record(deps, { account, ledgers: [key] }, undefined, (snapshot) => {
    const known = revokedSince(snapshot.standing(key).facts, 'sms') !== undefined;
    if (!known) deps.log.warn(LOG.optOutReconciled, { account });
    return ok({ drafts: new Map([[key, known ? [] : [draft]]]), answer: () => null });
  });
}
