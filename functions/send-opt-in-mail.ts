/**
 * The question of double opt-in by email. First the ledgers of contact and address say that it is
 * asked, in one write, so that no other form asks either of them again; then it is sent, and a mark
 * says that it was. A run that dies between these two repeats the mail, which bears the same id.
 */
import type { Vendor } from '#shared/account.ts';
import { DAY, ok, present } from '#shared/basics.ts';
import { type ContactKey, type EntryDraft, emailKey } from '#shared/ledger.ts';
import { mailFrom } from '#shared/mail.ts';
import { fingerprint, messageId } from '#shared/message.ts';
import { type MailGrounds, type NoMail, optInMail, whyNoMail } from '#shared/opt-in-mail.ts';
import { packAt } from '#shared/packs/index.ts';
import type { Phone } from '#shared/phone.ts';
import type { Mailer, SendTask } from '#shared/ports.ts';
import type { Snapshot } from '#shared/store.ts';
import { nowOf, vendorOf } from './decide.ts';
import { LOG } from './log.ts';
import { record } from './record.ts';
import { phoneOf } from './request.ts';
import type { SendDeps } from './send.ts';

export type MailTask = Extract<SendTask, { kind: 'opt-in-mail' }>;

/** Longer than anybody repeats a task; the entries themselves stand for ever. */
const REPEAT_WINDOW_MS = 30 * DAY;
/** The mark that the mail to an address has left. */
const SENT = { target: 'opt-in-mail', seq: 1 };

/** What the ledgers said: this entry asks, or another did, or nobody may. */
type Asked = { readonly by: string } | { readonly why: NoMail };

export async function sendOptInMail(
  deps: SendDeps & { readonly mailer: Mailer },
  task: MailTask,
): Promise<void> {
  const phone = phoneOf(task.key);
  if (!phone) return;
  const { account: id, email, entryHash, key } = task;
  const mailKey = emailKey(id, email);
  const query = {
    account: id,
    config: [
      { kind: 'program' as const, id: task.program },
      { kind: 'sender' as const, id: senderOf(task) },
    ],
    ledgers: [key, mailKey],
  };
  const snapshot = await deps.reader.read(query);
  const of = { account: id, programId: task.program };
  const vendor = await vendorOf(deps.reader, of, snapshot.standing(key));
  const asked = await ask(deps, task, { query, mailKey, phone, vendor });
  const mailId = messageId(id, `opt-in-mail:${entryHash}`);
  if ('why' in asked) {
    deps.log.info(LOG.noticeDropped, { messageId: mailId, reasons: [asked.why] });
    return;
  }
  if (asked.by !== entryHash || (await deps.ledger.mark(mailKey, SENT.target)) >= SENT.seq) return;
  const { account, program, sender, standing } = groundsOf(deps, task, snapshot, phone);
  const about = {
    account,
    program: present(program, 'the program of a question'),
    sender: present(sender, 'the sender of a question'),
    language: task.language ?? standing.facts.language,
  };
  await deps.mailer.send({
    id: mailId,
    account: id,
    to: email,
    from: present(mailFrom(account), 'the address of a sender'),
    ...optInMail(about, (name) => snapshot.config('template', name)),
  });
  const mark = { key: mailKey, ...SENT };
  await record(deps, { account: id }, undefined, () =>
    ok({ drafts: new Map(), mark, answer: () => null }),
  );
}

const senderOf = ({ sender }: MailTask): string => sender ?? 'main';

function groundsOf(
  deps: SendDeps,
  task: MailTask,
  snapshot: Snapshot,
  phone: Phone,
): Omit<MailGrounds, 'vendor'> {
  const now = nowOf(snapshot, deps.clock.now());
  return {
    account: present(snapshot.account, 'the account of a contact'),
    program: snapshot.config('program', task.program),
    sender: snapshot.config('sender', senderOf(task)),
    phone,
    standing: snapshot.standing(task.key),
    mail: snapshot.standing(emailKey(task.account, task.email)).facts,
    pack: packAt(now),
    now,
  };
}

/** With the contact, and with the address: a stranger may give it with many numbers. */
async function ask(
  deps: SendDeps,
  task: MailTask,
  where: {
    readonly query: Parameters<typeof record>[1];
    readonly mailKey: ContactKey;
    readonly phone: Phone;
    readonly vendor: Vendor | undefined;
  },
): Promise<Asked> {
  const { entryHash, key, program } = task;
  const repeat = {
    pk: key,
    name: `opt-in-mail:${entryHash}`,
    request: fingerprint(entryHash),
    windowMs: REPEAT_WINDOW_MS,
    clash: 'replay' as const,
  };
  const asked = await record<Asked>(deps, where.query, repeat, (snapshot) => {
    const grounds = { ...groundsOf(deps, task, snapshot, where.phone), vendor: where.vendor };
    const why = whyNoMail(grounds, program);
    const draft: EntryDraft = {
      type: 'opt-in-mailed',
      at: grounds.now,
      actor: 'system',
      source: 'double-opt-in',
      detail: { program, ofHash: entryHash },
    };
    const drafts =
      why === undefined ? [key, where.mailKey].map((one) => [one, [draft]] as const) : [];
    return ok({
      drafts: new Map(drafts),
      answer: () => (why === undefined ? { by: entryHash } : { why }),
    });
  });
  if (!asked.ok) throw new Error('the contact is written by others');
  return asked.value;
}
