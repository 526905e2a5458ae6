/**
 * Names in paths and queries that no account has: long, encoded, with the marks of our own keys.
 */
import { describe, expect, test } from 'vitest';
import { useRig } from './rig.ts';

const rig = useRig();

const ODD = [
  '%20',
  '%00',
  '%zz',
  '..',
  '.',
  '#STANDING',
  '%23STANDING',
  'A%23other',
  '__proto__',
  'constructor',
  'hasOwnProperty',
  'p%2F..%2Fq',
  '%F0%9F%9B%91',
  "'%20OR%201=1",
  '%7B%22S%22:%22x%22%7D',
  'x'.repeat(3_000),
  '%ED%A0%BD',
].map((name) => [name.slice(0, 24), name] as const);
/** Odd, but names that an account may give. */
const GIVEN = new Set(['constructor', 'hasOwnProperty']);
const NEVER_GIVEN = ODD.filter(([shown]) => !GIVEN.has(shown));

/** Routes by the role that reaches furthest; the odd name takes the place of `*`. */
const READS = [
  '/v1/contacts/*',
  '/v1/contacts/*/history',
  '/v1/messages/*',
  '/v1/programs/*',
  '/v1/senders/*',
  '/v1/forms/*',
  '/v1/disclosures/*',
  '/v1/vendors/*',
  '/v1/templates/*',
  '/v1/integrations/*',
];

describe.each(READS)('GET %s', (path) => {
  test.each(ODD)('%s is refused, and is no failure of ours', async (_, name) => {
    const { call, demo } = rig();
    const { status, body } = await call('GET', path.replace('*', name), { key: demo.keys.admin });
    expect([400, 404, 422]).toContain(status);
    expect(String(body['code'])).toMatch(/not-found|invalid-/);
  });
});

const WRITES = [
  ['PUT', '/v1/programs/*', { name: 'P', purpose: 'marketing' }],
  ['PUT', '/v1/vendors/*', { name: 'V' }],
  ['PUT', '/v1/disclosures/*', { text: 'I agree.' }],
  ['PUT', '/v1/contacts/*/dnd', { sms: true, reason: 'by phone' }],
  ['DELETE', '/v1/keys/*', undefined],
  ['POST', '/v1/forms/*/consents', { phone: '+13055550142', consents: { sms: true } }],
] as const;

describe.each(WRITES)('%s %s', (method, path, body) => {
  test.each(NEVER_GIVEN)('%s is refused, and nothing is stored', async (_, name) => {
    const { call, demo, store } = rig();
    const before = await store.scan();
    const { status } = await call(method, path.replace('*', name), {
      key: demo.keys.admin,
      ...(body && { body }),
    });
    expect([400, 404, 422]).toContain(status);
    expect(await store.scan()).toEqual(before);
  });
});

describe('webhooks', () => {
  test.each(ODD)('of account or provider %s: refused before they are read', async (_, name) => {
    const { call } = rig();
    const post = { body: 'a=b', headers: { 'x-twilio-signature': 'x' } };
    const account = await call('POST', `/v1/webhooks/twilio/${name}/messages`, post);
    expect([403, 404]).toContain(account.status);
    const provider = await call('POST', `/v1/webhooks/${name}/demo/status`, post);
    expect(provider.status).toBe(404);
  });
});

describe('pages', () => {
  const LISTS = ['/v1/programs', '/v1/keys', '/v1/history', '/v1/contacts/+13055550142/history'];

  test.each(LISTS)('of %s have 1 to 100 items', async (path) => {
    const { call, demo } = rig();
    for (const limit of ['0', '-1', '101', '1.5', 'ten', '', '1e9', 'Infinity']) {
      const { status, body } = await call('GET', path, { key: demo.keys.admin, query: { limit } });
      expect([limit, status]).toEqual([limit, 400]);
      expect(body['errors']).toMatchObject([{ pointer: '/limit' }]);
    }
  });

  test.each(LISTS)('of %s begin anywhere without a failure of ours', async (path) => {
    const { call, demo } = rig();
    const cursors = [
      ...['-1', '0', '1.5', 'zz', '#', '1e300', 'Infinity', '-Infinity', 'NaN'],
      ...['9999999999', '99999999998', '99999999999999999999', 'x'.repeat(3_000), '\u0000'],
    ];
    for (const cursor of cursors) {
      const { status } = await call('GET', path, { key: demo.keys.admin, query: { cursor } });
      expect([cursor.slice(0, 24), status < 500]).toEqual([cursor.slice(0, 24), true]);
    }
  });
});
