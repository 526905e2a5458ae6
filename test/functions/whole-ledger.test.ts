/** All entries of a ledger, page by page; one without end is refused, and left out of a report. */
import { expect, test } from 'vitest';
import { reportRevokeAll } from '#functions/report-revoke-all.ts';
import { wholeLedger } from '#functions/whole-ledger.ts';
import type { LedgerEntry } from '#shared/ledger.ts';
import type { Page } from '#shared/store.ts';
import { freshPhone, textFrom } from './people.ts';
import { useRig } from './rig.ts';

const rig = useRig();

/** A ledger of so many entries, of which only the numbers matter. */
function ledgerOf(count: number) {
  const pages: Page[] = [];
  return {
    pages,
    ledger: {
      ...rig().ledger,
      async history(_: string, page: Page) {
        pages.push(page);
        const after = page.after ?? 0;
        const length = Math.min(page.limit, count - after);
        return Array.from({ length }, (_one, i) => ({ seq: after + i + 1 }) as LedgerEntry);
      },
    },
  };
}

test('what comes after an entry is read without what was before', async () => {
  const { ledger, pages } = ledgerOf(450);
  const read = await wholeLedger(ledger, 'key', 300);
  expect(read.ok && read.value.map(({ seq }) => seq).at(0)).toBe(301);
  expect(read.ok && read.value.length).toBe(150);
  expect(pages).toEqual([{ limit: 200, after: 300 }]);
});

test.each([
  [0, 1],
  [199, 1],
  [200, 2],
  [201, 2],
  [10_000, 51],
])('a ledger of %i entries is read in %i pages', async (count, reads) => {
  const { ledger, pages } = ledgerOf(count);
  const read = await wholeLedger(ledger, 'key');
  const seqs = read.ok ? read.value.map(({ seq }) => seq) : [];
  expect(seqs).toEqual(Array.from({ length: count }, (_, i) => i + 1));
  expect(pages).toHaveLength(reads);
});

test('one of over ten thousand is refused', async () => {
  const read = await wholeLedger(ledgerOf(1_000_000).ledger, 'key');
  expect(read).toMatchObject({ ok: false, error: { code: 'invalid-request' } });
});

test('the report counts a ledger that it could not read, and shows the others', async () => {
  const { clock, demo, ledger } = rig();
  const [endless, other] = [freshPhone(), freshPhone()];
  for (const phone of [endless, other]) await textFrom(rig(), phone, 'STOP');
  const deps = {
    ...rig().deps,
    clock: { now: () => clock.at },
    ledger: {
      ...ledger,
      history: (key: string, page: Page) =>
        key.endsWith(endless)
          ? ledgerOf(1_000_000).ledger.history(key, page)
          : ledger.history(key, page),
    },
  };
  const identity = {
    account: demo.account,
    role: 'admin',
    keyId: 'key_admin',
    region: 'US',
  } as const;
  const { status, body } = await reportRevokeAll(deps, {
    route: 'GET /v1/reports/revoke-all',
    params: {},
    query: {},
    headers: {},
    body: '',
    url: '',
    ip: '192.0.2.7',
    identity,
  });
  expect([status, body]).toMatchObject([
    200,
    { summary: { optOuts: 1, unread: 1 }, items: [{ contact: { phone: other } }] },
  ]);
});
