/** Finding things from outside: keys, forms, numbers; and lists in pages, each account its own. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dynamoDirectory } from '#functions/adapters/dynamo/directory.ts';
import type { Table } from '#functions/adapters/dynamo/table.ts';
import { sha256 } from '#shared/basics.ts';
import {
  accountItem,
  configItem,
  formItem,
  keyAddress,
  keyItems,
  numberItem,
} from '#shared/items.ts';
import { DEFAULT_SETTINGS } from '#shared/settings.ts';
import type { ConfigWrite, Identity, KeyInfo } from '#shared/store.ts';
import { ACCOUNT, AT, adaptersOf, openTestTable, type TestTable } from './table-fixture.ts';

let store: TestTable;
let ports: ReturnType<typeof adaptersOf>;
const configure = (...config: ConfigWrite[]) => ports.ledger.append({ changes: [], config });

const programs = Array.from({ length: 7 }, (_, i) => `p-${i}`);
beforeAll(async () => {
  store = await openTestTable();
  ports = adaptersOf(store);
  const item = (account: string) => (id: string) => configItem(account, 'program', id, { id });
  await configure(...programs.map(item(ACCOUNT)), ...['p-0', 'p-9'].map(item('rival')));
  // A kind whose name begins like another's must not leak into its list.
  await configure(configItem(ACCOUNT, 'vendor', 'p-1', { id: 'p-1', name: 'Leads' }));
});
afterAll(() => store.close());

describe('a list', () => {
  test('comes in pages by name, each item once, and ends without a cursor', async () => {
    const seen: string[] = [];
    const sizes: number[] = [];
    let cursor: string | undefined;
    do {
      const page = { limit: 3, ...(cursor && { cursor }) };
      const answer = await ports.directory.list(ACCOUNT, 'program', page);
      sizes.push(answer.items.length);
      seen.push(...answer.items.map(({ id }) => id));
      cursor = answer.nextCursor;
    } while (cursor);
    expect(seen).toEqual(programs);
    expect(sizes).toEqual([3, 3, 1]);
  });

  test('whose last page is exactly full ends too', async () => {
    const first = await ports.directory.list(ACCOUNT, 'program', { limit: 7 });
    expect(first.items).toHaveLength(7);
    const rest = first.nextCursor
      ? await ports.directory.list(ACCOUNT, 'program', { limit: 7, cursor: first.nextCursor })
      : { items: [] };
    expect(rest).toEqual({ items: [] });
  });

  test('holds one account and one kind only, whatever cursor is given', async () => {
    const theirs = await ports.directory.list('rival', 'program', { limit: 10 });
    expect(theirs.items.map(({ id }) => id)).toEqual(['p-0', 'p-9']);
    for (const cursor of ['p-3', 'zzz', '#', '../PROGRAM#p-0', ' ']) {
      const { items } = await ports.directory.list('rival', 'program', { limit: 10, cursor });
      expect(items.every(({ id }) => ['p-0', 'p-9'].includes(id))).toBe(true);
    }
    expect(await ports.directory.list(ACCOUNT, 'sender', { limit: 10 })).toEqual({ items: [] });
  });
});

describe('the list of templates', () => {
  const NAMES = ['help-reply', 'opt-in-request', 'opt-out-line'];
  const twilio = { accountSid: `AC${'0'.repeat(32)}`, authToken: 'a-twilio-auth-token' };
  beforeAll(async () => {
    const settings = { ...DEFAULT_SETTINGS, brand: 'Acme', helpContact: 'help@acme.example' };
    const head = { region: 'US', mode: 'live' as const, settings, integrations: { twilio } };
    await configure(accountItem({ ...head, id: ACCOUNT }));
    for (const name of [...NAMES].reverse()) {
      await configure(configItem(ACCOUNT, 'template', name, { name, en: 'STOP' }));
    }
  });
  const list = async (limit: number, cursor?: string) => {
    const page = { limit, ...(cursor && { cursor }) };
    const { items, ...rest } = await ports.directory.list(ACCOUNT, 'template', page);
    return { ...rest, names: items.map(({ name }) => name) };
  };

  test('comes from the head in pages by name, and ends without a cursor', async () => {
    expect(await list(2)).toEqual({ names: NAMES.slice(0, 2), nextCursor: 'opt-in-request' });
    expect(await list(2, 'opt-in-request')).toEqual({ names: ['opt-out-line'] });
    expect(await list(3)).toEqual({ names: NAMES });
    expect(await list(3, 'zzz')).toEqual({ names: [] });
    expect(await list(3, 'opt')).toEqual({ names: NAMES.slice(1) });
  });

  test('is empty where the account has none, or is none', async () => {
    expect(await ports.directory.list('rival', 'template', { limit: 9 })).toEqual({ items: [] });
  });

  test('asks the table for the templates only: no secret leaves it', async () => {
    const answers: unknown[] = [];
    const call: Table['call'] = async (operation, input) => {
      const answer = await store.table.call(operation, input);
      answers.push(answer);
      return answer;
    };
    await dynamoDirectory({ ...store.table, call }).list(ACCOUNT, 'template', { limit: 9 });
    expect(JSON.stringify(answers)).toContain('help-reply');
    expect(JSON.stringify(answers)).not.toContain(twilio.authToken);
  });
});

describe('finding', () => {
  const identity: Identity = { account: ACCOUNT, role: 'agent', keyId: 'key_1', region: 'US' };
  const info: KeyInfo = {
    id: 'key_1',
    name: 'CRM',
    role: 'agent',
    createdAt: AT,
    hash: sha256('secret'),
  };

  test('a key by the hash of its secret, until it is revoked; the secret is nowhere in the table', async () => {
    await configure(...keyItems(identity, info));
    expect(await ports.directory.identity(sha256('secret'))).toEqual(identity);
    expect(await ports.directory.identity(sha256('another'))).toBeUndefined();
    expect(JSON.stringify(await store.scan())).not.toContain('"secret"');
    await configure(keyAddress(info.hash), configItem(ACCOUNT, 'key', info.id, undefined));
    expect(await ports.directory.identity(sha256('secret'))).toBeUndefined();
  });

  test('a form with the account that owns it, and the account and sender of a number', async () => {
    const form = {
      key: 'spring',
      name: 'Spring',
      program: 'default',
      disclosure: 'v1',
      origins: ['https://acme.example'],
    };
    await configure(formItem({ account: ACCOUNT, region: 'US' }, form));
    expect(await ports.directory.form('spring')).toEqual({ account: ACCOUNT, region: 'US', form });
    expect(await ports.directory.form('Spring')).toBeUndefined();
    const sender = {
      id: 'main',
      number: '+12025550190',
      kind: 'long-code' as const,
      provider: 'twilio' as const,
      registration: { kind: '10dlc' as const, status: 'approved' as const },
      providerAnswersKeywords: false,
      program: 'default',
    };
    await configure(numberItem(ACCOUNT, sender));
    expect(await ports.directory.number('+12025550190')).toEqual({
      account: ACCOUNT,
      sender: 'main',
    });
    expect(await ports.directory.number('+12025550191')).toBeUndefined();
  });
});
