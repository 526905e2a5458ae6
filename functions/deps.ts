/**
 * The only file that reads the environment: builds clients and adapters once per Lambda. Each
 * function below is used by few bindings, so that a bundle holds only the clients it calls.
 */
import { randomBytes } from 'node:crypto';
import { PinpointSMSVoiceV2Client } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import type { RecordTask, SendTask, SuppressionTarget, TargetName } from '#shared/ports.ts';
import { parseAwsDelivery, parseAwsInbound } from './adapters/aws-events.ts';
import { awsSms } from './adapters/aws-sms.ts';
import { dialerTarget } from './adapters/dialer-target.ts';
import { dynamoDirectory } from './adapters/dynamo/directory.ts';
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
import { twilioSms } from './adapters/twilio-sms.ts';
import { twilioWebhook } from './adapters/twilio-webhook.ts';
import type { FanOutDeps } from './fan-out.ts';
import type { InboundDeps } from './inbound.ts';
import type { RecordDeps } from './record.ts';
import type { SendDeps } from './send.ts';
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
const randomId = () => randomBytes(16).toString('hex');

let opened: Table | undefined;
const table = (): Table => {
  opened ??= openTable(env('TABLE_NAME'));
  return opened;
};

/** The address that providers were told and sign, whatever stands in front of the API. */
export const publicUrl = () => env('API_URL');

export const recordDeps = (): RecordDeps => ({
  reader: dynamoReader(table()),
  ledger: dynamoLedger(table()),
  clock,
});

export const directoryDeps = () => ({ directory: dynamoDirectory(table()) });

export const configureDeps = () => ({
  ...recordDeps(),
  ...directoryDeps(),
  testClock: dynamoTestClock(table()),
  sends: sqsQueue<SendTask>(env('SEND_QUEUE_URL')),
  randomId,
});

export const inboundDeps = (): InboundDeps => ({
  ...recordDeps(),
  ...directoryDeps(),
  messages: dynamoMessages(table()),
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
      ...(process.env['TWILIO_API_URL'] && { apiUrl: process.env['TWILIO_API_URL'] }),
    }),
    aws: awsSms({
      client: new PinpointSMSVoiceV2Client({ maxAttempts: 1 }),
      now: mono,
      timeoutMs: PROVIDER_TIMEOUT_MS,
    }),
  },
  records: sqsQueue<RecordTask>(env('RECORD_QUEUE_URL')),
  mono,
  randomId,
  apiUrl: env('API_URL'),
  log,
});

export const keepDeps = () => ({
  reader: dynamoReader(table()),
  messages: dynamoMessages(table()),
  clock,
  log,
});

export function fanOutDeps(): FanOutDeps {
  const sends = sqsQueue<SendTask>(env('SEND_QUEUE_URL'));
  return {
    bus: eventBridgeBus(env('EVENT_BUS_NAME')),
    topic: snsFifoTopic(env('SUPPRESSION_TOPIC_ARN')),
    sends,
    records: sqsQueue<RecordTask>(env('RECORD_QUEUE_URL')),
    scheduler: accountScheduler({
      reader: dynamoReader(table()),
      clock,
      testClock: dynamoTestClock(table()),
      sends,
      scheduler: eventBridgeScheduler({
        group: env('SCHEDULE_GROUP'),
        queueArn: env('SEND_QUEUE_ARN'),
        roleArn: env('SCHEDULE_ROLE_ARN'),
      }),
    }),
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
