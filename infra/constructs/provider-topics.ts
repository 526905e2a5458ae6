/**
 * How AWS End User Messaging reaches us: it publishes people's texts and its delivery events to two
 * topics, and one function reads both. Twilio comes over HTTP (public-api.ts).
 */
import { Aws, Duration } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as sns from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import type { HouseFunction } from './house-function.ts';
import { grantSend, ParkedQueue, type QueueContext } from './work-queue.ts';

/** Lambda itself tries an event this often again before it is parked. */
const RETRIES = 2;
const MAX_EVENT_AGE = Duration.hours(6);

export class ProviderTopics extends Construct {
  /** Two-way SMS publishes here; set it on each number. */
  readonly inboundTexts: sns.Topic;
  /** An event destination of the configuration set publishes here. */
  readonly textEvents: sns.Topic;
  readonly #context: QueueContext;

  constructor(scope: Construct, id: string, context: QueueContext) {
    super(scope, id);
    this.#context = context;
    this.inboundTexts = this.#topic('InboundTexts');
    this.textEvents = this.#topic('TextEvents');
  }

  /** Feeds the function from both topics; what it cannot do after its retries is parked. */
  feed(worker: HouseFunction): void {
    const parked = new ParkedQueue(this, 'Parked', {
      ...this.#context,
      alarm: {
        title: 'Inbound texts of AWS numbers could not be read',
        userImpact:
          'A person may have texted STOP to an AWS number without effect: texts still go out.',
        runbook: 'inbound-texts-parked',
      },
    });
    grantSend(worker.role, parked, this.#context.dataKey);
    worker.lambda.configureAsyncInvoke({
      retryAttempts: RETRIES,
      maxEventAge: MAX_EVENT_AGE,
      onFailure: { bind: () => ({ destination: parked.queueArn }) },
    });
    for (const [id, topic] of [
      ['InboundTexts', this.inboundTexts],
      ['TextEvents', this.textEvents],
    ] as const) {
      const permission = new lambda.CfnPermission(this, `Invoke${id}`, {
        action: 'lambda:InvokeFunction',
        functionName: worker.lambda.functionArn,
        principal: 'sns.amazonaws.com',
        sourceArn: topic.topicArn,
      });
      new sns.Subscription(this, `Read${id}`, {
        topic,
        protocol: sns.SubscriptionProtocol.LAMBDA,
        endpoint: worker.lambda.functionArn,
        deadLetterQueue: parked,
      }).node.addDependency(permission);
    }
  }

  #topic(id: string): sns.Topic {
    const topic = new sns.Topic(this, id, {
      masterKey: this.#context.dataKey.key,
      enforceSSL: true,
    });
    topic.addToResourcePolicy(
      new iam.PolicyStatement({
        principals: [new iam.ServicePrincipal('sms-voice.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [topic.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
    );
    return topic;
  }
}
