/** What a provider knew before we did: a block there is a revocation that the ledger must hold. */
import { DAY, type Instant, iso, ok } from '#shared/basics.ts';
import type { ContactKey, EntryDraft } from '#shared/ledger.ts';
import { type Facts, isFirmlyRevoked } from '#shared/standing.ts';
import { LOG, type Log } from './log.ts';
import { type RecordDeps, record } from './record.ts';

/** Longer than any provider repeats a report. */
const REPEAT_WINDOW_MS = 30 * DAY;

/**
 * The provider blocks this person, so the person opted out there: the ledger must say so too. Once
 * for each message, and not when the person came back after it was sent.
 */
export async function reconcileOptOut(
  deps: RecordDeps & { readonly log: Log },
  where: {
    readonly account: string;
    readonly key: ContactKey;
    readonly provider: string;
    readonly messageId: string;
    readonly sentAt: Instant;
    readonly now: Instant;
  },
): Promise<void> {
  const { account, key, provider, messageId, sentAt, now } = where;
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
  const repeat = {
    pk: key,
    name: `block:${messageId}`,
    request: provider,
    windowMs: REPEAT_WINDOW_MS,
    clash: 'replay' as const,
  };
  await record(deps, { account, ledgers: [key] }, repeat, (snapshot) => {
    const { facts } = snapshot.standing(key);
    const known = isFirmlyRevoked(facts, 'sms') || cameBack(facts, sentAt);
    if (!known) deps.log.warn(LOG.optOutReconciled, { account });
    return ok({ drafts: new Map([[key, known ? [] : [draft]]]), answer: () => null });
  });
}

const cameBack = ({ cameBackAt }: Facts, sentAt: Instant): boolean =>
  cameBackAt !== undefined && cameBackAt > sentAt;
