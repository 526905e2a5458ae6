/** The client for AWS's JSON protocol against a server that answers as it is told. */
import net, { type AddressInfo } from 'node:net';
import { describe, expect, test } from 'vitest';
import { AwsError, type AwsService, awsJson } from '#functions/adapters/aws-json.ts';
import { RetryBudget, type Trouble } from '#functions/adapters/aws-retry.ts';
import { failing, type Reply, useCanned } from './canned.ts';

const SERVICE: AwsService = {
  name: 'dynamodb',
  target: 'DynamoDB_20120810',
  attempts: 4,
  backoffMs: 25,
  timeoutMs: 5_000,
  keepAlive: true,
};
const canned = useCanned();
let waits: number[] = [];
const pause = async (ms: number) => void waits.push(ms);
const client = (more: Partial<AwsService> = {}) => {
  waits = [];
  return awsJson({ ...SERVICE, ...more }, canned.connection, pause);
};

async function failure(call: Promise<unknown>): Promise<AwsError> {
  const error: unknown = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error instanceof AwsError) return error;
  throw new Error('the call did not fail as a call to AWS does', { cause: error });
}

/** What came of one call, and how often it was made. */
async function outcome(replies: readonly Reply[], more: Partial<AwsService> = {}) {
  canned.replies = replies;
  const call = client(more)('GetItem', { TableName: 't' });
  const answer = await call.catch((error: AwsError) => `${error.name} ${error.status}`);
  return [answer, canned.asked.length];
}

describe('a request', () => {
  test('is a signed POST of the input, with the operation in X-Amz-Target', async () => {
    canned.replies = [{ body: { Item: { n: 1 } } }];
    expect(await client()('GetItem', { TableName: 'täble' })).toEqual({ Item: { n: 1 } });
    const [{ headers, body } = { headers: {}, body: '' }] = canned.asked;
    expect(JSON.parse(body)).toEqual({ TableName: 'täble' });
    expect(headers).toMatchObject({
      'content-type': 'application/x-amz-json-1.0',
      'content-length': String(Buffer.byteLength(body)),
      'x-amz-target': 'DynamoDB_20120810.GetItem',
      host: new URL(canned.connection.endpoint ?? '').host,
      authorization: expect.stringMatching(
        /^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/\d{8}\/us-east-1\/dynamodb\/aws4_request, /,
      ),
    });
    expect(headers).not.toHaveProperty('x-amz-security-token');
    expect(headers).not.toHaveProperty('x-amzn-trace-id');
  });

  test('bears the token of a role, and the trace of the invocation that runs now', async () => {
    let trace = 'Root=1-a';
    const { credentials, ...rest } = canned.connection;
    const call = awsJson(SERVICE, {
      ...rest,
      credentials: { ...credentials, sessionToken: 'of a role' },
      traceId: () => trace,
    });
    await call('GetItem', {});
    trace = 'Root=1-b';
    await call('GetItem', {});
    expect(canned.asked.map(({ headers }) => headers['x-amz-security-token'])).toEqual(
      Array(2).fill('of a role'),
    );
    expect(canned.asked.map(({ headers }) => headers['x-amzn-trace-id'])).toEqual([
      'Root=1-a',
      'Root=1-b',
    ]);
    expect(canned.asked[0]?.headers.authorization).toContain(';x-amz-security-token;');
    expect(canned.asked[0]?.headers.authorization).not.toContain('trace');
  });

  test('goes over a kept connection, or over one of its own where that is asked for', async () => {
    const ports = () => new Set(canned.asked.map(({ port }) => port)).size;
    const kept = client();
    for (let n = 0; n < 3; n += 1) await kept('GetItem', {});
    expect([canned.asked.length, ports()]).toEqual([3, 1]);
    canned.asked.length = 0;
    const own = client({ keepAlive: false });
    for (let n = 0; n < 3; n += 1) await own('GetItem', {});
    expect([canned.asked.length, ports()]).toEqual([3, 3]);
    expect(canned.asked.map(({ headers }) => headers.connection)).toEqual(Array(3).fill('close'));
  });

  test('to an https address begins with TLS that names the host, and shows nothing', async () => {
    let heard = Buffer.alloc(0);
    const peer = net.createServer((socket) => {
      socket.once('data', (bytes) => {
        heard = bytes;
        socket.destroy();
      });
    });
    await new Promise<void>((done) => peer.listen(0, 'localhost', done));
    const { port } = peer.address() as AddressInfo;
    const endpoint = `https://localhost:${port}`;
    const call = awsJson({ ...SERVICE, attempts: 1 }, { ...canned.connection, endpoint });
    expect(await failure(call('GetItem', { secret: 1 }))).toMatchObject({ status: 0 });
    peer.close();
    // Record type 22: a handshake.
    expect([heard[0], heard.includes('localhost'), heard.includes('GetItem')]).toEqual([
      22,
      true,
      false,
    ]);
  });

  test('to an endpoint with a path is not made: the signature is over none', () => {
    const endpoint = 'http://127.0.0.1:9/a/path';
    expect(() => awsJson(SERVICE, { ...canned.connection, endpoint })).toThrow('no path');
  });
});

describe('a call that may come off', () => {
  test.each<[string, Reply]>([
    ['throttled', failing(400, 'ProvisionedThroughputExceededException')],
    ['told to come later', { status: 429 }],
    ['answered 503 by somebody in between', { status: 503, body: '<html>' }],
    ['cut off before the answer', 'cut'],
    ['cut off in the middle of the answer', 'cut in the body'],
  ])('is made again when it was %s', async (_case, reply) => {
    expect(await outcome([reply, { body: { ok: true } }])).toEqual([{ ok: true }, 2]);
    expect(waits).toHaveLength(1);
  });

  test('is made four times in all, and fails as the last one failed', async () => {
    const cut = ['cut', 'cut', 'cut'] as const;
    expect(await outcome([...cut, { body: {} }])).toEqual([{}, 4]);
    canned.asked.length = 0;
    const replies = [...cut, failing(500, 'InternalServerError'), { body: {} }];
    expect(await outcome(replies)).toEqual(['InternalServerError 500', 4]);
  });

  test('waits at most 25, 50 and 100 milliseconds, and seconds when throttled', async () => {
    const longest = (trouble: Trouble) => {
      const budget = new RetryBudget(SERVICE);
      return [1, 2, 3, 4].map((attempt) => budget.waitAfter(attempt, trouble, 1));
    };
    expect(longest('transient')).toEqual([25, 50, 100, undefined]);
    expect(longest('throttled')).toEqual([1_000, 2_000, 4_000, undefined]);
    await outcome([{ status: 500 }]);
    expect(waits).toHaveLength(3);
    for (const [i, most] of [25, 50, 100].entries()) expect(waits[i]).toBeLessThan(most);
  });

  test('is made once where the service says so', async () => {
    for (const reply of [{ status: 500 }, 'cut', { status: 429 }] as const) {
      canned.asked.length = 0;
      expect((await outcome([reply], { attempts: 1 }))[1]).toBe(1);
    }
    expect(waits).toEqual([]);
  });
});

describe('a time-out', () => {
  test('ends each attempt, one after the other', async () => {
    expect(await outcome(['no answer'], { timeoutMs: 30 })).toEqual(['TimeoutError 0', 4]);
  });

  test('leaves a later answer alone', async () => {
    const replies = ['no answer', { body: { late: false } }] as const;
    expect(await outcome(replies, { timeoutMs: 200 })).toEqual([{ late: false }, 2]);
  });
});

const REFUSALS = [
  'ConditionalCheckFailedException',
  'TransactionCanceledException',
  'ValidationException',
  'AccessDeniedException',
];

describe('a call that would only fail again is made once', () => {
  test.each<[string, Reply, string]>([
    ...REFUSALS.map((name): [string, Reply, string] => [name, failing(400, name), `${name} 400`]),
    ['not implemented', failing(501, 'NotImplemented'), 'NotImplemented 501'],
    ['a name in the header', { status: 400, type: 'Refused:http://x' }, 'Refused 400'],
    ['no name at all', { status: 403, body: '<html>' }, 'MalformedAnswer 403'],
    ['an answer that is no JSON', { body: 'OK' }, 'MalformedAnswer 200'],
    ['an answer that is a list', { body: [] }, 'MalformedAnswer 200'],
    ['a redirect', { status: 307 }, 'MalformedAnswer 307'],
  ])('%s', async (_case, reply, expected) => {
    expect(await outcome([reply])).toEqual([expected, 1]);
    expect(waits).toEqual([]);
  });

  test('an answer without end', async () => {
    expect(await outcome([{ body: 'x'.repeat(25 * 1_048_576) }])).toEqual(['MalformedAnswer 0', 1]);
  });
});

describe('an error', () => {
  test('says name, status and what else the service said', async () => {
    canned.replies = [failing(400, 'ConditionalCheckFailedException', { Item: { a: { S: 'b' } } })];
    const error = await failure(client()('PutItem', {}));
    expect(error).toMatchObject({ name: 'ConditionalCheckFailedException', status: 400 });
    expect([error.message, error.body['Item']]).toEqual(['no', { a: { S: 'b' } }]);
  });

  test('of the network has the code of Node and status 0', async () => {
    const endpoint = 'http://127.0.0.1:9';
    const call = awsJson(SERVICE, { ...canned.connection, endpoint }, pause);
    expect(await failure(call('GetItem', {}))).toMatchObject({ name: 'ECONNREFUSED', status: 0 });
  });
});

describe('in a long outage', () => {
  test('calls come to be made once, and more often again after successes', async () => {
    canned.replies = ['cut'];
    const call = client();
    const made = async () => {
      canned.asked.length = 0;
      await call('GetItem', {}).catch(() => undefined);
      return canned.asked.length;
    };
    const counts: number[] = [];
    for (let n = 0; n < 14; n += 1) counts.push(await made());
    // 500 in the budget, 14 for each further attempt.
    expect(counts).toEqual([...Array(11).fill(4), 3, 1, 1]);
    canned.replies = [{}];
    for (let n = 0; n < 14; n += 1) expect(await made()).toBe(1);
    canned.replies = ['cut'];
    expect([await made(), await made()]).toEqual([2, 1]);
  });
});
