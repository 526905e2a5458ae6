/**
 * What POST /v1/messages costs over the store calls that no gate can do without: its p50 as a
 * multiple of a lone BatchGetItem, conditional UpdateItem and PutItem with the same keys and items,
 * on one engine with one client in one run; and its dollars per million from the capacity that
 * those calls consumed.
 */
import { performance } from 'node:perf_hooks';
import type { Input, Operation, Table } from '#functions/adapters/dynamo/table.ts';
import { median, row, spread } from './figures.ts';
import { type GateRig, startGateRig } from './gate-rig.ts';

const ROUNDS = 20;
const CALLS_A_ROUND = 12;
const WARM_UP = 30;
/** What a busy function has answered long since: refusals, which add nothing to the table. */
const ANSWERED = 2_000;

/** List prices, US East, dollars per million or per GB (AWS price pages as of 2026-11). */
const PRICE = {
  httpApiRequest: 1,
  lambdaRequest: 0.2,
  /** Per GB-second, arm64. */
  lambdaGbSecond: 13.3334,
  /** 4 KB strong; 1 KB. */
  readUnit: 0.125,
  writeUnit: 0.625,
  event: 1,
  logGb: 0.5,
} as const;
/** Memory of the function in the stack. */
const FUNCTION_GB = 1;
/** Our one line of some 225 bytes, Lambda's START, END and REPORT, and 26 bytes for each event. */
const LOG_KB = 0.75;

export async function benchGate(): Promise<void> {
  const pairs = WARM_UP + ROUNDS * CALLS_A_ROUND;
  console.log(
    `\ngate: ${ROUNDS} rounds of ${CALLS_A_ROUND} pairs, interleaved, after ${ANSWERED} other texts`,
  );
  const rig = await startGateRig(pairs * 2 + 1);
  try {
    const [first = '', ...rest] = rig.phones;
    const calls = await observe(rig, first);
    const timed = await time(rig, new Floor(rig.table, calls, first), rest);
    printTimes(timed);
    printCost(calls, median(timed.gate));
  } finally {
    await rig.stop();
  }
}

/** One store call of the gate as it left: its operation, its input, what it consumed. */
interface Call {
  readonly name: Operation;
  readonly input: object;
  readonly units: number;
}

interface Consumed {
  readonly CapacityUnits?: number;
}

const FLOOR: readonly Operation[] = ['BatchGetItem', 'UpdateItem', 'PutItem'];

/** The gate's own store calls for one contact, with their capacity; before anything is timed. */
async function observe(rig: GateRig, phone: string): Promise<readonly Call[]> {
  const calls: Call[] = [];
  const watched: Table = {
    name: rig.table.name,
    async call(name, input) {
      const answer = await rig.table.call(name, { ...input, ReturnConsumedCapacity: 'TOTAL' });
      const { ConsumedCapacity: told } = answer as {
        ConsumedCapacity?: Consumed | readonly Consumed[];
      };
      const units = [told ?? []].flat().reduce((sum, one) => sum + (one.CapacityUnits ?? 0), 0);
      calls.push({ name, input, units });
      return answer;
    },
  };
  await rig.sendOver(watched, phone);
  const names = calls.map((call) => call.name).join(', ');
  if (names !== FLOOR.join(', ')) {
    throw new Error(`the gate's store calls have changed, and its floor with them: ${names}`);
  }
  return calls;
}

/** The same three calls alone, for a contact that is in the same state. */
class Floor {
  readonly #table: Table;
  readonly #inputs: readonly string[];
  readonly #phone: string;
  readonly #message: string;

  constructor(table: Table, calls: readonly Call[], phone: string) {
    this.#table = table;
    this.#inputs = calls.map((call) => JSON.stringify(call.input));
    this.#phone = phone;
    const message = /msg_[0-9a-f]{32}/.exec(this.#inputs.join())?.[0];
    if (!message) throw new Error('the calls name no message');
    this.#message = message;
  }

  /** Milliseconds of read, claim and record. */
  async run(phone: string, serial: number): Promise<readonly number[]> {
    const message = `msg_${String(serial).padStart(32, '0')}`;
    const at = [performance.now()];
    for (const [i, input] of this.#inputs.entries()) {
      const own = input.replaceAll(this.#phone, phone).replaceAll(this.#message, message);
      const name = FLOOR[i] ?? 'PutItem';
      await this.#table.call(name, JSON.parse(own) as Input<typeof name>);
      at.push(performance.now());
    }
    return at.slice(1).map((end, i) => end - (at[i] ?? end));
  }
}

interface Timed {
  readonly gate: number[];
  /** Read, claim, record, each by itself. */
  readonly parts: readonly [number[], number[], number[]];
  readonly floor: number[];
  readonly ratioOfRound: number[];
}

async function time(rig: GateRig, floor: Floor, phones: readonly string[]): Promise<Timed> {
  const timed: Timed = { gate: [], parts: [[], [], []], floor: [], ratioOfRound: [] };
  let next = 0;
  const pair = async (keep: boolean) => {
    const serial = next;
    const [ours = '', theirs = ''] = phones.slice(serial, serial + 2);
    next += 2;
    const gateFirst = serial % 4 === 0;
    const lone = gateFirst ? undefined : await floor.run(theirs, serial);
    const start = performance.now();
    await rig.send(ours);
    const gate = performance.now() - start;
    const alone = lone ?? (await floor.run(theirs, serial));
    if (!keep) return;
    timed.gate.push(gate);
    timed.floor.push(alone.reduce((sum, part) => sum + part, 0));
    for (const [i, part] of alone.entries()) timed.parts[i]?.push(part);
  };
  for (let i = 0; i < WARM_UP; i += 1) await pair(false);
  for (let i = 0; i < ANSWERED; i += 1) await rig.ask(phones[(i % WARM_UP) * 2] ?? '');
  for (let round = 0; round < ROUNDS; round += 1) {
    for (let i = 0; i < CALLS_A_ROUND; i += 1) await pair(true);
    const gate = timed.gate.slice(-CALLS_A_ROUND);
    timed.ratioOfRound.push(median(gate) / median(timed.floor.slice(-CALLS_A_ROUND)));
  }
  return timed;
}

const ms = (value: number): string => `${value.toFixed(2)} ms`;
const usd = (value: number): string => `$${value.toFixed(2)}`;

function printTimes({ gate, parts: [read, claim, put], floor, ratioOfRound }: Timed): void {
  row('lone BatchGetItem, strong, p50', ms(median(read)));
  row('lone conditional UpdateItem, p50', ms(median(claim)));
  row('lone PutItem, p50', ms(median(put)));
  row('the three in a row, p50', ms(median(floor)));
  row('POST /v1/messages, shell to answer, p50', ms(median(gate)));
  row('ratio', `${(median(gate) / median(floor)).toFixed(2)}   ${spread(ratioOfRound)}`);
}

/**
 * Dollars per million texts = H * 1.00 / b + (0.20 + GB * seconds * 13.3334) / b + R * 0.125
 * + W * 0.625 + EV * 1.00 + L * 0.50. R and W are the units consumed, so sizes are in them already;
 * there is no eventual read and no transaction on this path. The authoriser and the stream stand
 * beside it, each with a line of its own.
 */
function printCost(calls: readonly Call[], p50Ms: number): void {
  const units = (name: Operation) =>
    calls.filter((call) => call.name === name).reduce((sum, call) => sum + call.units, 0);
  const [claim, record] = [units('UpdateItem'), units('PutItem')];
  const [H, b, EV] = [1, 1, 1];
  const R = units('BatchGetItem');
  const W = claim + record;
  const L = LOG_KB;
  const http = (H * PRICE.httpApiRequest) / b;
  const seconds = p50Ms / 1_000;
  const lambda = (PRICE.lambdaRequest + FUNCTION_GB * seconds * PRICE.lambdaGbSecond) / b;
  const reads = R * PRICE.readUnit;
  const writes = W * PRICE.writeUnit;
  const log = L * PRICE.logGb;
  console.log('  dollars per million texts:');
  row(`H = ${H} HTTP API request for b = ${b} text`, usd(http));
  row(`Lambda, ${FUNCTION_GB} GB arm64 at this p50`, usd(lambda));
  row(`R = ${R} strong read units`, usd(reads));
  row(`W = ${W} write units: claim ${claim}, record ${record}`, usd(writes));
  row(`L = ${L} KB of log`, usd(log));
  row('the store alone, R and W', usd(reads + writes));
  row('asked, answered and logged', usd(http + lambda + reads + writes + log));
  const authoriser = PRICE.lambdaRequest + PRICE.readUnit;
  row('and the authoriser before it: one request, one read', usd(authoriser));
  row(`and EV = ${EV} event Message Sent behind the stream`, usd(EV * PRICE.event));
}
