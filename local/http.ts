/**
 * HTTP on one machine: finds the route as API Gateway would, asks the authoriser, hands the event
 * to the function, and answers. The /local routes are in control.ts.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { problem, problemDocument } from '#shared/problems.ts';
import { ROUTE_KEYS, type RouteKey, routeOf } from '#shared/routes.ts';
import type { Identity } from '#shared/store.ts';
import { control } from './control.ts';
import type { Gateway } from './gateway.ts';
import type { Local } from './serve.ts';
import { NO_CONTEXT } from './workers.ts';

/** The wall clock, and the instant that the whole stack was set to. */
export interface LocalClock {
  readonly wall: () => number;
  set: number | undefined;
}

export type Parts = Omit<Local, 'stop'>;

/** What API Gateway itself takes at most. */
const MAX_REQUEST_BYTES = 10 * 1024 * 1024;

interface Pattern {
  readonly key: RouteKey;
  readonly method: string;
  readonly path: RegExp;
}

const PATTERNS: readonly Pattern[] = ROUTE_KEYS.map((key) => {
  const [method = '', path = ''] = key.split(' ');
  const source = path.replaceAll('.', '\\.').replace(/\{(\w+)\}/g, '(?<$1>[^/]+)');
  return { key, method, path: new RegExp(`^${source}$`) };
});

export interface Incoming {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly ip: string;
}

export interface Outgoing {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export async function answer(
  parts: Parts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  let outgoing: Outgoing;
  try {
    const incoming = await readRequest(request);
    if (!incoming) return tooLarge(response);
    outgoing = incoming.url.pathname.startsWith('/local/')
      ? await control(parts, incoming)
      : await route(parts.gateway, incoming);
  } catch (error) {
    console.error('local server:', error instanceof Error ? error.name : 'unknown');
    outgoing = problemAnswer('internal', 'Something broke in the local server.');
  }
  response.writeHead(outgoing.status, outgoing.headers);
  response.end(outgoing.body);
}

/** What is left of the request is not read: the connection ends with the answer. */
function tooLarge(response: ServerResponse): void {
  const { status, headers, body } = problemAnswer(
    'body-too-large',
    `Send at most ${MAX_REQUEST_BYTES} bytes.`,
  );
  response.writeHead(status, { ...headers, connection: 'close' });
  response.end(body);
}

async function readRequest(request: IncomingMessage): Promise<Incoming | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_REQUEST_BYTES) return undefined;
    chunks.push(chunk);
  }
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(',') : (value ?? ''),
    ]),
  );
  return {
    method: request.method ?? 'GET',
    url: new URL(request.url ?? '/', `http://${headers['host'] ?? 'localhost'}`),
    headers,
    body: Buffer.concat(chunks).toString('utf8'),
    ip: request.socket.remoteAddress ?? '127.0.0.1',
  };
}

async function route(gateway: Gateway, incoming: Incoming): Promise<Outgoing> {
  const { pathname } = incoming.url;
  const found = PATTERNS.filter((pattern) => pattern.path.test(pathname));
  const match = found.find((pattern) => pattern.method === incoming.method);
  if (!match) {
    return found.length > 0
      ? problemAnswer('method-not-allowed', `Use ${found.map((one) => one.method).join(' or ')}.`)
      : problemAnswer('not-found', 'There is no such route. GET /v1/openapi.json lists them.');
  }
  const { access } = routeOf(match.key);
  const keyed = access !== 'public' && access !== 'provider-signed';
  const identity = keyed ? await gateway.authorize(incoming.headers['authorization']) : undefined;
  const params = match.path.exec(pathname)?.groups ?? {};
  return invoke(gateway, match.key, { ...incoming, params, identity });
}

/** The function's answer to an event as API Gateway would make it (payload 2.0). */
export async function invoke(
  gateway: Gateway,
  key: RouteKey,
  call: Incoming & {
    readonly params: Readonly<Record<string, string>>;
    readonly identity: Identity | undefined;
  },
): Promise<Outgoing> {
  const { url, headers, identity } = call;
  const event = {
    version: '2.0',
    routeKey: key,
    rawPath: url.pathname,
    rawQueryString: url.search.slice(1),
    headers: { 'x-forwarded-proto': 'http', ...headers },
    pathParameters: { ...call.params },
    queryStringParameters: Object.fromEntries(url.searchParams),
    body: call.body,
    isBase64Encoded: false,
    requestContext: {
      domainName: url.host,
      requestId: `local-${Date.now()}`,
      http: { method: call.method, path: url.pathname, sourceIp: call.ip },
      authorizer: { lambda: { ...identity } },
    },
  };
  const handler = gateway.http[routeOf(key).function];
  const result = (await handler(event as never, NO_CONTEXT)) as APIGatewayProxyStructuredResultV2;
  return {
    status: result.statusCode ?? 200,
    headers: result.headers as Record<string, string>,
    ...(result.body !== undefined && { body: result.body }),
  };
}

export function problemAnswer(code: Parameters<typeof problem>[0], detail: string): Outgoing {
  const document = problemDocument(problem(code, detail));
  return {
    status: document['status'] as number,
    headers: { 'content-type': 'application/problem+json' },
    body: JSON.stringify(document),
  };
}
