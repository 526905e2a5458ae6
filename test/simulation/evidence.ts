/**
 * What a schedule left in the table, read without production's readers: raw items as plain
 * evidence.
 */

import { unpackStanding } from '#functions/adapters/dynamo/standing-item.ts';
import type { StoredEntry } from '#shared/events.ts';
import { applyEntry, foldEntries } from '#shared/fold.ts';
import type { LedgerEntry } from '#shared/ledger.ts';
import type { MessageRecord } from '#shared/message.ts';
import type { Facts, Standing } from '#shared/standing.ts';
import { itemBytes } from '../item-bytes.ts';
import type { World } from './world.ts';

type Item = Readonly<Record<string, unknown>>;

export interface LedgerEvidence {
  readonly key: string;
  readonly standing: Standing | undefined;
  /** Of the standing as the table keeps it. */
  readonly bytes: number;
  readonly entries: readonly LedgerEntry[];
  readonly stored: readonly StoredEntry[];
  /** The last number applied, by target. */
  readonly marks: ReadonlyMap<string, number>;
}

export function readLedgers(items: readonly Item[]): Map<string, LedgerEvidence> {
  const byKey = Map.groupBy(items, (item) => String(item['pk']));
  const ledgers = [...byKey].map(([key, own]): [string, LedgerEvidence] => {
    const stored = own
      .filter((item) => item['kind'] === 'entry')
      .sort((a, b) => (String(a['sk']) < String(b['sk']) ? -1 : 1))
      .map((item) => ({ ...item, key }) as unknown as StoredEntry);
    const standing = own.find((item) => item['kind'] === 'standing');
    const marks = own
      .filter((item) => item['kind'] === 'mark')
      .map((item) => [String(item['sk']).slice(2), Number(item['seq'])] as const);
    return [
      key,
      {
        key,
        standing: standing && unpackStanding(standing),
        bytes: standing ? itemBytes(standing) : 0,
        entries: stored.map(({ entry }) => entry),
        stored,
        marks: new Map(marks),
      },
    ];
  });
  return new Map(ledgers.filter(([, { entries, standing }]) => entries.length > 0 || standing));
}

export const readMessages = (items: readonly Item[]): Map<string, MessageRecord> =>
  new Map(
    items
      .filter((item) => item['kind'] === 'message')
      .map((item) => item['record'] as MessageRecord)
      .map((record) => [record.id, record]),
  );

/** What a ledger added up to just before a step of the schedule. */
export const factsBefore = (world: World, { entries }: LedgerEvidence, step: number): Facts =>
  foldEntries(entries.filter((entry) => (world.written.get(entry.hash)?.step ?? 0) < step));

/** Facts before and after each entry. */
export function* unfold({ entries }: LedgerEvidence) {
  let before = foldEntries([]);
  for (const entry of entries) {
    const after = applyEntry(before, entry);
    yield { before, entry, after };
    before = after;
  }
}
