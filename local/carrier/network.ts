/**
 * What every part of the pretend carrier shares: the clock, the mode, the connections, the state,
 * and the two ways out (signed posts to the gateway, messages on topics).
 */
import { type Instant, iso } from '#shared/basics.ts';
import type { CarrierAccount, CarrierSender, Connections, Mode } from './connections.ts';
import { type Post, postForm } from './http.ts';
import type { CarrierState, Route } from './state.ts';

const MAX_WEBHOOK_LOG = 500;

/** What AWS would put on an SNS topic. `topic` is the configured one, when there is one. */
export interface TopicMessage {
  readonly kind: 'inbound' | 'events';
  readonly topic?: string;
  readonly message: string;
}

export type Publish = (message: TopicMessage) => Promise<void>;

export interface WebhookRecord {
  readonly url: string;
  readonly at: string;
  /** 0: no answer. */
  readonly status: number;
  /** Fields of the form, for tests to look at. */
  readonly form: Readonly<Record<string, string>>;
}

/** A sender that nobody listed, as a text from it shows it. */
export const senderFrom = (
  number: string,
  { provider, service }: Pick<Route, 'provider' | 'service'>,
): CarrierSender => ({ number, provider, registered: true, ...(service && { service }) });

export class Network {
  mode: Mode;
  connections: Connections;
  webhooks: readonly WebhookRecord[] = [];
  readonly state: CarrierState;
  readonly #now: () => Instant;
  /** What signatures are stamped by: differs from `now` where a test has set the clock. */
  readonly wall: () => Instant;
  readonly #publish: Publish;
  readonly #stop = new AbortController();

  constructor(options: {
    readonly state: CarrierState;
    readonly connections: Connections;
    readonly mode: Mode;
    readonly now: () => Instant;
    readonly wall: () => Instant;
    readonly publish: Publish;
  }) {
    this.state = options.state;
    this.connections = options.connections;
    this.mode = options.mode;
    this.#now = options.now;
    this.wall = options.wall;
    this.#publish = options.publish;
  }

  now(): Instant {
    return this.#now();
  }

  account(id: string): CarrierAccount | undefined {
    return this.connections.accounts.find((account) => account.id === id);
  }

  /** Whose number this is: the account that sent from it last, else the one that lists it. */
  senderOf(
    number: string,
  ): { readonly account: CarrierAccount; readonly sender: CarrierSender } | undefined {
    const route = this.state.route(number);
    const last = route && this.account(route.account);
    if (last) return { account: last, sender: senderFrom(number, route) };
    for (const account of this.connections.accounts) {
      const sender = account.senders.find((one) => one.number === number);
      if (sender) return { account, sender };
    }
    return undefined;
  }

  deliver(phone: string, from: string, body: string): void {
    this.state.receive(phone, { from, body, at: iso(this.#now()) });
  }

  /** Posts to the gateway; 0 when it did not answer. Other addresses are met as they are. */
  async post(post: Pick<Post, 'url' | 'headers' | 'body'>): Promise<number> {
    const { gateway } = this.connections;
    const own = gateway !== undefined && post.url.startsWith(`${gateway.baseUrl}/`);
    const connect = own ? gateway.connect : undefined;
    const status = await postForm({ ...post, connect, signal: this.#stop.signal }).catch(() => 0);
    const form = Object.fromEntries(new URLSearchParams(post.body));
    const record = { url: post.url, at: iso(this.#now()), status, form };
    this.webhooks = [...this.webhooks, record].slice(-MAX_WEBHOOK_LOG);
    return status;
  }

  async publish(kind: TopicMessage['kind'], message: unknown): Promise<void> {
    const topic = this.connections.topics?.[kind];
    await this.#publish({ kind, ...(topic && { topic }), message: JSON.stringify(message) });
  }

  /** Cuts the posts that are still open. */
  stop(): void {
    this.#stop.abort();
  }
}
