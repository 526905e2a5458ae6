/**
 * Who may call what: every route of the table, with every role, with no key, with a key that is
 * none.
 */
import { describe, expect, test } from 'vitest';
import { ROUTE_KEYS, ROUTES, type Role, type RouteKey, routeOf } from '#shared/routes.ts';
import { useRig } from './rig.ts';

const rig = useRig();
const ROLES: readonly Role[] = ['admin', 'agent', 'service'];
const keyed = ROUTE_KEYS.filter((key) => Array.isArray(ROUTES[key].access));

/** A path of the route with names that this account does not have. */
const pathOf = (key: RouteKey): string =>
  (key.split(' ')[1] ?? '').replace('{phone}', '+13055550199').replace(/\{\w+\}/g, 'unknown');

const callRoute = (key: RouteKey, secret?: string) => {
  const [method = ''] = key.split(' ');
  return rig().call(method, pathOf(key), {
    ...(secret !== undefined && { key: secret }),
    ...(method !== 'GET' && method !== 'DELETE' && { body: {} }),
  });
};

describe.each(keyed)('%s', (key) => {
  const { access } = routeOf(key);

  test.each(ROLES)('as %s', async (role) => {
    const before = await rig().store.scan();
    const { status, body } = await callRoute(key, rig().demo.keys[role]);
    if (access.includes(role)) {
      expect(status).not.toBe(401);
      expect(status).not.toBe(403);
      return;
    }
    expect(status).toBe(403);
    expect(body).toMatchObject({ code: 'forbidden', status: 403 });
    expect(String(body['detail'])).toContain('role');
    expect(await rig().store.scan()).toEqual(before);
  });

  test('without a key, or with one that is none: 401', async () => {
    const before = await rig().store.scan();
    const { admin } = rig().demo.keys;
    for (const secret of [undefined, `${admin.slice(0, -1)}x`, admin.toUpperCase(), `${admin}0`]) {
      const { status, body, headers } = await callRoute(key, secret);
      expect(status).toBe(401);
      expect(body).toMatchObject({ code: 'unauthorized', status: 401 });
      expect(headers['content-type']).toBe('application/problem+json');
    }
    expect(await rig().store.scan()).toEqual(before);
  });
});

test('public and provider-signed routes ask for no key', async () => {
  const open = ROUTE_KEYS.filter((key) => !keyed.includes(key));
  expect(open).toHaveLength(5);
  for (const key of open) {
    const { body } = await callRoute(key);
    expect(String(body['code'])).not.toBe('unauthorized');
  }
});

test('a key works until it is revoked, and no longer', async () => {
  const { call, demo } = rig();
  const { admin } = demo.keys;
  const body = { role: 'agent', name: 'CRM' };
  const made = await call('POST', '/v1/keys', { key: admin, body });
  expect(made.status).toBe(201);
  const secret = String(made.body['secret']);
  expect((await call('GET', '/v1/programs', { key: secret })).status).toBe(200);
  const path = `/v1/keys/${String(made.body['id'])}`;
  expect((await call('DELETE', path, { key: admin })).status).toBe(204);
  expect((await call('GET', '/v1/programs', { key: secret })).status).toBe(401);
  expect((await call('DELETE', path, { key: admin })).status).toBe(404);
});

test('the key that calls cannot revoke itself', async () => {
  const { call, demo } = rig();
  const refused = await call('DELETE', '/v1/keys/key_admin', { key: demo.keys.admin });
  expect(refused.status).toBe(400);
  expect((await call('GET', '/v1/keys', { key: demo.keys.admin })).status).toBe(200);
});

test('no answer but that of making a key shows a secret or a hash of one', async () => {
  const { call, demo } = rig();
  const { admin } = demo.keys;
  const listed = await call('GET', '/v1/keys', { key: admin });
  expect(listed.text).not.toMatch(/ck_|hash|[0-9a-f]{64}/);
  const twilio = await call('GET', '/v1/integrations/twilio', { key: admin });
  expect(twilio.text).not.toContain(demo.twilio.authToken);
  expect(twilio.body['authToken']).toBe('(set)');
  const dialer = await call('GET', '/v1/integrations/dialer', { key: admin });
  expect(dialer.text).not.toContain(demo.dialer.secret);
  const history = await call('GET', '/v1/history', { key: admin });
  expect(history.text).not.toMatch(/ck_|whsec_/);
});
