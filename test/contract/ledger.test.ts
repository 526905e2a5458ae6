/** Facts in the table: whole or absent, never twice, numbered without gaps, whatever races. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { configItem, formItem, numberItem } from '#shared/items.ts';
import { findBrokenLink, phoneKey } from '#shared/ledger.ts';
import type { Guard } from '#shared/store.ts';
import {
  ACCOUNT,
  AT,
  adaptersOf,
  grow,
  openTestTable,
  standingAfter,
  type TestTable,
} from './table-fixture.ts';

let store: TestTable;
let ports: ReturnType<typeof adaptersOf>;
beforeAll(async () => {
  store = await openTestTable();
  ports = adaptersOf(store);
});
afterAll(() => store.close());

let line = 0;
function freshKey(): string {
  line += 1;
  return phoneKey(ACCOUNT, `+120255501${String(line).padStart(2, '0')}`);
}
const standingOf = async (key: string) =>
  (await ports.reader.read({ account: ACCOUNT, ledgers: [key] })).standing(key);
const items = async (pk: string) => (await store.scan()).filter((item) => item.pk === pk);

const guardOf = (pk: string, more: Partial<Guard> = {}): Guard => ({
  pk,
  name: 'key:1',
  request: 'r1',
  answer: { ok: 1 },
  at: AT,
  windowMs: 60_000,
  ...more,
});

describe('an append', () => {
  test('writes entries and standing in one transaction, read back as they were', async () => {
    const key = freshKey();
    const change = grow(key, undefined, ['one', 'two']);
    store.trips();
    expect(await ports.ledger.append({ changes: [change] })).toEqual({ status: 'written' });
    expect(store.trips()).toEqual(['TransactWriteItems']);
    expect(await standingOf(key)).toEqual(standingAfter(change));
    const entries = await ports.ledger.history(key, { limit: 10 });
    expect(entries).toEqual(change.entries.map(({ entry }) => entry));
    expect(findBrokenLink(key, entries)).toBeUndefined();
  });

  test('grows two ledgers together or neither', async () => {
    const [first, second] = [freshKey(), freshKey()];
    await ports.ledger.append({ changes: [grow(second)] });
    // The second change was decided before that write: its version is gone.
    const outcome = await ports.ledger.append({ changes: [grow(first), grow(second)] });
    expect(outcome).toEqual({ status: 'raced' });
    expect(await items(first)).toEqual([]);
    expect(await items(second)).toHaveLength(2);
  });

  test('loses when the standing was raised since it was read, and leaves nothing', async () => {
    const key = freshKey();
    const first = grow(key);
    await ports.ledger.append({ changes: [first] });
    const stale = standingAfter(first);
    expect((await ports.messages.claim(key, 1, { claims: [], recent: [], notices: {} })).ok).toBe(
      true,
    );
    const config = [configItem(ACCOUNT, 'program', 'never', { id: 'never' })];
    const write = { changes: [grow(key, stale, ['late'])], guard: guardOf(key), config };
    expect(await ports.ledger.append(write)).toEqual({ status: 'raced' });
    const left = await items(key);
    expect(left.map(({ sk }) => sk)).toEqual(['E#0000000001', 'STANDING']);
    const snapshot = await ports.reader.read({
      account: ACCOUNT,
      config: [{ kind: 'program', id: 'never' }],
    });
    expect(snapshot.config('program', 'never')).toBeUndefined();
  });

  test('never overwrites an entry, also when the standing says that its number is free', async () => {
    const key = freshKey();
    const first = grow(key);
    await ports.ledger.append({ changes: [first] });
    // A standing that fell behind its entries: what a restored backup could look like.
    const behind = { ...first.before, version: 1 };
    const outcome = await ports.ledger.append({ changes: [grow(key, behind, ['forged'])] });
    expect(outcome).toEqual({ status: 'raced' });
    expect(await ports.ledger.history(key, { limit: 5 })).toEqual([first.entries[0]?.entry]);
  });

  test('of twenty writers at once exactly one wins each version', async () => {
    const key = freshKey();
    const tries = await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        ports.ledger.append({ changes: [grow(key, undefined, [`writer ${i}`])] }),
      ),
    );
    expect(tries.filter(({ status }) => status === 'written')).toHaveLength(1);
    expect(tries.filter(({ status }) => status === 'raced')).toHaveLength(19);
    expect((await standingOf(key)).seq).toBe(1);
  });

  test('keeps what the send path put beside the facts', async () => {
    const key = freshKey();
    const first = grow(key);
    await ports.ledger.append({ changes: [first] });
    const sends = { claims: [{ id: 'msg_1', at: AT, by: 'run' }], recent: [], notices: {} };
    await ports.messages.claim(key, 1, sends);
    const before = await standingOf(key);
    await ports.ledger.append({ changes: [grow(key, before, ['STOP'])] });
    expect(await standingOf(key)).toMatchObject({ version: 3, seq: 2, sends });
  });
});

describe('a guard', () => {
  test('lets the first pass and answers every repeat with the first answer', async () => {
    const key = freshKey();
    const first = grow(key);
    const guard = guardOf(key, { answer: { id: 'first' } });
    expect((await ports.ledger.append({ changes: [first], guard })).status).toBe('written');
    const again = await ports.ledger.append({
      changes: [grow(key, standingAfter(first), ['again'])],
      guard: guardOf(key, { request: 'r2', answer: { id: 'second' }, at: AT + 60_000 }),
    });
    expect(again).toEqual({ status: 'seen', guard });
    expect((await standingOf(key)).seq).toBe(1);
  });

  test('is seen before a race: the repeat of a write that lost its version gets its answer', async () => {
    const key = freshKey();
    const write = { changes: [grow(key)], guard: guardOf(key, { answer: 'kept' }) };
    await ports.ledger.append(write);
    const again = await ports.ledger.append(write);
    expect(again).toMatchObject({ status: 'seen', guard: { answer: 'kept' } });
  });

  test('passes again one millisecond after its window, not before', async () => {
    const key = freshKey();
    const first = grow(key);
    await ports.ledger.append({ changes: [first], guard: guardOf(key) });
    const second = grow(key, standingAfter(first), ['later']);
    const at = (ms: number) => guardOf(key, { at: AT + ms, answer: 'later' });
    expect((await ports.ledger.append({ changes: [second], guard: at(60_000) })).status).toBe(
      'seen',
    );
    expect((await ports.ledger.append({ changes: [second], guard: at(60_001) })).status).toBe(
      'written',
    );
  });

  test('carries the instant at which the table may forget it, in whole seconds, rounded up', async () => {
    const key = freshKey();
    const guard = guardOf(key, { at: AT + 1, windowMs: 60_000 });
    await ports.ledger.append({ changes: [grow(key)], guard });
    const stored = (await items(key)).find(({ sk }) => sk === 'D#key:1');
    expect(stored?.['ttl']).toBe(AT / 1_000 + 61);
  });
});

describe('configuration in the same write', () => {
  const form = {
    key: 'spring',
    name: 'Spring',
    program: 'default',
    disclosure: 'v1',
    origins: ['https://acme.example'],
  };

  test('a name has one owner: another account is told that it is taken, and nothing is written', async () => {
    const key = freshKey();
    const config = [formItem({ account: ACCOUNT, region: 'US' }, form)];
    expect((await ports.ledger.append({ changes: [grow(key)], config })).status).toBe('written');
    const rival = phoneKey('rival', '+12025550199');
    const theirs = await ports.ledger.append({
      changes: [grow(rival)],
      config: [formItem({ account: 'rival', region: 'US' }, form)],
    });
    expect(theirs).toEqual({ status: 'taken' });
    expect(await items(rival)).toEqual([]);
    expect((await ports.directory.form('spring'))?.account).toBe(ACCOUNT);
  });

  test('its owner may put it again, and once deleted it is free for others', async () => {
    const sender = {
      id: 'main',
      number: '+12025550190',
      kind: 'long-code' as const,
      provider: 'twilio' as const,
      registration: { kind: '10dlc' as const, status: 'approved' as const },
      providerAnswersKeywords: false,
      program: 'default',
    };
    const put = (account: string) => ({ changes: [], config: [numberItem(account, sender)] });
    expect((await ports.ledger.append(put(ACCOUNT))).status).toBe('written');
    expect((await ports.ledger.append(put(ACCOUNT))).status).toBe('written');
    expect((await ports.ledger.append(put('rival'))).status).toBe('taken');
    const gone = { ...numberItem(ACCOUNT, sender), value: undefined };
    expect((await ports.ledger.append({ changes: [], config: [gone] })).status).toBe('written');
    expect((await ports.ledger.append(put('rival'))).status).toBe('written');
    expect(await ports.directory.number(sender.number)).toEqual({
      account: 'rival',
      sender: 'main',
    });
  });
});

describe('history', () => {
  test('comes in pages, oldest first, without gap or repeat', async () => {
    const key = freshKey();
    const first = grow(key, undefined, ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11']);
    await ports.ledger.append({ changes: [first] });
    const pages = [];
    for (let from = 0; from < 11; from += 4) {
      pages.push(await ports.ledger.history(key, { limit: 4, after: from }));
    }
    expect(pages.map((page) => page.map(({ seq }) => seq))).toEqual([
      [1, 2, 3, 4],
      [5, 6, 7, 8],
      [9, 10, 11],
    ]);
    expect(await ports.ledger.history(key, { limit: 4, after: 11 })).toEqual([]);
    expect(await ports.ledger.history(freshKey(), { limit: 4 })).toEqual([]);
  });

  test('its newest entries come oldest first, and no more than asked for', async () => {
    const key = freshKey();
    await ports.ledger.append({ changes: [grow(key, undefined, ['1', '2', '3'])] });
    const newest = async (limit: number) =>
      (await ports.ledger.newest(key, limit)).map(({ seq }) => seq);
    expect(await newest(2)).toEqual([2, 3]);
    expect(await newest(9)).toEqual([1, 2, 3]);
    expect(await ports.ledger.newest(freshKey(), 2)).toEqual([]);
  });

  test('longer than the megabyte that one query gives, comes whole', async () => {
    const key = freshKey();
    const long = Array.from({ length: 20 }, (_, i) => `${i}`.padEnd(10_000, 'x'));
    let change = grow(key, undefined, long);
    await ports.ledger.append({ changes: [change] });
    for (let batch = 1; batch < 8; batch += 1) {
      change = grow(key, standingAfter(change), long);
      await ports.ledger.append({ changes: [change] });
    }
    const entries = await ports.ledger.history(key, { limit: 200 });
    expect(entries.map(({ seq }) => seq)).toEqual(Array.from({ length: 160 }, (_, i) => i + 1));
  });

  test('text of every kind comes back as it was hashed', async () => {
    const key = freshKey();
    const bodies = ['日本語 🛑', 'e\u0301 é', '\u0000\u001f', ' \n\t', '‮rtl', '', '\ud83d cut'];
    const change = grow(key, undefined, bodies);
    await ports.ledger.append({ changes: [change] });
    const entries = await ports.ledger.history(key, { limit: 20 });
    expect(findBrokenLink(key, entries)).toBeUndefined();
    expect(entries).toHaveLength(bodies.length);
  });
});

describe('the mark of a target', () => {
  test('is 0 at first, moves forward only, and moves with the receipt or not at all', async () => {
    const key = freshKey();
    expect(await ports.ledger.mark(key, 'email')).toBe(0);
    const first = grow(key);
    const mark = (seq: number) => ({ key, target: 'email', seq });
    await ports.ledger.append({ changes: [first], mark: mark(5) });
    expect(await ports.ledger.mark(key, 'email')).toBe(5);
    expect(await ports.ledger.mark(key, 'dialer')).toBe(0);
    for (const seq of [5, 4]) {
      const outcome = await ports.ledger.append({
        changes: [grow(key, standingAfter(first), ['receipt'])],
        mark: mark(seq),
      });
      expect(outcome).toEqual({ status: 'raced' });
    }
    expect((await standingOf(key)).seq).toBe(1);
  });
});
