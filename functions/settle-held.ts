/**
 * Texts that wait for the YES of one contact, decided again: released through the gate like any
 * other text, voided with a reason, or left to wait on. Whatever comes twice finds nothing to do.
 */
import { type Instant, present } from '#shared/basics.ts';
import { claimOf } from '#shared/claims.ts';
import { dropHeld, isOverdue, timedOut, voidedBy } from '#shared/held.ts';
import type { MessageRecord } from '#shared/message.ts';
import type { SendTask } from '#shared/ports.ts';
import { consentTo } from '#shared/rules/rule.ts';
import type { Standing } from '#shared/standing.ts';
import { nowOf } from './decide.ts';
import { LOG } from './log.ts';
import { workOf } from './message-record.ts';
import { phoneOf } from './request.ts';
import { checkSettled, type SendDeps, send } from './send.ts';
import { type NoticeTask, noticeId, sendNotice } from './send-notice.ts';

export type HeldTask = Extract<SendTask, { kind: 'held' }>;

/** Others may write the contact meanwhile; past this the task comes again. */
const MAX_ATTEMPTS = 3;

export async function settleHeld(deps: SendDeps, task: HeldTask): Promise<void> {
  const { account, key, messageId } = task;
  const snapshot = await deps.reader.read({ account, ledgers: [key] });
  const standing = snapshot.standing(key);
  const { held = [] } = standing.sends;
  const now = nowOf(snapshot, deps.clock.now());
  const ids = new Set([
    ...held.map(({ id }) => id),
    ...(messageId === undefined ? [] : [messageId]),
  ]);
  const ended: string[] = [];
  for (const id of ids) {
    const { message } = await deps.messages.get(account, id);
    const until = held.find((one) => one.id === id)?.until ?? now;
    // Listed and not kept: its run died, and nobody was told that it waits.
    const isGone = message === undefined ? now > until : message.status !== 'held';
    if (isGone || (message && (await settle(deps, message, standing, now)))) ended.push(id);
  }
  await forget(deps, task, ended);
}

/** True when it waits no longer. */
async function settle(
  deps: SendDeps,
  message: MessageRecord,
  { facts, sends }: Standing,
  now: Instant,
): Promise<boolean> {
  const phone = phoneOf(message.key);
  // A claim of it is out: that run, or the sweep after it, says what came of it.
  if (!phone || claimOf(sends, message.id)) return false;
  if (isOverdue(message, consentTo({ facts, programId: message.program }), now)) {
    const timed = timedOut(message);
    const voided = { ...message, status: 'voided' as const, at: now, voided: timed };
    await deps.messages.put(voided, ['held']);
    deps.log.info(LOG.heldSettled, { messageId: message.id, reasons: [timed.code] });
    return true;
  }
  const sent = await send(deps, {
    ...workOf(message, phone),
    holds: true,
    waiting: message,
    voids: voidedBy,
  });
  if (sent.kind === 'in-progress') return false;
  checkSettled(sent);
  if (sent.record.status === 'held') {
    if (sends.asked === undefined) await askAgain(deps, message, now);
    return false;
  }
  deps.log.info(LOG.heldSettled, {
    messageId: message.id,
    reasons: [sent.record.voided?.code ?? sent.record.status],
  });
  return true;
}

/**
 * The question that the consent owed did not go out, as its sender was paused then, or the vendor
 * not trusted: a text that waits is a reason to try once more. The gate asks nobody twice.
 */
async function askAgain(deps: SendDeps, message: MessageRecord, now: Instant): Promise<void> {
  const { account, key, program, sender } = message;
  const consent = present(message.decision.consent, 'the consent that is waited for');
  const question = { kind: 'notice', account, key, notice: 'opt-in-request', owedAt: now } as const;
  const first: NoticeTask = { ...question, entryHash: consent };
  const { message: owed } = await deps.messages.get(account, noticeId(first));
  // Not tried yet, or waiting for the morning: it is on its way.
  if (owed === undefined || owed.status === 'deferred') return;
  await sendNotice(deps, { ...question, entryHash: `${consent} ${message.id}`, program, sender });
}

/** Takes what came to its end off the contact's list. */
async function forget(
  deps: SendDeps,
  { account, key }: HeldTask,
  ended: readonly string[],
): Promise<void> {
  let standing = (await deps.reader.read({ account, ledgers: [key] })).standing(key);
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
    const listed = (standing.sends.held ?? []).some(({ id }) => ended.includes(id));
    if (!listed) return;
    const sends = dropHeld(standing.sends, ended);
    const dropped = await deps.messages.claim(key, standing.version, sends);
    if (dropped.ok) return;
    standing = dropped.standing;
  }
  throw new Error('the contact is written by others');
}
