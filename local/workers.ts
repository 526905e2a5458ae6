/**
 * What AWS does between the functions: the stream pump, the queues with their retries and dead
 * letters, and the scheduler, over the real engine's stream and the local store. The functions are
 * the real ones.
 */
import {
  DescribeStreamCommand,
  DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
} from '@aws-sdk/client-dynamodb-streams';
import type { Context, DynamoDBStreamEvent, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import type { Engine } from './engine.ts';
import type { LocalStore, QueuedItem } from './store.ts';

export type StreamHandler = (
  event: DynamoDBStreamEvent,
  context: Context,
) => Promise<SQSBatchResponse>;
export type QueueHandler = (event: SQSEvent, context: Context) => Promise<SQSBatchResponse>;

/** Middy hands the context on; none of our functions reads it. */
export const NO_CONTEXT = { awsRequestId: 'local' } as Context;

const IDLE_MS = 20;
const BATCH = 10;
const MAX_ATTEMPTS = 6;
/** 0.2 s, 0.4 s, … between tries. */
const BACKOFF_MS = 200;
const CHECKPOINT = 'stream checkpoint';

export interface Workers {
  /** Resolves when stream and queues have nothing left that is due. */
  settle(): Promise<void>;
  stop(): Promise<void>;
}

export interface WorkerOptions {
  readonly engine: Engine;
  readonly streamArn: string;
  readonly store: LocalStore;
  readonly wall: () => number;
  readonly stream: StreamHandler;
  /** Handlers by queue; `send` takes what the scheduler releases. */
  readonly queues: Readonly<Record<string, QueueHandler>>;
}

export function startWorkers(options: WorkerOptions): Workers {
  let stopping = false;
  const pump = new StreamPump(options);
  const round = async (): Promise<boolean> => {
    const moved = await pump.turn();
    for (const body of options.store.takeSchedules(options.wall())) {
      options.store.push('send', body, { visibleAt: options.wall() });
    }
    const worked = await Promise.all(
      Object.entries(options.queues).map(([name, handler]) => workQueue(options, name, handler)),
    );
    return moved || worked.some(Boolean);
  };
  let current: Promise<boolean> = Promise.resolve(false);
  const loop = (async () => {
    while (!stopping) {
      current = round().catch((error: unknown) => {
        if (!stopping) console.error('local worker:', error instanceof Error ? error.name : error);
        return false;
      });
      if (!(await current)) await new Promise((resolve) => setTimeout(resolve, IDLE_MS));
    }
  })();
  return {
    async settle() {
      // Two idle rounds: work found by the last one may have left work for the next.
      for (let idle = 0; idle < 2; ) {
        await new Promise((resolve) => setTimeout(resolve, IDLE_MS));
        idle = (await current) ? 0 : idle + 1;
      }
    },
    async stop() {
      stopping = true;
      await loop;
      pump.close();
    },
  };
}

/** Reads the one shard of the local engine from where it last came to, as Lambda would. */
class StreamPump {
  readonly #options: WorkerOptions;
  readonly #client: DynamoDBStreamsClient;
  #iterator: string | undefined;

  constructor(options: WorkerOptions) {
    this.#options = options;
    this.#client = new DynamoDBStreamsClient(options.engine.config);
  }

  close(): void {
    this.#client.destroy();
  }

  async turn(): Promise<boolean> {
    const iterator = this.#iterator ?? (await this.#open());
    if (!iterator) return false;
    const answer = await this.#client.send(
      new GetRecordsCommand({ ShardIterator: iterator, Limit: 100 }),
    );
    const records = answer.Records ?? [];
    if (records.length === 0) {
      this.#iterator = answer.NextShardIterator;
      return false;
    }
    const event = { Records: records } as unknown as DynamoDBStreamEvent;
    const { batchItemFailures } = await this.#options.stream(event, NO_CONTEXT);
    const failed = batchItemFailures[0]?.itemIdentifier;
    const at = records.findIndex((record) => record.dynamodb?.SequenceNumber === failed);
    const done = failed === undefined ? records : records.slice(0, at);
    const last = done.at(-1)?.dynamodb?.SequenceNumber;
    if (last) this.#options.store.set(CHECKPOINT, last);
    // After a failure the iterator is taken anew from the checkpoint, and the rest comes again.
    this.#iterator = failed === undefined ? answer.NextShardIterator : undefined;
    return done.length > 0;
  }

  async #open(): Promise<string | undefined> {
    const { streamArn, store } = this.#options;
    const described = await this.#client.send(new DescribeStreamCommand({ StreamArn: streamArn }));
    const shard = described.StreamDescription?.Shards?.at(-1)?.ShardId;
    if (!shard) return undefined;
    const last = store.get(CHECKPOINT);
    const answer = await this.#client.send(
      new GetShardIteratorCommand({
        StreamArn: streamArn,
        ShardId: shard,
        ...(typeof last === 'string'
          ? { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: last }
          : { ShardIteratorType: 'TRIM_HORIZON' }),
      }),
    );
    return answer.ShardIterator;
  }
}

async function workQueue(
  { store, wall }: WorkerOptions,
  queue: string,
  handler: QueueHandler,
): Promise<boolean> {
  const items = store.due(queue, wall(), BATCH);
  if (items.length === 0) return false;
  const { batchItemFailures } = await handler(eventOf(items), NO_CONTEXT);
  const failed = new Set(batchItemFailures.map((failure) => failure.itemIdentifier));
  for (const item of items) {
    if (!failed.has(String(item.id))) store.remove(item.id);
    else if (item.attempts + 1 >= MAX_ATTEMPTS) store.bury(item.id);
    else store.retry(item.id, wall() + BACKOFF_MS * 2 ** item.attempts);
  }
  return failed.size < items.length;
}

const eventOf = (items: readonly QueuedItem[]): SQSEvent =>
  ({
    Records: items.map((item) => ({
      messageId: String(item.id),
      body: item.body,
      attributes: {
        ApproximateReceiveCount: String(item.attempts + 1),
        ...(item.group !== null && { MessageGroupId: item.group }),
      },
    })),
  }) as unknown as SQSEvent;
