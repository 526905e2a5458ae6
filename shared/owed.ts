/** Which texts Consentry owes a person because of one ledger entry: the question, or one answer. */
import type { TemplateName } from './account.ts';
import type { StoredEntry } from './events.ts';
import { readKey } from './ledger.ts';
import type { Notice } from './message.ts';
import type { SendTask } from './ports.ts';
import { owedFrom } from './received-at.ts';

type OwedNotice = Extract<SendTask, { kind: 'notice' }>;

export function owedNotices({ key, entry, contact }: StoredEntry): SendTask[] {
  const { account, phone } = readKey(key);
  if (phone === undefined) return [];
  const owedAt = owedFrom(entry);
  const owe = (notice: Notice, more: object = {}): SendTask[] => [
    { kind: 'notice', account, key, notice, entryHash: entry.hash, owedAt, ...more },
  ];
  switch (entry.type) {
    case 'consent-captured': {
      const { channel, status, program, sender, disclosure } = entry.detail;
      if (channel !== 'sms' || status !== 'pending') return [];
      const about = {
        program,
        ...(sender && { sender }),
        ...(disclosure && { language: disclosure.language }),
      };
      const { email } = contact;
      const { hash: entryHash } = entry;
      return [
        ...owe('opt-in-request', about),
        ...(email
          ? [{ kind: 'opt-in-mail' as const, account, key, email, entryHash, ...about }]
          : []),
      ];
    }
    case 'opted-out': {
      const { confirmation, sender, language, program, purpose, which } = entry.detail;
      if (confirmation !== 'owed') return [];
      const scope = { ...(program && { program }), ...(purpose && !program && { purpose }) };
      const heard = { ...(sender && { sender }), ...(language && { language }) };
      if (!which) return owe('opt-out-confirmation', { ...heard, ...scope });
      return owe('opt-out-confirmation', { ...heard, program: which.program, asks: true });
    }
    case 'opted-in': {
      const { confirmation, sender, language } = entry.detail;
      if (confirmation !== 'owed') return [];
      const heard = { ...(sender && { sender }), ...(language && { language }) };
      return owe('opt-in-confirmation', heard);
    }
    case 'question-asked': {
      const { sender, language } = entry.detail;
      return owe('opt-out-question', { sender, language });
    }
    case 'message-received': {
      const { reply, sender, language, program } = entry.detail;
      return reply ? owe(reply, { sender, language, ...(program && { program }) }) : [];
    }
    default:
      return [];
  }
}

/** Nobody is told that all texts end when one kind does. */
export function templateOf({
  asks,
  notice,
  program,
  purpose,
}: Pick<OwedNotice, 'asks' | 'notice' | 'program' | 'purpose'>): TemplateName {
  if (notice !== 'opt-out-confirmation') return notice;
  if (asks) return 'opt-out-confirmation-which';
  return (program ?? purpose) === undefined ? notice : 'opt-out-confirmation-part';
}
