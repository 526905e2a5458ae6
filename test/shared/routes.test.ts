/** The route table: the routes of API.md, who may call each, and nothing open by mistake. */
import { describe, expect, test } from 'vitest';
import { ROUTE_KEYS, ROUTES, routeOf } from '#shared/routes.ts';

describe('routes of API.md', () => {
  test.each([
    'POST /v1/forms/{formKey}/consents',
    'POST /v1/consents',
    'POST /v1/revocations',
    'POST /v1/webhooks/{provider}/{account}/messages',
    'POST /v1/webhooks/{provider}/{account}/status',
    'POST /v1/messages',
    'POST /v1/decisions',
    'GET /v1/messages/{id}',
    'GET /v1/rules',
    'GET /v1/contacts/{phone}',
    'GET /v1/contacts/{phone}/history',
    'PUT /v1/contacts/{phone}/dnd',
    'GET /v1/settings',
    'PUT /v1/settings',
    'PUT /v1/test-clock',
    'DELETE /v1/test-clock',
    'GET /v1/openapi.json',
    ...['programs/{id}', 'senders/{id}', 'forms/{key}', 'disclosures/{version}'].flatMap((path) => [
      `GET /v1/${path}`,
      `PUT /v1/${path}`,
    ]),
    ...['vendors/{id}', 'templates/{name}'].flatMap((path) => [
      `GET /v1/${path}`,
      `PUT /v1/${path}`,
    ]),
  ])('%s', (key) => {
    expect(ROUTE_KEYS).toContain(key);
  });
});

describe('who may call', () => {
  test('without a key: only forms and the contract', () => {
    const open = ROUTE_KEYS.filter((key) => ROUTES[key].access === 'public');
    expect(open.sort()).toEqual([
      'GET /v1/openapi.json',
      'OPTIONS /v1/forms/{formKey}/consents',
      'POST /v1/forms/{formKey}/consents',
    ]);
  });
  test('signed by a provider: only webhooks', () => {
    const signed = ROUTE_KEYS.filter((key) => ROUTES[key].access === 'provider-signed');
    expect(signed.every((key) => key.includes('/webhooks/'))).toBe(true);
    expect(signed).toHaveLength(2);
  });
  test.each([
    'PUT /v1/contacts/{phone}/dnd',
    'PUT /v1/settings',
    'PUT /v1/test-clock',
    'PUT /v1/forms/{key}',
    'PUT /v1/vendors/{id}',
    'GET /v1/integrations/{name}',
    'PUT /v1/integrations/{name}',
    'POST /v1/keys',
    'DELETE /v1/keys/{id}',
  ] as const)('%s is for admins alone', (key) => {
    expect(routeOf(key).access).toEqual(['admin']);
  });
  test('an agent changes no configuration', () => {
    const changes = ROUTE_KEYS.filter((key) => /^(PUT|DELETE) /.test(key));
    const open = changes.filter((key) => routeOf(key).access.includes('agent'));
    expect(open).toEqual([]);
  });
  test('every role that is named is a role', () => {
    for (const key of ROUTE_KEYS) {
      const { access } = routeOf(key);
      if (typeof access === 'string') continue;
      expect(access.length).toBeGreaterThan(0);
      expect(access.filter((role) => !['admin', 'agent', 'service'].includes(role))).toEqual([]);
    }
  });
});
