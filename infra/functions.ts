/**
 * Every function of the gateway with its environment, its time and what it may do: the one page to
 * read when asking who can touch what. How a function is made is constructs/house-function.ts.
 */
import { Duration, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { HttpFunction } from '#shared/routes.ts';
import type { FanOut } from './constructs/fan-out.ts';
import { type FunctionName, type House, HouseFunction } from './constructs/house-function.ts';
import type { LedgerTable, TableIntent } from './constructs/ledger-table.ts';
import type { ProviderTopics } from './constructs/provider-topics.ts';
import type { SendWork } from './constructs/send-work.ts';
import { grantOnPattern } from './constructs/wildcard.ts';

/** Twilio waits 15 seconds for an answer; this leaves room for one cold start. */
const HTTP_TIMEOUT = Duration.seconds(10);
/** More memory is more processor: these are waited for by a person or a CRM. */
const HTTP_MEMORY_MB = 1024;
/** Longer than any call to a provider or a target, which are given ten seconds. */
export const CALL_TIMEOUT = Duration.seconds(15);
const FAN_OUT_TIMEOUT = Duration.minutes(1);

interface Wiring {
  readonly house: House;
  readonly ledger: LedgerTable;
  readonly apiUrl: string;
}

interface FunctionSpec {
  readonly table: TableIntent;
  readonly errorImpact: string;
  readonly errorsToRing?: number;
  readonly environment?: Readonly<Record<string, string>>;
  readonly timeout?: Duration;
  readonly memoryMb?: number;
}

function make(
  scope: Construct,
  wiring: Wiring,
  name: FunctionName,
  spec: FunctionSpec,
): HouseFunction {
  const fn = new HouseFunction(scope, name, {
    house: wiring.house,
    name,
    environment: { TABLE_NAME: wiring.ledger.table.tableName, ...spec.environment },
    errorImpact: spec.errorImpact,
    timeout: spec.timeout ?? CALL_TIMEOUT,
    ...(spec.memoryMb && { memoryMb: spec.memoryMb }),
    ...(spec.errorsToRing && { errorsToRing: spec.errorsToRing }),
  });
  wiring.ledger.grant(fn.role, spec.table);
  return fn;
}

/** What API Gateway calls. */
export class HttpFunctions extends Construct {
  readonly authorize: HouseFunction;
  readonly byRoute: Readonly<Record<HttpFunction, HouseFunction>>;

  constructor(scope: Construct, id: string, wiring: Wiring & { readonly sendWork: SendWork }) {
    super(scope, id);
    const http = (name: FunctionName, spec: FunctionSpec): HouseFunction =>
      make(this, wiring, name, { timeout: HTTP_TIMEOUT, memoryMb: HTTP_MEMORY_MB, ...spec });
    const { sends, records } = wiring.sendWork;
    this.authorize = http('authorize', {
      table: 'find-key',
      errorImpact: 'Nobody with a key gets in: CRMs cannot send and staff cannot record opt-outs.',
    });
    this.byRoute = {
      'capture-consent': http('capture-consent', {
        table: 'append',
        errorImpact: 'Consents given on web forms are lost, and those people cannot be texted.',
      }),
      'manage-contact': http('manage-contact', {
        table: 'write',
        errorImpact: 'Opt-outs that staff take down by phone, mail or email do not take effect.',
      }),
      'receive-inbound': http('receive-inbound', {
        table: 'write',
        // Signatures are over the address that the provider was told.
        environment: { API_URL: wiring.apiUrl },
        errorImpact:
          'A STOP may be lost: providers seldom post a text twice, and texts still go out.',
        errorsToRing: 1,
      }),
      'gate-send': http('gate-send', {
        table: 'write',
        timeout: CALL_TIMEOUT,
        environment: { API_URL: wiring.apiUrl, RECORD_QUEUE_URL: records.queue.queueUrl },
        errorImpact: 'CRMs cannot send: people miss texts they agreed to; none goes out unchecked.',
      }),
      'configure-account': http('configure-account', {
        table: 'configure',
        environment: { SEND_QUEUE_URL: sends.queue.queueUrl },
        errorImpact: 'Admins cannot change settings, forms, senders or keys; sending goes on.',
      }),
    };
    grantTexting(this.byRoute['gate-send'].role);
    grantRegistrations(this.byRoute['configure-account'].role);
    records.grantSend(this.byRoute['gate-send'].role);
    sends.grantSend(this.byRoute['configure-account'].role);
  }
}

interface WorkerWiring extends Wiring {
  readonly topics: ProviderTopics;
  readonly fanOut: FanOut;
  readonly sendWork: SendWork;
  readonly mailIdentities?: readonly string[];
}

export type WorkerName = Exclude<FunctionName, HttpFunction | 'authorize'>;

/** What topics, queues and the stream call. */
export class Workers extends Construct {
  readonly byName: Readonly<Record<WorkerName, HouseFunction>>;

  constructor(scope: Construct, id: string, wiring: WorkerWiring) {
    super(scope, id);
    const { apiUrl, sendWork, topics } = wiring;
    const work = (name: WorkerName, spec: FunctionSpec) => make(this, wiring, name, spec);
    this.byName = {
      'receive-aws': work('receive-aws', {
        table: 'write',
        environment: {
          INBOUND_TOPIC_ARN: topics.inboundTexts.topicArn,
          EVENTS_TOPIC_ARN: topics.textEvents.topicArn,
        },
        errorImpact: 'A STOP to an AWS number waits for a retry: until then texts still go out.',
        errorsToRing: 1,
      }),
      'fan-out': work('fan-out', fanOutSpec(wiring)),
      'suppress-email': work('suppress-email', {
        table: 'append',
        errorImpact: 'A person who unsubscribed or asked for no contact may still get email.',
      }),
      'suppress-dialer': work('suppress-dialer', {
        table: 'append',
        errorImpact: 'A person who said STOP or stop calling may still be called by the dialer.',
      }),
      'release-sends': work('release-sends', {
        table: 'write',
        environment: { API_URL: apiUrl, RECORD_QUEUE_URL: sendWork.records.queue.queueUrl },
        errorImpact: 'Deferred texts and the confirmations that people are owed do not leave.',
      }),
      'keep-records': work('keep-records', {
        table: 'keep-record',
        errorImpact: 'A CRM cannot see why a text was refused, or whether one left.',
      }),
      'look-up-number': work('look-up-number', {
        table: 'note-fact',
        errorImpact:
          'Landlines are texted in vain, and accounts that refuse unknown lines cannot text people.',
      }),
    };
    grantTexting(this.byName['release-sends'].role);
    grantMail(this.byName['release-sends'].role, wiring.mailIdentities);
    grantContactLists(this.byName['suppress-email'].role);
    grantLookUp(this.byName['look-up-number'].role);
    sendWork.records.grantSend(this.byName['release-sends'].role);
    sendWork.sends.grantSend(this.byName['fan-out'].role);
    sendWork.records.grantSend(this.byName['fan-out'].role);
    sendWork.lookUps.grantSend(this.byName['fan-out'].role);
    sendWork.grantSchedule(this.byName['fan-out'].role);
  }
}

const fanOutSpec = ({ fanOut, sendWork }: WorkerWiring): FunctionSpec => ({
  table: 'hold-and-count',
  timeout: FAN_OUT_TIMEOUT,
  environment: {
    EVENT_BUS_NAME: fanOut.bus.eventBusName,
    SUPPRESSION_TOPIC_ARN: fanOut.topic.topicArn,
    SEND_QUEUE_URL: sendWork.sends.queue.queueUrl,
    SEND_QUEUE_ARN: sendWork.sends.queue.queueArn,
    RECORD_QUEUE_URL: sendWork.records.queue.queueUrl,
    LOOK_UP_QUEUE_URL: sendWork.lookUps.queue.queueUrl,
    SCHEDULE_GROUP: sendWork.group.scheduleGroupName,
    SCHEDULE_ROLE_ARN: sendWork.scheduleRole.roleArn,
  },
  errorImpact: 'Email, dialer and CRM do not hear of opt-outs and may contact those people.',
});

/** AWS End User Messaging: one action, on this account's numbers, pools and configuration sets. */
function grantTexting(role: iam.Role): void {
  grantOnPattern(role, {
    service: 'sms-voice',
    actions: ['sms-voice:SendTextMessage'],
    resources: ['phone-number/*', 'pool/*', 'sender-id/*', 'configuration-set/*'],
    reason: 'Senders are data of the accounts, added at run time: their ids are not known here.',
  });
}

/** AWS's number look-up, whose permissions still bear Pinpoint's name: one action, one resource. */
function grantLookUp(role: iam.Role): void {
  role.addToPolicy(
    new iam.PolicyStatement({
      actions: ['mobiletargeting:PhoneNumberValidate'],
      resources: [
        Stack.of(role).formatArn({ service: 'mobiletargeting', resource: 'phone/number/validate' }),
      ],
    }),
  );
}

/** AWS End User Messaging: reading how this account's registrations and numbers stand. */
function grantRegistrations(role: iam.Role): void {
  grantOnPattern(role, {
    service: 'sms-voice',
    actions: [
      'sms-voice:DescribePhoneNumbers',
      'sms-voice:DescribeRegistrationVersions',
      'sms-voice:DescribeRegistrations',
    ],
    resources: ['phone-number/*', 'registration/*'],
    reason: 'Registrations and numbers are data of the accounts, added at run time.',
  });
}

/** SES: read and set a person's topics on this account's contact lists. */
function grantContactLists(role: iam.Role): void {
  grantOnPattern(role, {
    service: 'ses',
    actions: ['ses:CreateContact', 'ses:GetContact', 'ses:UpdateContact'],
    resources: ['contact-list/*'],
    reason: 'Contact lists are data of the accounts, named at run time: not known here.',
  });
}

/**
 * SES: send mail, from the identities named to the stack, or from those of this account where none
 * is named. A default configuration set of an identity must be allowed beside it.
 */
function grantMail(role: iam.Role, identities: readonly string[] = ['*']): void {
  grantOnPattern(role, {
    service: 'ses',
    actions: ['ses:SendEmail'],
    resources: [...identities.map((identity) => `identity/${identity}`), 'configuration-set/*'],
    reason: 'Sender addresses are data of the accounts, named at run time: not known here.',
  });
}
