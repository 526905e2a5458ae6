/**
 * One strong read for a whole decision; what cannot be read whole closes, it never reads as "new".
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dynamoReader } from '#functions/adapters/dynamo/reader.ts';
import type { Input, Table } from '#functions/adapters/dynamo/table.ts';
import {
  accountItem,
  clockItem,
  configItem,
  integrationItem,
  settingsItem,
} from '#shared/items.ts';
import { accountKey, genesisHash, phoneKey } from '#shared/ledger.ts';
import { DEFAULT_SETTINGS } from '#shared/settings.ts';
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
const HEAD = { region: 'US', settings: SETTINGS, integrations: { aws: {} } };
const PROGRAM = { id: 'default', name: 'News', purpose: 'marketing' as const };
const KEY = phoneKey(ACCOUNT, '+12025550143');
const CHANGE = grow(KEY);

let store: TestTable;
let ports: ReturnType<typeof adaptersOf>;
const configure = (...config: ConfigWrite[]) => ports.ledger.append({ changes: [], config });
const putItem = (item: Record<string, unknown>) =>
  store.table.call('PutItem', { TableName: TABLE, Item: item });

beforeAll(async () => {
  store = await openTestTable();
  ports = adaptersOf(store);
  await configure(
    accountItem({ ...HEAD, id: ACCOUNT, mode: 'test' }),
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

const LINE = { name: 'opt-out-line', en: 'Reply STOP.' };
const HELP = { name: 'help-reply', en: '{brand}: {contact}. STOP ends.', es: 'STOP' };
const fresh = async (id: string) => {
  await configure(accountItem({ ...HEAD, id, mode: 'test' }));
  return async () => ports.reader.read({ account: id });
};

describe('the head of an account', () => {
  test('brings every template with it, asked for or not, and none that is not there', async () => {
    const read = await fresh('worded');
    await configure(configItem('worded', 'template', 'opt-out-line', LINE));
    await configure(configItem('worded', 'template', 'help-reply', HELP));
    const snapshot = await read();
    expect(snapshot.config('template', 'opt-out-line')).toEqual(LINE);
    expect(snapshot.config('template', 'help-reply')).toEqual(HELP);
    for (const none of ['opt-in-request', 'constructor', '__proto__']) {
      expect(snapshot.config('template', none)).toBeUndefined();
    }
    expect(snapshot.account).not.toHaveProperty('templates');
    await configure(configItem('worded', 'template', 'help-reply', undefined));
    expect((await read()).config('template', 'help-reply')).toBeUndefined();
    expect((await read()).config('template', 'opt-out-line')).toEqual(LINE);
  });

  test('is written part by part: nobody puts back what another has changed meanwhile', async () => {
    const read = await fresh('parts');
    const twilio = { accountSid: `AC${'0'.repeat(32)}`, authToken: 'a-twilio-auth-token' };
    const parts = [
      settingsItem({ id: 'parts' }, { brand: 'Beta', deviceHours: true }),
      settingsItem({ id: 'parts' }, { conversationHours: 48 }),
      integrationItem('parts', 'twilio', twilio),
      integrationItem('parts', 'email', { contactList: 'list', topic: 'news' }),
      configItem('parts', 'template', 'opt-out-line', LINE),
      configItem('parts', 'template', 'help-reply', HELP),
      clockItem('parts', AT),
    ];
    // With no ledger to order them: whoever meets another in the middle only comes again.
    const write = async (part: ConfigWrite): Promise<void> => {
      for (let i = 0; i < 100; i += 1) {
        if ((await configure(part)).status === 'written') return;
      }
      throw new Error('a part was never written');
    };
    await Promise.all(parts.map(write));
    const snapshot = await read();
    expect(snapshot.account).toEqual({
      id: 'parts',
      region: 'US',
      mode: 'test',
      settings: { ...SETTINGS, brand: 'Beta', deviceHours: true, conversationHours: 48 },
      integrations: { ...HEAD.integrations, twilio, email: { contactList: 'list', topic: 'news' } },
      testClock: AT,
    });
    expect(snapshot.config('template', 'opt-out-line')).toEqual(LINE);
    expect(snapshot.config('template', 'help-reply')).toEqual(HELP);
  });

  test('is not made by a part: an account that is not there stays so', async () => {
    const part = settingsItem({ id: 'never' }, { brand: 'Beta' });
    await expect(configure(part)).rejects.toThrow();
    expect((await ports.reader.read({ account: 'never' })).account).toBeUndefined();
  });
});

describe('the test clock', () => {
  test('counts for an account in test mode and never for a live one', async () => {
    const clock = clockItem(ACCOUNT, AT);
    await configure(clock);
    expect((await ports.reader.read({ account: ACCOUNT })).account?.testClock).toBe(AT);
    await configure(accountItem({ ...HEAD, id: 'live', mode: 'live' }));
    await configure(clockItem('live', AT));
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

  test('a setting that came with a later version has its default, so that no account goes dark', async () => {
    const { deviceHours: _, shadow: __, ...older } = SETTINGS;
    const value = { region: 'US', mode: 'live', settings: older, integrations: {}, templates: {} };
    await putItem({ pk: accountKey('older'), sk: 'SETTINGS', kind: 'config', value });
    const { account } = await ports.reader.read({ account: 'older' });
    expect(account?.settings).toEqual(SETTINGS);
  });

  test('settings of another form throw: an account is never read as one with defaults', async () => {
    const pk = accountKey('odd');
    const whole = { ...HEAD, mode: 'live', templates: {} };
    const put = (more: object) =>
      putItem({ pk, sk: 'SETTINGS', kind: 'config', value: { ...whole, ...more } });
    await put({ settings: { ...SETTINGS, optOutScope: 'none' } });
    await expect(ports.reader.read({ account: 'odd' })).rejects.toThrow();
    await put({ integrations: { twilio: { accountSid: 'AC1' } } });
    await expect(ports.reader.read({ account: 'odd' })).rejects.toThrow();
    await put({ templates: { 'help-reply': 'Call us.' } });
    await expect(ports.reader.read({ account: 'odd' })).rejects.toThrow();
    await put({});
    expect((await ports.reader.read({ account: 'odd' })).account).toMatchObject({ mode: 'live' });
  });
});

/** The same table, but the engine leaves keys for later in each of the first `rounds` answers. */
function underLoad(rounds: number): { readonly table: Table; asked(): number } {
  let asked = 0;
  const call: Table['call'] = async (operation, input) => {
    asked += 1;
    if (asked > rounds) return store.table.call(operation, input);
    const { RequestItems } = input as Input<'BatchGetItem'>;
    const { Keys: keys = [] } = RequestItems?.[TABLE] ?? {};
    const fewer = { [TABLE]: { ...RequestItems?.[TABLE], Keys: keys.slice(0, 1) } };
    const answer = await store.table.call(operation, { ...input, RequestItems: fewer });
    return { ...answer, UnprocessedKeys: { [TABLE]: { Keys: keys.slice(1) } } };
  };
  return { table: { name: TABLE, call }, asked: () => asked };
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
