/**
 * Texts that waited and are due, texts that are held for a YES, and notices that Consentry owes,
 * through the same gate as any other: what changed meanwhile, above all a STOP, wins.
 */
import { assertNever } from '#shared/basics.ts';
import type { Mailer, SendTask } from '#shared/ports.ts';
import { closeUnanswered } from './close-unanswered.ts';
import { type RestDeps, settleRested } from './conversations.ts';
import { workOf } from './message-record.ts';
import { phoneOf } from './request.ts';
import { checkSettled, type SendDeps, send } from './send.ts';
import { sendNotice } from './send-notice.ts';
import { sendOptInMail } from './send-opt-in-mail.ts';
import { settleHeld } from './settle-held.ts';
import { mailTranscript } from './transcripts.ts';

/** Sends, and what else is due: conversations that rest, mails. */
export interface ReleaseDeps extends SendDeps, RestDeps {
  readonly mailer: Mailer;
}

/** One task. Throws when it must come again. */
export const releaseSends =
  (deps: ReleaseDeps) =>
  (task: SendTask): Promise<void> => {
    switch (task.kind) {
      case 'deferred':
        return releaseDeferred(deps, task);
      case 'held':
        return settleHeld(deps, task);
      case 'opt-in-mail':
        return sendOptInMail(deps, task);
      case 'notice':
        return sendNotice(deps, task);
      case 'conversation':
        return settleRested(deps, task);
      case 'transcript-mail':
        return mailTranscript(deps, task);
      case 'silence':
        return closeUnanswered(deps, task);
      default:
        return assertNever(task);
    }
  };

async function releaseDeferred(
  deps: SendDeps,
  { account, messageId: id }: Extract<SendTask, { kind: 'deferred' }>,
): Promise<void> {
  const { message } = await deps.messages.get(account, id);
  if (message?.status !== 'deferred') return;
  const phone = phoneOf(message.key);
  if (!phone) return;
  checkSettled(await send(deps, { ...workOf(message, phone), waiting: message }));
}
