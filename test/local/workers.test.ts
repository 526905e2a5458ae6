/**
 * The stream pump and the queues of one machine: order, retries, dead letters, and no change told
 * twice.
 */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ensureTable, startEngine } from '#local/engine.ts';
import { LocalStore } from '#local/store.ts';
import {
  type QueueHandler,
  type StreamHandler,
  startWorkers,
  type Workers,
} from '#local/workers.ts';
import { phoneKey } from '#shared/ledger.ts';
import {
  ACCOUNT,
  adaptersOf,
  grow,
  openTestTable,
  TABLE,
  type TestTable,
} from '../contract/table-fixture.ts';

let table: TestTable;
let store: LocalStore;
let workers: Workers | undefined;
let wall: number;
beforeEach(async () => {
  table = await openTestTable();
  store = new LocalStore();
  wall = 1_000_000;
});
afterEach(async () => {
  await workers?.stop();
  workers = undefined;
  store.close();
  await table.close();
});

interface Given {
  readonly stream?: StreamHandler;
  readonly queues?: Readonly<Record<string, QueueHandler>>;
}
const silent: StreamHandler = async () => ({ batchItemFailures: [] });
async function begin({ stream = silent, queues = {} }: Given): Promise<Workers> {
  const streamArn = await ensureTable(table.engine, TABLE);
  const { engine } = table;
  workers = startWorkers({ engine, streamArn, store, wall: () => wall, stream, queues });
  return workers;
}
const append = (line: number, bodies: string[]) =>
  adaptersOf(table).ledger.append({
    changes: [grow(phoneKey(ACCOUNT, `+120255501${line}`), undefined, bodies)],
  });
const failed = (...ids: string[]) => ({
  batchItemFailures: ids.map((itemIdentifier) => ({ itemIdentifier })),
});

describe('the stream', () => {
  /** Sort keys seen, in order; fails the first `fail` looks at the named one. */
  function watcher(name?: string, fail = 0) {
    const seen: string[] = [];
    let left = fail;
    const stream: StreamHandler = async ({ Records }) => {
      for (const { dynamodb } of Records) {
        const sk = String(dynamodb?.Keys?.['sk']?.S);
        if (sk === name && left > 0) {
          left -= 1;
          return failed(dynamodb?.SequenceNumber ?? '');
        }
        seen.push(sk);
      }
      return failed();
    };
    return { seen, stream };
  }

  test('tells every change once and in order', async () => {
    const { seen, stream } = watcher();
    const { settle } = await begin({ stream });
    await append(10, ['one', 'two', 'three']);
    await settle();
    expect(seen.filter((sk) => sk.startsWith('E#'))).toEqual([
      'E#0000000001',
      'E#0000000002',
      'E#0000000003',
    ]);
    const { length } = seen;
    await settle();
    expect(seen).toHaveLength(length);
  });

  test('waits at a failure: nothing later comes before it, nothing earlier again', async () => {
    const { seen, stream } = watcher('E#0000000002', 3);
    const { settle } = await begin({ stream });
    await append(11, ['one', 'two', 'three']);
    await settle();
    await expect
      .poll(() => seen.filter((sk) => sk.startsWith('E#')))
      .toEqual(['E#0000000001', 'E#0000000002', 'E#0000000003']);
  });

  test('goes on from where it was after a stop, and has told nothing twice', async () => {
    const first = watcher();
    const { settle } = await begin({ stream: first.stream });
    await append(12, ['one']);
    await settle();
    await workers?.stop();
    await append(13, ['two']);
    const second = watcher();
    const again = await begin({ stream: second.stream });
    await again.settle();
    expect(first.seen).toHaveLength(2);
    expect(second.seen).toHaveLength(2);
  });

  test('outlives a handler that throws', async () => {
    const { seen, stream } = watcher();
    let thrown = 0;
    const faults = console.error;
    console.error = () => {
      thrown += 1;
    };
    const { settle } = await begin({
      stream: async (event, context) => {
        if (thrown === 0) throw new Error('broken');
        return stream(event, context);
      },
    });
    await append(14, ['one']);
    await settle();
    await expect.poll(() => seen.length).toBe(2);
    console.error = faults;
    expect(thrown).toBe(1);
  });
});

describe('a queue', () => {
  test('tries again what failed, later each time, and parks it after six tries', async () => {
    let tries = 0;
    const broken: QueueHandler = async ({ Records }) => {
      tries += 1;
      return failed(...Records.map(({ messageId }) => messageId));
    };
    const { settle } = await begin({ queues: { send: broken } });
    store.push('send', '{}', { visibleAt: wall });
    const triesAt: number[] = [];
    for (let second = 0; second < 10; second += 1) {
      await settle();
      triesAt.push(tries);
      wall += 1_000;
    }
    expect(triesAt[0]).toBe(1);
    expect(triesAt.at(-1)).toBe(6);
    expect([store.depth('send'), store.depth('send-dead')]).toEqual([0, 1]);
  });

  test('keeps the order of a group over a failure, and lets others pass', async () => {
    const done: string[] = [];
    let down = true;
    const handler: QueueHandler = async ({ Records }) => {
      const stopped = new Set<string>();
      const bad: string[] = [];
      for (const { body, messageId, attributes } of Records) {
        const group = attributes.MessageGroupId ?? '';
        if (stopped.has(group) || (down && body === 'a1')) {
          stopped.add(group);
          bad.push(messageId);
        } else done.push(body);
      }
      return failed(...bad);
    };
    const { settle } = await begin({ queues: { email: handler } });
    for (const body of ['a1', 'a2', 'b1', 'b2']) {
      store.push('email', body, { visibleAt: wall, group: body.slice(0, 1) });
    }
    await settle();
    expect(done).toEqual(['b1', 'b2']);
    down = false;
    wall += 1_000;
    await settle();
    expect(done).toEqual(['b1', 'b2', 'a1', 'a2']);
  });

  test('gets what the scheduler releases, once, when it is due', async () => {
    const got: string[] = [];
    const handler: QueueHandler = async ({ Records }) => {
      got.push(...Records.map(({ body }) => body));
      return failed();
    };
    const { settle } = await begin({ queues: { send: handler } });
    store.schedule('one', 'task', wall + 5_000);
    await settle();
    expect(got).toEqual([]);
    wall += 5_000;
    await settle();
    expect(got).toEqual(['task']);
  });
});

test('an engine that is stopped is gone', async () => {
  const engine = await startEngine();
  await engine.stop();
  await expect(fetch(engine.endpoint)).rejects.toThrow();
});
