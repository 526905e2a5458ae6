/** An account's opt-outs by time: written with their entries or not at all, read in pages. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DAY } from '#shared/basics.ts';
import { growLedger } from '#shared/grow.ts';
import { emailKey, phoneKey } from '#shared/ledger.ts';
import { emptyStanding } from '#shared/standing.ts';
import type { LedgerChange } from '#shared/store.ts';
import { optOutDraft } from '../shared/fixtures.ts';
import {
  ACCOUNT,
  AT,
  adaptersOf,
  openTestTable,
  received,
  type TestTable,
} from './table-fixture.ts';

let store: TestTable;
let ports: ReturnType<typeof adaptersOf>;
beforeAll(async () => {
  store = await openTestTable();
  ports = adaptersOf(store);
});
afterAll(() => store.close());

const firm = 'by-time';
const keys = ['0', '1', '2', '3'].map((n) => phoneKey(firm, `+1202555019${n}`));
const optOut = (key: string, at: number): LedgerChange =>
  growLedger(key, emptyStanding(key), [received('hello', at), optOutDraft(['sms'], {}, { at })]);
const found = (more: object = {}, account = firm) =>
  ports.ledger.optOuts(account, { from: AT, to: AT + DAY, limit: 10, ...more });

test('are there with their entries, in the same one transaction', async () => {
  store.trips();
  for (const [i, key] of keys.entries()) {
    await ports.ledger.append({ changes: [optOut(key, AT + i)] });
  }
  expect(store.trips()).toEqual(keys.map(() => 'TransactWriteItems'));
  expect((await found()).items).toEqual(keys.map((key) => ({ key, seq: 2 })));
});

test('or not at all, where the write was lost', async () => {
  const [key = ''] = keys;
  const late = growLedger(key, emptyStanding(key), [optOutDraft(['sms'], {}, { at: AT + 9 })]);
  expect((await ports.ledger.append({ changes: [late] })).status).toBe('raced');
  expect((await found()).items).toHaveLength(keys.length);
});

test('from the first instant on, up to the last and without it', async () => {
  const of = async (from: number, to: number) => (await found({ from, to })).items.length;
  expect(await of(AT + 1, AT + 3)).toBe(2);
  expect(await of(AT + 3, AT + 3)).toBe(0);
  expect(await of(AT + 3, AT + 4)).toBe(1);
  expect(await of(AT + 4, AT)).toBe(0);
});

test('come in pages that end; a cursor that nobody gave finds no more than there is', async () => {
  const first = await found({ limit: 3 });
  expect(first.items).toHaveLength(3);
  const rest = await found({ limit: 3, cursor: first.nextCursor });
  expect(rest).toEqual({ items: [{ key: keys[3], seq: 2 }] });
  expect((await found({ limit: 4 })).nextCursor).toBeUndefined();
  expect(await found({ cursor: 'zzz' })).toEqual({ items: [] });
  expect((await found({ cursor: '' })).items).toHaveLength(4);
});

test('no cursor names the contact', async () => {
  const { nextCursor } = await found({ limit: 1 });
  expect(nextCursor).toMatch(/^2026-11-24T17:00:00\.000Z_0{9}2_[0-9a-f]{16}$/);
});

test('two of one instant are two, of phone and of email; other accounts have none', async () => {
  const mail = emailKey(firm, 'pat@customer.example');
  const tel = phoneKey(firm, '+12025550198');
  const at = AT + DAY - 1;
  await ports.ledger.append({ changes: [optOut(mail, at), optOut(tel, at)] });
  const both = (await found({ from: at })).items.map(({ key }) => key);
  expect(both.sort()).toEqual([mail, tel].sort());
  expect(await found({}, ACCOUNT)).toEqual({ items: [] });
});
