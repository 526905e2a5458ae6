/**
 * One change to one target: newer than what it applied or dropped, acknowledged or tried again, and
 * in the end the same state, in whatever order and however often the changes come.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { suppress } from '#functions/suppress.ts';
import { entryEvent } from '#shared/events.ts';
import { growLedger } from '#shared/grow.ts';
import { type ContactKey, type EntryDraft, findBrokenLink, phoneKey } from '#shared/ledger.ts';
import type { SuppressionChange, TargetOutcome } from '#shared/ports.ts';
import { AT } from '../contract/table-fixture.ts';
import { freshPhone } from './people.ts';
import { useRig } from './rig.ts';

const rig = useRig();

/** A target that keeps what it was told, and fails as often as it is asked to. */
function target(failures = 0, outcome?: TargetOutcome) {
  const told: SuppressionChange[] = [];
  let left = failures;
  return {
    told,
    name: 'email' as const,
    async apply(change: SuppressionChange): Promise<TargetOutcome> {
      left -= 1;
      if (left >= 0) throw new Error('the list is down');
      told.push(change);
      return outcome ?? { status: 'applied', reference: `seq ${change.seq}` };
    },
  };
}

const dnd = (sms: boolean): EntryDraft => ({
  at: AT,
  actor: 'key:k',
  source: 'manual',
  type: 'dnd-changed',
  detail: { sms, reason: 'as the person asked' },
});

/** A contact with so many changes in its ledger, as the topic would tell them. */
async function changed(count: number): Promise<{ key: ContactKey; changes: SuppressionChange[] }> {
  const { demo, ledger, reader } = rig();
  const key = phoneKey(demo.account, freshPhone());
  const { standing } = await reader.read({ account: demo.account, ledgers: [key] });
  const drafts = Array.from({ length: count }, (_, i) => dnd(i % 2 === 0));
  const change = growLedger(key, standing(key), drafts);
  await ledger.append({ changes: [change] });
  const changes = change.entries.map((stored): SuppressionChange => {
    const { id, name, at, contact = {} } = entryEvent(stored);
    const { effects, entry } = stored;
    const head = { id, type: name, account: demo.account, key, at, contact, effects };
    return { ...head, seq: entry.seq, entryHash: entry.hash };
  });
  return { key, changes };
}

const run = (on: ReturnType<typeof target>) =>
  suppress({ ...rig().deps, target: on, log: rig().deps.log });
const receipts = async (key: ContactKey) => {
  const entries = await rig().ledger.history(key, { limit: 100 });
  expect(findBrokenLink(key, entries)).toBeUndefined();
  return entries.flatMap((entry) =>
    entry.type === 'suppression-applied' ? [[entry.detail.outcome, entry.detail.ofSeq]] : [],
  );
};

describe('one change', () => {
  test('is applied, and its receipt names the entry that it answers', async () => {
    const { key, changes } = await changed(1);
    const list = target();
    for (const change of changes) await run(list)(change);
    expect(list.told.map(({ seq }) => seq)).toEqual([1]);
    const [, receipt] = await rig().ledger.history(key, { limit: 5 });
    expect(receipt).toMatchObject({
      seq: 2,
      type: 'suppression-applied',
      actor: 'target:email',
      detail: { target: 'email', outcome: 'applied', ofSeq: 1, ofHash: changes[0]?.entryHash },
    });
    expect(await rig().ledger.mark(key, 'email')).toBe(1);
  });

  test('again, or an older one, is dropped: not applied, no receipt', async () => {
    const { key, changes } = await changed(2);
    const list = target();
    const [first, second] = changes;
    if (!first || !second) throw new Error('two changes');
    for (const change of [second, second, first, second]) await run(list)(change);
    expect(list.told.map(({ seq }) => seq)).toEqual([2]);
    expect(await receipts(key)).toEqual([['applied', 2]]);
  });

  test('that the target does not take throws and leaves no receipt; the next try is applied', async () => {
    const { key, changes } = await changed(1);
    const list = target(2);
    const [change] = changes;
    if (!change) throw new Error('one change');
    await expect(run(list)(change)).rejects.toThrow('the list is down');
    await expect(run(list)(change)).rejects.toThrow('the list is down');
    expect(await receipts(key)).toEqual([]);
    expect(await rig().ledger.mark(key, 'email')).toBe(0);
    await run(list)(change);
    expect(await receipts(key)).toEqual([['applied', 1]]);
  });

  test('that is not for this target gets a receipt that says so', async () => {
    const { key, changes } = await changed(1);
    const list = target(0, { status: 'not-applicable', detail: 'no email address' });
    for (const change of changes) await run(list)(change);
    expect(await receipts(key)).toEqual([['not-applicable', 1]]);
  });

  test('of an account that is gone throws, so that it is parked where it is seen', async () => {
    const { changes } = await changed(1);
    const [change] = changes;
    if (!change) throw new Error('one change');
    const list = target();
    await expect(run(list)({ ...change, account: 'gone' })).rejects.toThrow();
    expect(list.told).toEqual([]);
  });

  test('twice at the same moment gets one receipt', async () => {
    const { key, changes } = await changed(1);
    const [change] = changes;
    if (!change) throw new Error('one change');
    const list = target();
    await Promise.allSettled([run(list)(change), run(list)(change)]);
    await run(list)(change);
    expect(await receipts(key)).toEqual([['applied', 1]]);
  });
});

describe('a phone with an email ledger beside it', () => {
  test('does not speak for email to the email target; it does to the dialer', async () => {
    const { changes } = await changed(1);
    const [change] = changes;
    if (!change) throw new Error('one change');
    const both = {
      ...change,
      contact: { phone: '+13055550142', email: 'pat@example.com' },
      effects: { ...change.effects, email: 'suppress' as const },
    };
    const list = target();
    await run(list)(both);
    expect(list.told[0]?.effects.email).toBe('none');
    const dialer = { ...target(), name: 'dialer' as const };
    await suppress({ ...rig().deps, target: dialer })(both);
    expect(dialer.told[0]?.effects.email).toBe('suppress');
  });
});

test('any order, with any repeats and failures, ends where the last entry says', async () => {
  const COUNT = 4;
  const orders = fc.array(fc.nat({ max: COUNT - 1 }), { minLength: 1, maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(orders, fc.nat({ max: 3 }), async (order, failures) => {
      const { key, changes } = await changed(COUNT);
      const list = target(failures);
      const arriving = [...order, ...Array.from({ length: COUNT }, (_, i) => i)];
      for (const i of arriving) {
        const change = changes[i];
        if (!change) throw new Error('a change of the ledger');
        // The queue brings again what threw.
        for (let tries = 0; tries <= failures; tries += 1) {
          if (
            await run(list)(change).then(
              () => true,
              () => false,
            )
          )
            break;
        }
      }
      const seqs = list.told.map(({ seq }) => seq);
      expect(seqs).toEqual([...seqs].sort((a, b) => a - b));
      expect(new Set(seqs).size).toBe(seqs.length);
      expect(list.told.at(-1)).toEqual(changes.at(-1));
      expect((await receipts(key)).map(([, seq]) => seq)).toEqual(seqs);
    }),
    { numRuns: 25 },
  );
});
