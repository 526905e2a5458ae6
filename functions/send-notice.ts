/** A text that Consentry itself owes, in the account's words and the person's language. */
import { MINUTE } from '#shared/basics.ts';
import { fingerprint, messageId } from '#shared/message.ts';
import { templateOf } from '#shared/owed.ts';
import type { SendTask } from '#shared/ports.ts';
import { fillTemplate } from '#shared/wording.ts';
import { LOG } from './log.ts';
import { phoneOf } from './request.ts';
import { checkSettled, type SendDeps, send } from './send.ts';

export type NoticeTask = Extract<SendTask, { kind: 'notice' }>;

/** A confirmation later than this is not covered by the old consent (47 CFR 64.1200(a)(12)). */
const NOTICE_WINDOW_MS = 5 * MINUTE;

/** Of a reading whose words belong to none. */
const UNKNOWN_LANGUAGE = 'und';

export const noticeId = ({ account, notice, entryHash }: NoticeTask): string =>
  messageId(account, `notice:${notice}:${entryHash}`);

export async function sendNotice(deps: SendDeps, task: NoticeTask): Promise<void> {
  const phone = phoneOf(task.key);
  if (!phone) return;
  const { notice, entryHash, language, owedAt, purpose } = task;
  const template = templateOf(task);
  const programId = task.program ?? 'default';
  const sent = await send(deps, {
    account: task.account,
    key: task.key,
    phone,
    messageId: noticeId(task),
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
