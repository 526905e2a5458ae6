/**
 * How an account was configured at an instant, from the entries of its own ledger: settings and the
 * things it names. What it was made with was there from the start, whatever its clock said then;
 * and so was what no entry mentions, as it is today. Secrets are in no entry, so integrations are
 * never part of it.
 */
import * as z from 'zod/mini';
import type { Account } from './account.ts';
import type { Instant } from './basics.ts';
import { type NamedKind, restored } from './configuration.ts';
import { type LedgerEntry, SETUP } from './ledger.ts';
import { DEFAULT_SETTINGS, SettingsSchema } from './settings.ts';
import type { ConfigKind, ConfigKinds, Snapshot } from './store.ts';

type Change = Extract<LedgerEntry, { type: 'settings-changed' }>['detail'];

/** `today` reads what is configured now; `entries` are those of the account's ledger, in order. */
export function snapshotAsOf(
  entries: readonly LedgerEntry[],
  today: Snapshot,
  asOf: Instant,
): Snapshot {
  const changes = entries.flatMap((entry) =>
    entry.type === 'settings-changed'
      ? [{ at: entry.source === SETUP ? Number.NEGATIVE_INFINITY : entry.at, ...entry.detail }]
      : [],
  );
  const past = changes.filter((change) => change.at <= asOf);
  const account = today.account && accountAsOf(today.account, past, asOf);
  const region = today.account?.region ?? 'US';
  return {
    account,
    guard: undefined,
    message: undefined,
    standing: (key) => today.standing(key),
    config<Kind extends ConfigKind>(kind: Kind, id: string): ConfigKinds[Kind] | undefined {
      const isIt = (change: Change) => change.kind === kind && change.id === id;
      if (!changes.some(isIt)) return today.config(kind, id);
      const last = past.findLast(isIt);
      return last && (restored(kind as NamedKind, id, last.change, region) as ConfigKinds[Kind]);
    },
  };
}

/** Settings start with the entry that opened the account; later entries name what they changed. */
function accountAsOf(today: Account, past: readonly Change[], asOf: Instant): Account {
  let settings: Record<string, unknown> = { ...DEFAULT_SETTINGS };
  const opened = past.some((change) => change.kind === 'account');
  if (!opened) return { ...today, testClock: asOf };
  for (const { kind, change } of past) {
    if (kind === 'account') settings = { ...settings, ...(change['settings'] as object) };
    if (kind === 'settings') settings = { ...settings, ...change };
  }
  const { acknowledgeRisk: _, ...known } = settings;
  const read = z.safeParse(SettingsSchema, known);
  return { ...today, testClock: asOf, settings: read.success ? read.data : today.settings };
}
