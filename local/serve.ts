/**
 * One port for everything: the API through the same functions as in AWS, and the /local routes of
 * API.md for handsets, events, outbox and clock. Starts and stops the engine, the carrier and the
 * workers.
 */
import { mkdirSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import type { SNSEventRecord } from 'aws-lambda';
import { dynamoLedger } from '#functions/adapters/dynamo/ledger.ts';
import { openTable } from '#functions/adapters/dynamo/table.ts';
import { type Carrier, startCarrier } from './carrier/carrier.ts';
import type { Publish } from './carrier/network.ts';
import type { CarrierSnapshot } from './carrier/state.ts';
import { connectionsOf, type Demo, FIRMS, makeDemo } from './demo.ts';
import { type Engine, ensureTable, startEngine } from './engine.ts';
import { EVENTS_TOPIC, type Gateway, INBOUND_TOPIC, startGateway, TABLE_NAME } from './gateway.ts';
import { answer, type LocalClock, type Parts } from './http.ts';
import { LocalStore } from './store.ts';
import { NO_CONTEXT } from './workers.ts';

export interface ServeOptions {
  /** 0 for any free one. */
  readonly port: number;
  /** Everything is kept here across restarts; without one it is gone at the end. */
  readonly dataFolder?: string;
  readonly now?: () => number;
}

export interface Local {
  readonly url: string;
  readonly demo: Demo;
  readonly other: Demo;
  readonly carrier: Carrier;
  readonly gateway: Gateway;
  readonly store: LocalStore;
  readonly engine: Engine;
  readonly clock: LocalClock;
  /** Resolves when nothing is under way: stream, queues, delivery reports. */
  settle(): Promise<void>;
  stop(): Promise<void>;
}

const CARRIER_STATE = 'carrier';
const CARRIER_PORT = 'carrier port';
const DEMOS = 'demos';

export async function serve(options: ServeOptions): Promise<Local> {
  // The port first: a busy one must be said before anything is started.
  // What comes before everything is up waits for it.
  const ready = Promise.withResolvers<Parts>();
  const server = http.createServer(
    (request, response) => void ready.promise.then((parts) => answer(parts, request, response)),
  );
  const url = await listen(server, options.port);
  const stops: (() => Promise<void>)[] = [() => closeServer(server)];
  try {
    const local = await start(options, url, stops);
    ready.resolve(local);
    return local;
  } catch (error) {
    await stopAll(stops);
    throw error;
  }
}

async function start(
  { dataFolder: folder, now: wall = Date.now }: ServeOptions,
  url: string,
  stops: (() => Promise<void>)[],
): Promise<Local> {
  if (folder) mkdirSync(folder, { recursive: true });
  const engine = await startEngine(folder && path.join(folder, 'table.db'));
  stops.unshift(() => engine.stop());
  const store = new LocalStore(folder && path.join(folder, 'local.db'));
  stops.unshift(async () => store.close());
  const streamArn = await ensureTable(engine, TABLE_NAME);
  const clock: LocalClock = { wall, set: undefined };
  const late: { gateway?: Gateway } = {};
  const carrier = await openCarrier(store, clock, async ({ kind, message }) => {
    const topic = kind === 'inbound' ? INBOUND_TOPIC : EVENTS_TOPIC;
    const Timestamp = new Date(wall()).toISOString();
    const record = { Sns: { TopicArn: topic, Message: message, Timestamp } } as SNSEventRecord;
    await late.gateway?.snsNotice({ Records: [record] }, NO_CONTEXT);
  });
  stops.unshift(async () => {
    await carrier.idle();
    store.set(CARRIER_STATE, carrier.snapshot());
    await carrier.close();
  });
  const demos = await demosOf(store, engine, wall(), `${carrier.url}/dialer`);
  carrier.setConnections(
    connectionsOf(demos, { baseUrl: url }, { inbound: INBOUND_TOPIC, events: EVENTS_TOPIC }),
  );
  const gateway = startGateway({
    engine,
    streamArn,
    store,
    carrierUrl: carrier.url,
    apiUrl: url,
    wall,
  });
  late.gateway = gateway;
  stops.unshift(() => gateway.workers.stop());
  const settle = async () => {
    await gateway.workers.settle();
    await carrier.idle();
    await gateway.workers.settle();
  };
  const [demo, other] = demos as [Demo, Demo];
  const local = { url, demo, other, carrier, gateway, store, engine, clock, settle };
  return { ...local, stop: () => stopAll(stops) };
}

/** The same port as last time where it is free: the accounts hold the dialer's address. */
async function openCarrier(
  store: LocalStore,
  clock: LocalClock,
  publish: Publish,
): Promise<Carrier> {
  const snapshot = store.get(CARRIER_STATE) as CarrierSnapshot | undefined;
  const port = store.get(CARRIER_PORT) as number | undefined;
  const options = {
    now: () => clock.set ?? clock.wall(),
    wall: clock.wall,
    publish,
    ...(snapshot && { snapshot }),
    ...(port !== undefined && { port }),
  };
  const carrier = await startCarrier(options);
  store.set(CARRIER_PORT, Number(new URL(carrier.url).port));
  return carrier;
}

async function stopAll(stops: readonly (() => Promise<void>)[]): Promise<void> {
  for (const stop of stops) await stop();
}

function listen(server: http.Server, port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address() as AddressInfo;
      resolve(`http://127.0.0.1:${address.port}`);
    });
  });
}

const closeServer = (server: http.Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });

/** Made once; a data folder keeps them with their keys. */
async function demosOf(
  store: LocalStore,
  engine: Engine,
  now: number,
  dialerUrl: string,
): Promise<readonly Demo[]> {
  const held = store.get(DEMOS) as Demo[] | undefined;
  if (held) return held;
  const ledger = dynamoLedger(openTable(TABLE_NAME, engine.config));
  const made = FIRMS.map((firm) => makeDemo(firm, now, dialerUrl));
  for (const { write } of made) {
    const written = await ledger.append(write);
    if (written.status !== 'written') throw new Error(`the demo accounts were ${written.status}`);
  }
  const demos = made.map(({ demo }) => demo);
  store.set(DEMOS, demos);
  return demos;
}
