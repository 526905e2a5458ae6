/**
 * How people hear that something is wrong: one topic, and alarms that cannot be written without a
 * sentence on who is hurt and the section of the runbook that says what to do. Which metrics are
 * watched is decided beside each resource, not here.
 */
import { Annotations, Aws, Duration } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import * as sns from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import type { HouseFunction } from './house-function.ts';

/** The sections of docs/operations.md; a test checks that every one of them is there. */
export const RUNBOOKS = [
  'fan-out-late',
  'fan-out-parked',
  'inbound-texts-parked',
  'suppression-late',
  'suppression-parked',
  'sends-late',
  'sends-parked',
  'records-parked',
  'look-ups-parked',
  'function-errors',
  'function-throttled',
  'api-errors',
  'opt-out-not-written',
  'send-outcome-unknown',
  'sender-health',
] as const;
export type Runbook = (typeof RUNBOOKS)[number];

/** What functions/shell.ts counts errors under; its dimensions are `service` and `code`. */
export const METRIC_NAMESPACE = 'Consentry';
/** Codes that messages of functions/log.ts start with; a test holds the two together. */
export type LogCode = 'C001' | 'C011' | 'C032' | 'C035' | 'C050' | 'C051' | 'C052';

const MIN_SENTENCE = 30;

export interface AlarmProps {
  /** What happened, in the words of the subject line. */
  readonly title: string;
  /**
   * Who is hurt and how, as a sentence. There is no default: an alarm nobody can explain is noise.
   */
  readonly userImpact: string;
  readonly runbook: Runbook;
  readonly metric: cloudwatch.IMetric;
  /** Rings at or above this value. */
  readonly threshold: number;
  /** Consecutive periods that must breach; one when not said. */
  readonly periods?: number;
}

export interface OperationsProps {
  readonly key: IKey;
  /** Where the runbook is published; its section is added as `#anchor`. */
  readonly runbookUrl: string;
  readonly alarmEmail?: string;
}

export class Operations extends Construct {
  readonly topic: sns.Topic;
  readonly #props: OperationsProps;

  constructor(scope: Construct, id: string, props: OperationsProps) {
    super(scope, id);
    this.#props = props;
    this.topic = new sns.Topic(this, 'Alarms', {
      displayName: 'Consentry alarms',
      masterKey: props.key,
      enforceSSL: true,
    });
    this.topic.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [this.topic.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
    );
    if (props.alarmEmail)
      new sns.Subscription(this, 'AlarmEmail', {
        topic: this.topic,
        protocol: sns.SubscriptionProtocol.EMAIL,
        endpoint: props.alarmEmail,
      });
  }

  /** Makes an alarm beside the resource it watches. */
  alarm(scope: Construct, id: string, props: AlarmProps): cloudwatch.Alarm {
    if (props.userImpact.trim().length < MIN_SENTENCE || !props.userImpact.trim().endsWith('.'))
      Annotations.of(scope).addError(`Say in a sentence who is hurt when ${props.title} rings.`);
    const alarm = new cloudwatch.Alarm(scope, id, {
      alarmDescription: [
        `${props.title}.`,
        props.userImpact.trim(),
        `Runbook: ${this.#props.runbookUrl}#${props.runbook}`,
      ].join('\n'),
      metric: props.metric,
      threshold: props.threshold,
      evaluationPeriods: props.periods ?? 1,
      comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
    });
    alarm.addAlarmAction(new SnsAction(this.topic));
    alarm.addOkAction(new SnsAction(this.topic));
    return alarm;
  }
}

/** How often a function logged an error of this code: the shell counts each. */
export const loggedErrors = (fn: HouseFunction, code: LogCode): cloudwatch.Metric =>
  new cloudwatch.Metric({
    namespace: METRIC_NAMESPACE,
    metricName: 'Errors',
    dimensionsMap: { service: fn.serviceName, code },
    statistic: cloudwatch.Stats.SUM,
    period: Duration.minutes(1),
  });
