/**
 * "What would have been answered then?": the grounds of a decision as the ledgers held them at an
 * instant. Texts that were on their way then are not in a ledger, so they count for nothing here.
 */
import type { Vendor } from '#shared/account.ts';
import { snapshotAsOf } from '#shared/as-of.ts';
import { err, type Instant, ok, type Result } from '#shared/basics.ts';
import { foldEntries } from '#shared/fold.ts';
import { accountKey, type ContactKey } from '#shared/ledger.ts';
import { PACKS, packAt, packNamed } from '#shared/packs/index.ts';
import type { RulePack } from '#shared/packs/pack.ts';
import { type Problem, problem } from '#shared/problems.ts';
import { emptyStanding, NO_SENDS, type Standing } from '#shared/standing.ts';
import type { Ledger, Reader, Snapshot } from '#shared/store.ts';
import { vendorOf } from './decide.ts';
import { instantOf } from './request.ts';
import { wholeLedger } from './whole-ledger.ts';

export interface Then {
  readonly vendor: Vendor | undefined;
  readonly snapshot: Snapshot;
  readonly standing: Pick<Standing, 'facts' | 'sends'>;
  readonly now: Instant;
  /** What the answer rests on, shown with it. */
  readonly basis: {
    readonly asOf: string;
    readonly entries: number;
    readonly head: string;
    readonly sends: string;
  };
}

/** `?asOf=`: a day (its first instant, UTC) or an instant with a zone, not later than now. */
export function readAsOf(text: string, now: Instant): Result<Instant, Problem> {
  const asOf = instantOf(text);
  if (asOf === undefined) {
    return err(problem('invalid-request', 'Give asOf as 2026-10-01 or 2026-10-01T12:00:00Z.'));
  }
  if (asOf > now) {
    return err(problem('invalid-request', 'asOf lies ahead; name a later rule pack by pack.'));
  }
  return ok(asOf);
}

/** `?pack=`: an edition by name; else the one in force at the instant. */
export function readPack(name: string | undefined, at: Instant): Result<RulePack, Problem> {
  const pack = name === undefined ? packAt(at) : packNamed(name);
  if (pack) return ok(pack);
  const versions = PACKS.map(({ version }) => version).join(', ');
  return err(problem('invalid-request', `There are these rule packs: ${versions}.`));
}

export async function groundsAsOf(
  { ledger, reader }: { readonly ledger: Ledger; readonly reader: Reader },
  today: Snapshot,
  where: {
    readonly account: string;
    readonly programId: string;
    readonly key: ContactKey | undefined;
  },
  asOf: Instant,
): Promise<Result<Then, Problem>> {
  const own = await wholeLedger(ledger, accountKey(where.account));
  const all = where.key ? await wholeLedger(ledger, where.key) : ok([]);
  if (!own.ok) return own;
  if (!all.ok) return all;
  const then = all.value.filter((entry) => entry.at <= asOf);
  const facts = foldEntries(then);
  const vendor = await vendorOf(reader, where, { facts });
  const snapshot = snapshotAsOf(own.value, { ...today, ...knowing(today, vendor) }, asOf);
  return ok({
    snapshot,
    vendor: vendor && snapshot.config('vendor', vendor.id),
    standing: { facts, sends: NO_SENDS },
    now: asOf,
    basis: {
      asOf: new Date(asOf).toISOString(),
      entries: then.length,
      head: then.at(-1)?.hash ?? emptyStanding(where.key ?? accountKey(where.account)).head,
      sends: 'not in the ledger: caps and notices are judged as if nothing was sent before',
    },
  });
}

/** The snapshot of today with a vendor that it had no reason to read. */
const knowing = (today: Snapshot, vendor: Vendor | undefined): Pick<Snapshot, 'config'> => ({
  config: (kind, id) =>
    kind === 'vendor'
      ? (vendor as ReturnType<typeof today.config<typeof kind>>)
      : today.config(kind, id),
});
