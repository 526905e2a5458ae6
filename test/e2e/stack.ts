/**
 * One way to drive either stack: the local server, started here, or the one that the environment
 * names (E2E_BASE_URL: the rehearsal on the emulator). Tests see no difference.
 */
import { readFileSync } from 'node:fs';
import { DeleteMessageBatchCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { Demo } from '#local/demo.ts';
import { serve } from '#local/serve.ts';

/** A JSON answer, looked at field by field: a wrong guess reads as undefined and fails the test. */
export interface Body {
  readonly [field: string]: Body;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: Body;
}

export interface Call {
  readonly key?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface SeenEvent {
  readonly id: string;
  readonly name: string;
  readonly detail: Body;
}

export interface HandsetText {
  readonly from: string;
  readonly body: string;
  readonly at: string;
}

export interface Stack {
  /** What callers use, and what providers were told and sign. */
  readonly url: string;
  readonly publicUrl: string;
  readonly demo: Demo;
  readonly other: Demo;
  call(method: string, path: string, call?: Call): Promise<Answer>;
  handset(phone: string): Promise<readonly HandsetText[]>;
  /** The phone texts back through the real signed webhook. */
  text(phone: string, body: string, to?: string): Promise<void>;
  /** Every event so far about a phone, in the order published. */
  events(phone: string): Promise<readonly SeenEvent[]>;
  outbox(target: 'email' | 'dialer', phone: string): Promise<readonly Body[]>;
  /** Mails to an address, oldest first. */
  mailbox(to: string): Promise<readonly Body[]>;
  carrierMode(mode: object): Promise<void>;
  setClock(now: string | undefined): Promise<void>;
  close(): Promise<void>;
}

const json = async (response: Response): Promise<Answer> => {
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json');
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: (isJson && text ? JSON.parse(text) : {}) as Body,
  };
};

const caller =
  (base: string) =>
  async (method: string, path: string, { key, body, headers }: Call = {}): Promise<Answer> => {
    const raw = typeof body === 'string';
    const response = await fetch(`${base}${path}`, {
      method,
      headers: {
        ...(body !== undefined && !raw && { 'content-type': 'application/json' }),
        ...(key && { authorization: `Bearer ${key}` }),
        ...headers,
      },
      ...(body !== undefined && { body: raw ? body : JSON.stringify(body) }),
    });
    return json(response);
  };

export const openStack = (): Promise<Stack> =>
  process.env['E2E_BASE_URL'] ? openRehearsal(process.env['E2E_BASE_URL']) : openLocal();

async function openLocal(): Promise<Stack> {
  const local = await serve({ port: 0 });
  const call = caller(local.url);
  return {
    url: local.url,
    publicUrl: local.url,
    demo: local.demo,
    other: local.other,
    call,
    async handset(phone) {
      await local.settle();
      return local.carrier.handset(phone);
    },
    async text(phone, body, to) {
      const { status, text } = await call('POST', `/local/handset/${encodeURIComponent(phone)}`, {
        body: { body, ...(to && { to }) },
      });
      if (status !== 200) throw new Error(`the handset's text was not taken: ${status} ${text}`);
    },
    async events(phone) {
      await local.settle();
      return local.store
        .events(0)
        .map(({ id, detailType, detail }) => ({ id, name: detailType, detail: detail as Body }))
        .filter(({ detail }) => String(detail['contact']?.['phone']) === phone);
    },
    async outbox(target, phone) {
      await local.settle();
      const items = local.carrier.outbox(target) as unknown as Body[];
      return items.filter((item) => String(item['contact']?.['phone']) === phone);
    },
    async mailbox(to) {
      await local.settle();
      return local.carrier.mailbox(to) as unknown as Body[];
    },
    carrierMode: async (mode) => local.carrier.setMode(mode),
    async setClock(now) {
      await setClocks(call, [local.demo, local.other], now);
      local.clock.set = now === undefined ? undefined : Date.parse(now);
    },
    close: () => local.stop(),
  };
}

async function setClocks(
  call: ReturnType<typeof caller>,
  demos: readonly Demo[],
  now: string | undefined,
): Promise<void> {
  for (const { keys } of demos) {
    const { status } =
      now === undefined
        ? await call('DELETE', '/v1/test-clock', { key: keys.admin })
        : await call('PUT', '/v1/test-clock', { key: keys.admin, body: { now } });
    if (status >= 300) throw new Error(`the test clock was not set: ${status}`);
  }
}

async function openRehearsal(base: string): Promise<Stack> {
  const call = caller(base);
  const carrier = caller(setting('E2E_CARRIER_URL'));
  const { demo, other } = JSON.parse(readFileSync(setting('E2E_DEMO_FILE'), 'utf8')) as {
    demo: Demo;
    other: Demo;
  };
  const events = await listen(setting('E2E_EVENTS_QUEUE_URL'));
  const path = (phone: string) => `/carrier/handset/${encodeURIComponent(phone)}`;
  return {
    url: base,
    publicUrl: setting('E2E_PUBLIC_URL'),
    demo,
    other,
    call,
    async handset(phone) {
      const { body } = await carrier('GET', path(phone));
      return body['items'] as unknown as HandsetText[];
    },
    async text(phone, body, to) {
      const { status, text } = await carrier('POST', path(phone), {
        body: { body, ...(to && { to }) },
      });
      if (status !== 200) throw new Error(`the handset's text was not taken: ${status} ${text}`);
    },
    async events(phone) {
      return (await events()).filter(
        ({ detail }) => String(detail['contact']?.['phone']) === phone,
      );
    },
    async outbox(target, phone) {
      const { body } = await carrier('GET', `/carrier/outbox?target=${target}`);
      const items = body['items'] as unknown as Body[];
      return items.filter((item) => String(item['contact']?.['phone']) === phone);
    },
    async mailbox(to) {
      const { body } = await carrier('GET', `/carrier/mailbox?to=${encodeURIComponent(to)}`);
      return body['items'] as unknown as Body[];
    },
    async carrierMode(mode) {
      const { status } = await carrier('PUT', '/carrier/mode', { body: mode });
      if (status >= 300) throw new Error(`the carrier did not take the mode: ${status}`);
    },
    setClock: (now) => setClocks(call, [demo, other], now),
    close: async () => undefined,
  };
}

function setting(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`the rehearsal did not set ${name}`);
  return value;
}

/** What a downstream system got from the bus so far; each look takes what is new. */
async function listen(queueUrl: string): Promise<() => Promise<readonly SeenEvent[]>> {
  const client = new SQSClient({});
  const seen: SeenEvent[] = [];
  return async () => {
    for (;;) {
      const { Messages = [] } = await client.send(
        new ReceiveMessageCommand({ QueueUrl: queueUrl, MaxNumberOfMessages: 10 }),
      );
      if (Messages.length === 0) return seen;
      for (const { Body: body = '{}' } of Messages) {
        const event = JSON.parse(body) as { detail: Body; 'detail-type': string };
        seen.push({
          id: String(event.detail['id']),
          name: event['detail-type'],
          detail: event.detail,
        });
      }
      await client.send(
        new DeleteMessageBatchCommand({
          QueueUrl: queueUrl,
          Entries: Messages.map(({ ReceiptHandle }, i) => ({ Id: String(i), ReceiptHandle })),
        }),
      );
    }
  };
}

const PATIENCE_MS = 20_000;
const LOOK_EVERY_MS = 100;

/**
 * Looks until what is looked for is there: streams and queues take their time. Fails with the last
 * look.
 */
export async function eventually<T>(
  look: () => Promise<T>,
  found: (seen: T) => boolean,
): Promise<T> {
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    const seen = await look();
    if (found(seen)) return seen;
    if (performance.now() > deadline) {
      throw new Error(`not there in time; last seen: ${JSON.stringify(seen).slice(0, 2_000)}`);
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}

let lastPhone = Number(process.env['E2E_FIRST_PHONE'] ?? 0);

/** A contact that no test before has met: area code 305 is Florida, Eastern time. */
export function freshPhone(area = '305'): string {
  lastPhone += 1;
  if (lastPhone > 99) throw new Error('there are 100 numbers of the 555-01XX kind per area code');
  return `+1${area}55501${String(lastPhone).padStart(2, '0')}`;
}
