/** Table, routes and functions are as DESIGN.md sections 3, 4 and 7 want them. */
import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { ROUTE_KEYS, routeOf } from '#shared/routes.ts';
import { functionName, idOf, type Resource, standard, synthesise } from './template.ts';

const { template, resources, only } = standard;
const functions = resources('AWS::Lambda::Function');
const namesById = new Map(functions.map(([id, resource]) => [id, functionName(resource)]));

const ENVIRONMENT: Record<string, string[]> = {
  authorize: ['TABLE_NAME'],
  'capture-consent': ['TABLE_NAME'],
  'manage-contact': ['TABLE_NAME'],
  'configure-account': ['TABLE_NAME', 'SEND_QUEUE_URL'],
  'receive-inbound': ['TABLE_NAME', 'API_URL'],
  'receive-aws': ['TABLE_NAME', 'INBOUND_TOPIC_ARN', 'EVENTS_TOPIC_ARN'],
  'gate-send': ['TABLE_NAME', 'API_URL', 'RECORD_QUEUE_URL'],
  'fan-out': [
    'TABLE_NAME',
    'EVENT_BUS_NAME',
    'SUPPRESSION_TOPIC_ARN',
    'SEND_QUEUE_URL',
    'SEND_QUEUE_ARN',
    'RECORD_QUEUE_URL',
    'LOOK_UP_QUEUE_URL',
    'SCHEDULE_GROUP',
    'SCHEDULE_ROLE_ARN',
  ],
  'suppress-email': ['TABLE_NAME'],
  'suppress-dialer': ['TABLE_NAME'],
  'release-sends': [
    'TABLE_NAME',
    'API_URL',
    'RECORD_QUEUE_URL',
    'SEND_QUEUE_URL',
    'SEND_QUEUE_ARN',
    'SCHEDULE_GROUP',
    'SCHEDULE_ROLE_ARN',
  ],
  'keep-records': ['TABLE_NAME'],
  'look-up-number': ['TABLE_NAME'],
};
const EVERY_FUNCTION = ['LOG_LEVEL', 'POWERTOOLS_SERVICE_NAME'];

describe('the table', () => {
  const table = only('AWS::DynamoDB::Table');

  test('streams both images, recovers to any second, expires guards, cannot be deleted', () => {
    expect(table.Properties).toMatchObject({
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      BillingMode: 'PAY_PER_REQUEST',
      StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      TimeToLiveSpecification: { AttributeName: 'ttl', Enabled: true },
      DeletionProtectionEnabled: true,
    });
    expect(table.DeletionPolicy).toBe('Retain');
  });

  test('is encrypted with a key of its own that rotates and outlives the stack', () => {
    const key = only('AWS::KMS::Key');
    expect(key.Properties['EnableKeyRotation']).toBe(true);
    expect(key.DeletionPolicy).toBe('Retain');
    const [[keyId] = ['']] = resources('AWS::KMS::Key');
    expect(table.Properties['SSESpecification']).toEqual({
      SSEEnabled: true,
      SSEType: 'KMS',
      KMSMasterKeyId: { 'Fn::GetAtt': [keyId, 'Arn'] },
    });
  });

  test('goes with a disposable stack, which is the same in all else', () => {
    const gone = synthesise({ disposable: true });
    expect(gone.only('AWS::DynamoDB::Table').Properties['DeletionProtectionEnabled']).toBe(false);
    const settle = (text: string) =>
      text
        .replaceAll('"Delete"', '"Retain"')
        .replace('"DeletionProtectionEnabled":false', '"DeletionProtectionEnabled":true')
        .replace('"PendingWindowInDays":7', '"PendingWindowInDays":30');
    const kept = settle(JSON.stringify(template.toJSON()));
    expect(settle(JSON.stringify(gone.template.toJSON()))).toBe(kept);
  });
});

describe('the API', () => {
  const routes = new Map(
    resources('AWS::ApiGatewayV2::Route').map(([, { Properties }]) => [
      String(Properties['RouteKey']),
      Properties,
    ]),
  );
  const integrations = new Map(
    resources('AWS::ApiGatewayV2::Integration').map(([id, { Properties }]) => [id, Properties]),
  );

  test('has the routes of the route table and no other', () => {
    expect([...routes.keys()].sort()).toEqual([...ROUTE_KEYS].sort());
  });

  test.each(ROUTE_KEYS)(
    '%s is answered by its function, behind the key check if it needs a key',
    (key) => {
      const route = routes.get(key);
      const integration = integrations.get(idOf(route?.['Target']));
      expect(namesById.get(idOf(integration?.['IntegrationUri']))).toBe(routeOf(key).function);
      expect(integration?.['PayloadFormatVersion']).toBe('2.0');
      const keyed = typeof routeOf(key).access !== 'string';
      expect(route?.['AuthorizationType']).toBe(keyed ? 'CUSTOM' : 'NONE');
      expect(route?.['AuthorizerId'] !== undefined).toBe(keyed);
    },
  );

  test('asks the authorizer with simple answers, kept nowhere: a revoked key ends at once', () => {
    expect(only('AWS::ApiGatewayV2::Authorizer').Properties).toMatchObject({
      AuthorizerType: 'REQUEST',
      AuthorizerPayloadFormatVersion: '2.0',
      EnableSimpleResponses: true,
      AuthorizerResultTtlInSeconds: 0,
      IdentitySource: [],
    });
  });

  test('answers preflights itself, per form, so the gateway has no CORS of its own', () => {
    expect(only('AWS::ApiGatewayV2::Api').Properties['CorsConfiguration']).toBeUndefined();
  });

  test('throttles every route, what anyone may call most, what providers post least', () => {
    const { DefaultRouteSettings, RouteSettings, StageName } = only('AWS::ApiGatewayV2::Stage')
      .Properties as Record<string, Record<string, unknown>>;
    expect(StageName).toBe('$default');
    expect(DefaultRouteSettings).toMatchObject({
      ThrottlingRateLimit: 100,
      ThrottlingBurstLimit: 200,
    });
    const limits = { public: [20, 40], 'provider-signed': [500, 1_000] } as const;
    const own = ROUTE_KEYS.filter((key) => typeof routeOf(key).access === 'string');
    expect(Object.keys(RouteSettings ?? {}).sort()).toEqual([...own].sort());
    for (const key of own) {
      const [rate, burst] = limits[routeOf(key).access as keyof typeof limits];
      expect(RouteSettings?.[key], key).toMatchObject({
        ThrottlingRateLimit: rate,
        ThrottlingBurstLimit: burst,
      });
    }
  });

  test('logs no path, query, body, address or header', () => {
    const log = only('AWS::ApiGatewayV2::Stage').Properties['AccessLogSettings'];
    const { Format } = log as { Format: string };
    const fields = Object.values(JSON.parse(Format) as Record<string, string>);
    expect(fields).toContain('$context.routeKey');
    for (const field of fields)
      expect(field).not.toMatch(/path|query|body|identity|sourceIp|userAgent|header|domain/i);
  });
});

describe('the functions', () => {
  test('are the thirteen of the design', () => {
    expect([...namesById.values()].sort()).toEqual(Object.keys(ENVIRONMENT).sort());
  });

  test.each(functions)('%s runs Node 24 on arm64, as one module, with its own log', (_, fn) => {
    expect(fn.Properties).toMatchObject({
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      Handler: 'index.handler',
      TracingConfig: { Mode: 'Active' },
    });
    const { LogGroup } = fn.Properties['LoggingConfig'] as { LogGroup: unknown };
    const logs = new Map(resources('AWS::Logs::LogGroup')).get(idOf(LogGroup));
    expect(logs?.Properties['RetentionInDays']).toBe(90);
  });

  test.each(functions)('%s gets the environment it needs and no more', (_, fn) => {
    const { Variables } = fn.Properties['Environment'] as { Variables: Record<string, unknown> };
    const expected = [...(ENVIRONMENT[functionName(fn)] ?? []), ...EVERY_FUNCTION];
    expect(Object.keys(Variables).sort()).toEqual(expected.sort());
  });

  test('get endpoints of a rehearsal through context, and nothing else changes', () => {
    const extra = { AWS_ENDPOINT_URL_SESV2: 'http://127.0.0.1:1' };
    const rehearsed = synthesise({}, { 'consentry:environment': JSON.stringify(extra) });
    const variables = (fn: Resource) =>
      (fn.Properties['Environment'] as { Variables: Record<string, unknown> }).Variables;
    for (const [, fn] of rehearsed.resources('AWS::Lambda::Function')) {
      expect(variables(fn)).toMatchObject(extra);
      delete variables(fn)['AWS_ENDPOINT_URL_SESV2'];
    }
    expect(rehearsed.template.toJSON()).toEqual(template.toJSON());
  });

  test('are told the public address of the API when it has a domain of its own', () => {
    const own = synthesise({}, { 'consentry:publicUrl': 'https://consent.dealer.example/' });
    own.template.hasResourceProperties('AWS::Lambda::Function', {
      Description: 'Consentry gate-send',
      Environment: { Variables: Match.objectLike({ API_URL: 'https://consent.dealer.example' }) },
    });
  });
});

test('every log group forgets', () => {
  for (const [, { Properties }] of resources('AWS::Logs::LogGroup'))
    expect(Properties['RetentionInDays']).toBe(90);
});

test('the outputs name what operators, CRMs and the rehearsal need', () => {
  expect(Object.keys(template.findOutputs('*')).sort()).toEqual([
    'AlarmTopicArn',
    'ApiId',
    'ApiUrl',
    'EventBusName',
    'EventsTopicArn',
    'InboundTopicArn',
    'SendQueueUrl',
    'TableName',
  ]);
});
