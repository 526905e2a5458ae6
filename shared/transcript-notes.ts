/**
 * What an entry of the ledger says in a transcript, in words: only what the person wished, how that
 * was understood and what follows. Free words of staff (reasons, evidence) stay in the ledger.
 */
import type { Channel } from './account.ts';
import type { Did, Ruling } from './doubt-entries.ts';
import type { LedgerEntry } from './ledger.ts';

const WORDS: Readonly<Record<Channel, string>> = {
  sms: 'texts',
  voice: 'calls',
  email: 'email',
};

const RULED: Readonly<Record<Ruling, string>> = {
  'opt-out': 'an opt-out',
  'not-opt-out': 'no opt-out',
};
const ANSWERS = { no: 'no', 'opt-in': 'opted in' } as const;
const DONE: Readonly<Record<Did, string>> = {
  'opted-out': 'closed until then',
  confirmed: 'confirmed until then',
  nothing: 'nothing done until then',
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
    case 'dnd-changed':
      return doNotDisturb(entry.detail);
    case 'wrong-number-reported':
      return `Wrong number reported${entry.detail.review ? ' (to be reviewed)' : ''}.`;
    case 'preference-changed':
      return `Prefers ${WORDS[entry.detail.channel]}.`;
    case 'question-asked':
      return `Question asked: end ${listed(entry.detail.channels)}?`;
    case 'question-answered':
      return `Question answered: ${ANSWERS[entry.detail.answer]}.`;
    case 'review-opened': {
      const { channels, did } = entry.detail;
      return `Review opened: ${listed(channels)}; ${DONE[did]}.`;
    }
    case 'review-ruled': {
      const { lifted, ruling } = entry.detail;
      const open = lifted.length > 0 ? `; open again: ${listed(lifted)}` : '';
      return `Review ruled: ${RULED[ruling]}${open}.`;
    }
    default:
      return undefined;
  }
}

function doNotDisturb({
  email,
  sms,
  voice,
}: Extract<LedgerEntry, { type: 'dnd-changed' }>['detail']): string {
  const flags = { sms, voice, email };
  const set = (wanted: boolean) =>
    (['sms', 'voice', 'email'] as const).filter((channel) => flags[channel] === wanted);
  const parts = [
    ...(set(true).length > 0 ? [`on for ${listed(set(true))}`] : []),
    ...(set(false).length > 0 ? [`off for ${listed(set(false))}`] : []),
  ];
  return `Do-not-disturb: ${parts.join('; ')}.`;
}
