/** The contract as OpenAPI 3.1: every route once, with its parameters, body and errors. */
import { describe, expect, test } from 'vitest';
import { openApiDocument } from '#shared/openapi.ts';
import { PROBLEMS } from '#shared/problems.ts';
import { ROUTE_SUMMARIES } from '#shared/route-summaries.ts';
import { ROUTE_KEYS, type RouteKey, routeOf } from '#shared/routes.ts';

interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly security?: readonly object[];
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: 'path' | 'query';
    readonly required: boolean;
    readonly description?: string;
  }[];
  readonly requestBody?: { readonly content: Record<string, { readonly schema: object }> };
  readonly responses: Record<string, unknown>;
}
const document = openApiDocument();
const paths = document['paths'] as Record<string, Record<string, Operation>>;
const operationOf = (key: RouteKey): Operation | undefined => {
  const [method = '', path = ''] = key.split(' ');
  return paths[path]?.[method.toLowerCase()];
};
const operations = Object.values(paths).flatMap((path) => Object.values(path));

/** Every `$ref` inside a value. */
function refsIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, held]) =>
    key === '$ref' ? [String(held)] : refsIn(held),
  );
}

test('it says which OpenAPI it is, and can be sent as JSON', () => {
  expect(document['openapi']).toBe('3.1.0');
  expect(document['info']).toMatchObject({ title: 'Consentry', version: '1' });
  expect(JSON.parse(JSON.stringify(document))).toEqual(document);
});

test('there is one operation for each route and none besides, each with a name of its own', () => {
  expect(operations).toHaveLength(ROUTE_KEYS.length);
  expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(ROUTE_KEYS.length);
});

describe.each(ROUTE_KEYS)('%s', (key) => {
  test('has summary, key and roles, parameters and errors', () => {
    const operation = operationOf(key);
    expect(operation?.summary).toBe(ROUTE_SUMMARIES[key]);
    const keyed = typeof routeOf(key).access !== 'string';
    expect(operation?.security).toEqual(keyed ? [{ key: [] }] : undefined);
    const names = [...key.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
    const parameters = operation?.parameters ?? [];
    const inPath = parameters.filter((parameter) => parameter.in === 'path');
    expect(inPath.map(({ name }) => name)).toEqual(names);
    expect(inPath.every(({ required }) => required)).toBe(true);
    for (const { in: where, description, required } of parameters.slice(names.length)) {
      expect([where, required]).toEqual(['query', false]);
      expect(description).toMatch(/\.$/);
    }
    expect(Object.keys(operation?.responses ?? {})).toContain('default');
    expect(operation?.operationId).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
  });
});

test.each([
  ['POST /v1/decisions', ['asOf', 'pack']],
  ['GET /v1/rules', ['pack']],
  ['GET /v1/reports/revoke-all', ['from', 'to', 'limit', 'cursor']],
  ['GET /v1/contacts/{phone}/history', ['phone', 'limit', 'cursor']],
  ['POST /v1/messages', []],
] as const)('%s takes the parameters %j', (key, wanted) => {
  expect((operationOf(key)?.parameters ?? []).map(({ name }) => name)).toEqual(wanted);
});

test('bodies are schemas of objects, or of one of several', () => {
  const bodies = operations.flatMap(({ requestBody }) =>
    Object.values(requestBody?.content ?? {}).map(({ schema }) => schema),
  );
  expect(bodies.length).toBeGreaterThan(10);
  for (const schema of bodies) {
    const one = 'anyOf' in schema ? (schema.anyOf as object[]) : [schema];
    for (const each of one) expect(each).toMatchObject({ type: 'object' });
    expect(schema).not.toHaveProperty('$schema');
  }
});

test('every reference leads somewhere', () => {
  const refs = new Set(refsIn(document));
  expect(refs).toEqual(new Set(['#/components/schemas/Problem']));
  expect(document['components']).toMatchObject({
    schemas: { Problem: { properties: { code: { enum: Object.keys(PROBLEMS) } } } },
  });
});

test('a change of settings names what it changes, and may take the risk by name', () => {
  const body = operationOf('PUT /v1/settings')?.requestBody?.content['application/json']?.schema;
  expect(body).toMatchObject({
    additionalProperties: false,
    properties: { acknowledgeRisk: { type: 'boolean' }, brand: { type: 'string' } },
  });
  expect(body).not.toHaveProperty('required');
});

test('what has a default need not be sent', () => {
  const body = operationOf('POST /v1/messages')?.requestBody?.content['application/json']?.schema;
  expect(body).toMatchObject({ required: ['to', 'body'], additionalProperties: false });
});

test.each([
  ['POST /v1/messages', '202'],
  ['POST /v1/consents', '201'],
  ['POST /v1/revocations', '201'],
  ['POST /v1/decisions', '200'],
  ['POST /v1/forms/{formKey}/consents', '201'],
] as const)('%s answers %s', (key, status) => {
  expect(Object.keys(operationOf(key)?.responses ?? {})).toContain(status);
});
