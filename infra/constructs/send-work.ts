/**
 * Work that waits: texts that are due later or that Consentry owes (send queue, fed by one-time
 * schedules and by fan-out), records that the send path left to others (record queue), and numbers
 * to look up beside it (look-up queue).
 */
import { Aws, Duration, Names } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as scheduler from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import { grantOnPattern } from './wildcard.ts';
import { type QueueContext, WorkQueue } from './work-queue.ts';

const ATTEMPTS = 5;
const RECORD_BATCH_SIZE = 10;
/** About a hundred and fifty texts a second, at a third of a second each. */
const SEND_CONCURRENCY = 50;
const RECORD_CONCURRENCY = 10;
/** AWS answers 20 look-ups a second by default (Pinpoint quotas), each in about a third of one. */
const LOOK_UP_CONCURRENCY = 5;
/** EventBridge Scheduler's limit for the name of a group. */
const MAX_GROUP_NAME = 64;
/** A confirmation of an opt-out is owed within five minutes (RV-08); this leaves two to act. */
const LATE = Duration.minutes(3);

export interface SendWorkProps extends QueueContext {
  /** Of the functions that empty the queues. */
  readonly workerTimeout: Duration;
}

export class SendWork extends Construct {
  readonly sends: WorkQueue;
  readonly records: WorkQueue;
  readonly lookUps: WorkQueue;
  readonly group: scheduler.ScheduleGroup;
  /** What the scheduler acts as when a schedule is due. */
  readonly scheduleRole: iam.Role;
  readonly #groupName: string;

  constructor(scope: Construct, id: string, props: SendWorkProps) {
    super(scope, id);
    this.sends = new WorkQueue(this, 'Sends', {
      ...props,
      batchSize: 1,
      maxConcurrency: SEND_CONCURRENCY,
      attempts: ATTEMPTS,
      parked: {
        title: 'Texts that were due were given up',
        userImpact:
          'People miss texts they wait for, and confirmations of opt-outs that they are owed.',
        runbook: 'sends-parked',
      },
      late: {
        title: 'Texts that are due wait',
        userImpact:
          'Confirmations of opt-outs miss their five minutes, and deferred texts leave late.',
        runbook: 'sends-late',
        after: LATE,
      },
    });
    this.records = new WorkQueue(this, 'Records', {
      ...props,
      batchSize: RECORD_BATCH_SIZE,
      maxConcurrency: RECORD_CONCURRENCY,
      attempts: ATTEMPTS,
      parked: {
        title: 'Records of texts could not be written',
        userImpact:
          'A CRM cannot see why a text was refused, or whether one left: staff may text again.',
        runbook: 'records-parked',
      },
    });
    this.lookUps = lookUpQueue(this, props);
    this.#groupName = Names.uniqueResourceName(this, { maxLength: MAX_GROUP_NAME });
    this.group = new scheduler.ScheduleGroup(this, 'Schedules', {
      scheduleGroupName: this.#groupName,
    });
    this.scheduleRole = new iam.Role(this, 'ScheduleRole', {
      description: 'Puts a text that is due on the send queue',
      assumedBy: new iam.ServicePrincipal('scheduler.amazonaws.com', {
        conditions: {
          StringEquals: {
            'aws:SourceAccount': Aws.ACCOUNT_ID,
            'aws:SourceArn': this.group.scheduleGroupArn,
          },
        },
      }),
    });
    this.sends.grantSend(this.scheduleRole);
  }

  get queues(): readonly WorkQueue[] {
    return [this.sends, this.records, this.lookUps];
  }

  /** Lets a role make one-time schedules in the group, for this queue only. */
  grantSchedule(role: iam.Role): void {
    grantOnPattern(role, {
      service: 'scheduler',
      actions: ['scheduler:CreateSchedule'],
      resources: [`schedule/${this.#groupName}/*`],
      reason: 'Schedules are named by message id when they are made; the group is our own.',
    });
    role.addToPolicy(
      new iam.PolicyStatement({
        actions: ['iam:PassRole'],
        resources: [this.scheduleRole.roleArn],
        conditions: { StringEquals: { 'iam:PassedToService': 'scheduler.amazonaws.com' } },
      }),
    );
  }
}

const lookUpQueue = (scope: Construct, props: SendWorkProps): WorkQueue =>
  new WorkQueue(scope, 'LookUps', {
    ...props,
    // One at a time for a contact: the second finds what the first was told, and is not charged.
    fifo: true,
    batchSize: 1,
    maxConcurrency: LOOK_UP_CONCURRENCY,
    attempts: ATTEMPTS,
    parked: {
      title: 'Numbers could not be looked up',
      userImpact:
        'Landlines are texted in vain, and accounts that refuse unknown lines cannot text people.',
      runbook: 'look-ups-parked',
    },
  });
