/** A carrier, a stand-in for the gateway that keeps what was posted to it, and their customers. */
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import twilio from 'twilio';
import type { RequestOptions } from 'twilio/lib/base/RequestClient.js';
import { type Carrier, startCarrier } from '#local/carrier/carrier.ts';
import type { ConnectionsInput } from '#local/carrier/connections.ts';

export const NOW = Date.UTC(2026, 10, 22, 15, 0, 0);
export const PERSON = '+12025550143';
export const NUMBER = '+12025550100';
export const TOLL_FREE = '+18005550199';
export const TWILIO = { accountSid: `AC${'0'.repeat(32)}`, authToken: 'a-twilio-auth-token' };
export const OTHER = { accountSid: `AC${'1'.repeat(32)}`, authToken: 'another-auth-token' };
export const message = { to: PERSON, from: NUMBER, body: 'Hello from Acme' };

export interface Hook {
  readonly url: string;
  readonly host: string;
  readonly signature: string;
  readonly form: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Rig {
  readonly carrier: Carrier;
  readonly gatewayUrl: string;
  /** What the gateway received since the last reset. */
  readonly hooks: readonly Hook[];
  gatewayStatus: number;
  connections(more?: Partial<ConnectionsInput>): ConnectionsInput;
  /** The official client of an account, led to the carrier. */
  customer(credentials?: typeof TWILIO): ReturnType<typeof twilio>;
  /** The carrier's own API; a body makes it a POST unless a method is given. */
  control(path: string, body?: object, method?: string): Promise<{ status: number; body: unknown }>;
  reset(): Promise<void>;
  close(): Promise<void>;
}

export async function startRig(): Promise<Rig> {
  const hooks: Hook[] = [];
  const gateway = gatewayKeeping(hooks, () => rig.gatewayStatus);
  await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve));
  const gatewayUrl = `http://127.0.0.1:${(gateway.address() as AddressInfo).port}`;
  const carrier = await startCarrier({ now: () => NOW });
  const rig: Rig = {
    carrier,
    gatewayUrl,
    hooks,
    gatewayStatus: 200,
    connections: (more = {}) => ({ ...customers, gateway: { baseUrl: gatewayUrl }, ...more }),
    customer: ({ accountSid, authToken } = TWILIO) =>
      twilio(accountSid, authToken, { httpClient: new ToCarrier(carrier.url) }),
    async control(path, body, method = body ? 'POST' : 'GET') {
      const init = { method, ...(body && { body: JSON.stringify(body) }) };
      const response = await fetch(`${carrier.url}/carrier/${path}`, init);
      const answer = await response.text();
      return { status: response.status, body: answer ? JSON.parse(answer) : undefined };
    },
    async reset() {
      await carrier.idle();
      hooks.length = 0;
      rig.gatewayStatus = 200;
      carrier.restore(EMPTY);
      carrier.setMode({});
      carrier.setConnections(rig.connections());
    },
    async close() {
      await carrier.close();
      gateway.closeAllConnections();
      gateway.close();
    },
  };
  return rig;
}

const EMPTY = {
  version: 1,
  handsets: [],
  outbox: [],
  contacts: [],
  blocks: [],
  routes: [],
} as const;

const customers: ConnectionsInput = {
  accounts: [
    {
      id: 'acct',
      twilio: TWILIO,
      onlySenders: true,
      senders: [
        { number: NUMBER, provider: 'twilio' },
        { number: TOLL_FREE, provider: 'twilio' },
      ],
    },
    { id: 'other', twilio: OTHER },
  ],
};

const gatewayKeeping = (hooks: Hook[], status: () => number): http.Server =>
  http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString();
      hooks.push({
        url: request.url ?? '',
        host: request.headers.host ?? '',
        signature: String(request.headers['x-twilio-signature']),
        form: Object.fromEntries(new URLSearchParams(body)),
        body,
      });
      response.writeHead(status()).end();
    });
  });

class ToCarrier extends twilio.RequestClient {
  readonly #url: string;
  constructor(url: string) {
    super();
    this.#url = url;
  }
  override request<Data>(options: RequestOptions<Data>) {
    const uri = options.uri.replace(/^https:\/\/(api|messaging)\.twilio\.com/, this.#url);
    return super.request<Data>({ ...options, uri });
  }
}
