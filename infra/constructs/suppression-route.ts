/**
 * The way of an opt-out to one suppression target: ordered topic → queue → function. Each target
 * has its own, so that a dialer that is down does not hold up email. Fallen-off messages share one
 * parked queue.
 */
import { Duration } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as sns from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import type { HouseFunction } from './house-function.ts';
import { type QueueContext, WorkQueue } from './work-queue.ts';

/**
 * With two minutes between deliveries, a target may be away for an hour before its work is parked.
 */
const ATTEMPTS = 40;
const LATE = Duration.minutes(5);
const MAX_CONCURRENCY = 20;

export interface SuppressionRouteProps extends QueueContext {
  readonly topic: sns.ITopic;
  readonly worker: HouseFunction;
  /** In words: `email`, `the dialer`. */
  readonly target: string;
  /** What a person suffers while this target has not heard. */
  readonly userImpact: string;
}

export class SuppressionRoute extends Construct {
  readonly work: WorkQueue;

  constructor(scope: Construct, id: string, props: SuppressionRouteProps) {
    super(scope, id);
    const { dataKey, operations, target, topic, userImpact, worker } = props;
    this.work = new WorkQueue(this, 'Work', {
      dataKey,
      operations,
      workerTimeout: worker.timeout,
      fifo: true,
      batchSize: 1,
      maxConcurrency: MAX_CONCURRENCY,
      attempts: ATTEMPTS,
      parked: {
        title: `Suppressions for ${target} were given up`,
        userImpact,
        runbook: 'suppression-parked',
      },
      late: {
        title: `Suppressions for ${target} are late`,
        userImpact,
        runbook: 'suppression-late',
        after: LATE,
      },
    });
    this.work.feed(worker);
    const { queue, parked } = this.work;
    queue.addToResourcePolicy(
      new iam.PolicyStatement({
        principals: [new iam.ServicePrincipal('sns.amazonaws.com')],
        actions: ['sqs:SendMessage'],
        resources: [queue.queueArn],
        conditions: { ArnEquals: { 'aws:SourceArn': topic.topicArn } },
      }),
    );
    new sns.Subscription(this, 'Subscription', {
      topic,
      protocol: sns.SubscriptionProtocol.SQS,
      endpoint: queue.queueArn,
      rawMessageDelivery: true,
      deadLetterQueue: parked,
    });
  }
}
