/**
 * One strong read for a whole decision; what cannot be read whole closes, it never reads as "new".
 */
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dynamoReader } from '#functions/adapters/dynamo/reader.ts';
import type { Table } from '#functions/adapters/dynamo/table.ts';
import { DEFAULT_SETTINGS } from '#shared/account.ts';
import { clockItem, configItem, integrationsItem, settingsItem } from '#shared/items.ts';
import { accountKey, genesisHash, phoneKey } from '#shared/ledger.ts';
import type { ConfigWrite } from '#shared/store.ts';
import {
  ACCOUNT,
  AT,
  adaptersOf,
  grow,
  messageOf,
  openTestTable,
  standingAfter,
  TABLE,
  type TestTable,
} from './table-fixture.ts';

const SETTINGS = { ...DEFAULT_SETTINGS, brand: 'Acme', helpContact: 'help@acme.example' };
const PROGRAM = { id: 'default', name: 'News', purpose: 'marketing' as const };
const KEY = phoneKey(ACCOUNT, '+12025550143');
const CHANGE = grow(KEY);

let store: TestTable;
let ports: ReturnType<typeof adaptersOf>;
const configure = (...config: ConfigWrite[]) => ports.ledger.append({ changes: [], config });
const putItem = (item: Record<string, unknown>) =>
  store.table.client.send(new PutCommand({ TableName: TABLE, Item: item }));

beforeAll(async () => {
  store = await openTestTable();
  ports = adaptersOf(store);
  await configure(
    settingsItem({ id: ACCOUNT, region: 'US', mode: 'test' }, SETTINGS),
    integrationsItem(ACCOUNT, { aws: {} }),
    configItem(ACCOUNT, 'program', 'default', PROGRAM),
  );
  const guard = { pk: KEY, name: 'key:1', request: 'r', answer: [1], at: AT, windowMs: 1_000 };
  await ports.ledger.append({ changes: [CHANGE], guard });
  await ports.messages.put(messageOf('msg_1'));
});
afterAll(() => store.close());

const everything = {
  account: ACCOUNT,
  config: [
    { kind: 'program', id: 'default' },
    { kind: 'sender', id: 'none' },
  ],
  ledgers: [KEY, phoneKey(ACCOUNT, '+12025550144')],
  guard: { pk: KEY, name: 'key:1' },
  message: 'msg_1',
} as const;

describe('one read', () => {
  test('brings account, configuration, standings, guard and message in one BatchGetItem', async () => {
    store.trips();
    const snapshot = await ports.reader.read(everything);
    expect(store.trips()).toEqual(['BatchGetItem']);
    expect(snapshot.account).toEqual({
      id: ACCOUNT,
      region: 'US',
      mode: 'test',
      settings: SETTINGS,
      integrations: { aws: {} },
    });
    expect(snapshot.config('program', 'default')).toEqual(PROGRAM);
    expect(snapshot.standing(KEY)).toEqual(standingAfter(CHANGE));
    expect(snapshot.guard).toMatchObject({ name: 'key:1', answer: [1] });
    expect(snapshot.message).toEqual(messageOf('msg_1'));
  });

  test('of what is not there says so: no account, no item, an empty standing of version 0', async () => {
    const stranger = phoneKey('nobody', '+12025550143');
    const snapshot = await ports.reader.read({
      ...everything,
      account: 'nobody',
      ledgers: [stranger],
      guard: { pk: stranger, name: 'key:1' },
    });
    expect(snapshot.account).toBeUndefined();
    expect(snapshot.config('program', 'default')).toBeUndefined();
    expect(snapshot.guard).toBeUndefined();
    expect(snapshot.message).toBeUndefined();
    expect(snapshot.standing(stranger)).toMatchObject({
      version: 0,
      head: genesisHash(stranger),
      facts: { consents: {}, revoked: {}, dnd: {} },
    });
  });

  test('of the same ledger twice asks for it once', async () => {
    const snapshot = await ports.reader.read({ account: ACCOUNT, ledgers: [KEY, KEY] });
    expect(snapshot.standing(KEY).seq).toBe(1);
  });

  test('refuses to speak of a ledger that it was not asked for', async () => {
    const snapshot = await ports.reader.read({ account: ACCOUNT });
    expect(() => snapshot.standing(KEY)).toThrow(/before it is read/);
  });

  test('sees a write the moment it is acknowledged, a hundred times over', async () => {
    const key = phoneKey(ACCOUNT, '+12025550145');
    let before = grow(key).before;
    for (let i = 0; i < 100; i += 1) {
      const change = grow(key, before, [`text ${i}`]);
      await ports.ledger.append({ changes: [change] });
      before = (await ports.reader.read({ account: ACCOUNT, ledgers: [key] })).standing(key);
      expect(before).toEqual(standingAfter(change));
    }
  });
});

describe('the test clock', () => {
  test('counts for an account in test mode and never for a live one', async () => {
    const clock = clockItem(ACCOUNT, AT);
    await configure(clock);
    expect((await ports.reader.read({ account: ACCOUNT })).account?.testClock).toBe(AT);
    const live = settingsItem({ id: 'live', region: 'US', mode: 'live' }, SETTINGS);
    await configure(live, clockItem('live', AT));
    const { account } = await ports.reader.read({ account: 'live' });
    expect(account).toMatchObject({ mode: 'live' });
    expect(account).not.toHaveProperty('testClock');
    await configure(clockItem(ACCOUNT, undefined));
    const after = (await ports.reader.read({ account: ACCOUNT })).account;
    expect(after).not.toHaveProperty('testClock');
  });
});

describe('what cannot be read whole', () => {
  test.each([
    ['without facts', { facts: undefined }],
    [
      'with an unknown consent state',
      { facts: { consents: { 'sms:a': 1 }, revoked: {}, dnd: {} } },
    ],
    ['with a version that is a text', { version: '7' }],
    [
      'with a revocation that is no instant',
      { facts: { consents: {}, revoked: { a: 'x' }, dnd: {} } },
    ],
    ['with sends of another form', { sends: { claims: 'none', recent: [] } }],
  ])('a standing %s throws', async (_, broken) => {
    const key = phoneKey('broken', '+12025550143');
    const whole = { version: 1, seq: 1, head: 'h', facts: { consents: {}, revoked: {}, dnd: {} } };
    await putItem({ pk: key, sk: 'STANDING', kind: 'standing', ...whole, ...broken });
    const snapshot = await ports.reader.read({ account: 'broken', ledgers: [key] });
    expect(() => snapshot.standing(key)).toThrow();
  });

  test('settings of another form throw: an account is never read as one with defaults', async () => {
    const pk = accountKey('odd');
    const value = { region: 'US', mode: 'live', settings: { ...SETTINGS, optOutScope: 'none' } };
    await putItem({ pk, sk: 'SETTINGS', kind: 'config', value });
    await expect(ports.reader.read({ account: 'odd' })).rejects.toThrow();
  });
});

/** The same table, but the engine leaves keys for later in each of the first `rounds` answers. */
function underLoad(rounds: number): { readonly table: Table; asked(): number } {
  let asked = 0;
  const client = {
    async send(command: Parameters<Table['client']['send']>[0]) {
      asked += 1;
      const input = command.input as { RequestItems: Record<string, { Keys: object[] }> };
      const { Keys: keys = [] } = input.RequestItems[TABLE] ?? {};
      if (asked > rounds) return store.table.client.send(command);
      const later = keys.slice(1);
      input.RequestItems[TABLE] = { ...input.RequestItems[TABLE], Keys: keys.slice(0, 1) };
      const answer = await store.table.client.send(command);
      return { ...answer, UnprocessedKeys: { [TABLE]: { Keys: later } } };
    },
  };
  return { table: { name: TABLE, client: client as never }, asked: () => asked };
}

describe('under load, when the table leaves keys for later', () => {
  test('the rest is asked for again, until all of it is read', async () => {
    const { table, asked } = underLoad(4);
    const snapshot = await dynamoReader(table).read(everything);
    expect(asked()).toBe(5);
    expect(snapshot.account?.id).toBe(ACCOUNT);
    expect(snapshot.standing(KEY)).toEqual(standingAfter(CHANGE));
    expect(snapshot.message?.id).toBe('msg_1');
  });

  test('after five rounds it throws: half of the facts are no facts', async () => {
    const { table } = underLoad(5);
    await expect(dynamoReader(table).read(everything)).rejects.toThrow(/left keys unread/);
  });
});
