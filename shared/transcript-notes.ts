/**
 * What an entry of the ledger says in a transcript, in words: only what the person wished and what
 * follows for texts. Free words of staff (reasons, evidence) stay in the ledger.
 */
import type { Channel } from './account.ts';
import type { LedgerEntry } from './ledger.ts';

const WORDS: Readonly<Record<Channel, string>> = {
  sms: 'texts',
  voice: 'calls',
  email: 'email',
};

const listed = (channels: readonly Channel[]): string =>
  channels.map((channel) => WORDS[channel]).join(', ');

/** Undefined for entries that are no part of a conversation. */
export function noteOf(entry: LedgerEntry): string | undefined {
  switch (entry.type) {
    case 'consent-captured':
      return `Consent to ${WORDS[entry.detail.channel]}: ${entry.detail.status}.`;
    case 'consent-confirmed':
      return 'Consent confirmed.';
    case 'consent-declined':
      return 'Consent declined.';
    case 'opted-out': {
      const { channels, program, purpose } = entry.detail;
      const scope = program ?? purpose;
      return `Opted out: ${listed(channels)}${scope ? ` (${scope} only)` : ''}.`;
    }
    case 'opted-in':
      return `Opted in: ${listed(entry.detail.channels)}.`;
    case 'dnd-changed': {
      const { email, sms, voice } = entry.detail;
      const flags = { sms, voice, email };
      const set = (wanted: boolean) =>
        (['sms', 'voice', 'email'] as const).filter((channel) => flags[channel] === wanted);
      const parts = [
        ...(set(true).length > 0 ? [`on for ${listed(set(true))}`] : []),
        ...(set(false).length > 0 ? [`off for ${listed(set(false))}`] : []),
      ];
      return `Do-not-disturb: ${parts.join('; ')}.`;
    }
    default:
      return undefined;
  }
}
