/**
 * The real handlers behind the real shell, over the real adapters and engine; queues, topic and
 * provider are recorded. Requests are API Gateway events (payload 2.0), as the stack would make
 * them. After each file: no log line and no problem document told anything personal.
 */
import type { APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import { afterAll, beforeAll, expect, vi } from 'vitest';
import { parseAwsDelivery, parseAwsInbound } from '#functions/adapters/aws-events.ts';
import { signTwilio, twilioWebhook } from '#functions/adapters/twilio-webhook.ts';
import { authorize } from '#functions/authorize.ts';
import { captureConsent } from '#functions/capture-consent.ts';
import { type ConfigureDeps, configureAccount } from '#functions/configure-account.ts';
import { gateSend } from '#functions/gate-send.ts';
import { manageContact } from '#functions/manage-contact.ts';
import { receiveInbound } from '#functions/receive-inbound.ts';
import type { ReleaseDeps } from '#functions/release-sends.ts';
import { httpFunction, log } from '#functions/shell.ts';
import { type Demo, FIRMS, makeDemo } from '#local/demo.ts';
import type {
  OutboundText,
  RecordTask,
  RegistrationReading,
  SendOutcome,
  SendTask,
} from '#shared/ports.ts';
import { type HttpFunction, ROUTE_KEYS, type RouteKey, routeOf } from '#shared/routes.ts';
import type { Identity } from '#shared/store.ts';
import { AT, adaptersOf, openTestTable, type TestTable } from '../contract/table-fixture.ts';
import { LogWatch } from './log-watch.ts';
import { openPost, type Post, type Pushed, recorder } from './recorders.ts';

// A silent log would hide what it must not tell; before the logger is made.
vi.hoisted(() => {
  process.env['POWERTOOLS_LOG_LEVEL'] = 'INFO';
});

export const API_HOST = 'api.acme.example';
export const NO_CONTEXT = { awsRequestId: 'test' } as Context;

export interface Call {
  readonly key?: string;
  /** A string goes as it is, anything else as JSON. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly base64?: boolean;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
  readonly body: Body;
}

/** Looked at field by field: a wrong guess reads as undefined and fails the test. */
export interface Body {
  readonly [field: string]: Body;
}

export interface Rig extends Adapters {
  readonly store: TestTable;
  readonly demo: Demo;
  readonly other: Demo;
  readonly watch: LogWatch;
  readonly clock: { at: number };
  /** What the provider got, and what it answers next. */
  readonly sent: OutboundText[];
  readonly provider: { answer: (text: OutboundText) => Promise<SendOutcome> | SendOutcome };
  /** What the provider says of registrations next, and what happens while it is asked. */
  readonly registered: { answer: RegistrationReading; meanwhile?: () => Promise<unknown> };
  readonly sends: Pushed<SendTask>[];
  readonly records: Pushed<RecordTask>[];
  /** What the mailer got. */
  readonly post: Post;
  readonly deps: ReleaseDeps;
  call(method: string, path: string, call?: Call): Promise<Answer>;
  /** A text of a person, signed as Twilio signs it. */
  webhook(form: Readonly<Record<string, string>>, more?: WebhookOptions): Promise<Answer>;
}
type Adapters = ReturnType<typeof adaptersOf>;

export interface WebhookOptions {
  readonly account?: string;
  readonly token?: string;
  readonly signature?: string | null;
  readonly path?: string;
}

const PATTERNS = ROUTE_KEYS.map((key) => {
  const [method = '', path = ''] = key.split(' ');
  const source = path.replaceAll('.', '\\.').replace(/\{(\w+)\}/g, '(?<$1>[^/]+)');
  return { key, method, path: new RegExp(`^${source}$`) };
});

/**
 * Made before the first test of a file and closed, with its logs looked through, after the last.
 */
export function useRig(): () => Rig {
  let rig: Rig | undefined;
  beforeAll(async () => {
    rig = await openRig();
  });
  afterAll(async () => {
    rig?.watch.stop();
    await rig?.store.close();
    expect(rig?.watch.leaks()).toEqual([]);
  });
  return () => {
    if (!rig) throw new Error('the rig is there once the tests run');
    return rig;
  };
}

async function openRig(): Promise<Rig> {
  const store = await openTestTable();
  const adapters = adaptersOf(store);
  const [demo, other] = await makeDemos(adapters);
  const clock = { at: AT };
  const sent: OutboundText[] = [];
  const sends: Pushed<SendTask>[] = [];
  const records: Pushed<RecordTask>[] = [];
  const post = openPost();
  let ids = 0;
  const provider: Rig['provider'] = {
    answer: ({ id }) => ({ status: 'accepted', providerMessageId: `SM${id}` }),
  };
  const carrier = {
    async send(text: OutboundText) {
      sent.push(text);
      return provider.answer(text);
    },
  };
  const deps: ReleaseDeps = {
    ...adapters,
    clock: { now: () => clock.at },
    providers: { twilio: carrier, aws: carrier },
    records: recorder(records),
    mailer: post.mailer,
    mono: () => performance.now(),
    randomId() {
      ids += 1;
      return ids.toString(16).padStart(32, 'f');
    },
    apiUrl: `https://${API_HOST}`,
    log,
  };
  const watch = new LogWatch();
  watch.start();
  const registered: Rig['registered'] = { answer: NOT_READ };
  const registry = {
    async read() {
      await registered.meanwhile?.();
      return registered.answer;
    },
  };
  const registrations = { twilio: registry, aws: registry };
  const call = callerOf(
    { ...adapters, ...deps, sends: recorder(sends), registrations },
    watch,
    store,
  );
  return {
    ...adapters,
    ...{ store, demo, other, watch, clock, sent, provider, registered },
    ...{ sends, records, deps, call, post },
    webhook: (form, more = {}) => postSigned(call, demo, watch, form, more),
  };
}

async function makeDemos({ ledger }: Adapters): Promise<[Demo, Demo]> {
  const demos: Demo[] = [];
  for (const firm of FIRMS) {
    const { demo, write } = makeDemo(firm, AT, 'https://dialer.example');
    await ledger.append(write);
    demos.push(demo);
  }
  return demos as [Demo, Demo];
}

type AllDeps = Adapters &
  ReleaseDeps & { readonly sends: ReturnType<typeof recorder<SendTask>> } & Pick<
    ConfigureDeps,
    'registrations'
  >;

const NOT_READ: RegistrationReading = { status: 'unavailable', detail: 'Nobody was asked.' };

export const inboxOf = { parseMessage: parseAwsInbound, parseReport: parseAwsDelivery };

function callerOf(deps: AllDeps, watch: LogWatch, store: TestTable): Rig['call'] {
  const functions: Record<HttpFunction, ReturnType<typeof httpFunction>> = {
    'capture-consent': httpFunction(captureConsent(deps)),
    'manage-contact': httpFunction(manageContact(deps)),
    'receive-inbound': httpFunction(
      receiveInbound({ ...deps, webhooks: { twilio: twilioWebhook } }),
    ),
    'gate-send': httpFunction(gateSend(deps)),
    'configure-account': httpFunction(configureAccount(deps)),
  };
  const identify = authorize(deps);
  return async (method, path, call = {}) => {
    const found = PATTERNS.find((one) => one.method === method && one.path.test(path));
    if (!found) throw new Error(`no such route: ${method} ${path}`);
    watch.remember(call.body);
    const { access } = routeOf(found.key);
    const keyed = access !== 'public' && access !== 'provider-signed';
    const identity = keyed && call.key ? await identify(`Bearer ${call.key}`) : undefined;
    // The authoriser is a function of its own; what is counted is the trips of this one.
    store.trips();
    const event = eventOf(found.key, path, found.path.exec(path)?.groups ?? {}, call, identity);
    const run = functions[routeOf(found.key).function];
    const result = await run(event as never, NO_CONTEXT);
    return answerOf(result as APIGatewayProxyStructuredResultV2, watch);
  };
}

function answerOf(result: APIGatewayProxyStructuredResultV2, watch: LogWatch): Answer {
  const { statusCode = 200, headers = {}, body: text = '' } = result;
  const isJson = String(headers['content-type']).includes('json');
  const body = (isJson && text ? JSON.parse(text) : {}) as Body;
  if (statusCode >= 400) {
    const { title, detail, errors } = body;
    expect(watch.toldBy(JSON.stringify({ title, detail, errors }))).toEqual([]);
    expect(text).not.toMatch(/\bat \S+ \(|\.[cm]?[jt]s:\d+|node_modules/);
    expect(body['status']).toBe(statusCode);
  }
  return { status: statusCode, headers, text, body };
}

export function eventOf(
  routeKey: RouteKey,
  path: string,
  params: Readonly<Record<string, string>>,
  { key, body, headers, query = {}, base64 = false }: Call,
  identity: Identity | undefined,
): Record<string, unknown> {
  const text = typeof body === 'string' || body === undefined ? body : JSON.stringify(body);
  const search = new URLSearchParams(query).toString();
  return {
    version: '2.0',
    routeKey,
    rawPath: path,
    rawQueryString: search,
    headers: {
      'x-forwarded-proto': 'https',
      'user-agent': 'Test/1.0',
      ...(key && { authorization: `Bearer ${key}` }),
      ...headers,
    },
    pathParameters: { ...params },
    queryStringParameters: query,
    ...(text !== undefined && { body: base64 ? Buffer.from(text).toString('base64') : text }),
    isBase64Encoded: base64,
    requestContext: {
      domainName: API_HOST,
      requestId: 'req-1',
      http: { method: routeKey.split(' ')[0], path, sourceIp: '192.0.2.7' },
      authorizer: { lambda: { ...identity } },
    },
  };
}

function postSigned(
  call: Rig['call'],
  demo: Demo,
  watch: LogWatch,
  form: Readonly<Record<string, string>>,
  { account = demo.account, token = demo.twilio.authToken, signature, path }: WebhookOptions,
): Promise<Answer> {
  const where = path ?? `/v1/webhooks/twilio/${account}/messages`;
  const [pathname = '', search = ''] = where.split('?');
  const body = new URLSearchParams(form).toString();
  watch.remember({ from: form['From'], body: form['Body'], to: form['To'] });
  const signed = signTwilio({ authToken: token, url: `https://${API_HOST}${where}`, body });
  return call('POST', pathname, {
    body,
    query: Object.fromEntries(new URLSearchParams(search)),
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      ...(signature !== null && { 'x-twilio-signature': signature ?? signed }),
    },
  });
}
