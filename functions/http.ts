/**
 * A request and an answer as the handlers see them, on every stack; shell.ts turns events into
 * them.
 */
import { PROBLEMS, type Problem, problemDocument } from '#shared/problems.ts';
import type { RouteKey } from '#shared/routes.ts';
import type { Identity } from '#shared/store.ts';

export interface HttpRequest {
  readonly route: RouteKey;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The body as it came, decoded to text, unparsed: signatures are over this. */
  readonly body: string;
  /** The address that the caller used, with its query. */
  readonly url: string;
  readonly ip: string;
  readonly identity: Identity | undefined;
}

export interface HttpResponse {
  readonly status: number;
  /** An object leaves as JSON, a string as it is. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export type HttpHandler = (request: HttpRequest) => Promise<HttpResponse>;
export type HttpHandlers = Partial<Record<RouteKey, HttpHandler>>;

export const answer = (status: number, body?: unknown): HttpResponse => ({ status, body });

export function refuse(given: Problem): HttpResponse {
  const [status] = PROBLEMS[given.code];
  return {
    status,
    body: problemDocument(given),
    headers: {
      'content-type': 'application/problem+json',
      ...(given.code === 'busy' && { 'retry-after': '1' }),
    },
  };
}
