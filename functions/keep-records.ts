/**
 * Records that the send path did not write: those of refused texts, and of claims whose run died
 * before it could say what the provider answered. Such a text is never sent again by itself.
 */
import type { Instant } from '#shared/basics.ts';
import { CLAIM_MEMORY_MS } from '#shared/claims.ts';
import { type MessageRecord, UNKNOWN_REQUEST, WAITING } from '#shared/message.ts';
import type { RecordTask } from '#shared/ports.ts';
import type { Messages, Reader } from '#shared/store.ts';
import { LOG, type Log } from './log.ts';

export interface KeepDeps {
  readonly reader: Reader;
  readonly messages: Messages;
  readonly clock: { now(): Instant };
  readonly log: Log;
}

export const keepRecords = (deps: KeepDeps) => async (task: RecordTask) => {
  if (task.kind === 'refused') {
    await deps.messages.put(task.record, []);
    return;
  }
  await closeClaim(deps, task);
};

async function closeClaim(
  deps: KeepDeps,
  task: Extract<RecordTask, { kind: 'claim' }>,
): Promise<void> {
  const { account, key, messageId, claimedAt } = task;
  const snapshot = await deps.reader.read({ account, ledgers: [key], message: messageId });
  const found = snapshot.message;
  if (found && !WAITING.includes(found.status)) return;
  const { claims } = snapshot.standing(key).sends;
  const held = claims.some((claim) => claim.id === messageId && claim.at === claimedAt);
  // A claim that was taken back leaves no trace: the text waits, or its next run speaks for it. But
  // after a long delay it may have been forgotten: then the text may have been sent.
  const forgotten = deps.clock.now() - claimedAt >= CLAIM_MEMORY_MS;
  if (!held && (found || !forgotten)) return;
  deps.log.error(LOG.claimClosed, { account, messageId });
  const status = 'outcome-unknown' as const;
  const error = { code: status, detail: 'The run that sent it ended before it could say how.' };
  const record: MessageRecord = found ? { ...found, status, error } : lost(task, error);
  await deps.messages.put(record, WAITING);
}

/** What is still known of a text whose run died: whose it was and when, but not its words. */
const lost = (
  { account, key, messageId, claimedAt }: Extract<RecordTask, { kind: 'claim' }>,
  error: MessageRecord['error'] & object,
): MessageRecord => ({
  id: messageId,
  account,
  key,
  status: 'outcome-unknown',
  at: claimedAt,
  createdAt: claimedAt,
  category: 'informational',
  program: 'unknown',
  sender: 'unknown',
  subject: 'unknown',
  asked: '',
  body: '',
  encoding: 'GSM-7',
  segments: 0,
  quietHours: 'defer',
  decision: {
    id: 'unknown',
    outcome: 'allow',
    reasons: [],
    rulePack: 'unknown',
    decidedAt: new Date(claimedAt).toISOString(),
  },
  contact: {},
  request: UNKNOWN_REQUEST,
  error,
});
