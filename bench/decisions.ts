/**
 * What one decision costs beside json-rules-engine, Cedar, casbin and json-logic over the same
 * policy (docs/policy.md) and the same texts. All are first checked to answer alike: outcome and
 * every reason (casbin: allowed or not, for it can say no more). Then rounds in turn, counted in
 * time of the processor, since a shared machine gives it unevenly; then rounds of single calls by
 * the clock, each with its own p99, so that what a neighbour does in one round stays there.
 *
 * The gate's inputs are as the send path loads them: it counts texts, reads the calendar and finds
 * the legal hour. The peers get these as ready attributes (policy/attributes.ts), made beforehand.
 */
import { performance } from 'node:perf_hooks';
import { decideSend, judge } from '#shared/gate.ts';
import type { GateInput } from '#shared/rules/rule.ts';
import { median, quantile } from './figures.ts';
import { type Answer, type Attributes, sameAnswer } from './policy/attributes.ts';
import { attributesOf } from './policy/attributes-of-point.ts';
import { casbin } from './policy/casbin.ts';
import { cedar } from './policy/cedar.ts';
import { decideByJsonLogic } from './policy/json-logic.ts';
import { jsonRulesEngine } from './policy/json-rules.ts';
import { inputOf, type Point, samplePoints } from './policy/space.ts';

const SEED = 1;
const MIXED = 512;
/** Points of the whole space on which all must agree too. */
const EVEN = 2_048;
const ROUNDS = 7;
const ROUND_MS = 400;
/** Passes over the mixed texts, call by call, in each round. */
const SINGLE_PASSES = 8;

interface Case {
  readonly point: Point;
  readonly input: GateInput;
  readonly attributes: Attributes;
}

interface Engine {
  readonly name: string;
  /** What it is asked with, of a text: taken out beforehand. */
  readonly asks: 'input' | 'attributes';
  /** Of that. */
  decide(asked: never): unknown;
  /** The answer in the common form; undefined where it cannot say that much. */
  agrees(one: Case, ours: Answer): boolean | Promise<boolean>;
  /** Its decide gives a promise. */
  readonly waits?: true;
}

export async function benchDecisions(): Promise<void> {
  const mixed = mixedPoints().map(caseOf);
  // As the gate runs: without five other engines in the same heap, and before they are loaded.
  const alone: number[] = [];
  for (let i = 0; i <= ROUNDS; i += 1) alone.push(await round(OURS, mixed));
  const engines = await enginesOf();
  await check(engines, [...mixed, ...samplePoints(EVEN, SEED).map(caseOf)]);
  console.log(`\ndecisions: ${ROUNDS} rounds of ${ROUND_MS} ms each, interleaved; seed ${SEED}`);
  describe(mixed);
  const rates = new Map<Engine, number[]>(engines.map((engine) => [engine, []]));
  for (const engine of engines) await round(engine, mixed);
  for (let i = 0; i < ROUNDS; i += 1) {
    for (const engine of engines) rates.get(engine)?.push(await round(engine, mixed));
  }
  await print(rates, mixed);
  const [, ...warm] = alone;
  const [rate, best] = [median(warm), Math.max(...warm)].map(Math.round);
  console.log(
    `  judge alone, before the others were loaded: ${rate?.toLocaleString('en')} decisions/s,` +
      ` best ${best?.toLocaleString('en')}`,
  );
}

const caseOf = (point: Point): Case => ({
  point,
  input: inputOf(point),
  attributes: attributesOf(point),
});

/** What nothing is wrong with. */
const HARMLESS: Omit<Point, 'category'> = {
  route: 'good',
  stop: 'none',
  consent: 'good',
  conversation: 'closed',
  program: 'marketing',
  when: 'open',
  rest: 'nothing',
};

/** Of each text about a quarter of the dimensions is drawn evenly; elsewhere nothing is wrong. */
function mixedPoints(): Point[] {
  const drawn = samplePoints(MIXED, SEED);
  let state = SEED;
  const keeps = (): boolean => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state < 2 ** 30;
  };
  return drawn.map((point) => {
    const harmless = Object.entries(HARMLESS).filter(() => !keeps());
    return { ...point, ...Object.fromEntries(harmless) };
  });
}

const OURS: Engine = {
  name: 'Consentry, judge: all reasons as codes',
  asks: 'input',
  decide: judge,
  agrees: () => true,
};

async function enginesOf(): Promise<readonly Engine[]> {
  const byCedar = cedar();
  const byRules = jsonRulesEngine();
  const byCasbin = await casbin();
  const wording = { optOutLine: 'Reply STOP to opt out.' };
  return [
    OURS,
    {
      name: 'Consentry, decideSend: words, amended text, segments',
      asks: 'input',
      decide: (input: GateInput) => decideSend(input, 'dec_1', wording),
      agrees({ input }, ours) {
        const { outcome, reasons } = decideSend(input, 'dec_1', wording).decision;
        return sameAnswer(ours, { outcome, codes: reasons.map(({ code }) => code) });
      },
    },
    {
      name: 'json-logic-js, a plain loop',
      asks: 'attributes',
      decide: decideByJsonLogic,
      agrees: ({ attributes }, ours) => sameAnswer(ours, decideByJsonLogic(attributes)),
    },
    {
      name: 'casbin, one matcher: allowed or not',
      asks: 'attributes',
      decide: byCasbin,
      agrees: ({ attributes }, { outcome }) => byCasbin(attributes) === (outcome === 'allow'),
    },
    {
      name: 'Cedar, policies parsed beforehand',
      asks: 'attributes',
      decide: byCedar,
      agrees: ({ attributes }, ours) => sameAnswer(ours, byCedar(attributes)),
    },
    {
      name: 'json-rules-engine',
      asks: 'attributes',
      decide: byRules,
      agrees: async ({ attributes }, ours) => sameAnswer(ours, await byRules(attributes)),
      waits: true,
    },
  ];
}

const oursOf = (input: GateInput): Answer => {
  const { outcome, found } = judge(input);
  return { outcome, codes: found.map(({ rule }) => rule.code) };
};

/** Speed of a wrong answer is worth nothing. */
async function check(engines: readonly Engine[], cases: readonly Case[]): Promise<void> {
  for (const { name, agrees } of engines) {
    for (const one of cases) {
      const ours = oursOf(one.input);
      if (await agrees(one, ours)) continue;
      throw new Error(
        `${name} differs from ${JSON.stringify(ours)} at ${JSON.stringify(one.point)}`,
      );
    }
  }
  const texts = cases.length.toLocaleString('en');
  console.log(`\nall ${engines.length} answer alike on ${texts} texts`);
}

function describe(cases: readonly Case[]): void {
  const answers = cases.map(({ input }) => oursOf(input));
  const count = (outcome: Answer['outcome']): number =>
    answers.filter((answer) => answer.outcome === outcome).length;
  const reasons = answers.reduce((sum, { codes }) => sum + codes.length, 0);
  console.log(
    `  ${cases.length} mixed texts: ${count('allow')} allowed, ${count('defer')} deferred, ` +
      `${count('deny')} denied; ${(reasons / cases.length).toFixed(1)} reasons each`,
  );
}

/** Keeps what is decided from being left out as useless. */
let kept: unknown;

const asking = ({ asks, decide, waits }: Engine, cases: readonly Case[]) => ({
  asked: cases.map((one): unknown => one[asks]),
  decide: decide as (asked: unknown) => unknown,
  waits,
});

/** Decisions per second of the processor. */
async function round(engine: Engine, cases: readonly Case[]): Promise<number> {
  const { asked, decide, waits } = asking(engine, cases);
  const start = performance.now();
  const before = process.cpuUsage();
  let count = 0;
  do {
    if (waits) for (const one of asked) kept = await decide(one);
    else for (const one of asked) kept = decide(one);
    count += cases.length;
  } while (performance.now() - start < ROUND_MS);
  const { user, system } = process.cpuUsage(before);
  return (count * 1_000_000) / (user + system);
}

/** What asking the clock costs, in nanoseconds. */
function clockCost(): number {
  const costs: number[] = [];
  for (let i = 0; i < SINGLE_PASSES * MIXED; i += 1) {
    const start = process.hrtime.bigint();
    costs.push(Number(process.hrtime.bigint() - start));
  }
  return median(costs);
}

/** Nanoseconds of each call by the clock. */
async function singles(engine: Engine, cases: readonly Case[]): Promise<number[]> {
  const { asked, decide, waits } = asking(engine, cases);
  const all: number[] = [];
  for (let pass = 0; pass < SINGLE_PASSES; pass += 1) {
    for (const one of asked) {
      const start = process.hrtime.bigint();
      kept = waits ? await decide(one) : decide(one);
      all.push(Number(process.hrtime.bigint() - start));
    }
  }
  return all;
}

/** Of the rounds' own p50 and p99 the median, and the least p99, in microseconds. */
async function timesOf(engine: Engine, cases: readonly Case[], clock: number) {
  const rounds: number[][] = [];
  for (let i = 0; i <= ROUNDS; i += 1) rounds.push(await singles(engine, cases));
  const [, ...warm] = rounds;
  const of = (share: number): number[] => warm.map((all) => (quantile(all, share) - clock) / 1_000);
  return { p50: median(of(0.5)), p99: median(of(0.99)), best: Math.min(...of(0.99)) };
}

async function print(rates: ReadonlyMap<Engine, number[]>, cases: readonly Case[]): Promise<void> {
  const [ours = []] = rates.values();
  const clock = clockCost();
  console.log(
    `  decisions/s: median of the rounds, and the best, since the machine is shared\n` +
      `  p50 and p99 of ${SINGLE_PASSES * MIXED} single calls a round, less ${clock} ns for asking the clock:` +
      ` median of ${ROUNDS} rounds, and the best p99`,
  );
  line('engine', 'decisions/s', 'best', 'ours faster by', 'p50 us', 'p99 us', 'best p99');
  for (const [engine, own] of rates) {
    const ratio = median(own.map((rate, i) => (ours[i] ?? Number.NaN) / rate));
    const [rate, most] = [median(own), Math.max(...own)].map((one) =>
      Math.round(one).toLocaleString('en'),
    );
    const faster = ratio.toFixed(ratio < 10 ? 1 : 0);
    const { p50, p99, best } = await timesOf(engine, cases, clock);
    line(engine.name, rate, most, faster, p50.toFixed(2), p99.toFixed(2), best.toFixed(2));
  }
  if (kept === undefined) throw new Error('nothing was decided');
}

const NAME_WIDTH = 54;
const CELL_WIDTH = 15;

const line = (name: string, ...cells: readonly (string | undefined)[]): void =>
  console.log(
    `  ${name.padEnd(NAME_WIDTH)}${cells.map((cell = '') => cell.padStart(CELL_WIDTH)).join('')}`,
  );
