/**
 * Texts that waited and are due, and notices that Consentry owes, through the same gate as any
 * other: what changed meanwhile, above all a STOP, wins.
 */
import { MINUTE } from '#shared/basics.ts';
import { readKey } from '#shared/ledger.ts';
import { fingerprint, messageId } from '#shared/message.ts';
import { templateOf } from '#shared/owed.ts';
import { parsePhone } from '#shared/phone.ts';
import type { Mailer, SendTask } from '#shared/ports.ts';
import { fillTemplate } from '#shared/wording.ts';
import { LOG } from './log.ts';
import { type SendDeps, type Sent, send } from './send.ts';

/** A confirmation later than this is not covered by the old consent (47 CFR 64.1200(a)(12)). */
const NOTICE_WINDOW_MS = 5 * MINUTE;

/** Of a reading whose words belong to none. */
const UNKNOWN_LANGUAGE = 'und';

export interface ReleaseDeps extends SendDeps {
  readonly mailer: Mailer;
}

/** One task. Throws when it must come again. */
export const releaseSends = (deps: ReleaseDeps) => (task: SendTask) =>
  task.kind === 'deferred' ? releaseDeferred(deps, task) : sendNotice(deps, task);

async function releaseDeferred(
  deps: SendDeps,
  { account, messageId: id }: Extract<SendTask, { kind: 'deferred' }>,
): Promise<void> {
  const { message } = await deps.messages.get(account, id);
  if (message?.status !== 'deferred') return;
  const phone = phoneOf(message.key);
  if (!phone) return;
  const sent = await send(deps, {
    account,
    key: message.key,
    phone,
    messageId: id,
    category: message.category,
    programId: message.program,
    senderId: message.sender,
    subject: message.subject,
    quietHours: message.quietHours,
    request: message.request,
    ...(message.expiresAt !== undefined && { expiresAt: message.expiresAt }),
    waiting: message,
    body: () => message.asked,
  });
  checkSettled(sent);
}

async function sendNotice(
  deps: SendDeps,
  task: Extract<SendTask, { kind: 'notice' }>,
): Promise<void> {
  const phone = phoneOf(task.key);
  if (!phone) return;
  const { notice, entryHash, language, owedAt, purpose } = task;
  const template = templateOf(task);
  const programId = task.program ?? 'default';
  const sent = await send(deps, {
    account: task.account,
    key: task.key,
    phone,
    messageId: messageId(task.account, `notice:${notice}:${entryHash}`),
    category: notice,
    template,
    programId,
    senderId: task.sender ?? 'main',
    subject: notice,
    quietHours: 'defer',
    request: fingerprint(entryHash),
    ...(notice !== 'opt-in-request' && { expiresAt: owedAt + NOTICE_WINDOW_MS }),
    body(snapshot) {
      const program = snapshot.config('program', programId);
      if (!snapshot.account) throw new Error('a notice of an account that is gone');
      // A word that says nothing of its language is answered in the one the person is known by.
      const isUnknown = language === undefined || language === UNKNOWN_LANGUAGE;
      const { facts } = snapshot.standing(task.key);
      const about = {
        account: snapshot.account,
        program,
        language: isUnknown ? facts.language : language,
        ...(purpose && { purpose }),
      };
      return fillTemplate(template, snapshot.config('template', template), about);
    },
  });
  checkSettled(sent);
  if (sent.kind === 'done' && sent.record.status === 'blocked') {
    const reasons = sent.record.decision.reasons.map((reason) => reason.code);
    deps.log.info(LOG.noticeDropped, { messageId: sent.record.id, reasons });
  }
}

/** What is open still comes again with the task. */
function checkSettled(sent: Sent): void {
  if (sent.kind === 'busy' || sent.kind === 'in-progress') throw new Error(`text is ${sent.kind}`);
}

function phoneOf(key: string) {
  const { phone } = readKey(key);
  const parsed = phone === undefined ? undefined : parsePhone(phone, 'US');
  return parsed?.ok ? parsed.value : undefined;
}
