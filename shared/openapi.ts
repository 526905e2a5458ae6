/** The contract as OpenAPI 3.1, from the route table and the schemas that validate requests. */
import * as z from 'zod/mini';
import {
  DisclosureSchema,
  FormSchema,
  INTEGRATION_SCHEMAS,
  ProgramSchema,
  SenderSchema,
  TemplateSchema,
  VendorSchema,
} from './account.ts';
import {
  CallSchema,
  ConsentSchema,
  DecisionRequestSchema,
  DndSchema,
  FormConsentSchema,
  KeySchema,
  MessageRequestSchema,
  maxBodyBytes,
  ReadingsSchema,
  RevocationSchema,
  RulingSchema,
  TestClockSchema,
} from './api.ts';
import { PROBLEMS } from './problems.ts';
import { ROUTE_SUMMARIES } from './route-summaries.ts';
import { ROUTE_KEYS, type RouteKey, routeOf } from './routes.ts';
import { SettingsPatchSchema } from './settings.ts';

const BODIES: { readonly [route in RouteKey]?: z.core.$ZodType } = {
  'POST /v1/forms/{formKey}/consents': FormConsentSchema,
  'POST /v1/consents': ConsentSchema,
  'POST /v1/revocations': RevocationSchema,
  'POST /v1/calls': CallSchema,
  'PUT /v1/contacts/{phone}/dnd': DndSchema,
  'POST /v1/reviews/{id}': RulingSchema,
  'POST /v1/messages': MessageRequestSchema,
  'POST /v1/decisions': DecisionRequestSchema,
  'POST /v1/readings': ReadingsSchema,
  'PUT /v1/settings': SettingsPatchSchema,
  'PUT /v1/test-clock': TestClockSchema,
  'PUT /v1/programs/{id}': ProgramSchema,
  'PUT /v1/senders/{id}': SenderSchema,
  'PUT /v1/forms/{key}': FormSchema,
  'PUT /v1/disclosures/{version}': DisclosureSchema,
  'PUT /v1/vendors/{id}': VendorSchema,
  'PUT /v1/templates/{name}': TemplateSchema,
  'PUT /v1/integrations/{name}': z.union(Object.values(INTEGRATION_SCHEMAS)),
  'POST /v1/keys': KeySchema,
};

const PAGE: Queries = {
  limit: 'Items of a page: 1 to 100, 50 when absent.',
  cursor: 'The nextCursor of the page before.',
};

type Queries = Readonly<Record<string, string>>;

const PERIOD: Queries = {
  from: 'First day (UTC) or instant of the period; a year before its end when absent.',
  to: 'Day or instant that ends the period, itself outside; now when absent.',
};
/** Query parameters by route; none is required. */
const QUERIES: { readonly [route in RouteKey]?: Queries } = {
  'GET /v1/contacts/{phone}/history': PAGE,
  'GET /v1/contacts/{phone}/transcripts/{id}': {
    format: 'text or adf, as it is mailed; JSON when absent.',
  },
  'GET /v1/reviews': PAGE,
  'GET /v1/history': PAGE,
  'GET /v1/programs': PAGE,
  'GET /v1/senders': PAGE,
  'GET /v1/forms': PAGE,
  'GET /v1/disclosures': PAGE,
  'GET /v1/vendors': PAGE,
  'GET /v1/templates': PAGE,
  'GET /v1/keys': PAGE,
  'GET /v1/reports/revoke-all': { ...PERIOD, ...PAGE },
  'GET /v1/reports/time-to-honour': {
    ...PERIOD,
    limit: 'How many of the worst are listed: 1 to 100, 50 when absent.',
    cursor: 'The nextCursor of the answer before, where the period has over 1,000 revocations.',
  },
  'GET /v1/rules': { pack: 'An edition of the rules by name; the one in force when absent.' },
  'POST /v1/decisions': {
    asOf: 'Answer as of this day (UTC) or instant: rule pack, ledger and configuration of then.',
    pack: 'Judge by this edition of the rules, whatever the time.',
  },
};

/** Success status by route, where it is not 200. */
const STATUS: { readonly [route in RouteKey]?: string } = {
  'POST /v1/forms/{formKey}/consents': '201',
  'POST /v1/consents': '201',
  'POST /v1/revocations': '201',
  'POST /v1/calls': '201',
  'POST /v1/messages': '202',
  'POST /v1/keys': '201',
  'DELETE /v1/keys/{id}': '204',
  'DELETE /v1/test-clock': '204',
  'OPTIONS /v1/forms/{formKey}/consents': '204',
};

export function openApiDocument(): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const key of ROUTE_KEYS) {
    const [method = '', path = ''] = key.split(' ');
    paths[path] = { ...paths[path], [method.toLowerCase()]: operation(key, path) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Consentry',
      version: '1',
      description: 'A consent gate for texting. Times are ISO 8601 UTC, numbers are E.164.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    paths,
    components: {
      securitySchemes: { key: { type: 'http', scheme: 'bearer' } },
      schemas: { Problem: problemSchema() },
    },
  };
}

function operation(key: RouteKey, path: string): Record<string, unknown> {
  const { access } = routeOf(key);
  const body = BODIES[key];
  const keyed = access !== 'public' && access !== 'provider-signed';
  const schema = { type: 'string' };
  const parameters = [
    ...[...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
      name,
      in: 'path',
      required: true,
      schema,
    })),
    ...Object.entries(QUERIES[key] ?? {}).map(([name, description]) => ({
      name,
      in: 'query',
      required: false,
      description,
      schema,
    })),
  ];
  return {
    operationId: key
      .replace(/[^A-Za-z0-9]+/g, '-')
      .toLowerCase()
      .replace(/-$/, ''),
    summary: ROUTE_SUMMARIES[key],
    ...(keyed && { security: [{ key: [] }], 'x-roles': access }),
    ...(parameters.length > 0 && { parameters }),
    ...(body && {
      requestBody: {
        required: true,
        description: `At most ${maxBodyBytes(key)} bytes.`,
        content: { 'application/json': { schema: jsonSchema(body) } },
      },
    }),
    responses: {
      [STATUS[key] ?? '200']: { description: 'As described in the contract.' },
      default: {
        description: 'A problem (RFC 9457).',
        content: {
          'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
        },
      },
    },
  };
}

function jsonSchema(schema: z.core.$ZodType): unknown {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: 'input' });
  return rest;
}

const problemSchema = () => ({
  type: 'object',
  required: ['type', 'title', 'status', 'detail', 'code'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    code: { enum: Object.keys(PROBLEMS) },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        properties: { pointer: { type: 'string' }, detail: { type: 'string' } },
      },
    },
  },
});
