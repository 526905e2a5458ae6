/** An HTTP server on this machine that answers as it is told, and remembers what it was asked. */
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { AwsConnection } from '#functions/adapters/aws-json.ts';

export interface Asked {
  readonly headers: http.IncomingHttpHeaders;
  readonly body: string;
  /** Tells connections apart. */
  readonly port: number | undefined;
}

export type Reply =
  | { readonly status?: number; readonly type?: string; readonly body?: unknown }
  /** Before a byte of the answer, or after some of its body. */
  | 'cut'
  | 'cut in the body'
  | 'no answer';

export interface Canned {
  readonly asked: Asked[];
  /** Given for the first request, the second and so on; the last one for all further. */
  replies: readonly Reply[];
  readonly connection: AwsConnection;
}

const LOCAL = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'a secret' };

export function useCanned(): Canned {
  const asked: Asked[] = [];
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { headers, socket } = request;
      asked.push({ headers, body: Buffer.concat(chunks).toString(), port: socket.remotePort });
      const reply = canned.replies[asked.length - 1] ?? canned.replies.at(-1) ?? {};
      give(reply, response);
    });
  });
  let port = 0;
  const canned: Canned = {
    asked,
    replies: [],
    get connection() {
      return { region: 'us-east-1', endpoint: `http://127.0.0.1:${port}`, credentials: LOCAL };
    },
  };
  beforeAll(async () => {
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    port = (server.address() as AddressInfo).port;
  });
  beforeEach(() => {
    asked.length = 0;
    canned.replies = [];
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  return canned;
}

function give(reply: Reply, response: http.ServerResponse): void {
  if (reply === 'no answer') return;
  if (reply === 'cut') {
    response.socket?.destroy();
    return;
  }
  if (reply === 'cut in the body') {
    response.writeHead(200, { 'content-length': 100 });
    response.write('{"Item":', () => response.socket?.destroy());
    return;
  }
  const { status = 200, type, body = {} } = reply;
  response.writeHead(status, {
    'content-type': 'application/x-amz-json-1.0',
    ...(type && { 'x-amzn-errortype': type }),
  });
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
}

/** An error as the services write it. */
export const failing = (status: number, name: string, more: object = {}): Reply => ({
  status,
  body: { __type: `com.amazonaws.dynamodb.v20120810#${name}`, message: 'no', ...more },
});
