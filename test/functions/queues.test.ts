/**
 * What a queue, a stream and a topic are told of a batch: only what failed comes again, order holds
 * where it is promised, and no record can stop the others for ever.
 */
import type { DynamoDBStreamEvent, SNSEvent, SQSEvent } from 'aws-lambda';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { packSends } from '#functions/adapters/dynamo/standing-item.ts';
import { readChange } from '#functions/adapters/dynamo/stream.ts';
import { marshall } from '#functions/adapters/dynamo/values.ts';
import { queueFunction, streamFunction, topicFunction } from '#functions/shell.ts';
import type { TableChange } from '#shared/ports.ts';
import { NO_SENDS } from '#shared/standing.ts';
import { LogWatch } from './log-watch.ts';
import { NO_CONTEXT } from './rig.ts';

// A silent log would hide what it must not tell; before the logger is made.
vi.hoisted(() => {
  process.env['POWERTOOLS_LOG_LEVEL'] = 'INFO';
});

const watch = new LogWatch();
watch.remember({ phone: '+13055550142', email: 'pat@example.com', body: 'See you at the lake.' });
beforeEach(() => watch.start());
afterEach(() => {
  watch.stop();
  expect(watch.leaks()).toEqual([]);
});

type Sent = readonly [id: string, body: unknown, group?: string];
const queueOf = (...sent: Sent[]): SQSEvent =>
  ({
    Records: sent.map(([messageId, body, group]) => ({
      messageId,
      body: typeof body === 'string' ? body : JSON.stringify(body),
      attributes: { ApproximateReceiveCount: '1', ...(group && { MessageGroupId: group }) },
    })),
  }) as unknown as SQSEvent;
const failed = (...ids: string[]) => ({
  batchItemFailures: ids.map((itemIdentifier) => ({ itemIdentifier })),
});

/** Handles tasks `{ n }`; fails those it is told to, in words that no log may repeat. */
function handler(...fail: number[]) {
  const seen: number[] = [];
  const run = queueFunction<{ n: number }>(async ({ n }) => {
    seen.push(n);
    if (fail.includes(n)) throw new Error('call +1 (305) 555-0142 or pat@example.com');
  });
  return { seen, run: (...sent: Sent[]) => run(queueOf(...sent), NO_CONTEXT) };
}

describe('a standard queue', () => {
  test('reports exactly the tasks that failed; the others are done', async () => {
    const { seen, run } = handler(2, 4);
    const sent: Sent[] = [1, 2, 3, 4, 5].map((n) => [`m${n}`, { n }] as const);
    expect(await run(...sent)).toEqual(failed('m2', 'm4'));
    expect(seen).toEqual([1, 2, 3, 4, 5]);
  });

  test('reports nothing when all is well, and for nothing at all', async () => {
    const { run } = handler();
    expect(await run(['m1', { n: 1 }])).toEqual(failed());
    expect(await run()).toEqual(failed());
  });

  test('a task that is no JSON fails alone, and is not repeated in the log', async () => {
    const { seen, run } = handler();
    const poison = '{"body":"See you at the lake.';
    expect(await run(['m1', poison], ['m2', ''], ['m3', { n: 3 }])).toEqual(failed('m1', 'm2'));
    expect(seen).toEqual([3]);
  });

  test('a task that is null or no object fails alone', async () => {
    const { seen, run } = handler();
    expect(await run(['m1', 'null'], ['m2', { n: 2 }])).toEqual(failed('m1'));
    expect(seen).toEqual([2]);
  });
});

describe('a FIFO queue', () => {
  test('stops a group at its first failure; other groups go on', async () => {
    const { seen, run } = handler(2);
    const answer = await run(
      ['a1', { n: 1 }, 'a'],
      ['a2', { n: 2 }, 'a'],
      ['b1', { n: 10 }, 'b'],
      ['a3', { n: 3 }, 'a'],
      ['b2', { n: 11 }, 'b'],
      ['a4', { n: 4 }, 'a'],
    );
    expect(answer).toEqual(failed('a2', 'a3', 'a4'));
    expect(seen).toEqual([1, 2, 10, 11]);
  });

  test('poison stops its own group only', async () => {
    const { seen, run } = handler();
    const answer = await run(['a1', '{', 'a'], ['a2', { n: 2 }, 'a'], ['b1', { n: 10 }, 'b']);
    expect(answer).toEqual(failed('a1', 'a2'));
    expect(seen).toEqual([10]);
  });
});

const standing = (pk: string) => ({
  pk: { S: pk },
  kind: { S: 'standing' },
  sends: { M: marshall(packSends(NO_SENDS)) },
});
const streamOf = (...records: (readonly [sequence: string, image?: object])[]) =>
  ({
    Records: records.map(([SequenceNumber, NewImage]) => ({
      dynamodb: { SequenceNumber, ...(NewImage && { NewImage }) },
    })),
  }) as unknown as DynamoDBStreamEvent;

const nameOf = (change: TableChange): string =>
  change.kind === 'standing' ? change.key : change.kind;

/** `counted`: what was handed on after each batch. */
function stream(fail?: string) {
  const seen: string[] = [];
  const counted: string[][] = [];
  const run = streamFunction(
    readChange,
    async (change) => {
      seen.push(nameOf(change));
      if (nameOf(change) === fail) throw new Error('the bus is down');
    },
    async (told) => {
      counted.push(told.map(nameOf));
      if (fail === 'counting') throw new Error('the table is down');
    },
  );
  return { seen, counted, run: (event: DynamoDBStreamEvent) => run(event, NO_CONTEXT) };
}

describe('the stream', () => {
  test('stops at its first failure: nothing later overtakes it', async () => {
    const { seen, run } = stream('two');
    const records = ['one', 'two', 'three'].map((pk, i) => [`${i + 1}`, standing(pk)] as const);
    expect(await run(streamOf(...records))).toEqual(failed('2'));
    expect(seen).toEqual(['one', 'two']);
  });

  test('hands on once, after the batch, what was told and nothing else', async () => {
    const all = stream();
    await all.run(streamOf(['1', standing('one')], ['2'], ['3', standing('two')]));
    expect(all.counted).toEqual([['one', 'two']]);
    const some = stream('two');
    await some.run(streamOf(['1', standing('one')], ['2', standing('two')]));
    expect(some.counted).toEqual([['one']]);
    const none = stream('one');
    await none.run(streamOf(['1', standing('one')]));
    expect(none.counted).toEqual([]);
  });

  test('is not held up by what is done after the batch', async () => {
    const { counted, run } = stream('counting');
    expect(await run(streamOf(['1', standing('one')]))).toEqual(failed());
    expect(counted).toEqual([['one']]);
  });

  test('passes over what nobody is told of: deletions, guards, configuration', async () => {
    const { seen, run } = stream();
    const answer = await run(
      streamOf(
        ['1'],
        ['2', { pk: { S: 'a' }, kind: { S: 'guard' } }],
        ['3', { pk: { S: 'b' }, kind: { S: 'config' }, value: { S: 'x' } }],
        ['4', { pk: { S: 'c' } }],
        ['5', standing('last')],
      ),
    );
    expect(answer).toEqual(failed());
    expect(seen).toEqual(['last']);
  });

  test.each([
    ['an entry without a body', { kind: { S: 'entry' }, entry: { M: { seq: { N: '1' } } } }],
    ['an entry of an unknown type', { kind: { S: 'entry' }, entry: { M: { type: { S: 'new' } } } }],
    ['a message without a record', { kind: { S: 'message' } }],
    [
      'a delivery of an unknown state',
      { kind: { S: 'delivery' }, record: { M: { state: { S: 'x' } } } },
    ],
    ['a value of an unknown type', { kind: { S: 'standing' }, sends: { Q: 'x' } }],
  ])('%s stops it there and is seen in the log', async (_, image) => {
    const { seen, run } = stream();
    const answer = await run(
      streamOf(
        ['1', standing('before')],
        ['2', { pk: { S: 'p' }, ...image }],
        ['3', standing('x')],
      ),
    );
    expect(answer).toEqual(failed('2'));
    expect(seen).toEqual(['before']);
    expect(watch.lines.join('')).toContain('C010');
  });

  test('an entry that is written over tells nobody: history does not change', () => {
    const image = { pk: { S: 'a' }, kind: { S: 'entry' } };
    expect(readChange({ NewImage: image, OldImage: image })).toBeUndefined();
  });
});

describe('a topic', () => {
  const notices = (...messages: string[]): SNSEvent =>
    ({
      Records: messages.map((Message) => ({ Sns: { TopicArn: 'arn:topic', Message } })),
    }) as unknown as SNSEvent;

  test('a failed notice is thrown, so that the service tries again and parks it at last', async () => {
    const seen: string[] = [];
    const run = topicFunction(async ({ message }) => {
      seen.push(message);
      if (message === 'bad') throw new Error('unreadable: pat@example.com');
    });
    await expect(run(notices('good', 'bad', 'never'), NO_CONTEXT)).rejects.toThrow(
      'a notice was not handled',
    );
    expect(seen).toEqual(['good', 'bad']);
    await expect(run(notices('good'), NO_CONTEXT)).resolves.toBeUndefined();
  });
});

test('numbers, addresses and texts of an error never reach the log, its kind and place do', async () => {
  const { run } = handler(1);
  watch.lines.length = 0;
  await run(['m1', { n: 1 }]);
  const line = watch.lines.join('');
  expect(line).toContain('C011');
  expect(line).toContain('[number] or [address]');
  expect(line).toContain('"name":"Error"');
});
