/**
 * The promises of DESIGN.md section 2 under chaos: production handlers over the real engine, with
 * concurrent sends and STOPs, crashes between steps, lost answers, deliveries twice and out of
 * order.
 *
 * Replay one schedule: SIM_SEED=<seed> SIM_RUNS=1 SIM_TRACE=1 vitest run test/simulation
 * Look further: SIM_RUNS=5000 vitest run test/simulation (with SIM_SEED for where to begin).
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { FAULTS } from './faults.ts';
import { type Outcome, openRig, type Rig } from './schedule.ts';

const RUNS = Number(process.env['SIM_RUNS'] ?? 100);
const SEED = Number(process.env['SIM_SEED'] ?? 1);
/** Schedules under way at once: while one waits for the engine another computes. */
const AT_ONCE = 3;
/** Every planted fault is found within this many schedules. */
const MAX_HUNT = 60;
const TIME_LIMIT_MS = 60_000 + RUNS * 2_000;

let rig: Rig;
beforeAll(async () => {
  rig = await openRig();
});
afterAll(() => rig.stop());

const words = ({ seed, violations }: Outcome): string[] =>
  violations.map(({ rule, detail }) => `SIM_SEED=${seed} ${rule}: ${detail}`);

test(
  `no schedule breaks a promise (SIM_SEED=${SEED} SIM_RUNS=${RUNS})`,
  async () => {
    const total = { schedules: 0, steps: 0, commands: 0, faults: 0, sends: 0, stops: 0 };
    const broken: string[] = [];
    let next = SEED;
    const worker = async (): Promise<void> => {
      while (next < SEED + RUNS) {
        const seed = next;
        next += 1;
        const outcome = await rig.run(seed);
        add(total, outcome);
        broken.push(...words(outcome));
        if (process.env['SIM_TRACE']) console.log(outcome.trace.join('\n'));
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    console.log('simulation', { seed: SEED, ...total });
    expect(broken).toEqual([]);
    // A schedule that sends nothing or stops nobody would prove nothing.
    expect(total.sends).toBeGreaterThan(RUNS / 2);
    expect(total.stops).toBeGreaterThan(RUNS / 2);
    expect(total.faults).toBeGreaterThan(RUNS / 2);
  },
  TIME_LIMIT_MS,
);

interface Total {
  schedules: number;
  steps: number;
  commands: number;
  faults: number;
  sends: number;
  stops: number;
}

function add(total: Total, { world, stops }: Outcome): void {
  const { refused, lost, crashed } = world.scheduler.faults;
  total.schedules += 1;
  total.steps += world.scheduler.step;
  total.commands += world.commands;
  total.faults += refused + lost + crashed;
  total.sends += world.calls.length;
  total.stops += stops;
}

test('the same seed is the same schedule, step by step', async () => {
  const [once, again] = [await rig.run(7), await rig.run(7)];
  expect(again.trace).toEqual(once.trace);
  expect(once.trace.length).toBeGreaterThan(50);
});

for (const [name, { plant, caughtBy }] of Object.entries(FAULTS)) {
  test(
    `the auditor sees through: ${name}`,
    async () => {
      const seen = new Set<string>();
      for (let seed = 1; seed <= MAX_HUNT; seed += 1) {
        const { violations } = await rig.run(seed, plant);
        const caught = violations.find(({ rule }) => caughtBy.includes(rule));
        if (caught) {
          console.log(`${name}: seed ${seed}, ${caught.rule}: ${caught.detail}`);
          return;
        }
        for (const { rule } of violations) seen.add(rule);
      }
      expect.fail(`not seen in ${MAX_HUNT} schedules; other rules: ${[...seen].join(' ')}`);
    },
    TIME_LIMIT_MS,
  );
}
