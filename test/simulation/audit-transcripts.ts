/** Every text of a person goes out in one transcript, and every transcript once: bus and mail. */
import type { LedgerEntry } from '#shared/ledger.ts';
import type { Line } from '#shared/transcripts.ts';
import type { Violation } from './audit.ts';
import type { LedgerEvidence } from './evidence.ts';
import type { World } from './world.ts';

const rule = 'transcribed-once';

export const auditTranscripts = (
  world: World,
  ledgers: ReadonlyMap<string, LedgerEvidence>,
): Violation[] => [...ledgers.values()].flatMap((ledger) => transcribed(world, ledger));

type Ready = Extract<LedgerEntry, { type: 'transcript-ready' }>;

function transcribed(world: World, { key, entries }: LedgerEvidence): Violation[] {
  const found: Violation[] = [];
  const texts = entries.filter((entry) => entry.type === 'message-received');
  const ready = entries.filter((entry): entry is Ready => entry.type === 'transcript-ready');
  const mailed = entries.filter((entry) => entry.type === 'transcript-mailed');
  const told = ready.flatMap((entry) => [...wordsOf(world, entry)]);
  const said = texts.map((entry) => entry.detail.body);
  if (told.toSorted().join('\n') !== said.toSorted().join('\n')) {
    found.push({ rule, detail: `${key}: said ${said.length} texts, told ${told.length}` });
  }
  for (const { detail } of ready) {
    const about = `${key} ${detail.transcript}`;
    const receipts = mailed.filter((entry) => entry.detail.transcript === detail.transcript);
    const mails = world.mails.filter(({ mail }) => mail.id === `mail_${detail.transcript}`);
    if (receipts.length !== 1)
      found.push({ rule, detail: `${about}: ${receipts.length} receipts` });
    if (mails.length === 0) found.push({ rule, detail: `${about}: never mailed` });
    const words = new Set(mails.map(({ mail }) => mail.text));
    if (words.size > 1) found.push({ rule, detail: `${about}: mailed in other words` });
  }
  return found;
}

/** What the person said, as the bus heard it first; a repeat says the same (publications). */
function wordsOf(world: World, { hash }: Ready): readonly string[] {
  const event = world.published.find((one) => one.event.entryHash === hash)?.event;
  const lines = (event?.['lines'] ?? []) as readonly Line[];
  return lines.filter(({ by }) => by === 'contact').map(({ text }) => text);
}
