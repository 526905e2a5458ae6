/**
 * The whole gateway in one process: real handlers, real adapters to the table and the providers,
 * the local ports for what AWS does between the functions. No HTTP here; serve.ts puts it in front.
 */
import { SESv2Client } from '@aws-sdk/client-sesv2';
import { parseAwsDelivery, parseAwsInbound } from '#functions/adapters/aws-events.ts';
import { awsRegistrations } from '#functions/adapters/aws-registrations.ts';
import { awsSms } from '#functions/adapters/aws-sms.ts';
import { dialerTarget } from '#functions/adapters/dialer-target.ts';
import { dynamoConversations } from '#functions/adapters/dynamo/conversations.ts';
import { dynamoDirectory } from '#functions/adapters/dynamo/directory.ts';
import { dynamoHealth } from '#functions/adapters/dynamo/health.ts';
import { dynamoLedger } from '#functions/adapters/dynamo/ledger.ts';
import { dynamoMessages } from '#functions/adapters/dynamo/messages.ts';
import { dynamoReader } from '#functions/adapters/dynamo/reader.ts';
import { readChange } from '#functions/adapters/dynamo/stream.ts';
import { openTable } from '#functions/adapters/dynamo/table.ts';
import { dynamoTestClock } from '#functions/adapters/dynamo/test-clock.ts';
import { emailTarget } from '#functions/adapters/email-target.ts';
import { pinpointLookup } from '#functions/adapters/pinpoint-lookup.ts';
import { randomId } from '#functions/adapters/random-id.ts';
import { sesMailer } from '#functions/adapters/ses-mailer.ts';
import { twilioRegistrations } from '#functions/adapters/twilio-registrations.ts';
import { twilioSms } from '#functions/adapters/twilio-sms.ts';
import { twilioWebhook } from '#functions/adapters/twilio-webhook.ts';
import { authorize } from '#functions/authorize.ts';
import { captureConsent } from '#functions/capture-consent.ts';
import { configureAccount } from '#functions/configure-account.ts';
import { fanOut } from '#functions/fan-out.ts';
import { gateSend } from '#functions/gate-send.ts';
import type { HttpHandlers } from '#functions/http.ts';
import { keepRecords } from '#functions/keep-records.ts';
import { lookUpNumber } from '#functions/look-up-number.ts';
import { manageContact } from '#functions/manage-contact.ts';
import { receiveAws } from '#functions/receive-aws.ts';
import { receiveInbound } from '#functions/receive-inbound.ts';
import { releaseSends } from '#functions/release-sends.ts';
import type { SendDeps } from '#functions/send.ts';
import { countHealth } from '#functions/sender-health.ts';
import {
  httpFunction,
  log,
  queueFunction,
  streamFunction,
  topicFunction,
} from '#functions/shell.ts';
import { suppress } from '#functions/suppress.ts';
import { accountScheduler } from '#functions/test-clock.ts';
import type {
  LookUpTask,
  RecordTask,
  SendTask,
  SuppressionChange,
  TargetName,
} from '#shared/ports.ts';
import type { HttpFunction } from '#shared/routes.ts';
import type { Engine } from './engine.ts';
import { localBus, localQueue, localScheduler, localTopic } from './ports.ts';
import type { LocalStore } from './store.ts';
import { startWorkers, type Workers } from './workers.ts';

export const TABLE_NAME = 'consentry';
export const INBOUND_TOPIC = 'arn:aws:sns:us-east-1:000000000000:InboundTexts';
export const EVENTS_TOPIC = 'arn:aws:sns:us-east-1:000000000000:TextEvents';

export interface GatewayOptions {
  readonly engine: Engine;
  readonly streamArn: string;
  readonly store: LocalStore;
  readonly carrierUrl: string;
  /** The address that the provider is told for delivery reports. */
  readonly apiUrl: string;
  readonly wall: () => number;
}

export interface Gateway {
  readonly http: Readonly<Record<HttpFunction, ReturnType<typeof httpFunction>>>;
  readonly authorize: ReturnType<typeof authorize>;
  readonly snsNotice: ReturnType<typeof topicFunction>;
  readonly workers: Workers;
}

export function startGateway(options: GatewayOptions): Gateway {
  const { store, wall } = options;
  const deps = depsOf(options);
  const handlers: Record<HttpFunction, HttpHandlers> = {
    'capture-consent': captureConsent(deps),
    'manage-contact': manageContact(deps),
    'receive-inbound': receiveInbound({ ...deps, webhooks: { twilio: twilioWebhook } }),
    'gate-send': gateSend(deps),
    'configure-account': configureAccount(deps),
  };
  const tell = fanOut({ bus: localBus(store), topic: localTopic(store, wall), ...deps });
  const suppressOn = (target: TargetName) =>
    queueFunction<SuppressionChange>(suppress({ ...deps, target: deps.targets[target] }));
  return {
    http: mapValues(handlers, httpFunction),
    authorize: authorize(deps),
    snsNotice: topicFunction(receiveAws(deps)),
    workers: startWorkers({
      engine: options.engine,
      streamArn: options.streamArn,
      store,
      wall,
      stream: streamFunction(readChange, tell, countHealth(deps)),
      queues: {
        send: queueFunction<SendTask>(releaseSends(deps)),
        record: queueFunction<RecordTask>(keepRecords(deps)),
        lookUp: queueFunction<LookUpTask>(lookUpNumber(deps)),
        email: suppressOn('email'),
        dialer: suppressOn('dialer'),
      },
    }),
  };
}

function depsOf({ engine, store, carrierUrl, apiUrl, wall }: GatewayOptions) {
  const table = openTable(TABLE_NAME, engine.config);
  const mono = () => performance.now();
  const aws = { region: 'us-east-1', credentials: engine.config.credentials, endpoint: carrierUrl };
  const send: SendDeps = {
    reader: dynamoReader(table),
    ledger: dynamoLedger(table),
    clock: { now: wall },
    messages: dynamoMessages(table),
    providers: {
      twilio: twilioSms({ apiUrl: carrierUrl, now: mono }),
      aws: awsSms({ connection: aws, now: mono }),
    },
    records: localQueue<RecordTask>(store, 'record', wall),
    mono,
    randomId,
    apiUrl,
    log,
  };
  const waiting = {
    testClock: dynamoTestClock(table),
    sends: localQueue<SendTask>(store, 'send', wall),
  };
  return {
    ...send,
    ...waiting,
    scheduler: accountScheduler({ ...send, ...waiting, scheduler: localScheduler(store) }),
    conversations: dynamoConversations(table),
    directory: dynamoDirectory(table),
    lookUps: localQueue<LookUpTask>(store, 'lookUp', wall, ({ key }) => key),
    lookup: pinpointLookup({ config: aws }),
    health: dynamoHealth(table),
    registrations: {
      twilio: twilioRegistrations({ apiUrl: carrierUrl }),
      aws: awsRegistrations(aws),
    },
    mailer: sesMailer({ client: new SESv2Client(aws) }),
    inbox: { parseMessage: parseAwsInbound, parseReport: parseAwsDelivery },
    inboundTopicArn: INBOUND_TOPIC,
    eventsTopicArn: EVENTS_TOPIC,
    targets: {
      email: emailTarget({ client: new SESv2Client(aws) }),
      dialer: dialerTarget({ now: wall, allowPrivate: true }),
    },
  };
}

const mapValues = <Key extends string, In, Out>(
  record: Readonly<Record<Key, In>>,
  change: (value: In) => Out,
): Record<Key, Out> =>
  Object.fromEntries(
    Object.entries(record).map(([key, value]) => [key, change(value as In)]),
  ) as Record<Key, Out>;
