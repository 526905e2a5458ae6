/**
 * The few lines of HTTP that the pretend carrier needs: requests as plain values, answers as plain
 * values, and posts to the gateway whose address and Host may differ. No framework; bodies bounded.
 */
import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import https from 'node:https';

const MAX_BODY_BYTES = 262_144;
const POST_TIMEOUT_MS = 30_000;

export interface Call {
  readonly method: string;
  /** Decoded segments of the path. */
  readonly path: readonly string[];
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** `cut` closes the connection without an answer; `after` runs when the answer has left. */
export interface Answer {
  readonly status: number | 'cut';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly after?: () => Promise<void>;
}

/** Undefined: not mine. */
export type Handler = (call: Call) => Answer | undefined | Promise<Answer | undefined>;

export const json = (status: number, body: unknown): Answer => ({ status, body });
export const problem = (status: number, detail: string): Answer => json(status, { detail });

export async function readCall(request: IncomingMessage): Promise<Call> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) throw new Error('the body is too long');
    chunks.push(chunk);
  }
  const url = new URL(request.url ?? '/', 'http://carrier');
  return {
    method: request.method ?? 'GET',
    path: url.pathname.split('/').filter(Boolean).map(decodeURIComponent),
    query: url.searchParams,
    headers: Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
    ),
    body: Buffer.concat(chunks).toString('utf8'),
  };
}

/** Resolves when the answer has left or the connection is gone. */
export function sendAnswer(response: ServerResponse, answer: Answer): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  response.once('close', resolve);
  if (answer.status === 'cut') {
    response.destroy();
    return promise;
  }
  const body = answer.body === undefined ? '' : JSON.stringify(answer.body);
  response.writeHead(answer.status, {
    ...(body && { 'content-type': 'application/json' }),
    ...answer.headers,
  });
  response.end(body);
  return promise;
}

/** Reads a JSON object; undefined when the text is none. */
export function readJson(body: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

export interface Post {
  /** The public address, which is signed and gives the Host header. */
  readonly url: string;
  /** Scheme, address and port to connect to instead, as with an emulator on one machine. */
  readonly connect?: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly signal: AbortSignal;
}

/** Posts a form and answers with the HTTP status; rejects when there was none. */
export function postForm({ url, connect, headers, body, signal }: Post): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const target = new URL(url);
  const peer = new URL(connect ?? url);
  const client = peer.protocol === 'https:' ? https : http;
  const request = client.request(
    {
      hostname: peer.hostname.replace(/^\[|\]$/g, ''),
      port: peer.port,
      path: `${target.pathname}${target.search}`,
      method: 'POST',
      headers: {
        ...headers,
        host: target.host,
        'content-type': 'application/x-www-form-urlencoded; charset=UTF-8',
        'content-length': Buffer.byteLength(body),
      },
      agent: false,
      timeout: POST_TIMEOUT_MS,
      signal,
    },
    (response) => {
      response.resume();
      response.once('end', () => resolve(response.statusCode ?? 0));
      response.once('error', reject);
    },
  );
  request.once('timeout', () => request.destroy(new Error('the gateway did not answer in time')));
  request.once('error', reject);
  request.end(body);
  return promise;
}
