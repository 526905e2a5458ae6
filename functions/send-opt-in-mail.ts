/**
 * The question of double opt-in by email: sent, then noted with contact and address, so that nobody
 * is mailed twice. A run that dies between the two may repeat the mail, which bears the same id.
 */
import { DAY, ok, present } from '#shared/basics.ts';
import { type ContactKey, type EntryDraft, emailKey } from '#shared/ledger.ts';
import { mailFrom } from '#shared/mail.ts';
import { fingerprint, messageId } from '#shared/message.ts';
import { optInMail, whyNoMail } from '#shared/opt-in-mail.ts';
import { packAt } from '#shared/packs/index.ts';
import type { Mailer, SendTask } from '#shared/ports.ts';
import type { Snapshot } from '#shared/store.ts';
import { nowOf, vendorOf } from './decide.ts';
import { LOG } from './log.ts';
import { record } from './record.ts';
import { phoneOf } from './request.ts';
import type { SendDeps } from './send.ts';

export type MailTask = Extract<SendTask, { kind: 'opt-in-mail' }>;

/** Longer than anybody repeats a task; the entry itself stands for ever. */
const REPEAT_WINDOW_MS = 30 * DAY;

export async function sendOptInMail(
  deps: SendDeps & { readonly mailer: Mailer },
  task: MailTask,
): Promise<void> {
  const { account: id, email, entryHash, key, program: programId } = task;
  const phone = phoneOf(key);
  if (!phone) return;
  const mailKey = emailKey(id, email);
  const snapshot = await deps.reader.read({
    account: id,
    config: [
      { kind: 'program', id: programId },
      { kind: 'sender', id: task.sender ?? 'main' },
    ],
    ledgers: [key, mailKey],
  });
  const account = present(snapshot.account, 'the account of a contact');
  const now = nowOf(snapshot, deps.clock.now());
  const standing = snapshot.standing(key);
  const grounds = {
    account,
    program: snapshot.config('program', programId),
    sender: snapshot.config('sender', task.sender ?? 'main'),
    vendor: await vendorOf(deps.reader, { account: id, programId }, standing),
    phone,
    standing,
    mail: snapshot.standing(mailKey).facts,
    pack: packAt(now),
    now,
  };
  const why = whyNoMail(grounds, programId);
  const mailId = messageId(id, `opt-in-mail:${entryHash}`);
  if (why !== undefined) {
    deps.log.info(LOG.noticeDropped, { messageId: mailId, reasons: [why] });
    return;
  }
  const about = {
    account,
    program: present(grounds.program, 'the program of a question'),
    sender: present(grounds.sender, 'the sender of a question'),
    language: task.language ?? standing.facts.language,
  };
  await deps.mailer.send({
    id: mailId,
    account: id,
    to: email,
    from: present(mailFrom(account), 'the address of a sender'),
    ...optInMail(about, (name) => snapshot.config('template', name)),
  });
  await note(deps, task, mailKey);
}

/** With the contact, and with the address: a stranger may give it with many numbers. */
async function note(deps: SendDeps, task: MailTask, mailKey: ContactKey): Promise<void> {
  const { account, entryHash, key, program } = task;
  const repeat = {
    pk: key,
    name: `opt-in-mail:${entryHash}`,
    request: fingerprint(entryHash),
    windowMs: REPEAT_WINDOW_MS,
    clash: 'replay' as const,
  };
  const draftOf = (snapshot: Snapshot): EntryDraft => ({
    type: 'opt-in-mailed',
    at: nowOf(snapshot, deps.clock.now()),
    actor: 'system',
    source: 'double-opt-in',
    detail: { program, ofHash: entryHash },
  });
  await record(deps, { account, ledgers: [key, mailKey] }, repeat, (snapshot) =>
    ok({
      drafts: new Map([key, mailKey].map((one) => [one, [draftOf(snapshot)]])),
      answer: () => null,
    }),
  );
}
