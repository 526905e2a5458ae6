/** A text that Consentry itself owes, in the account's words and the person's language. */
import { languageAfter } from '#shared/language.ts';
import { fingerprint, messageId } from '#shared/message.ts';
import { templateOf } from '#shared/owed.ts';
import type { SendTask } from '#shared/ports.ts';
import { ANSWER_WINDOW_MS } from '#shared/received-at.ts';
import { fillTemplate } from '#shared/wording.ts';
import { LOG } from './log.ts';
import { phoneOf } from './request.ts';
import { checkSettled, type SendDeps, send } from './send.ts';

export type NoticeTask = Extract<SendTask, { kind: 'notice' }>;

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
    ...(notice !== 'opt-in-request' && { expiresAt: owedAt + ANSWER_WINDOW_MS }),
    body(snapshot) {
      const program = snapshot.config('program', programId);
      if (!snapshot.account) throw new Error('a notice of an account that is gone');
      const known = snapshot.standing(task.key).facts.language;
      const about = {
        account: snapshot.account,
        program,
        // The first question follows a wording that was shown, and no words of the person.
        language: (notice === 'opt-in-request' && language) || languageAfter(language, known),
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
