/**
 * A domain in front of the emulated API, as a firm would put its own: takes plain requests on
 * 127.0.0.1 and passes them on with the Host header by which the emulator finds the API, and with
 * the X-Forwarded-Proto that API Gateway adds. Changes nothing else.
 */
import http from 'node:http';
import type { AddressInfo } from 'node:net';

const HOST = '127.0.0.1';

export interface Front {
  /** What callers, forms and providers use; known before the stack is deployed. */
  readonly url: string;
  /** Says where requests go from now on. */
  serve(target: { readonly url: string; readonly host: string }): void;
  close(): Promise<void>;
}

export function openFront(): Promise<Front> {
  let target: { readonly url: string; readonly host: string } | undefined;
  const agent = new http.Agent({ keepAlive: true });
  const server = http.createServer((request, response) => {
    if (!target) {
      response.writeHead(503).end();
      return;
    }
    const options = {
      agent,
      method: request.method,
      headers: { ...request.headers, host: target.host, 'x-forwarded-proto': 'https' },
    };
    const onward = http.request(new URL(request.url ?? '/', target.url), options, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
      answer.pipe(response);
    });
    onward.once('error', () => {
      if (response.headersSent) response.destroy();
      else response.writeHead(502).end();
    });
    request.pipe(onward);
  });
  return new Promise((done, failed) => {
    server.once('error', failed);
    server.listen(0, HOST, () => {
      const { port } = server.address() as AddressInfo;
      done({
        url: `http://${HOST}:${port}`,
        serve: (next) => {
          target = next;
        },
        close: () =>
          new Promise((closed) => {
            agent.destroy();
            server.close(() => closed());
            server.closeAllConnections();
          }),
      });
    });
  });
}
