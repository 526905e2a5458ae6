/**
 * The way out of the ledger: the table's stream feeds one function, in order, and nothing else
 * publishes (promise 2). Bus and ordered topic are here; what is published is decided in
 * functions/fan-out.ts.
 */
import { Duration } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as events from 'aws-cdk-lib/aws-events';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as sns from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { EVENT_SOURCE } from '#shared/events.ts';
import type { DataKey } from './data-key.ts';
import type { HouseFunction } from './house-function.ts';
import type { LedgerTable } from './ledger-table.ts';
import type { Operations } from './operations.ts';
import { grantSend, ParkedQueue } from './work-queue.ts';

/**
 * The items of the table that matter to others; dedupe items and claims stay out of the function.
 */
export const STREAMED_KINDS = ['entry', 'message', 'delivery', 'standing'] as const;
const BATCH_SIZE = 100;
/**
 * A record that cannot be published holds up its shard, so that nothing overtakes it, for this
 * long; then it is parked and the rest moves on. The stream keeps it for 24 hours, the ledger for
 * ever.
 */
const HOLD_UP = Duration.hours(6);
const LATE = Duration.minutes(2);

export interface FanOutProps {
  readonly dataKey: DataKey;
  readonly operations: Operations;
}

export class FanOut extends Construct {
  /**
   * No archive: the ledger is the archive, with its own proof and retention. A second copy of phone
   * numbers would outlive both. The bus is encrypted with the key that AWS owns.
   */
  readonly bus: events.EventBus;
  /** Every change of what a channel may do, in order per contact. */
  readonly topic: sns.Topic;
  readonly #props: FanOutProps;

  constructor(scope: Construct, id: string, props: FanOutProps) {
    super(scope, id);
    this.#props = props;
    this.bus = new events.EventBus(this, 'Bus', {
      description: 'What Consentry tells other systems',
    });
    this.topic = new sns.Topic(this, 'Suppressions', {
      fifo: true,
      fifoThroughputScope: sns.FifoThroughputScope.MESSAGE_GROUP,
      masterKey: props.dataKey.key,
      enforceSSL: true,
    });
  }

  /** Lets the function publish, and feeds it from the stream. */
  feed(worker: HouseFunction, ledger: LedgerTable): void {
    const { dataKey } = this.#props;
    worker.role.addToPrincipalPolicy(
      new iam.PolicyStatement({
        actions: ['events:PutEvents'],
        resources: [this.bus.eventBusArn],
        conditions: { StringEquals: { 'events:source': EVENT_SOURCE } },
      }),
    );
    worker.role.addToPrincipalPolicy(
      new iam.PolicyStatement({ actions: ['sns:Publish'], resources: [this.topic.topicArn] }),
    );
    dataKey.grantUse(worker.role, 'sns', 'write');
    ledger.grantStreamRead(worker.role);
    this.#map(worker, ledger);
    this.#watch(worker);
  }

  #map(worker: HouseFunction, ledger: LedgerTable): void {
    const { dataKey, operations } = this.#props;
    const parked = new ParkedQueue(this, 'Parked', {
      dataKey,
      operations,
      alarm: {
        title: 'Ledger entries could not be published',
        userImpact:
          'Email, dialer and CRM missed some opt-outs and may still contact those people.',
        runbook: 'fan-out-parked',
      },
    });
    grantSend(worker.role, parked, dataKey);
    const mapping = new lambda.EventSourceMapping(this, 'Stream', {
      target: worker.lambda,
      eventSourceArn: ledger.streamArn,
      startingPosition: lambda.StartingPosition.TRIM_HORIZON,
      batchSize: BATCH_SIZE,
      // No waiting for a fuller batch: an opt-out leaves at once.
      maxBatchingWindow: Duration.seconds(0),
      // More would keep order per item only, and each entry of a contact is an item of its own.
      parallelizationFactor: 1,
      // The function names the first record that failed, and Lambda starts there again.
      reportBatchItemFailures: true,
      bisectBatchOnError: false,
      maxRecordAge: HOLD_UP,
      onFailure: { bind: () => ({ destination: parked.queueArn }) },
      filters: [
        lambda.FilterCriteria.filter({
          dynamodb: { NewImage: { kind: { S: lambda.FilterRule.or(...STREAMED_KINDS) } } },
        }),
      ],
    });
    mapping.node.addDependency(worker.role);
  }

  #watch(worker: HouseFunction): void {
    this.#props.operations.alarm(this, 'Late', {
      title: 'Ledger entries reach other systems late',
      userImpact:
        'A person who opted out of email or calls may still be contacted until fan-out catches up.',
      runbook: 'fan-out-late',
      metric: worker.lambda.metric('IteratorAge', {
        statistic: cloudwatch.Stats.MAXIMUM,
        period: Duration.minutes(1),
      }),
      threshold: LATE.toMilliseconds(),
      periods: 2,
    });
  }
}
