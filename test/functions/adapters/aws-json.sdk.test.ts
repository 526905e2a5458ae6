/**
 * Our client beside AWS's own: for each answer that a service, a network or somebody in between may
 * give, both make the same number of attempts and fail, or not, in the same way.
 */
import * as dynamodb from '@aws-sdk/client-dynamodb';
import { PinpointSMSVoiceV2Client } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { StandardRetryStrategy } from '@smithy/core/retry';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addressOf, awsJson } from '#functions/adapters/aws-json.ts';
import { RetryBudget, type Trouble, troubleOf } from '#functions/adapters/aws-retry.ts';
import { openTable } from '#functions/adapters/dynamo/table.ts';
import { sqsQueue } from '#functions/adapters/messaging.ts';
import { failing, type Reply, useCanned } from './canned.ts';

const canned = useCanned();
const AT_ONCE = { setDelayBase: () => undefined, computeNextBackoffDelay: () => 0 };
const KEY = { pk: 'p', sk: 's' };

/** What came of a call, as both clients can say it, and after how many attempts. */
async function outcome(call: Promise<unknown>): Promise<readonly [string, number]> {
  const result = await call.then(
    () => 'done',
    (error: Error & { status?: number; $metadata?: { httpStatusCode?: number } }) => {
      const status = error.status ?? error.$metadata?.httpStatusCode ?? 0;
      return status >= 400 ? `${error.name} ${status}` : 'no whole answer';
    },
  );
  const attempts = canned.asked.length;
  canned.asked.length = 0;
  return [result, attempts];
}

async function both(replies: readonly Reply[]) {
  canned.replies = replies;
  const service = { name: 'dynamodb', target: 'DynamoDB_20120810', keepAlive: true };
  const retry = { attempts: 4, backoffMs: 25, timeoutMs: 5_000 };
  const call = awsJson({ ...service, ...retry }, canned.connection, async () => undefined);
  const ours = await outcome(call('GetItem', { TableName: 't', Key: { pk: { S: 'p' } } }));
  const sdk = new dynamodb.DynamoDBClient({
    ...(canned.connection as dynamodb.DynamoDBClientConfig),
    retryStrategy: new StandardRetryStrategy({ maxAttempts: 4, backoff: AT_ONCE }),
  });
  const get = new dynamodb.GetItemCommand({ TableName: 't', Key: { pk: { S: 'p' } } });
  const theirs = await outcome(sdk.send(get));
  sdk.destroy();
  return { ours, theirs };
}

/** Every error that DynamoDB's client knows, and what stands in the SDK's lists or near them. */
const NAMES = new Set([
  ...Object.keys(dynamodb).filter((name) => /(?<!Service)(Exception|Error)$/.test(name)),
  'AccessDeniedException',
  'BandwidthLimitExceeded',
  'ExpiredTokenException',
  'IncompleteSignatureException',
  'MissingAuthenticationTokenException',
  'PriorRequestNotComplete',
  'RequestThrottled',
  'RequestThrottledException',
  'RequestTimeout',
  'RequestTimeoutException',
  'SerializationException',
  'ServiceUnavailable',
  'SlowDown',
  'ThrottledException',
  'Throttling',
  'TooManyRequestsException',
  'UnrecognizedClientException',
  'ValidationException',
]);

describe('one failure, then success', () => {
  test.each([...NAMES])('%s', async (name) => {
    const { ours, theirs } = await both([failing(400, name), { body: {} }]);
    expect(ours).toEqual(theirs);
  });

  test.each([301, 403, 404, 408, 413, 429, 500, 501, 502, 503, 504, 505])(
    'status %i',
    async (status) => {
      const { ours, theirs } = await both([failing(status, 'SomeException'), { body: {} }]);
      expect(ours).toEqual(theirs);
    },
  );

  test.each<Reply>(['cut', 'cut in the body'])('the connection %s', async (reply) => {
    const { ours, theirs } = await both([reply, { body: {} }]);
    expect(ours).toEqual(theirs);
    expect(ours).toEqual(['done', 2]);
  });
});

test('failure upon failure ends after the same number of attempts', async () => {
  const reply = fc.constantFrom<Reply>(
    'cut',
    failing(400, 'ThrottlingException'),
    failing(500, 'InternalServerError'),
    failing(400, 'ValidationException'),
    { body: {} },
  );
  const seed = Date.now() % 2_147_483_647;
  console.log(`seed ${seed} (failures upon failures)`);
  await fc.assert(
    fc.asyncProperty(fc.array(reply, { minLength: 1, maxLength: 6 }), async (replies) => {
      const { ours, theirs } = await both(replies);
      expect(ours).toEqual(theirs);
    }),
    { seed, numRuns: 40 },
  );
});

describe('left to themselves', () => {
  const failed = { status: 500, body: {} };

  test('both read a table four times', async () => {
    canned.replies = [failed];
    const table = openTable('t', canned.connection);
    const [, ours] = await outcome(table.call('GetItem', { TableName: 't', Key: KEY }));
    const sdk = new dynamodb.DynamoDBClient(canned.connection as dynamodb.DynamoDBClientConfig);
    const get = new dynamodb.GetItemCommand({ TableName: 't', Key: { pk: { S: 'p' } } });
    const [, theirs] = await outcome(sdk.send(get));
    expect([ours, theirs]).toEqual([4, 4]);
  });

  test('both put into a queue three times', async () => {
    canned.replies = [failed];
    const QueueUrl = `${canned.connection.endpoint}/000000000000/q`;
    const [, ours] = await outcome(sqsQueue(QueueUrl, canned.connection).push([{}]));
    const sdk = new SQSClient(canned.connection as dynamodb.DynamoDBClientConfig);
    const send = new SendMessageCommand({ QueueUrl, MessageBody: '{}' });
    const [, theirs] = await outcome(sdk.send(send));
    expect([ours, theirs]).toEqual([3, 3]);
  });
});

test('the budget of attempts is spent and paid back as the SDK does', async () => {
  const trouble = fc.constantFrom<Trouble>('transient', 'throttled');
  const calls = fc.array(fc.array(trouble, { maxLength: 4 }), { minLength: 40, maxLength: 60 });
  await fc.assert(
    fc.asyncProperty(calls, async (outage) => {
      const ours = new RetryBudget({ attempts: 4, backoffMs: 0 });
      const theirs = new StandardRetryStrategy({ maxAttempts: 4, backoff: AT_ONCE });
      for (const troubles of outage) {
        const made = await attemptsOf(theirs, troubles);
        expect(attemptsOfOurs(ours, troubles)).toBe(made);
      }
    }),
    { numRuns: 10 },
  );
});

/** How often a call is made whose attempts fail so, and then succeed. */
function attemptsOfOurs(budget: RetryBudget, troubles: readonly Trouble[]): number {
  for (const [i, trouble] of troubles.entries()) {
    if (budget.waitAfter(i + 1, trouble, 0) === undefined) return i + 1;
  }
  budget.succeeded(troubles.at(-1));
  return troubles.length + 1;
}

async function attemptsOf(strategy: StandardRetryStrategy, troubles: readonly Trouble[]) {
  let token = await strategy.acquireInitialRetryToken('');
  for (const [i, trouble] of troubles.entries()) {
    const errorType = trouble === 'throttled' ? 'THROTTLING' : 'TRANSIENT';
    try {
      token = await strategy.refreshRetryTokenForRetry(token, { errorType });
    } catch {
      return i + 1;
    }
  }
  strategy.recordSuccess(token);
  return troubles.length + 1;
}

test('each service is found at the address that the SDK finds', () => {
  const hosts = (Region: string) => {
    const ask = { Region, UseFIPS: false, UseDualStack: false };
    const clients = [
      new dynamodb.DynamoDBClient({ region: Region }),
      new SQSClient({ region: Region }),
      new PinpointSMSVoiceV2Client({ region: Region }),
    ];
    return clients.map(({ config }) => config.endpointProvider(ask).url.origin);
  };
  for (const region of ['us-east-1', 'us-west-2', 'eu-central-1', 'us-gov-west-1', 'cn-north-1']) {
    const ours = ['dynamodb', 'sqs', 'sms-voice'].map((name) => addressOf(name, region));
    expect(ours).toEqual(hosts(region));
  }
});

test('what only comes again is no trouble: a cancelled transaction, whatever its status', () => {
  const name = 'TransactionCanceledException';
  expect(troubleOf({ name, status: 400 })).toBeUndefined();
  expect(troubleOf({ name: 'ConditionalCheckFailedException', status: 400 })).toBeUndefined();
});
