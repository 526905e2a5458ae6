/**
 * The ports of one run: the production adapters over the real engine, with every call at a gate,
 * and stand-ins for what AWS and the provider do. The client's own repetition of lost calls happens
 * here too.
 */
import { randomUUID } from 'node:crypto';
import { dynamoDirectory } from '#functions/adapters/dynamo/directory.ts';
import { dynamoLedger } from '#functions/adapters/dynamo/ledger.ts';
import { dynamoMessages } from '#functions/adapters/dynamo/messages.ts';
import { dynamoReader } from '#functions/adapters/dynamo/reader.ts';
import { unpackSends } from '#functions/adapters/dynamo/standing-item.ts';
import type { Operation, Table } from '#functions/adapters/dynamo/table.ts';
import { dynamoTestClock } from '#functions/adapters/dynamo/test-clock.ts';
import type { FanOutDeps } from '#functions/fan-out.ts';
import type { LookUpDeps } from '#functions/look-up-number.ts';
import type { ReleaseDeps } from '#functions/release-sends.ts';
import { accountScheduler } from '#functions/test-clock.ts';
import { readKey } from '#shared/ledger.ts';
import type {
  Mailer,
  NumberLookup,
  Queue,
  Scheduler as SchedulerPort,
  SuppressionChange,
  SuppressionTarget,
  SuppressionTopic,
  TargetName,
} from '#shared/ports.ts';
import type { Directory, TestClockQueue } from '#shared/store.ts';
import { modelProvider } from './provider.ts';
import type { SimQueue } from './queues.ts';
import { NetworkFault, type Task } from './scheduler.ts';
import type { TargetState, World } from './world.ts';

export interface Ports extends ReleaseDeps, FanOutDeps, LookUpDeps {
  readonly table: Table;
  readonly directory: Directory;
  readonly testClock: TestClockQueue;
  readonly targets: Readonly<Record<TargetName, SuppressionTarget>>;
}

/** Changes the ports of a run, to plant a fault: see faults.ts. */
export type Plant = (ports: Ports, world: World, task: Task) => Ports;

export const API_URL = 'https://api.consentry.example';
/** How often the client makes a call whose connection broke. */
const CLIENT_TRIES = 4;

export function portsOf(world: World, task: Task, plant: Plant | undefined): Ports {
  const table = gatedTable(world, task);
  const { scheduler, random } = world;
  const clock = { now: () => scheduler.wall() };
  const base = {
    table,
    reader: dynamoReader(table),
    ledger: dynamoLedger(table),
    messages: dynamoMessages(table),
    directory: dynamoDirectory(table),
    testClock: dynamoTestClock(table),
    clock,
    mono: () => scheduler.mono,
    randomId: () => random.hex(32),
    apiUrl: API_URL,
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    sends: queuePort(world, task, world.queues.send),
    records: queuePort(world, task, world.queues.record),
    lookUps: queuePort(world, task, world.queues.lookUp, ({ key }) => key),
    lookup: lookupPort(world, task),
    mailer: mailPort(world, task),
    topic: topicPort(world, task),
    bus: busPort(world, task),
    targets: { email: targetPort(world, task, 'email'), dialer: targetPort(world, task, 'dialer') },
  };
  const twilio = modelProvider(world, task);
  const ports: Ports = {
    ...base,
    providers: { twilio, aws: twilio },
    scheduler: accountScheduler({ ...base, scheduler: schedulePort(world, task) }),
  };
  return plant ? plant(ports, world, task) : ports;
}

interface Input {
  readonly ClientRequestToken?: string;
  readonly TransactItems?: readonly {
    readonly Put?: { readonly Item?: Readonly<Record<string, unknown>> };
  }[];
  readonly ExpressionAttributeValues?: Readonly<Record<string, unknown>>;
}

/** What every adapter calls, with each call at a gate. */
function gatedTable(world: World, task: Task): Table {
  const { table } = world;
  return {
    name: table.name,
    async call(operation, asked) {
      // The client gives one transaction one token, however often it makes the call. Not of the
      // seed: the engine remembers tokens, and a replay of a schedule is another transaction.
      const isTransaction = operation === 'TransactWriteItems';
      const input = isTransaction ? { ClientRequestToken: randomUUID(), ...asked } : asked;
      const effect = async () => {
        world.commands += 1;
        const answer = await table.call(operation, input);
        witness(world, operation, input as Input);
        return answer;
      };
      for (let attempt = 1; ; attempt += 1) {
        try {
          return await world.scheduler.gate(task, operation, effect);
        } catch (error) {
          const again = error instanceof NetworkFault && attempt < CLIENT_TRIES;
          if (!again || world.random.chance(0.5)) throw error;
        }
      }
    },
  };
}

/** Notes what a write did, at the moment when it did it. */
function witness(world: World, operation: Operation, input: Input): void {
  if (/Get|Query/.test(operation)) return;
  world.writes += 1;
  const entries = (input.TransactItems ?? []).flatMap(({ Put }) =>
    Put?.Item?.['kind'] === 'entry' ? [Put.Item['entry'] as { hash: string }] : [],
  );
  world.sawEntries(entries);
  const sends = input.ExpressionAttributeValues?.[':sends'];
  if (sends !== undefined) world.sawClaims(unpackSends(sends).claims);
}

const queuePort = <T>(
  world: World,
  task: Task,
  queue: SimQueue<T>,
  groupOf?: (task: T) => string,
): Queue<T> => ({
  push: (tasks, delaySeconds = 0) =>
    world.scheduler.gate(task, `push ${queue.name}`, () => {
      const visibleAt = world.scheduler.wall() + delaySeconds * 1_000;
      for (const one of tasks) {
        queue.push(one, { visibleAt, ...(groupOf && { group: groupOf(one) }) });
      }
    }),
});

/** Every line is a mobile: what a line means for a text is the rules' own matter. */
const lookupPort = (world: World, task: Task): NumberLookup => ({
  name: 'aws',
  lookUp: () => world.scheduler.gate(task, 'look up', () => ({ lineType: 'mobile' as const })),
});

const busPort = (world: World, task: Task): FanOutDeps['bus'] => ({
  publish: (events) =>
    world.scheduler.gate(task, 'publish event', () => {
      for (const event of events) {
        const copy = JSON.parse(JSON.stringify(event)) as typeof event;
        world.published.push({ ...world.now(), event: copy });
      }
    }),
});

const mailPort = (world: World, task: Task): Mailer => ({
  send: (mail) =>
    world.scheduler.gate(task, 'send mail', () => {
      world.mails.push({ ...world.now(), mail });
    }),
});

/** FIFO topic: repeats of one entry are dropped for five minutes, and only then. */
const DEDUPE_MS = 5 * 60_000;

function topicPort(world: World, task: Task): SuppressionTopic {
  return {
    publish: (change) =>
      world.scheduler.gate(task, 'publish change', () => {
        const { wall } = world.now();
        const last = world.topicSeen.get(change.entryHash);
        // Now and then as if the five minutes were over: a stalled stream may repeat much later.
        if (last !== undefined && wall - last < DEDUPE_MS && !world.random.chance(0.3)) return;
        world.topicSeen.set(change.entryHash, wall);
        for (const queue of [world.queues.email, world.queues.dialer]) {
          queue.push(change, { visibleAt: wall, group: change.key });
        }
      }),
  };
}

const schedulePort = (world: World, task: Task): SchedulerPort => ({
  schedule: (id, what, at) =>
    world.scheduler.gate(task, 'schedule', () => {
      const due = Math.ceil(at / 1_000) * 1_000;
      if (!world.schedules.has(id)) world.schedules.set(id, { task: what, at: due });
    }),
});

/** A target without order of its own: whatever it is told last holds. */
const targetPort = (world: World, task: Task, name: TargetName): SuppressionTarget => ({
  name,
  apply: (change) =>
    world.scheduler.gate(task, `apply ${name} ${change.seq}`, () => {
      const address = addressOf(name, change);
      if (address === undefined) {
        return { status: 'not-applicable' as const, detail: 'no address' };
      }
      const state = world.targets[name].get(address) ?? {};
      world.targets[name].set(address, told(state, change));
      return { status: 'applied' as const, reference: `${name} ${change.seq}` };
    }),
});

const addressOf = (name: TargetName, { key, contact }: SuppressionChange): string | undefined =>
  name === 'email' ? (contact.email ?? readKey(key).email) : readKey(key).phone;

function told(state: TargetState, { effects }: SuppressionChange): TargetState {
  const { sms, email, voice } = effects;
  return {
    ...state,
    ...(sms !== 'none' && { sms }),
    ...(email !== 'none' && { email }),
    ...(voice.automated !== 'none' && { automated: voice.automated }),
    ...(voice.manual !== 'none' && { manual: voice.manual }),
  };
}
