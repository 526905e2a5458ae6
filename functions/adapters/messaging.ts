/**
 * Telling others over AWS: EventBridge, the ordered topic, queues, schedules. Half a batch that
 * failed throws.
 */
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import {
  ConflictException,
  CreateScheduleCommand,
  SchedulerClient,
} from '@aws-sdk/client-scheduler';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { sha256 } from '#shared/basics.ts';
import { EVENT_SOURCE } from '#shared/events.ts';
import type { EventBus, Queue, Scheduler, SuppressionTopic } from '#shared/ports.ts';
import { type AwsConnection, awsJson } from './aws-json.ts';

/** Limit of PutEvents and of SendMessageBatch. */
const MAX_BATCH = 10;

const inTens = <T>(items: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(items.length / MAX_BATCH) }, (_, i) =>
    items.slice(i * MAX_BATCH, (i + 1) * MAX_BATCH),
  );

export function eventBridgeBus(busName: string): EventBus {
  const client = new EventBridgeClient({});
  return {
    async publish(events) {
      for (const batch of inTens(events)) {
        const answer = await client.send(
          new PutEventsCommand({
            Entries: batch.map(({ name, ...detail }) => ({
              EventBusName: busName,
              Source: EVENT_SOURCE,
              DetailType: name,
              Time: new Date(detail.at),
              Detail: JSON.stringify(detail),
            })),
          }),
        );
        // The call answers 200 although events in it failed.
        if (answer.FailedEntryCount !== 0) throw new Error('the bus did not take every event');
      }
    },
  };
}

export function snsFifoTopic(topicArn: string): SuppressionTopic {
  const client = new SNSClient({});
  return {
    async publish(change) {
      await client.send(
        new PublishCommand({
          TopicArn: topicArn,
          Message: JSON.stringify(change),
          // Group and deduplication ids are visible to operators, so they are hashes.
          MessageGroupId: sha256(change.key),
          MessageDeduplicationId: change.entryHash,
        }),
      );
    },
  };
}

/** Attempts and first wait are those of AWS's own SDK for this service. */
const SQS = {
  name: 'sqs',
  target: 'AmazonSQS',
  attempts: 3,
  backoffMs: 50,
  timeoutMs: 3_000,
  keepAlive: true,
} as const;

/**
 * `groupOf` for a FIFO queue: tasks of one group run one at a time, and the same task once in five
 * minutes. Such a queue takes no delay.
 */
export function sqsQueue<Task>(
  queueUrl: string,
  connection: AwsConnection,
  groupOf?: (task: Task) => string,
): Queue<Task> {
  const call = awsJson(SQS, connection);
  return {
    async push(tasks, delaySeconds = 0) {
      for (const batch of inTens(tasks)) {
        const answer = await call('SendMessageBatch', {
          QueueUrl: queueUrl,
          Entries: batch.map((task, i) => ({
            Id: String(i),
            MessageBody: JSON.stringify(task),
            ...(groupOf ? inGroup(task, groupOf(task)) : { DelaySeconds: delaySeconds }),
          })),
        });
        // The call answers 200 although tasks in it failed.
        const taken = answer['Successful'];
        if (!Array.isArray(taken) || taken.length !== batch.length) {
          throw new Error('the queue did not take every task');
        }
      }
    },
  };
}

const inGroup = (task: unknown, group: string) => ({
  MessageGroupId: sha256(group),
  MessageDeduplicationId: sha256(JSON.stringify(task)),
});

export interface ScheduleOptions {
  readonly group: string;
  readonly queueArn: string;
  readonly roleArn: string;
}

/** One-time schedules that put the task on the send queue and then delete themselves. */
export function eventBridgeScheduler({ group, queueArn, roleArn }: ScheduleOptions): Scheduler {
  const client = new SchedulerClient({});
  return {
    async schedule(id, task, at) {
      try {
        await client.send(
          new CreateScheduleCommand({
            Name: id,
            GroupName: group,
            // Seconds precision, UTC; rounded up so that it never fires before the instant.
            ScheduleExpression: `at(${new Date(Math.ceil(at / 1_000) * 1_000).toISOString().slice(0, 19)})`,
            FlexibleTimeWindow: { Mode: 'OFF' },
            ActionAfterCompletion: 'DELETE',
            Target: { Arn: queueArn, RoleArn: roleArn, Input: JSON.stringify(task) },
          }),
        );
      } catch (error) {
        // The same schedule stands already: the stream record came a second time.
        if (!(error instanceof ConflictException)) throw error;
      }
    },
  };
}
