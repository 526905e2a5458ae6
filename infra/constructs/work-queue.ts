/**
 * A queue that feeds one function: encrypted, with a dead-letter queue that rings when anything
 * lands in it, and with partial batch answers. What cannot be done is parked and seen, never
 * dropped (promise 3).
 */
import { Duration, Validations } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as iam from 'aws-cdk-lib/aws-iam';
import { EventSourceMapping } from 'aws-cdk-lib/aws-lambda';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { DataKey } from './data-key.ts';
import type { HouseFunction } from './house-function.ts';
import type { AlarmProps, Operations } from './operations.ts';

/**
 * AWS advises six times the function's time-out, so that a message is never worked on twice at
 * once.
 */
const VISIBILITY_FACTOR = 6;
const PARKED_RETENTION = Duration.days(14);
const DATA_KEY_REUSE = Duration.hours(1);

export interface QueueContext {
  readonly dataKey: DataKey;
  readonly operations: Operations;
}

export interface ParkedProps extends QueueContext {
  readonly fifo?: boolean;
  readonly alarm: Pick<AlarmProps, 'title' | 'userImpact' | 'runbook'>;
}

/** A queue where work that failed for good waits for a person; one message in it rings. */
export class ParkedQueue extends sqs.Queue {
  constructor(scope: Construct, id: string, props: ParkedProps) {
    super(scope, id, {
      ...(props.fifo && { fifo: true }),
      encryption: sqs.QueueEncryption.KMS,
      encryptionMasterKey: props.dataKey.key,
      dataKeyReuse: DATA_KEY_REUSE,
      enforceSSL: true,
      retentionPeriod: PARKED_RETENTION,
    });
    props.operations.alarm(this, 'NotEmpty', {
      ...props.alarm,
      metric: this.metricApproximateNumberOfMessagesVisible({
        statistic: cloudwatch.Stats.MAXIMUM,
        period: Duration.minutes(1),
      }),
      threshold: 1,
    });
    Validations.of(this).acknowledge({
      id: 'AwsSolutions-SQS3',
      reason:
        'This is where failed work ends up: behind a queue, a stream or an asynchronous call.',
    });
  }
}

export interface WorkQueueProps extends QueueContext {
  readonly fifo?: boolean;
  /** Time-out of the function that empties it. */
  readonly workerTimeout: Duration;
  /** One when each message is a call to somebody else: the time-out then holds for each. */
  readonly batchSize: number;
  /** Copies of the function that may run for this queue at once. */
  readonly maxConcurrency: number;
  /** Deliveries before a message is parked. */
  readonly attempts: number;
  readonly parked: ParkedProps['alarm'];
  /** Rings when the oldest message waits longer than this. */
  readonly late?: Pick<AlarmProps, 'title' | 'userImpact' | 'runbook'> & {
    readonly after: Duration;
  };
}

export class WorkQueue extends Construct {
  readonly queue: sqs.Queue;
  readonly parked: ParkedQueue;
  readonly #props: WorkQueueProps;

  constructor(scope: Construct, id: string, props: WorkQueueProps) {
    super(scope, id);
    this.#props = props;
    this.parked = new ParkedQueue(this, 'Parked', {
      dataKey: props.dataKey,
      operations: props.operations,
      alarm: props.parked,
      ...(props.fifo && { fifo: true }),
    });
    this.queue = new sqs.Queue(this, 'Queue', {
      // Order and repeats are judged per contact, so contacts do not wait for one another.
      ...(props.fifo && {
        fifo: true,
        deduplicationScope: sqs.DeduplicationScope.MESSAGE_GROUP,
        fifoThroughputLimit: sqs.FifoThroughputLimit.PER_MESSAGE_GROUP_ID,
      }),
      encryption: sqs.QueueEncryption.KMS,
      encryptionMasterKey: props.dataKey.key,
      dataKeyReuse: DATA_KEY_REUSE,
      enforceSSL: true,
      visibilityTimeout: Duration.seconds(props.workerTimeout.toSeconds() * VISIBILITY_FACTOR),
      deadLetterQueue: { queue: this.parked, maxReceiveCount: props.attempts },
    });
    if (props.late) this.#watchAge(props.operations, props.late);
  }

  /** Lets a role put messages on the queue. */
  grantSend(role: iam.IRole): void {
    grantSend(role, this.queue, this.#props.dataKey);
  }

  /** Lets a function empty the queue. */
  feed(worker: HouseFunction): void {
    const { batchSize, dataKey, maxConcurrency, workerTimeout } = this.#props;
    if (worker.timeout.toSeconds() !== workerTimeout.toSeconds())
      throw new Error(`the queue ${this.node.path} was made for another time-out`);
    worker.role.addToPrincipalPolicy(
      new iam.PolicyStatement({
        actions: ['sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ReceiveMessage'],
        resources: [this.queue.queueArn],
      }),
    );
    dataKey.grantUse(worker.role, 'sqs', 'read');
    const mapping = new EventSourceMapping(this, 'Feed', {
      target: worker.lambda,
      eventSourceArn: this.queue.queueArn,
      batchSize,
      // A flood of work must leave room for those who take in a STOP.
      maxConcurrency,
      reportBatchItemFailures: true,
    });
    mapping.node.addDependency(worker.role);
  }

  #watchAge(operations: Operations, late: NonNullable<WorkQueueProps['late']>): void {
    const { after, ...alarm } = late;
    operations.alarm(this, 'Late', {
      ...alarm,
      metric: this.queue.metricApproximateAgeOfOldestMessage({
        statistic: cloudwatch.Stats.MAXIMUM,
        period: Duration.minutes(1),
      }),
      threshold: after.toSeconds(),
    });
  }
}

/** Lets a role put messages on an encrypted queue, with named actions only. */
export function grantSend(role: iam.IRole, queue: sqs.IQueue, dataKey: DataKey): void {
  role.addToPrincipalPolicy(
    new iam.PolicyStatement({ actions: ['sqs:SendMessage'], resources: [queue.queueArn] }),
  );
  dataKey.grantUse(role, 'sqs', 'write');
}
