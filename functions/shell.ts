/**
 * The only file that knows middy and Powertools: events in, handlers' words out, errors made safe.
 * Nothing that a caller or an exception says reaches a log line or an answer unless it is on a list
 * here.
 */
import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import middy from '@middy/core';
import type {
  APIGatewayProxyEventV2WithLambdaAuthorizer,
  APIGatewayProxyStructuredResultV2,
  APIGatewayRequestAuthorizerEventV2,
  APIGatewaySimpleAuthorizerWithContextResult,
  DynamoDBRecord,
  DynamoDBStreamEvent,
  SNSEvent,
  SQSBatchResponse,
  SQSEvent,
  SQSRecord,
} from 'aws-lambda';
import { maxBodyBytes } from '#shared/api.ts';
import type { TableChange } from '#shared/ports.ts';
import { type Problem, problem } from '#shared/problems.ts';
import { ROUTES, type RouteKey, routeOf } from '#shared/routes.ts';
import type { Identity } from '#shared/store.ts';
import { type HttpHandlers, type HttpRequest, type HttpResponse, refuse } from './http.ts';
import { errorFields, LOG, type Log, type LogFields, type LogMessage } from './log.ts';

const logger = new Logger();
const metrics = new Metrics({ namespace: 'Consentry' });

/** Coded lines only; errors scrubbed. */
export const log: Log = {
  info: (message, fields) => logger.info(message, safe(fields)),
  warn: (message, fields) => logger.warn(message, safe(fields)),
  error(message, fields) {
    logger.error(message, safe(fields));
    count(message);
  },
};

const safe = ({ error, ...fields }: LogFields = {}): Record<string, unknown> => ({
  ...fields,
  ...(error !== undefined && { error: errorFields(error) }),
});

/** Errors are counted by their code, so that an alarm can watch one kind. */
function count(message: LogMessage): void {
  const single = metrics.singleMetric();
  single.addDimension('code', message.slice(0, 4));
  single.addMetric('Errors', MetricUnit.Count, 1);
}

type HttpEvent = APIGatewayProxyEventV2WithLambdaAuthorizer<Partial<Identity> | undefined>;

/** HTTP API events to handlers, one answer form for all of them. */
export function httpFunction(handlers: HttpHandlers, publicUrl?: string) {
  return middy<HttpEvent, APIGatewayProxyStructuredResultV2>().handler(async (event) => {
    const response = await handle(handlers, event, publicUrl);
    log.info(LOG.requestAnswered, {
      route: event.routeKey,
      status: response.status,
      ...codeOf(response),
    });
    return toResult(response);
  });
}

const codeOf = ({ body }: HttpResponse): { code?: string } =>
  typeof body === 'object' && body !== null && 'code' in body ? { code: String(body.code) } : {};

async function handle(
  handlers: HttpHandlers,
  event: HttpEvent,
  publicUrl: string | undefined,
): Promise<HttpResponse> {
  const route = event.routeKey as RouteKey;
  const handler = Object.hasOwn(ROUTES, route) ? handlers[route] : undefined;
  if (!handler) return refuse(problem('not-found', 'There is no such route.'));
  try {
    const request = toRequest(event, route, publicUrl);
    const refused = checkCaller(request) ?? checkNames(request) ?? checkSize(request);
    return refused ? refuse(refused) : await handler(request);
  } catch (error) {
    log.error(LOG.requestFailed, { route, error });
    const id = event.requestContext.requestId;
    return refuse(problem('internal', `Send it again. If it stays, name request ${id}.`));
  }
}

function checkCaller({ route, identity }: HttpRequest): Problem | undefined {
  const { access } = routeOf(route);
  if (access === 'public' || access === 'provider-signed') return undefined;
  if (!identity)
    return problem('unauthorized', 'Send Authorization: Bearer and a key of the account.');
  if (access.includes(identity.role)) return undefined;
  return problem('forbidden', `This needs a key with role ${access.join(' or ')}.`);
}

/** Longer than any name or address we give or take; the table's keys end at 1,024 bytes. */
const MAX_NAME_BYTES = 320;
const isTooLong = (text: string): boolean => Buffer.byteLength(text) > MAX_NAME_BYTES;

function checkNames({ params, query }: HttpRequest): Problem | undefined {
  if (Object.values(params).some(isTooLong))
    return problem('not-found', 'No name in a path is that long.');
  const long = Object.keys(query).find((name) => isTooLong(query[name] ?? ''));
  return long === undefined
    ? undefined
    : problem('invalid-request', 'Shorten the query parameters.');
}

/** A character as \u and four digits takes twice to six times its bytes. */
function checkSize({ body, route }: HttpRequest): Problem | undefined {
  const most = maxBodyBytes(route);
  if (Buffer.byteLength(body) <= most) return undefined;
  const detail = `Send at most ${most} bytes in one request; UTF-8 takes less than \\u escapes.`;
  return problem('body-too-large', detail);
}

function toRequest(event: HttpEvent, route: RouteKey, publicUrl?: string): HttpRequest {
  const { requestContext, rawPath, rawQueryString } = event;
  const headers = Object.fromEntries(
    Object.entries(event.headers).map(([name, value]) => [name.toLowerCase(), value ?? '']),
  );
  const scheme = headers['x-forwarded-proto'] ?? 'https';
  const base = publicUrl ?? `${scheme}://${requestContext.domainName}`;
  const query = rawQueryString ? `?${rawQueryString}` : '';
  const body = event.body ?? '';
  return {
    route,
    params: decodeParams(event.pathParameters ?? {}),
    query: definedOnly(event.queryStringParameters ?? {}),
    headers,
    body: event.isBase64Encoded ? Buffer.from(body, 'base64').toString('utf8') : body,
    url: `${base}${rawPath}${query}`,
    ip: requestContext.http.sourceIp,
    identity: toIdentity(requestContext.authorizer?.lambda),
  };
}

/** A `+` in a path is a plus; gateways differ in whether they decode the percent signs for us. */
const decodeParams = (params: Record<string, string | undefined>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(definedOnly(params)).map(([name, value]) => {
      try {
        return [name, decodeURIComponent(value)];
      } catch {
        return [name, value];
      }
    }),
  );

const definedOnly = (record: Record<string, string | undefined>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(record).filter((pair): pair is [string, string] => pair[1] !== undefined),
  );

function toIdentity(context: Partial<Identity> | undefined): Identity | undefined {
  const { account, role, keyId, region } = context ?? {};
  return account && role && keyId && region ? { account, role, keyId, region } : undefined;
}

function toResult({ status, body, headers }: HttpResponse): APIGatewayProxyStructuredResultV2 {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return {
    statusCode: status,
    headers: {
      'cache-control': 'no-store',
      ...(body !== undefined && typeof body !== 'string' && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body: text }),
  };
}

/** Everybody passes; nobody's context is empty, and the shell of the function then answers 401. */
export function authorizerFunction(
  authorize: (authorization: string | undefined) => Promise<Identity | undefined>,
) {
  return middy<
    APIGatewayRequestAuthorizerEventV2,
    APIGatewaySimpleAuthorizerWithContextResult<Partial<Identity>>
  >().handler(async (event) => {
    const headers = Object.entries(event.headers ?? {});
    const given = headers.find(([name]) => name.toLowerCase() === 'authorization')?.[1];
    const identity = await authorize(given);
    return { isAuthorized: true, context: identity ?? {} };
  });
}

/**
 * Queue records to tasks. In a FIFO queue a failure holds back the rest of its group, so that order
 * holds; elsewhere every record stands for itself.
 */
export function queueFunction<Task>(handler: (task: Task) => Promise<void>) {
  return middy<SQSEvent, SQSBatchResponse>().handler(async ({ Records }) => {
    const failed: string[] = [];
    const stopped = new Set<string>();
    for (const record of Records) {
      const group = record.attributes.MessageGroupId;
      if (group !== undefined && stopped.has(group)) {
        failed.push(record.messageId);
        continue;
      }
      if (await ran(() => handler(taskOf<Task>(record)), LOG.taskFailed)) continue;
      failed.push(record.messageId);
      if (group !== undefined) stopped.add(group);
    }
    return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
  });
}

/** The parser's own words would quote the task in the log. */
function taskOf<Task>(record: SQSRecord): Task {
  try {
    return JSON.parse(record.body) as Task;
  } catch {
    throw new Error('a task that is not JSON');
  }
}

/**
 * Stream records in order; the first failure ends the batch, and the rest comes again after it.
 * `afterwards` gets what was told: its failure is logged and holds up nothing.
 */
export function streamFunction(
  read: (images: NonNullable<DynamoDBRecord['dynamodb']>) => TableChange | undefined,
  handler: (change: TableChange) => Promise<void>,
  afterwards: (told: readonly TableChange[]) => Promise<void> = async () => undefined,
) {
  return middy<DynamoDBStreamEvent, SQSBatchResponse>().handler(async ({ Records }) => {
    const told: TableChange[] = [];
    let failed: string | undefined;
    for (const { dynamodb = {} } of Records) {
      const done = await ran(async () => {
        const change = read(dynamodb);
        if (!change) return;
        await handler(change);
        told.push(change);
      }, LOG.recordFailed);
      if (done) continue;
      failed = dynamodb.SequenceNumber ?? '';
      break;
    }
    if (told.length > 0) await ran(() => afterwards(told), LOG.healthUncounted);
    return { batchItemFailures: failed === undefined ? [] : [{ itemIdentifier: failed }] };
  });
}

/** A failed notice is thrown, so that the service tries again and parks it at last. */
export function topicFunction(
  handler: (notice: {
    readonly topicArn: string;
    readonly message: string;
    readonly timestamp?: string;
  }) => Promise<void>,
) {
  return middy<SNSEvent, void>().handler(async ({ Records }) => {
    for (const { Sns } of Records) {
      const done = await ran(
        () => handler({ topicArn: Sns.TopicArn, message: Sns.Message, timestamp: Sns.Timestamp }),
        LOG.taskFailed,
      );
      if (!done) throw new Error('a notice was not handled');
    }
  });
}

async function ran(work: () => Promise<void>, message: LogMessage): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    log.error(message, { error });
    return false;
  }
}
