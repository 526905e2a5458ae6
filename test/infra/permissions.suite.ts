/** Who may touch what: the exact actions of each function, and no action by pattern anywhere. */
import { describe, expect, test } from 'vitest';
import {
  asList,
  functionName,
  idOf,
  type Resource,
  type Statement,
  standard,
  synthesise,
} from './template.ts';

const { resources } = standard;

/** Every statement of the template, with the place where it stands. */
function statementsIn(value: unknown, place: string): [place: string, statement: Statement][] {
  if (Array.isArray(value)) return value.flatMap((item) => statementsIn(item, place));
  if (value === null || typeof value !== 'object') return [];
  if ('Effect' in value) return [[place, value as Statement]];
  return Object.values(value).flatMap((item) => statementsIn(item, place));
}

const TYPES = [
  'AWS::IAM::Role',
  'AWS::IAM::Policy',
  'AWS::KMS::Key',
  'AWS::SQS::QueuePolicy',
  'AWS::SNS::TopicPolicy',
];
const everywhere = TYPES.flatMap((type) => resources(type)).flatMap(([id, { Properties }]) =>
  statementsIn(Properties, id),
);

const LOG = ['logs:CreateLogStream', 'logs:PutLogEvents'];
const TRACE = ['xray:PutTelemetryRecords', 'xray:PutTraceSegments'];
const KEY = ['kms:Decrypt', 'kms:GenerateDataKey'];
const WRITE = ['BatchGetItem', 'GetItem', 'PutItem', 'Query', 'UpdateItem'].map(
  (name) => `dynamodb:${name}`,
);
const APPEND = WRITE.filter((action) => action !== 'dynamodb:Query');
const TAKE = ['sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ReceiveMessage'];
const STREAM = ['DescribeStream', 'GetRecords', 'GetShardIterator', 'ListStreams'].map(
  (name) => `dynamodb:${name}`,
);

const SEND = 'sqs:SendMessage';
const TEXT = 'sms-voice:SendTextMessage';

const ACTIONS: Record<string, readonly string[]> = {
  authorize: ['dynamodb:GetItem'],
  'capture-consent': APPEND,
  'manage-contact': WRITE,
  'receive-inbound': WRITE,
  'configure-account': [
    ...WRITE,
    'dynamodb:DeleteItem',
    SEND,
    'sms-voice:DescribePhoneNumbers',
    'sms-voice:DescribeRegistrationVersions',
    'sms-voice:DescribeRegistrations',
  ],
  'gate-send': [...WRITE, TEXT, SEND],
  'receive-aws': [...WRITE, SEND],
  'fan-out': [
    'dynamodb:BatchGetItem',
    'dynamodb:DeleteItem',
    'dynamodb:PutItem',
    'dynamodb:Query',
    'dynamodb:UpdateItem',
    ...STREAM,
    'events:PutEvents',
    'iam:PassRole',
    'scheduler:CreateSchedule',
    'sns:Publish',
    SEND,
  ],
  'suppress-email': [
    ...APPEND,
    ...TAKE,
    'ses:CreateContact',
    'ses:GetContact',
    'ses:UpdateContact',
  ],
  'suppress-dialer': [...APPEND, ...TAKE],
  'release-sends': [...WRITE, ...TAKE, TEXT, SEND, 'ses:SendEmail'],
  'keep-records': ['dynamodb:BatchGetItem', 'dynamodb:PutItem', ...TAKE],
  'look-up-number': [
    'dynamodb:BatchGetItem',
    'dynamodb:PutItem',
    'dynamodb:UpdateItem',
    'mobiletargeting:PhoneNumberValidate',
    ...TAKE,
  ],
};

function actionsOf(fn: Resource): string[] {
  const role = idOf(fn.Properties['Role']);
  const statements = resources('AWS::IAM::Policy')
    .filter(([, { Properties }]) => JSON.stringify(Properties['Roles']).includes(`"${role}"`))
    .flatMap(([id, { Properties }]) => statementsIn(Properties, id));
  return [...new Set(statements.flatMap(([, { Action }]) => asList(Action)))].sort();
}

describe('each function may do what it does', () => {
  test.each(resources('AWS::Lambda::Function'))('%s', (_, fn) => {
    const expected = new Set([...(ACTIONS[functionName(fn)] ?? []), ...LOG, ...TRACE, ...KEY]);
    expect(actionsOf(fn)).toEqual([...expected].sort());
  });

  test('with a role of its own, and no policy that AWS manages', () => {
    const roles = resources('AWS::Lambda::Function').map(([, fn]) => idOf(fn.Properties['Role']));
    expect(new Set(roles).size).toBe(roles.length);
    for (const [, { Properties }] of resources('AWS::IAM::Role'))
      expect(Properties['ManagedPolicyArns']).toBeUndefined();
  });
});

test('no statement allows an action by pattern', () => {
  expect(everywhere.length).toBeGreaterThan(50);
  for (const [place, statement] of everywhere) {
    expect(statement, place).not.toHaveProperty('NotAction');
    expect(statement, place).not.toHaveProperty('NotResource');
    if (statement.Effect === 'Allow')
      for (const action of asList(statement.Action)) expect(action, place).not.toContain('*');
  }
});

test('the only refusals by pattern are of plain HTTP', () => {
  for (const [place, statement] of everywhere)
    if (statement.Effect === 'Deny')
      expect(statement.Condition, place).toEqual({ Bool: { 'aws:SecureTransport': 'false' } });
});

/** Resources that cannot be named: each has its reason beside it in infra. */
const PATTERNS = [
  /^\["\*"\]$/,
  /:sms-voice:.*:(phone-number|pool|sender-id|configuration-set|registration)\/\*/,
  /:ses:.*:contact-list\/\*/,
  /:ses:.*:(identity|configuration-set)\/\*/,
  /:scheduler:.*:schedule\/[\w-]+\/\*/,
];

test('resources are patterns only where the service or run-time data leave no choice', () => {
  for (const [place, { Effect, Action, Resource }] of everywhere) {
    const text = JSON.stringify(Array.isArray(Resource) ? Resource : [Resource]);
    if (Effect === 'Deny' || !text.includes('*')) continue;
    expect(
      PATTERNS.some((pattern) => pattern.test(text)),
      `${place}: ${text}`,
    ).toBe(true);
    if (text === '["*"]') {
      const service = asList(Action)[0]?.split(':')[0];
      // In a key policy '*' is the key itself; X-Ray has no resources.
      expect(['kms', 'xray'], place).toContain(service);
    }
  }
});

test('mail leaves from the identities that the stack is given, where it is given some', () => {
  const { resources: narrow } = synthesise({ mailIdentities: ['acme.example'] });
  const statements = narrow('AWS::IAM::Policy').flatMap(([id, one]) =>
    statementsIn(one.Properties, id),
  );
  const mail = statements.filter(([, one]) => asList(one.Action).includes('ses:SendEmail'));
  expect(mail).toHaveLength(1);
  expect(JSON.stringify(mail[0]?.[1].Resource)).toContain(':identity/acme.example"');
  expect(JSON.stringify(mail[0]?.[1].Resource)).not.toContain('identity/*');
});

test('functions use the key only through the service that they work with', () => {
  const uses = everywhere.filter(([, { Action, Principal }]) =>
    asList(Action).some((action) => action.startsWith('kms:') && Principal === undefined),
  );
  expect(uses.length).toBeGreaterThan(12);
  for (const [place, { Condition }] of uses)
    expect(JSON.stringify(Condition), place).toContain('kms:ViaService');
});

test('of Pinpoint only the number look-up may be used, by its own resource', () => {
  const uses = everywhere.filter(([, { Action }]) =>
    asList(Action).some((action) => action.startsWith('mobiletargeting:')),
  );
  expect(uses.map(([, { Action }]) => Action)).toEqual(['mobiletargeting:PhoneNumberValidate']);
  expect(JSON.stringify(uses[0]?.[1].Resource)).toMatch(/:phone\/number\/validate"/);
});

test('fan-out publishes under our name only, and passes its role to the scheduler only', () => {
  const of = (action: string) =>
    everywhere.filter(([, statement]) => asList(statement.Action).includes(action));
  expect(of('events:PutEvents').map(([, { Condition }]) => Condition)).toEqual([
    { StringEquals: { 'events:source': 'consentry' } },
  ]);
  expect(of('iam:PassRole').map(([, { Condition }]) => Condition)).toEqual([
    { StringEquals: { 'iam:PassedToService': 'scheduler.amazonaws.com' } },
  ]);
});
