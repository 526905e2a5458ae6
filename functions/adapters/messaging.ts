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
import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import { sha256 } from '#shared/basics.ts';
import { EVENT_SOURCE } from '#shared/events.ts';
import type { EventBus, Queue, Scheduler, SuppressionTopic } from '#shared/ports.ts';

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

export function sqsQueue<Task>(queueUrl: string): Queue<Task> {
  const client = new SQSClient({});
  return {
    async push(tasks, delaySeconds = 0) {
      for (const batch of inTens(tasks)) {
        const answer = await client.send(
          new SendMessageBatchCommand({
            QueueUrl: queueUrl,
            Entries: batch.map((task, i) => ({
              Id: String(i),
              MessageBody: JSON.stringify(task),
              DelaySeconds: delaySeconds,
            })),
          }),
        );
        if (answer.Failed && answer.Failed.length > 0) {
          throw new Error('the queue did not take every task');
        }
      }
    },
  };
}

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
