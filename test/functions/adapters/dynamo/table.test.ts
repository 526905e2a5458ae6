/**
 * The table's calls beside those of AWS's own document client: the same on the wire, the same
 * answers and the same errors, for any values.
 */
import {
  ConditionalCheckFailedException,
  DynamoDBClient,
  type DynamoDBClientConfig,
  TransactionCanceledException,
} from '@aws-sdk/client-dynamodb';
import * as lib from '@aws-sdk/lib-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { AwsError } from '#functions/adapters/aws-json.ts';
import { type Operation, openTable, type Table } from '#functions/adapters/dynamo/table.ts';
import { failing, type Reply, useCanned } from '../canned.ts';

const TableName = 'consentry';
const RUNS = 60;
const seed = Date.now() % 2_147_483_647;
console.log(`seed ${seed} (calls of the table)`);

const canned = useCanned();
let table: Table;
let document: lib.DynamoDBDocumentClient;
beforeAll(() => {
  table = openTable(TableName, canned.connection);
  const client = new DynamoDBClient(canned.connection as DynamoDBClientConfig);
  document = lib.DynamoDBDocumentClient.from(client, {
    marshallOptions: { removeUndefinedValues: true },
  });
});
afterAll(() => document.destroy());

const COMMANDS: Record<Operation, new (input: never) => unknown> = {
  BatchGetItem: lib.BatchGetCommand,
  DeleteItem: lib.DeleteCommand,
  GetItem: lib.GetCommand,
  PutItem: lib.PutCommand,
  Query: lib.QueryCommand,
  TransactWriteItems: lib.TransactWriteCommand,
  UpdateItem: lib.UpdateCommand,
};

const name = fc.stringMatching(/^[a-zA-Z:#]{1,8}$/).filter((one) => one !== 'constructor');
const value = fc.oneof(
  fc.string(),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
  fc.constant(undefined),
  fc.array(fc.dictionary(name, fc.string(), { maxKeys: 3 }), { maxLength: 3 }),
);
const item = fc.dictionary(name, value, { minKeys: 1, maxKeys: 5, noNullPrototype: true });
const key = fc.record({ pk: fc.string(), sk: fc.string() });
const write = fc.record({ TableName: fc.constant(TableName), ExpressionAttributeValues: item });

/** An input of each operation with values wherever they may stand. */
const inputs: Record<Operation, fc.Arbitrary<object>> = {
  BatchGetItem: fc
    .array(key, { minLength: 1, maxLength: 4 })
    .map((Keys) => ({ RequestItems: { [TableName]: { Keys, ConsistentRead: true } } })),
  DeleteItem: key.map((Key) => ({ TableName, Key })),
  GetItem: key.map((Key) => ({ TableName, Key, ConsistentRead: true })),
  PutItem: fc.tuple(write, item).map(([one, Item]) => ({ ...one, Item })),
  Query: fc.tuple(write, key).map(([one, ExclusiveStartKey]) => ({ ...one, ExclusiveStartKey })),
  TransactWriteItems: fc.tuple(write, key, item).map(([one, Key, Item]) => ({
    ClientRequestToken: 'token',
    TransactItems: [
      { Put: { ...one, Item } },
      { Update: { ...one, Key, UpdateExpression: 'SET a = :a' } },
      { Delete: { TableName, Key } },
      { ConditionCheck: { ...one, Key, ConditionExpression: 'a = :a' } },
    ],
  })),
  UpdateItem: fc.tuple(write, key).map(([one, Key]) => ({ ...one, Key, ReturnValues: 'ALL_NEW' })),
};

/** An answer of each operation with items wherever they may stand. */
const answers: Record<Operation, fc.Arbitrary<object>> = {
  BatchGetItem: fc.tuple(fc.array(item, { maxLength: 3 }), key).map(([found, left]) => ({
    Responses: { [TableName]: found.map(stored) },
    UnprocessedKeys: { [TableName]: { Keys: [stored(left)], ConsistentRead: true } },
  })),
  DeleteItem: item.map((one) => ({ Attributes: stored(one) })),
  GetItem: fc.option(item, { nil: undefined }).map((one) => (one ? { Item: stored(one) } : {})),
  PutItem: item.map((one) => ({ Attributes: stored(one) })),
  Query: fc.tuple(fc.array(item, { maxLength: 3 }), key).map(([found, last]) => ({
    Count: found.length,
    Items: found.map(stored),
    LastEvaluatedKey: stored(last),
  })),
  TransactWriteItems: fc.constant({}),
  UpdateItem: item.map((one) => ({ Attributes: stored(one) })),
};
const stored = (one: object) => marshall(one, { removeUndefinedValues: true });
const operations = Object.keys(COMMANDS) as Operation[];

const sdk = (operation: Operation, input: object): Promise<object> =>
  document.send(new COMMANDS[operation](structuredClone(input) as never) as never);

describe.each(operations)('%s', (operation) => {
  test('is on the wire what the document client makes of it', async () => {
    await fc.assert(
      fc.asyncProperty(inputs[operation], async (input) => {
        canned.asked.length = 0;
        const before = structuredClone(input);
        await table.call(operation, input as never);
        await sdk(operation, input);
        const [ours, theirs] = canned.asked.map(({ body }) => JSON.parse(body) as object);
        expect(ours).toEqual(theirs);
        const [target, ...same] = canned.asked.map(({ headers }) => headers['x-amz-target']);
        expect(same).toEqual([target]);
        expect(input).toEqual(before);
      }),
      { seed, numRuns: RUNS },
    );
  });

  test('is answered as the document client is', async () => {
    await fc.assert(
      fc.asyncProperty(answers[operation], inputs[operation], async (body, input) => {
        canned.replies = [{ body }];
        const ours = await table.call(operation, input as never);
        const { $metadata: _, ...theirs } = (await sdk(operation, input)) as {
          $metadata: unknown;
        };
        expect(ours).toEqual(theirs);
      }),
      { seed, numRuns: RUNS },
    );
  });
});

describe('an error', () => {
  async function thrown(reply: Reply, operation: Operation): Promise<[AwsError, unknown]> {
    canned.replies = [reply];
    const input = { TableName, Item: {}, Key: {}, TransactItems: [] };
    const ours = await table.call(operation, input as never).catch((error: unknown) => error);
    const theirs = await sdk(operation, input).catch((error: unknown) => error);
    if (!(ours instanceof AwsError)) throw new Error('no AwsError was thrown', { cause: ours });
    expect((theirs as Error).name).toBe(ours.name);
    expect((theirs as Error).message).toBe(ours.message);
    return [ours, theirs];
  }
  const HELD = { pk: 'p', sk: 's', version: 7, facts: { name: 'Pat' }, none: null };

  test('of a condition brings the item that stood in the way', async () => {
    const reply = failing(400, 'ConditionalCheckFailedException', { Item: stored(HELD) });
    const [ours, theirs] = await thrown(reply, 'UpdateItem');
    expect(theirs).toBeInstanceOf(ConditionalCheckFailedException);
    const { Item = {} } = theirs as ConditionalCheckFailedException;
    expect(ours.body['Item']).toEqual(unmarshall(Item));
    expect(ours.body['Item']).toEqual(HELD);
  });

  test('of a transaction brings a reason for each action, with items', async () => {
    const reasons = [
      { Code: 'None' },
      { Code: 'ConditionalCheckFailed', Message: 'no', Item: stored(HELD) },
      { Code: 'TransactionConflict', Message: 'later' },
    ];
    const more = { CancellationReasons: reasons };
    const reply = failing(400, 'TransactionCanceledException', more);
    const [ours, theirs] = await thrown(reply, 'TransactWriteItems');
    expect(theirs).toBeInstanceOf(TransactionCanceledException);
    const told = (theirs as TransactionCanceledException).CancellationReasons ?? [];
    expect(ours.body['CancellationReasons']).toEqual(
      told.map(({ Item, ...rest }) => ({ ...rest, ...(Item && { Item: unmarshall(Item) }) })),
    );
  });
});

test('one transaction keeps one token through all its attempts, and no other has it', async () => {
  canned.replies = ['cut', { status: 500 }, {}];
  const put = { TransactItems: [{ Put: { TableName, Item: { pk: 'p' } } }] };
  await table.call('TransactWriteItems', put);
  await table.call('TransactWriteItems', put);
  const tokens = canned.asked.map(
    ({ body }) => (JSON.parse(body) as { ClientRequestToken: string }).ClientRequestToken,
  );
  expect(tokens).toHaveLength(4);
  expect(tokens[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f-]{27}$/);
  expect(tokens.map((token) => token === tokens[0])).toEqual([true, true, true, false]);
});
