/**
 * One request over HTTP and its whole answer: once, to one peer, within a time and a size. It never
 * asks again and follows no redirect; what an answer or a broken connection means is its callers'.
 * Node's own https instead of `fetch`: docs/decisions/0012 has what the loading of that costs.
 */
import type http from 'node:http';
import https from 'node:https';

export interface Asked {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface Answer {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly text: string;
}

/** Rejects with NoAnswer. Connects before it first waits: nothing comes between. */
export type Exchange = (asked: Asked) => Promise<Answer>;

/** No whole answer came; whether the peer acted is open, unless the name says otherwise. */
export class NoAnswer extends Error {
  /** Node's code, as ECONNRESET; else `TimeoutError` or `MalformedAnswer`. */
  override readonly name: string;

  constructor(name: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = name;
  }
}

/** After these nothing can have been sent: no connection was ever made. */
const NEVER_CONNECTED: ReadonlySet<string> = new Set(['ECONNREFUSED', 'ENOTFOUND']);
export const neverConnected = ({ name }: { readonly name: string }): boolean =>
  NEVER_CONNECTED.has(name);

export interface ExchangeOptions {
  /** A kept connection may have died while a Lambda was frozen: not where a repeat does harm. */
  readonly keepAlive: boolean;
  /** From the connection to the last byte. */
  readonly timeoutMs: number;
  readonly maxAnswerBytes: number;
}

/** With a bound on sockets Node reuses one for whoever waits, kept or not: so only here. */
const KEPT = { keepAlive: true, maxSockets: 50 } as const;

export function exchangeWith(origin: URL, options: ExchangeOptions): Exchange {
  if (origin.pathname !== '/' || origin.search) throw new Error('an endpoint has no path');
  const { Agent, request: open } = origin.protocol === 'http:' ? plainHttp() : https;
  const agent = new Agent(options.keepAlive ? KEPT : {});
  // IPv6 addresses stand in brackets in a URL, and without them in a connection.
  const hostname = origin.hostname.replace(/^\[|\]$/g, '');
  const to = { hostname, port: origin.port, agent };
  return async ({ body, ...asked }) => answerTo(open({ ...to, ...asked }), body, options);
}

/**
 * For engines and pretend carriers. An import of node:http reads its every export, and one of them
 * loads all of `fetch`: 23 ms of processor that the services, which speak https, must not cost.
 */
const plainHttp = (): typeof http => process.getBuiltinModule('node:http');

function answerTo(
  request: http.ClientRequest,
  body: string | undefined,
  { timeoutMs, maxAnswerBytes }: ExchangeOptions,
): Promise<Answer> {
  return new Promise((done, failed) => {
    const give = (name: string, message: string, cause?: unknown): void => {
      clearTimeout(timer);
      failed(new NoAnswer(name, message, { cause }));
      request.destroy();
    };
    const broken = (error: NodeJS.ErrnoException): void =>
      give(error.code ?? error.name, 'no whole answer came', error);
    const late = (): void => give('TimeoutError', `no whole answer within ${timeoutMs} ms`);
    const timer = setTimeout(late, timeoutMs);
    request.once('response', (response) => {
      const chunks: Buffer[] = [];
      let size = 0;
      response.on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (size > maxAnswerBytes) give('MalformedAnswer', 'the answer is too long');
        else chunks.push(chunk);
      });
      response.on('error', broken);
      response.once('end', () => {
        clearTimeout(timer);
        const { statusCode: status = 0, headers } = response;
        done({ status, headers, text: Buffer.concat(chunks).toString() });
      });
    });
    request.on('error', broken);
    request.end(body);
  });
}
