/**
 * The head of an account: one item that many changes write a part of, and that every decision
 * reads. None loses another's part, secrets stay in it, and it is small.
 */
import { describe, expect, test } from 'vitest';
import { putSettings } from '#functions/configure/settings.ts';
import type { HttpRequest } from '#functions/http.ts';
import { TEMPLATE_NAMES, type TemplateName } from '#shared/account.ts';
import { DEFAULT_TEMPLATES } from '#shared/data/templates.ts';
import { headAddress } from '#shared/items.ts';
import { accountKey } from '#shared/ledger.ts';
import type { Reader } from '#shared/store.ts';
import { itemBytes } from '../item-bytes.ts';
import { type Answer, useRig } from './rig.ts';

const rig = useRig();
const put = (path: string, body: object): Promise<Answer> =>
  rig().call('PUT', path, { key: rig().demo.keys.admin, body });
const get = async (path: string) =>
  (await rig().call('GET', path, { key: rig().demo.keys.admin })).body;

const TWILIO = { accountSid: `AC${'1'.repeat(32)}`, authToken: 'another-twilio-auth-token' };
const CHANGES: readonly (readonly [path: string, body: object])[] = [
  ['/v1/settings', { brand: 'Beta Motors' }],
  ['/v1/settings', { conversationHours: 48 }],
  ['/v1/settings', { contactCap: { limit: 7, hours: 24 } }],
  ['/v1/integrations/twilio', TWILIO],
  ['/v1/integrations/email', { contactList: 'list', topic: 'news' }],
  ['/v1/templates/opt-out-line', { en: 'Reply STOP to end.' }],
  [
    '/v1/templates/help-reply',
    { en: '{brand}: write {contact}. Msg & data rates may apply. STOP ends.' },
  ],
  ['/v1/test-clock', { now: '2026-11-24T18:00:00.000Z' }],
];

const history = () => {
  const { demo, ledger } = rig();
  return ledger.history(accountKey(demo.account), { limit: 100 });
};

const settingsRequest = (body: object): HttpRequest => ({
  route: 'PUT /v1/settings',
  params: {},
  query: {},
  headers: {},
  body: JSON.stringify(body),
  url: 'https://api.acme.example/v1/settings',
  ip: '192.0.2.7',
  identity: { account: rig().demo.account, role: 'admin', keyId: 'key_admin', region: 'US' },
});

/** Whoever is told to come again comes again, as any client would. */
async function until200(path: string, body: object): Promise<void> {
  for (let i = 0; i < 20; i += 1) {
    const { status, body: told } = await put(path, body);
    if (status === 200) return;
    expect([status, String(told['code'])]).toEqual([503, 'busy']);
  }
  throw new Error(`${path} was never taken`);
}

describe('changes at the same moment', () => {
  test('to settings, integrations, templates and clock are all kept, each with its entry', async () => {
    const { demo, reader } = rig();
    const opening = await history();
    const before = (await reader.read({ account: demo.account })).account;
    await Promise.all(CHANGES.map(([path, body]) => until200(path, body)));
    const snapshot = await reader.read({ account: demo.account });
    expect(snapshot.account).toEqual({
      ...before,
      settings: {
        ...before?.settings,
        brand: 'Beta Motors',
        conversationHours: 48,
        contactCap: { limit: 7, hours: 24 },
      },
      integrations: {
        ...before?.integrations,
        twilio: TWILIO,
        email: { contactList: 'list', topic: 'news' },
      },
      testClock: Date.parse('2026-11-24T18:00:00.000Z'),
    });
    expect(snapshot.config('template', 'opt-out-line')?.en).toBe('Reply STOP to end.');
    expect(snapshot.config('template', 'help-reply')?.en).toBe(
      '{brand}: write {contact}. Msg & data rates may apply. STOP ends.',
    );
    const said = (await history()).slice(opening.length).map(({ detail }) => detail);
    expect(said).toHaveLength(CHANGES.length);
  });

  test('one decided over a head that was read before another: both are kept', async () => {
    const { clock, demo, ledger, reader } = rig();
    const before = await reader.read({ account: demo.account });
    await until200('/v1/integrations/twilio', { ...TWILIO, authToken: 'changed-meanwhile' });
    await until200('/v1/settings', { deviceHours: true });
    // BatchGetItem reads each item by itself: the ledger's version may be newer than the head.
    const skewed: Reader = {
      read: async (query) => ({ ...(await reader.read(query)), account: before.account }),
    };
    const deps = { reader: skewed, ledger, clock: { now: () => clock.at } };
    expect((await putSettings(deps, settingsRequest({ conversationHours: 12 }))).status).toBe(200);
    const { account } = await reader.read({ account: demo.account });
    expect(account?.settings).toMatchObject({ deviceHours: true, conversationHours: 12 });
    expect(account?.integrations.twilio?.authToken).toBe('changed-meanwhile');
    await until200('/v1/integrations/twilio', TWILIO);
  });

  test('a change of nothing is still an entry, and changes nothing', async () => {
    const before = await get('/v1/settings');
    expect((await put('/v1/settings', {})).status).toBe(200);
    expect(await get('/v1/settings')).toEqual(before);
  });
});

describe('the list of templates', () => {
  test('shows them by name and in pages, and nothing else of the head', async () => {
    const { items } = await get('/v1/templates');
    expect(items).toEqual([
      {
        name: 'help-reply',
        en: '{brand}: write {contact}. Msg & data rates may apply. STOP ends.',
      },
      { name: 'opt-out-line', en: 'Reply STOP to end.' },
    ]);
    const first = await rig().call('GET', '/v1/templates', {
      key: rig().demo.keys.admin,
      query: { limit: '1' },
    });
    expect(first.body).toMatchObject({ nextCursor: 'help-reply' });
  });

  test('of another account holds its own, and no path shows a secret', async () => {
    const { call, other } = rig();
    const theirs = await call('GET', '/v1/templates', { key: other.keys.admin });
    expect(theirs.body['items']).toEqual([]);
    for (const path of ['/v1/templates', '/v1/settings', '/v1/integrations/twilio']) {
      expect(JSON.stringify(await get(path))).not.toContain(TWILIO.authToken);
    }
    expect(JSON.stringify(await history())).not.toContain(TWILIO.authToken);
  });
});

/** Mails are longer than texts: an account that words these too may read a unit more. */
const TEXTS = TEMPLATE_NAMES.filter((name) => !name.startsWith('opt-in-mail'));

test.each([
  ['in two languages', 4_096, ['en', 'es']],
  ['in three languages', 8_192, ['en', 'es', 'fr']],
] as const)('with every text %s the head stays under %d bytes', async (_, most, languages) => {
  const { demo, store } = rig();
  const wordingOf = (name: TemplateName) =>
    Object.fromEntries(languages.map((one) => [one, DEFAULT_TEMPLATES[name][one]]));
  for (const name of TEXTS) await until200(`/v1/templates/${name}`, wordingOf(name));
  const { Item: head } = await store.table.call('GetItem', {
    TableName: store.table.name,
    Key: headAddress(demo.account),
  });
  const worded = Object.fromEntries(TEXTS.map((name) => [name, wordingOf(name)]));
  expect(head).toMatchObject({ value: { templates: worded } });
  expect(itemBytes(head ?? {})).toBeLessThan(most);
});
