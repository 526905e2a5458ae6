/**
 * The pretend carrier: one HTTP server on 127.0.0.1 that stands where Twilio, AWS End User
 * Messaging, Pinpoint, SES contact lists and a dialer stand, so that the real adapters and official
 * SDKs talk to it unchanged. It decides nothing about consent.
 */
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Instant } from '#shared/basics.ts';
import { awsSmsApi, pinpointApi } from './aws.ts';
import {
  type ConnectionsInput,
  ConnectionsSchema,
  type ModeInput,
  ModeSchema,
} from './connections.ts';
import { controlApi, textFrom } from './control.ts';
import { type Answer, type Call, problem, readCall, sendAnswer } from './http.ts';
import type { TextedBack } from './inbound.ts';
import { sesMailApi } from './mailbox.ts';
import { Network, type Publish, type WebhookRecord } from './network.ts';
import { twilioRegistrations } from './registrations.ts';
import {
  type CarrierSnapshot,
  CarrierState,
  type HandsetText,
  type MailboxItem,
  type OutboxItem,
} from './state.ts';
import { dialerApi, sesApi } from './targets.ts';
import { twilioApi } from './twilio.ts';

export interface CarrierOptions {
  /** A free one when absent. */
  readonly port?: number;
  readonly now: () => Instant;
  /** For signatures, where `now` is a clock that was set; `now` when absent. */
  readonly wall?: () => Instant;
  readonly connections?: ConnectionsInput;
  readonly mode?: ModeInput;
  /** What AWS would put on SNS topics goes here; texts to AWS numbers are refused without it. */
  readonly publish?: Publish;
  readonly snapshot?: CarrierSnapshot;
}

export interface Carrier {
  /** http://127.0.0.1:port */
  readonly url: string;
  handset(phone: string): readonly HandsetText[];
  /** The phone (E.164) texts back. Throws with what to do when it cannot. */
  text(phone: string, text: { readonly body: string; readonly to?: string }): Promise<TextedBack>;
  outbox(target?: string): readonly OutboxItem[];
  /** Mails that SES took, oldest first. */
  mailbox(to?: string): readonly MailboxItem[];
  /** Posts made to the gateway, oldest first. */
  webhooks(): readonly WebhookRecord[];
  /** Fields not given go back to their defaults. */
  setMode(mode: ModeInput): void;
  setConnections(connections: ConnectionsInput): void;
  snapshot(): CarrierSnapshot;
  restore(snapshot: CarrierSnapshot): void;
  /** Resolves when every delivery report so far has been posted. */
  idle(): Promise<void>;
  /** Cuts what is open and frees the port. */
  close(): Promise<void>;
}

const HOST = '127.0.0.1';

const noTopics: Publish = () =>
  Promise.reject(new Error('no AWS topics are connected; start the carrier with publish'));

export async function startCarrier(options: CarrierOptions): Promise<Carrier> {
  const state = new CarrierState();
  if (options.snapshot) state.restore(options.snapshot);
  const network = new Network({
    state,
    connections: ConnectionsSchema.parse(options.connections ?? {}),
    mode: ModeSchema.parse(options.mode ?? {}),
    now: options.now,
    wall: options.wall ?? options.now,
    publish: options.publish ?? noTopics,
  });
  /** Delivery reports under way. */
  const running = new Set<Promise<void>>();
  const server = http.createServer((request, response) => {
    const done = serve(network, request, response).finally(() => running.delete(done));
    running.add(done);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, HOST, resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${HOST}:${port}`,
    handset: (phone) => state.texts(phone),
    text: async (phone, text) => textFrom(network, phone, text),
    outbox: (target) => state.outbox(target),
    mailbox: (to) => state.mailbox(to),
    webhooks: () => network.webhooks,
    setMode: (mode) => {
      network.mode = ModeSchema.parse(mode);
    },
    setConnections: (connections) => {
      network.connections = ConnectionsSchema.parse(connections);
    },
    snapshot: () => state.snapshot(),
    restore: (snapshot) => state.restore(snapshot),
    idle: async () => {
      while (running.size > 0) await Promise.all(running);
    },
    close: async () => {
      network.stop();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      await Promise.all(running);
    },
  };
}

async function serve(
  network: Network,
  request: http.IncomingMessage,
  response: http.ServerResponse,
): Promise<void> {
  let answer: Answer;
  try {
    answer = await answerTo(network, await readCall(request));
  } catch (error) {
    answer = problem(400, error instanceof Error ? error.message : 'not a request');
  }
  await sendAnswer(response, answer);
  // Nobody waits for a report: one that the gateway does not take is in the log of webhooks.
  await answer.after?.().catch(() => undefined);
}

async function answerTo(network: Network, call: Call): Promise<Answer> {
  return (
    (await controlApi(network, call)) ??
    twilioApi(network, call) ??
    twilioRegistrations(network, call) ??
    awsSmsApi(network, call) ??
    pinpointApi(network, call) ??
    sesMailApi(network, call) ??
    sesApi(network, call) ??
    dialerApi(network, call) ??
    problem(404, 'this carrier has nothing at that address')
  );
}
