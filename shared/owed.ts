/** Which texts Consentry owes a person because of one ledger entry: the question, or one answer. */
import type { StoredEntry } from './events.ts';
import { readKey } from './ledger.ts';
import type { Notice } from './message.ts';
import type { SendTask } from './ports.ts';

export function owedNotices({ key, entry }: StoredEntry): SendTask[] {
  const { account, phone } = readKey(key);
  if (phone === undefined) return [];
  const owe = (notice: Notice, more: object = {}): SendTask[] => [
    { kind: 'notice', account, key, notice, entryHash: entry.hash, owedAt: entry.at, ...more },
  ];
  switch (entry.type) {
    case 'consent-captured': {
      const { channel, status, program, sender, disclosure } = entry.detail;
      if (channel !== 'sms' || status !== 'pending') return [];
      return owe('opt-in-request', {
        program,
        ...(sender && { sender }),
        ...(disclosure && { language: disclosure.language }),
      });
    }
    case 'opted-out':
    case 'opted-in': {
      const { confirmation, sender, language } = entry.detail;
      if (confirmation !== 'owed') return [];
      const notice = entry.type === 'opted-out' ? 'opt-out-confirmation' : 'opt-in-confirmation';
      return owe(notice, { ...(sender && { sender }), ...(language && { language }) });
    }
    case 'message-received': {
      const { reply, sender, language } = entry.detail;
      return reply ? owe(reply, { sender, language }) : [];
    }
    default:
      return [];
  }
}
