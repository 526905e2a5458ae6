/** Transcripts that are ready: shown to the people of the firm, and mailed to its CRM once. */
import { DAY, ok, present } from '#shared/basics.ts';
import type { Mailer, SendTask } from '#shared/ports.ts';
import { problem } from '#shared/problems.ts';
import {
  ADF_TYPE,
  transcriptAdf,
  transcriptMail,
  transcriptText,
} from '#shared/transcript-mail.ts';
import { phoneOf } from './contact-views.ts';
import type { TalkDeps } from './conversations.ts';
import { answer, type HttpRequest, type HttpResponse, refuse } from './http.ts';
import { LOG, type Log } from './log.ts';
import { record } from './record.ts';
import { accountNow } from './request.ts';

const NO_SUCH = problem('not-found', 'This contact has no such transcript.');
const NO_FORMAT = problem('invalid-request', 'Use format=text or format=adf, or none for JSON.');

export async function readTranscript(
  deps: Pick<TalkDeps, 'conversations'>,
  request: HttpRequest,
): Promise<HttpResponse> {
  const phone = phoneOf(request);
  if (!phone.ok) return refuse(phone.error);
  const { format } = request.query;
  const transcript = await deps.conversations.transcript(
    phone.value.key,
    request.params['id'] ?? '',
  );
  if (!transcript) return refuse(NO_SUCH);
  switch (format) {
    case undefined:
      return answer(200, transcript);
    case 'text':
      return typed('text/plain; charset=utf-8', transcriptText(transcript));
    case 'adf':
      return typed(`${ADF_TYPE}; charset=utf-8`, transcriptAdf(transcript));
    default:
      return refuse(NO_FORMAT);
  }
}

const typed = (type: string, body: string): HttpResponse => ({
  status: 200,
  body,
  headers: { 'content-type': type },
});

/** Longer than a task waits, parked and redriven. */
const REPEAT_WINDOW_MS = 30 * DAY;

export interface MailDeps extends TalkDeps {
  readonly mailer: Mailer;
  readonly log: Log;
}

/**
 * Mailed, then written down: a run that dies in between mails again, under the same id. Throws when
 * it must come again.
 */
export async function mailTranscript(
  deps: MailDeps,
  { account, key, seq }: Extract<SendTask, { kind: 'transcript-mail' }>,
): Promise<void> {
  const [entry] = await deps.ledger.history(key, { limit: 1, after: seq - 1 });
  if (entry?.type !== 'transcript-ready') throw new Error('no transcript is ready at that entry');
  const { transcript: id } = entry.detail;
  const repeat = {
    pk: key,
    name: `mail:${id}`,
    request: id,
    windowMs: REPEAT_WINDOW_MS,
    clash: 'replay' as const,
  };
  const snapshot = await deps.reader.read({ account, guard: repeat });
  if (snapshot.guard) return;
  const transcript = present(await deps.conversations.transcript(key, id), 'a transcript');
  const firm = present(snapshot.account, 'the account of a transcript');
  const mail = transcriptMail(firm, transcript);
  if (!mail) {
    const { mailTo } = firm.settings.transcripts;
    if (mailTo !== null) deps.log.warn(LOG.mailUnsent, { account });
    return;
  }
  await deps.mailer.send(mail);
  const { format } = firm.settings.transcripts;
  const done = await record<null>(deps, { account, ledgers: [key] }, repeat, () =>
    ok({
      drafts: new Map([
        [
          key,
          [
            {
              type: 'transcript-mailed',
              at: accountNow(firm, deps.clock.now()),
              actor: 'system',
              source: 'mail',
              detail: { transcript: id, to: mail.to, format },
            },
          ],
        ],
      ]),
      answer: () => null,
    }),
  );
  if (!done.ok) throw new Error(`the mail was not written down: ${done.error.code}`);
}
