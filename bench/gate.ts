/**
 * What POST /v1/messages costs over the store calls that no gate can do without: its p50 as a
 * multiple of a lone BatchGetItem, conditional UpdateItem and PutItem with the same keys and items,
 * on one engine with one client in one run; and its dollars per million from the capacity that
 * those calls consumed.
 */
import { performance } from 'node:perf_hooks';
import { BatchGetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Table } from '#functions/adapters/dynamo/table.ts';
import { median, row, spread } from './figures.ts';
import { type GateRig, startGateRig } from './gate-rig.ts';

const ROUNDS = 20;
const CALLS_A_ROUND = 12;
const WARM_UP = 30;

/** List prices, US East, dollars per million (AWS price pages as of 2026-11). */
const PRICE = {
  httpApiRequest: 1,
  lambdaRequest: 0.2,
  /** Per GB-second, arm64. */
  lambdaGbSecond: 13.3334,
  /** 4 KB strong; 1 KB. */
  readUnit: 0.125,
  writeUnit: 0.625,
  /** Message Sent, told by the stream. */
  event: 1,
} as const;
/** Memory of the function in the stack. */
const FUNCTION_GB = 1;

export async function benchGate(): Promise<void> {
  const pairs = WARM_UP + ROUNDS * CALLS_A_ROUND;
  console.log(`\ngate: ${ROUNDS} rounds of ${CALLS_A_ROUND} pairs, interleaved`);
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

/** One store call of the gate as it left: its command, its input, what it consumed. */
interface Call {
  readonly name: string;
  readonly input: object;
  readonly units: number;
}

interface Consumed {
  readonly CapacityUnits?: number;
}

/** The gate's own store calls for one contact, with their capacity; before anything is timed. */
async function observe(rig: GateRig, phone: string): Promise<readonly Call[]> {
  const calls: Call[] = [];
  const stack = rig.table.client.middlewareStack;
  stack.add(
    (next, context) => async (args) => {
      const input = args.input as object;
      const answer = await next({
        ...args,
        input: { ...input, ReturnConsumedCapacity: 'TOTAL' },
      } as typeof args);
      const { ConsumedCapacity: told } = answer.output as {
        ConsumedCapacity?: Consumed | readonly Consumed[];
      };
      const units = [told ?? []].flat().reduce((sum, one) => sum + (one.CapacityUnits ?? 0), 0);
      calls.push({ name: String(context['commandName']), input, units });
      return answer;
    },
    { step: 'initialize', name: 'observe' },
  );
  await rig.send(phone);
  stack.remove('observe');
  const names = calls.map((call) => call.name).join(', ');
  if (names !== 'BatchGetItemCommand, UpdateItemCommand, PutItemCommand') {
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
    const [read, claim, put] = this.#inputs.map((input) =>
      JSON.parse(input.replaceAll(this.#phone, phone).replaceAll(this.#message, message)),
    );
    const { client } = this.#table;
    const at = [performance.now()];
    await client.send(new BatchGetCommand(read));
    at.push(performance.now());
    await client.send(new UpdateCommand(claim));
    at.push(performance.now());
    await client.send(new PutCommand(put));
    at.push(performance.now());
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

function printCost(calls: readonly Call[], p50Ms: number): void {
  const units = (name: string) =>
    calls.filter((call) => call.name === name).reduce((sum, call) => sum + call.units, 0);
  const reads = units('BatchGetItemCommand');
  const writes = calls.reduce((sum, call) => sum + call.units, 0) - reads;
  for (const call of calls) row(`${call.name}, capacity units`, String(call.units));
  const store = reads * PRICE.readUnit + writes * PRICE.writeUnit;
  const lambda = PRICE.lambdaRequest + FUNCTION_GB * (p50Ms / 1_000) * PRICE.lambdaGbSecond;
  row('store, per million texts', usd(store));
  row(`Lambda, ${FUNCTION_GB} GB arm64 at this p50, per million`, usd(lambda));
  row('HTTP API, per million', usd(PRICE.httpApiRequest));
  row('asked and answered, per million', usd(store + lambda + PRICE.httpApiRequest));
  row('and the event Message Sent behind the stream', usd(PRICE.event));
}
