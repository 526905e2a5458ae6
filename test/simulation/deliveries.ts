/**
 * What AWS does between the functions, as moves of the schedule: the stream in order with batches
 * that come again, queues that deliver late, twice or out of order. The functions behind them are
 * production's.
 */
import './quiet.ts';
import {
  DescribeStreamCommand,
  type DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
  type _Record as StreamRecord,
} from '@aws-sdk/client-dynamodb-streams';
import type { Context, DynamoDBStreamEvent, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { readChange } from '#functions/adapters/dynamo/stream.ts';
import { fanOut } from '#functions/fan-out.ts';
import { keepRecords } from '#functions/keep-records.ts';
import { lookUpNumber } from '#functions/look-up-number.ts';
import { releaseSends } from '#functions/release-sends.ts';
import { queueFunction, streamFunction } from '#functions/shell.ts';
import { suppress } from '#functions/suppress.ts';
import { type Plant, type Ports, portsOf } from './ports.ts';
import type { Item, SimQueue } from './queues.ts';
import type { Move, Task } from './scheduler.ts';
import type { World } from './world.ts';

const CONTEXT = { awsRequestId: 'simulation' } as Context;
const MAX_BATCH = 8;
/** Consumers of one queue at work at once. */
const MAX_CONSUMERS = 3;

/**
 * Reads the table's one shard; a batch that was not finished, or whose end was not noted, comes
 * again.
 */
export class StreamMove {
  readonly #world: World;
  readonly #plant: Plant | undefined;
  readonly #client: DynamoDBStreamsClient;
  readonly #records: StreamRecord[] = [];
  #iterator: string | undefined;
  #read = -1;
  #at = 0;
  #busy = false;

  constructor(world: World, plant: Plant | undefined, client: DynamoDBStreamsClient) {
    this.#world = world;
    this.#plant = plant;
    this.#client = client;
  }

  async open(streamArn: string): Promise<void> {
    const described = await this.#client.send(new DescribeStreamCommand({ StreamArn: streamArn }));
    const shard = described.StreamDescription?.Shards?.at(-1)?.ShardId;
    const start = new GetShardIteratorCommand({
      StreamArn: streamArn,
      ShardId: shard,
      ShardIteratorType: 'TRIM_HORIZON',
    });
    this.#iterator = (await this.#client.send(start)).ShardIterator;
  }

  moves(): Move[] {
    const behind = this.#at < this.#records.length || this.#read < this.#world.writes;
    if (this.#busy || !behind) return [];
    return [{ label: 'stream', weight: 3, run: () => this.#run() }];
  }

  async #run(): Promise<void> {
    await this.#fetch();
    const { random, scheduler } = this.#world;
    const batch = this.#records.slice(this.#at, this.#at + 1 + random.int(MAX_BATCH));
    if (batch.length === 0) return;
    this.#busy = true;
    const work = (task: Task) => {
      const ports = portsOf(this.#world, task, this.#plant);
      const event = { Records: batch } as unknown as DynamoDBStreamEvent;
      return streamFunction(readChange, fanOut(ports))(event, CONTEXT);
    };
    scheduler.spawn('stream', work, (ended) => {
      this.#busy = false;
      if (ended.status !== 'done') return;
      const failed = ended.value.batchItemFailures[0]?.itemIdentifier;
      const stopped = batch.findIndex((record) => record.dynamodb?.SequenceNumber === failed);
      // The function was through, but where it came to was not noted: the whole batch comes again.
      if (scheduler.faultRate > 0 && random.chance(0.05)) return;
      this.#at += stopped === -1 ? batch.length : stopped;
    });
  }

  async #fetch(): Promise<void> {
    if (this.#read >= this.#world.writes) return;
    this.#read = this.#world.writes;
    const next = new GetRecordsCommand({ ShardIterator: this.#iterator, Limit: 1_000 });
    const answer = await this.#client.send(next);
    this.#iterator = answer.NextShardIterator;
    this.#records.push(...(answer.Records ?? []).filter(isWanted));
  }
}

/** The filter of the stream's event source: these and no others reach the function (infra/). */
const KINDS: readonly (string | undefined)[] = ['entry', 'message', 'delivery', 'standing'];
const isWanted = ({ dynamodb }: StreamRecord): boolean =>
  KINDS.includes(dynamodb?.NewImage?.['kind']?.S);

type QueueHandler = (event: SQSEvent, context: Context) => Promise<SQSBatchResponse>;

export class QueueMoves {
  readonly #world: World;
  readonly #plant: Plant | undefined;
  readonly #consumers = new Map<string, number>();

  constructor(world: World, plant: Plant | undefined) {
    this.#world = world;
    this.#plant = plant;
  }

  moves(): Move[] {
    const { send, record, lookUp, email, dialer } = this.#world.queues;
    return [
      ...this.#of(send, (ports) => queueFunction(releaseSends(ports))),
      ...this.#of(record, (ports) => queueFunction(keepRecords(ports))),
      ...this.#of(lookUp, (ports) => queueFunction(lookUpNumber(ports))),
      ...this.#of(email, (ports) =>
        queueFunction(suppress({ ...ports, target: ports.targets.email })),
      ),
      ...this.#of(dialer, (ports) =>
        queueFunction(suppress({ ...ports, target: ports.targets.dialer })),
      ),
    ];
  }

  #of<T>(queue: SimQueue<T>, handler: (ports: Ports) => QueueHandler): Move[] {
    if ((this.#consumers.get(queue.name) ?? 0) >= MAX_CONSUMERS) return [];
    const due = queue.due(this.#world.scheduler.wall());
    if (due.length === 0) return [];
    const run = () => this.#deliver(queue, this.#world.random.pick(due), handler);
    return [{ label: `deliver ${queue.name}`, weight: 3, run }];
  }

  #deliver<T>(queue: SimQueue<T>, item: Item<T>, handler: (ports: Ports) => QueueHandler): void {
    const { scheduler, random } = this.#world;
    const chaos = scheduler.faultRate > 0;
    queue.take(item, scheduler.wall(), chaos && item.group === undefined && random.chance(0.12));
    this.#count(queue.name, 1);
    const work = (task: Task) =>
      handler(portsOf(this.#world, task, this.#plant))(eventOf(item), CONTEXT);
    scheduler.spawn(`${queue.name} ${item.id}`, work, (ended) => {
      this.#count(queue.name, -1);
      const through = ended.status === 'done' && ended.value.batchItemFailures.length === 0;
      // Done, but the deletion was lost: the same message comes once more.
      if (through && !(chaos && random.chance(0.05))) queue.done(item);
      else queue.failed(item, scheduler.wall());
    });
  }

  #count(name: string, more: number): void {
    this.#consumers.set(name, (this.#consumers.get(name) ?? 0) + more);
  }
}

const eventOf = <T>(item: Item<T>): SQSEvent =>
  ({
    Records: [
      {
        messageId: item.id,
        body: JSON.stringify(item.task),
        attributes: {
          ApproximateReceiveCount: String(item.attempts),
          ...(item.group !== undefined && { MessageGroupId: item.group }),
        },
      },
    ],
  }) as unknown as SQSEvent;
