/** A decision may name further ledgers to read; what it decided is written with all of them. */
import { expect, test } from 'vitest';
import { record } from '#functions/record.ts';
import { ok } from '#shared/basics.ts';
import { type EntryDraft, emailKey, phoneKey } from '#shared/ledger.ts';
import { freshPhone } from './people.ts';
import { useRig } from './rig.ts';

const rig = useRig();

test('ledgers that only a later read names are read too, and nothing is written before', async () => {
  const { deps, demo } = rig();
  const tel = phoneKey(demo.account, freshPhone());
  const mails = ['a', 'b'].map((name) =>
    emailKey(demo.account, `${name}${tel.slice(-4)}@x.example`),
  );
  const draft: EntryDraft = {
    type: 'contact-changed',
    at: 1,
    actor: 'system',
    source: 'test',
    detail: { externalId: 'crm-1' },
  };
  const read = [tel];
  const done = await record(deps, { account: demo.account, ledgers: [tel] }, undefined, () => {
    const [next] = mails.filter((mail) => !read.includes(mail));
    if (next === undefined) {
      return ok({ drafts: new Map(read.map((key) => [key, [draft]])), answer: () => read.length });
    }
    read.push(next);
    return ok({ alsoRead: [next] });
  });
  expect(done).toEqual({ ok: true, value: 3 });
  for (const key of read) expect(await deps.ledger.history(key, { limit: 9 })).toHaveLength(1);
});
