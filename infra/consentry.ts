/**
 * The whole gateway as one construct: put it into a CDK app of your own, or deploy it as it is with
 * stack.ts. Reads no context and looks nothing up, so the same props give the same template
 * anywhere.
 */
import path from 'node:path';
import { RemovalPolicy } from 'aws-cdk-lib';
import type { IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import type * as events from 'aws-cdk-lib/aws-events';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type * as sns from 'aws-cdk-lib/aws-sns';
import type * as sqs from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { buildDashboard } from './constructs/dashboard.ts';
import { DataKey } from './constructs/data-key.ts';
import { FanOut } from './constructs/fan-out.ts';
import type { House, HouseFunction } from './constructs/house-function.ts';
import { LedgerTable } from './constructs/ledger-table.ts';
import {
  type AlarmProps,
  type LogCode,
  loggedErrors,
  Operations,
} from './constructs/operations.ts';
import { ProviderTopics } from './constructs/provider-topics.ts';
import { PublicApi, type Throttles } from './constructs/public-api.ts';
import { SendWork } from './constructs/send-work.ts';
import { SuppressionRoute } from './constructs/suppression-route.ts';
import { CALL_TIMEOUT, HttpFunctions, Workers } from './functions.ts';

export interface ConsentryProps {
  /**
   * The address that providers and forms use, when a domain of your own is in front of the API
   * (`https://consent.dealer.example`, without a slash at the end). Signatures are checked against
   * it.
   */
  readonly publicUrl?: string;
  /**
   * Addresses and domains, verified with SES, that accounts may send mail from. Default: every one
   * that is verified in this AWS account and region.
   */
  readonly mailIdentities?: readonly string[];
  /** Names logs and metrics; give each deployment of one account its own. Default `consentry`. */
  readonly serviceName?: string;
  /** Receives alarms. More subscribers may be added to `operations.topic`. */
  readonly alarmEmail?: string;
  /** Where docs/operations.md can be read; alarms link its sections. */
  readonly runbookUrl?: string;
  /** Default `INFO`. Phones are masked and bodies left out at every level. */
  readonly logLevel?: string;
  /** Default three months. */
  readonly logRetention?: RetentionDays;
  /**
   * Requests a second for each route, by who may call it. Default: 100 with a key, 20 without, 500
   * for webhooks; bursts of twice that.
   */
  readonly throttles?: Partial<Throttles>;
  /**
   * Only for stacks that are made to be thrown away: table and key go with the stack. Everything
   * else is the same. Default false: the ledger is evidence, and outlives the stack.
   */
  readonly disposable?: boolean;
  /** Added to the environment of every function, for endpoints of a rehearsal. Empty on AWS. */
  readonly extraEnvironment?: Readonly<Record<string, string>>;
  /** Folder of the functions' entry files; the project's own unless a test brings others. */
  readonly functionsDir?: string;
}

const FUNCTIONS_DIR = path.resolve(import.meta.dirname, '../functions/lambda');
const THROTTLES: Throttles = {
  keyed: { rate: 100, burst: 200 },
  public: { rate: 20, burst: 40 },
  webhooks: { rate: 500, burst: 1_000 },
};

const NOT_WRITTEN = {
  title: 'An inbound text could not be written',
  userImpact: 'A person may have texted STOP and the ledger did not take it: texts still go out.',
  runbook: 'opt-out-not-written',
} as const;
const OUTCOME_UNKNOWN = {
  title: 'A send has no known outcome',
  userImpact: 'A text may or may not have left; it is not repeated, so a person may miss it.',
  runbook: 'send-outcome-unknown',
} as const;

const SENDER_WATCHED = {
  title: 'A sender comes near the rates at which it is paused',
  userImpact:
    'People leave or texts fail more than usual: find out why before the sender is paused.',
  runbook: 'sender-health',
} as const;
const SENDER_STOPPED = {
  title: 'A sender was paused by the rates rule',
  userImpact: 'People do not get the texts they agreed to from this sender until the pause ends.',
  runbook: 'sender-health',
} as const;
const HEALTH_UNCOUNTED = {
  title: 'Texts were not counted for the health of their sender',
  userImpact: 'A sender that people flee from may go on texting, as nobody counts that they leave.',
  runbook: 'sender-health',
} as const;

export class Consentry extends Construct {
  readonly ledger: LedgerTable;
  readonly api: PublicApi;
  /** Without a slash at the end. */
  readonly apiUrl: string;
  readonly bus: events.EventBus;
  readonly inboundTexts: sns.Topic;
  readonly textEvents: sns.Topic;
  readonly sendQueue: sqs.Queue;
  readonly operations: Operations;

  constructor(scope: Construct, id: string, props: ConsentryProps = {}) {
    super(scope, id);
    const logRetention = props.logRetention ?? RetentionDays.THREE_MONTHS;
    const removalPolicy = props.disposable ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN;
    const dataKey = new DataKey(this, 'DataKey', { removalPolicy });
    const operations = this.#operations(dataKey, props);
    const context = { dataKey, operations };
    this.ledger = new LedgerTable(this, 'Ledger', {
      dataKey,
      removalPolicy,
      deletionProtection: !props.disposable,
    });
    this.api = new PublicApi(this, 'PublicApi');
    this.apiUrl = props.publicUrl ?? this.api.api.apiEndpoint;
    const house: House = {
      operations,
      serviceName: props.serviceName ?? 'consentry',
      logLevel: props.logLevel ?? 'INFO',
      logRetention,
      functionsDir: props.functionsDir ?? FUNCTIONS_DIR,
      extraEnvironment: props.extraEnvironment ?? {},
    };
    const topics = new ProviderTopics(this, 'Providers', context);
    const fanOut = new FanOut(this, 'FanOut', context);
    const sendWork = new SendWork(this, 'SendWork', { ...context, workerTimeout: CALL_TIMEOUT });
    const wiring = { house, ledger: this.ledger, apiUrl: this.apiUrl, sendWork };
    const http = new HttpFunctions(this, 'Http', wiring);
    const workers = new Workers(this, 'Workers', {
      ...wiring,
      topics,
      fanOut,
      ...(props.mailIdentities && { mailIdentities: props.mailIdentities }),
    }).byName;
    this.api.open({
      operations,
      functions: http.byRoute,
      authorizer: http.authorize,
      throttles: { ...THROTTLES, ...props.throttles },
      logRetention,
    });
    topics.feed(workers['receive-aws']);
    fanOut.feed(workers['fan-out'], this.ledger);
    sendWork.sends.feed(workers['release-sends']);
    sendWork.records.feed(workers['keep-records']);
    sendWork.lookUps.feed(workers['look-up-number']);
    const routes = this.#suppressionRoutes(context, fanOut.topic, workers);
    const promises = this.#watchPromises(operations, http, workers);

    this.bus = fanOut.bus;
    this.inboundTexts = topics.inboundTexts;
    this.textEvents = topics.textEvents;
    this.sendQueue = sendWork.sends.queue;
    this.operations = operations;
    buildDashboard(this, {
      api: this.api.api,
      functions: { authorize: http.authorize, ...http.byRoute, ...workers },
      queues: [routes.email.work, routes.dialer.work, ...sendWork.queues],
      promises,
    });
  }

  #operations(dataKey: DataKey, props: ConsentryProps): Operations {
    return new Operations(this, 'Operations', {
      key: dataKey.key,
      runbookUrl: props.runbookUrl ?? 'docs/operations.md',
      ...(props.alarmEmail && { alarmEmail: props.alarmEmail }),
    });
  }

  #suppressionRoutes(
    context: { readonly dataKey: DataKey; readonly operations: Operations },
    topic: sns.ITopic,
    workers: Workers['byName'],
  ): Record<'email' | 'dialer', SuppressionRoute> {
    return {
      email: new SuppressionRoute(this, 'EmailSuppression', {
        ...context,
        topic,
        worker: workers['suppress-email'],
        target: 'email',
        userImpact: 'A person who unsubscribed or asked for no contact may still get email.',
      }),
      dialer: new SuppressionRoute(this, 'DialerSuppression', {
        ...context,
        topic,
        worker: workers['suppress-dialer'],
        target: 'the dialer',
        userImpact: 'A person who said STOP or stop calling may still be called by the dialer.',
      }),
    };
  }

  /** Alarms on what the code itself reports: failures that answer correctly but break a promise. */
  #watchPromises(
    operations: Operations,
    http: HttpFunctions,
    workers: Workers['byName'],
  ): IMetric[] {
    const watched = (
      fn: HouseFunction,
      code: LogCode,
      alarm: Omit<AlarmProps, 'metric' | 'threshold'>,
    ): IMetric => {
      const metric = loggedErrors(fn, code);
      operations.alarm(fn, `Logged${code}`, { ...alarm, metric, threshold: 1 });
      return metric;
    };
    return [
      watched(http.byRoute['receive-inbound'], 'C001', NOT_WRITTEN),
      watched(workers['receive-aws'], 'C011', NOT_WRITTEN),
      watched(http.byRoute['gate-send'], 'C032', OUTCOME_UNKNOWN),
      watched(workers['release-sends'], 'C032', OUTCOME_UNKNOWN),
      watched(workers['keep-records'], 'C035', OUTCOME_UNKNOWN),
      watched(workers['fan-out'], 'C050', SENDER_WATCHED),
      watched(workers['fan-out'], 'C051', SENDER_STOPPED),
      watched(workers['fan-out'], 'C052', HEALTH_UNCOUNTED),
    ];
  }
}
