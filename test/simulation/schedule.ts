/**
 * One schedule: a fresh table and account, some people, some acts; chaos until the acts are begun,
 * then calm until nothing is left to do; then the audit. The seed decides all of it.
 */
import { DeleteTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import { DynamoDBDocumentClient, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { dynamoLedger } from '#functions/adapters/dynamo/ledger.ts';
import { openTable, type Table } from '#functions/adapters/dynamo/table.ts';
import { FIRMS, makeDemo } from '#local/demo.ts';
import { type Engine, ensureTable, startEngine } from '#local/engine.ts';
import { present, sha256 } from '#shared/basics.ts';
import { MAX_CLAIMS } from '#shared/claims.ts';
import { growLedger } from '#shared/grow.ts';
import { SETTINGS } from '#shared/items.ts';
import { type EntryDraft, emailKey, phoneKey } from '#shared/ledger.ts';
import { emptyStanding } from '#shared/standing.ts';
import type { LedgerWrite } from '#shared/store.ts';
import {
  type Act,
  actMoves,
  anyAct,
  callAct,
  doubtfulAct,
  formAct,
  isStop,
  rulingAct,
  sendAct,
  textAct,
} from './acts.ts';
import { audit, type Violation } from './audit.ts';
import { QueueMoves, StreamMove } from './deliveries.ts';
import type { Plant } from './ports.ts';
import { seeded } from './random.ts';
import type { Person } from './requests.ts';
import { type Move, Scheduler } from './scheduler.ts';
import { TRANSCRIPTS_TO, World } from './world.ts';

export interface Outcome {
  readonly seed: number;
  readonly violations: readonly Violation[];
  readonly trace: readonly string[];
  readonly world: World;
  /** Opt-outs by text that were acknowledged. */
  readonly stops: number;
}

/** A database for as many schedules as wanted, one after the other. */
export interface Rig {
  run(seed: number, plant?: Plant): Promise<Outcome>;
  stop(): Promise<void>;
}

const MAX_STEPS = 20_000;
const MAX_JUMPS = 3;
const EMAIL_SHARE = 0.4;
const BURST_SHARE = 0.05;
/** Of texts that may be an opt-out, and staff who rule on one. */
const DOUBT_SHARE = 0.2;
const ASKING_SHARE = 0.4;
/** More than a standing keeps claims for. */
const BURST = MAX_CLAIMS + 4;

export async function openRig(): Promise<Rig> {
  const engine = await startEngine();
  const streams = new DynamoDBStreamsClient(engine.config);
  const admin = DynamoDBDocumentClient.from(new DynamoDBClient(engine.config));
  let runs = 0;
  return {
    async run(seed, plant) {
      runs += 1;
      const name = `simulation-${runs}`;
      const streamArn = await ensureTable(engine, name);
      try {
        return await runSchedule({ engine, admin, streams, name, streamArn }, seed, plant);
      } finally {
        await admin.send(new DeleteTableCommand({ TableName: name }));
      }
    },
    async stop() {
      streams.destroy();
      admin.destroy();
      await engine.stop();
    },
  };
}

interface Store {
  readonly engine: Engine;
  readonly admin: DynamoDBDocumentClient;
  readonly streams: DynamoDBStreamsClient;
  readonly name: string;
  readonly streamArn: string;
}

async function runSchedule(
  { engine, admin, streams, name, streamArn }: Store,
  seed: number,
  plant: Plant | undefined,
): Promise<Outcome> {
  const random = seeded(seed);
  const scheduler = new Scheduler(random, random.pick([0.01, 0.04, 0.08]));
  const table = openTable(name, engine.config);
  const { demo, write } = makeDemo(present(FIRMS[0], 'a firm'), scheduler.wall(), DIALER);
  const world = new World(table, demo, scheduler);
  await put(world, table, inMode(write, random.chance(0.3) ? 'test' : 'live'));
  const people = await invite(world, table);
  const acts = plan(world, people);
  const stream = new StreamMove(world, plant, streams);
  await stream.open(streamArn);
  const queues = new QueueMoves(world, plant);
  const moves = () => [...actMoves(acts, world, plant), ...stream.moves(), ...queues.moves()];
  await chaos(world, acts, moves);
  await calm(world, moves);
  const items = await admin.send(new ScanCommand({ TableName: name, ConsistentRead: true }));
  const violations = audit(world, acts, people, items.Items ?? []);
  const stops = acts.filter(({ text, acknowledged }) => acknowledged && isStop(text?.body ?? ''));
  return { seed, violations, trace: scheduler.trace, world, stops: stops.length };
}

const DIALER = 'https://dialer.example/hook';

/** Until every act has been begun, with whatever goes wrong on the way. */
async function chaos(world: World, acts: readonly Act[], moves: () => Move[]): Promise<void> {
  const { scheduler, random } = world;
  let jumps = 0;
  const jump: Move = {
    label: 'the clock jumps',
    weight: 0.3,
    run() {
      jumps += 1;
      scheduler.advance(20_000 + random.int(500_000));
    },
  };
  const begun = () => acts.every((act) => act.started >= act.planned);
  const extra = 40 + random.int(120);
  for (let after = 0; after < extra; after += begun() ? 1 : 0) {
    world.releaseSchedules();
    if (scheduler.step > MAX_STEPS) throw new Error('the acts never begin');
    const offered = () => [...moves(), ...(jumps < MAX_JUMPS ? [jump] : [])];
    if (!(await scheduler.next(offered))) return;
  }
}

/** No faults any more: everything under way comes to its end, and what was parked is redriven. */
async function calm(world: World, moves: () => Move[]): Promise<void> {
  const { scheduler, queues } = world;
  scheduler.faultRate = 0;
  world.blocked.clear();
  while (scheduler.step < MAX_STEPS) {
    world.releaseSchedules();
    if (await scheduler.next(moves)) continue;
    const due = world.nextDue();
    if (due !== undefined) {
      scheduler.advance(Math.max(1, due - scheduler.wall()));
      continue;
    }
    const redriven = Object.values(queues).map((queue) => queue.redrive(scheduler.wall()));
    if (redriven.every((count) => count === 0)) return;
  }
  throw new Error('the schedule never comes to rest');
}

interface Head {
  readonly settings: object;
  readonly mode: string;
}
const inMode = (write: LedgerWrite, mode: 'live' | 'test'): LedgerWrite => ({
  ...write,
  config: (write.config ?? []).map((item) =>
    item.sk === SETTINGS ? { ...item, value: headIn(item.value as Head, mode) } : item,
  ),
});

/** Transcripts are mailed; and with an address, whoever is asked is asked by email too. */
const headIn = (head: Head, mode: 'live' | 'test'): Head => ({
  ...head,
  mode,
  settings: {
    ...head.settings,
    postalAddress: '1 Main Street, Springfield',
    transcripts: { restMinutes: 30, mailTo: TRANSCRIPTS_TO, format: 'text' },
  },
});

async function put(world: World, table: Table, write: LedgerWrite): Promise<void> {
  const { status } = await dynamoLedger(table).append(write);
  if (status !== 'written') throw new Error(`the opening write was ${status}`);
  world.writes += 1;
  for (const { entries } of write.changes) world.sawEntries(entries.map(({ entry }) => entry));
}

/** One or two people; most have agreed before, with or without an email address. */
async function invite(world: World, table: Table): Promise<Person[]> {
  const { random, demo, scheduler } = world;
  const count = 1 + random.int(2);
  const people: Person[] = [];
  for (const [index, name] of ['Ann', 'Bob'].slice(0, count).entries()) {
    const email = random.chance(EMAIL_SHARE) ? `${name.toLowerCase()}@example.com` : undefined;
    const person = { name, phone: `+1202555014${index}`, email };
    people.push(person);
    if (random.chance(0.2)) continue;
    const tel = phoneKey(demo.account, person.phone);
    const drafts = agreed(person, scheduler.wall() - 86_400_000, 'confirmed');
    const changes = [growLedger(tel, emptyStanding(tel), drafts)];
    if (email) {
      const mail = emailKey(demo.account, email);
      const link = { ...opening(scheduler.wall()), detail: { phone: person.phone } };
      const change: EntryDraft = { ...link, type: 'contact-changed' };
      changes.push(growLedger(mail, emptyStanding(mail), [change]));
    }
    await put(world, table, { changes });
  }
  if (random.chance(ASKING_SHARE)) people.push(await newcomer(world, table));
  return people;
}

const NEWCOMER = 'Cy';

/** Somebody whose form came just now, and who is about to be asked. */
async function newcomer(world: World, table: Table): Promise<Person> {
  const { demo, random, scheduler } = world;
  const email = random.chance(EMAIL_SHARE) ? 'cy@example.com' : undefined;
  const person = { name: NEWCOMER, phone: '+12025550149', email };
  const tel = phoneKey(demo.account, person.phone);
  const drafts = agreed(person, scheduler.wall(), 'pending');
  await put(world, table, { changes: [growLedger(tel, emptyStanding(tel), drafts)] });
  return person;
}

const opening = (at: number) => ({ at, actor: 'form:earlier', source: 'web-form' });

const agreed = (
  { name, email, phone }: Person,
  at: number,
  status: 'pending' | 'confirmed',
): EntryDraft[] => [
  {
    ...opening(at),
    type: 'contact-changed',
    detail: { name, phone, origin: 'web-form', ...(email && { email }) },
  },
  {
    ...opening(at),
    type: 'consent-captured',
    detail: {
      channel: 'sms',
      program: 'default',
      status,
      grade: 'written',
      purpose: 'marketing',
      source: 'web-form',
      obtainedAt: new Date(at).toISOString(),
      disclosure: { version: '1', hash: sha256('words'), text: 'words', language: 'en' },
      evidence: {},
    },
  },
];

/** Few: dialers call a contact now and then. */
const MAX_CALLS = 3;

/** Texts that wait for the answer, and the answer: what a YES releases and a NO voids. */
const asking = (person: Person, world: World): Act[] => [
  ...[51, 52].map((index) => sendAct(index, person, world, { holds: true })),
  textAct(53, person, world.random.pick(['YES', 'YES', 'NO', 'what?']), world),
];

/** Every schedule has a send and a STOP of one person in it; some have a burst of sends. */
function plan(world: World, people: readonly Person[]): Act[] {
  const { random } = world;
  const first = present(people[0], 'a person');
  const acts = [sendAct(0, first, world), textAct(1, first, 'STOP', world)];
  if (people.length > 1 && random.chance(0.3)) acts.push(formAct(2, random.pick(people), world));
  const asked = people.find(({ name }) => name === NEWCOMER);
  if (asked) acts.push(...asking(asked, world));
  if (random.chance(BURST_SHARE)) {
    for (let n = 0; n < BURST; n += 1)
      acts.push(sendAct(100 + n, first, world, { subject: `subject ${n}` }));
  }
  if (random.chance(DOUBT_SHARE)) {
    acts.push(doubtfulAct(50, first, world), doubtfulAct(51, first, world));
    acts.push(rulingAct(52, first, world));
  }
  const more = 2 + random.int(6);
  for (let index = 0; index < more; index += 1) acts.push(anyAct(3 + index, people, world));
  const calls = random.int(MAX_CALLS + 1);
  for (let n = 0; n < calls; n += 1) acts.push(callAct(200 + n, random.pick(people), world));
  return acts;
}
