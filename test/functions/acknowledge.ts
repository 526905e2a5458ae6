/** Suppression targets of the function tests: they take opt-outs when they are told to. */
import { suppress } from '#functions/suppress.ts';
import { iso } from '#shared/basics.ts';
import type { ContactKey } from '#shared/ledger.ts';
import type { TargetName } from '#shared/ports.ts';
import type { Rig } from './rig.ts';

/** A target takes every opt-out of a ledger, at the instant that the clock shows. */
export async function acknowledge(
  rig: Rig,
  key: ContactKey,
  ...targets: TargetName[]
): Promise<void> {
  const entries = await rig.ledger.history(key, { limit: 100 });
  const head = { id: 'evt_1', type: 'Opt-Out Received', account: rig.demo.account, key };
  const voice = { automated: 'suppress', manual: 'allow', priority: 'high' } as const;
  const effects = { sms: 'suppress', email: 'none', voice } as const;
  for (const name of targets) {
    const apply = async () => ({ status: 'applied' as const, reference: 'r' });
    const run = suppress({ ...rig.deps, target: { name, apply } });
    for (const { at, hash, seq, type } of entries) {
      if (type !== 'opted-out') continue;
      await run({ ...head, seq, entryHash: hash, at: iso(at), contact: {}, effects });
    }
  }
}
