/**
 * The only file that reads the environment: builds clients and adapters once per Lambda. Each
 * function below is used by few bindings, so that a bundle holds only the clients it calls.
 */
import { SESv2Client } from '@aws-sdk/client-sesv2';
import type {
  LookUpTask,
  Queue,
  RecordTask,
  SendTask,
  SuppressionTarget,
  TargetName,
} from '#shared/ports.ts';
import { parseAwsDelivery, parseAwsInbound } from './adapters/aws-events.ts';
import type { AwsConnection } from './adapters/aws-json.ts';
import { awsRegistrations } from './adapters/aws-registrations.ts';
import { awsSms } from './adapters/aws-sms.ts';
import { dialerTarget } from './adapters/dialer-target.ts';
import { dynamoConversations } from './adapters/dynamo/conversations.ts';
import { dynamoDirectory } from './adapters/dynamo/directory.ts';
import { dynamoHealth } from './adapters/dynamo/health.ts';
import { dynamoLedger } from './adapters/dynamo/ledger.ts';
import { dynamoMessages } from './adapters/dynamo/messages.ts';
import { dynamoReader } from './adapters/dynamo/reader.ts';
import { openTable, type Table } from './adapters/dynamo/table.ts';
import { dynamoTestClock } from './adapters/dynamo/test-clock.ts';
import { emailTarget } from './adapters/email-target.ts';
import {
  eventBridgeBus,
  eventBridgeScheduler,
  snsFifoTopic,
  sqsQueue,
} from './adapters/messaging.ts';
import { pinpointLookup } from './adapters/pinpoint-lookup.ts';
import { randomId } from './adapters/random-id.ts';
import { sesMailer } from './adapters/ses-mailer.ts';
import { twilioRegistrations } from './adapters/twilio-registrations.ts';
import { twilioSms } from './adapters/twilio-sms.ts';
import { twilioWebhook } from './adapters/twilio-webhook.ts';
import type { TalkDeps } from './conversations.ts';
import type { DecisionDeps } from './decisions.ts';
import type { FanOutDeps } from './fan-out.ts';
import type { InboundDeps } from './inbound.ts';
import type { LookUpDeps } from './look-up-number.ts';
import type { RecordDeps } from './record.ts';
import type { ReleaseDeps } from './release-sends.ts';
import type { SendDeps } from './send.ts';
import type { HealthDeps } from './sender-health.ts';
import { log } from './shell.ts';
import { accountScheduler } from './test-clock.ts';

function env(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`the environment lacks ${name}`);
  return value;
}

/** Shorter than the time-out of the functions that call it: the answer must still be recorded. */
const PROVIDER_TIMEOUT_MS = 7_000;

const clock = { now: () => Date.now() };
const mono = () => performance.now();

/** As whom and where a service is called, by the variables that AWS's own SDK reads. */
function awsFor(service: 'DYNAMODB' | 'SQS' | 'PINPOINT_SMS_VOICE_V2'): AwsConnection {
  const sessionToken = process.env['AWS_SESSION_TOKEN'];
  const endpoint = process.env[`AWS_ENDPOINT_URL_${service}`] ?? process.env['AWS_ENDPOINT_URL'];
  return {
    region: env('AWS_REGION'),
    credentials: {
      accessKeyId: env('AWS_ACCESS_KEY_ID'),
      secretAccessKey: env('AWS_SECRET_ACCESS_KEY'),
      ...(sessionToken && { sessionToken }),
    },
    // Lambda sets it anew for each invocation.
    traceId: () => process.env['_X_AMZN_TRACE_ID'],
    ...(endpoint && { endpoint }),
  };
}

let opened: Table | undefined;
const table = (): Table => {
  opened ??= openTable(env('TABLE_NAME'), awsFor('DYNAMODB'));
  return opened;
};

/** Another host that speaks Twilio's API, where one is named. */
const twilioApi = () => ({
  ...(process.env['TWILIO_API_URL'] && { apiUrl: process.env['TWILIO_API_URL'] }),
});

/** The address that providers were told and sign, whatever stands in front of the API. */
export const publicUrl = () => env('API_URL');

/** Texts of accounts in test mode wait for the account's clock, others in the scheduler. */
const schedulerOf = (sends: Queue<SendTask>) =>
  accountScheduler({
    reader: dynamoReader(table()),
    clock,
    testClock: dynamoTestClock(table()),
    sends,
    scheduler: eventBridgeScheduler({
      group: env('SCHEDULE_GROUP'),
      queueArn: env('SEND_QUEUE_ARN'),
      roleArn: env('SCHEDULE_ROLE_ARN'),
    }),
  });

export const recordDeps = (): RecordDeps => ({
  reader: dynamoReader(table()),
  ledger: dynamoLedger(table()),
  clock,
});

export const contactDeps = (): TalkDeps & DecisionDeps => ({
  ...recordDeps(),
  conversations: dynamoConversations(table()),
  randomId,
});

export const directoryDeps = () => ({ directory: dynamoDirectory(table()) });

export const configureDeps = () => ({
  ...recordDeps(),
  ...directoryDeps(),
  testClock: dynamoTestClock(table()),
  sends: sqsQueue<SendTask>(env('SEND_QUEUE_URL'), awsFor('SQS')),
  health: dynamoHealth(table()),
  registrations: {
    twilio: twilioRegistrations(twilioApi()),
    aws: awsRegistrations(awsFor('PINPOINT_SMS_VOICE_V2')),
  },
  randomId,
});

export const inboundDeps = (): InboundDeps => ({
  ...recordDeps(),
  ...directoryDeps(),
  messages: dynamoMessages(table()),
  conversations: dynamoConversations(table()),
  log,
});

export const receiveDeps = () => ({ ...inboundDeps(), webhooks: { twilio: twilioWebhook } });

export const receiveAwsDeps = () => ({
  ...inboundDeps(),
  inbox: { parseMessage: parseAwsInbound, parseReport: parseAwsDelivery },
  inboundTopicArn: env('INBOUND_TOPIC_ARN'),
  eventsTopicArn: env('EVENTS_TOPIC_ARN'),
});

export const sendDeps = (): SendDeps => ({
  ...recordDeps(),
  messages: dynamoMessages(table()),
  providers: {
    twilio: twilioSms({
      now: mono,
      timeoutMs: PROVIDER_TIMEOUT_MS,
      ...twilioApi(),
    }),
    aws: awsSms({
      connection: awsFor('PINPOINT_SMS_VOICE_V2'),
      now: mono,
      timeoutMs: PROVIDER_TIMEOUT_MS,
    }),
  },
  records: sqsQueue<RecordTask>(env('RECORD_QUEUE_URL'), awsFor('SQS')),
  mono,
  randomId,
  apiUrl: env('API_URL'),
  log,
});

export const releaseDeps = (): ReleaseDeps => ({
  ...sendDeps(),
  conversations: dynamoConversations(table()),
  scheduler: schedulerOf(sqsQueue<SendTask>(env('SEND_QUEUE_URL'), awsFor('SQS'))),
  mailer: sesMailer({ client: new SESv2Client({}) }),
});

export const keepDeps = () => ({
  reader: dynamoReader(table()),
  messages: dynamoMessages(table()),
  clock,
  log,
});

export const lookUpDeps = (): LookUpDeps => ({
  ...recordDeps(),
  lookup: pinpointLookup({ timeoutMs: PROVIDER_TIMEOUT_MS }),
});

export const healthDeps = (): HealthDeps => ({
  ...recordDeps(),
  health: dynamoHealth(table()),
  messages: dynamoMessages(table()),
  log,
});

export function fanOutDeps(): FanOutDeps {
  const sends = sqsQueue<SendTask>(env('SEND_QUEUE_URL'), awsFor('SQS'));
  return {
    bus: eventBridgeBus(env('EVENT_BUS_NAME')),
    topic: snsFifoTopic(env('SUPPRESSION_TOPIC_ARN')),
    sends,
    records: sqsQueue<RecordTask>(env('RECORD_QUEUE_URL'), awsFor('SQS')),
    lookUps: sqsQueue<LookUpTask>(env('LOOK_UP_QUEUE_URL'), awsFor('SQS'), ({ key }) => key),
    scheduler: schedulerOf(sends),
    reader: dynamoReader(table()),
    conversations: dynamoConversations(table()),
  };
}

const TARGETS: Readonly<Record<TargetName, () => SuppressionTarget>> = {
  email: () => emailTarget({ client: new SESv2Client({}) }),
  dialer: () =>
    dialerTarget({ now: clock.now, allowPrivate: process.env['ALLOW_PRIVATE_TARGETS'] === 'true' }),
};

export const suppressDeps = (name: TargetName) => ({
  ...recordDeps(),
  target: TARGETS[name](),
  log,
});
