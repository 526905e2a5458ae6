/**
 * Decides what happens next: every call that production code makes to the outside waits at a gate,
 * and one waiting call at a time goes through, picked by seeded chance. By chance too a call fails
 * before its effect, takes effect but loses its answer, or its whole run dies there. Time moves
 * only here.
 */
import type { Random } from './random.ts';

export type Ended<T> =
  | { readonly status: 'done'; readonly value: T }
  | { readonly status: 'failed'; readonly error: unknown }
  /** The run died: it never resumes, and nobody hears from it. */
  | { readonly status: 'crashed' };

/** One run of one handler, as one invocation of a function. */
export interface Task {
  readonly name: string;
  readonly startedAt: number;
  waiting: number;
  ended: boolean;
  crash(): void;
}

/**
 * Something outside the handlers that may happen next: a delivery, a request, a turn of the clock.
 */
export interface Move {
  readonly label: string;
  readonly weight: number;
  run(): void | Promise<void>;
}

/** `network`: may fail or lose its answer. `crash-only`: has failures of its own. */
export type GateKind = 'network' | 'crash-only';

/** What the SDK throws when the connection broke: the caller cannot tell whether it took effect. */
export class NetworkFault extends Error {}

interface Gate {
  readonly task: Task;
  readonly label: string;
  readonly kind: GateKind;
  pass(fate: Fate): Promise<void>;
}

type Fate = 'done' | 'refused' | 'lost' | 'crash-before' | 'crash-after';

const GATE_WEIGHT = 4;
/** Longer than any function of the stack may run; then AWS ends it. */
const MAX_RUN_MS = 60_000;
/** Turns of the event loop that a handler may need between two calls. */
const MAX_TURNS = 200;
const WALL_START = Date.parse('2026-11-18T17:00:00Z');

export class Scheduler {
  readonly random: Random;
  /** Chance of a fault at one call; 0 lets everything through. */
  faultRate: number;
  mono = 1_000;
  step = 0;
  readonly trace: string[] = [];
  readonly faults = { refused: 0, lost: 0, crashed: 0 };
  #gates: Gate[] = [];
  readonly #tasks = new Set<Task>();

  constructor(random: Random, faultRate: number) {
    this.random = random;
    this.faultRate = faultRate;
  }

  wall(): number {
    return WALL_START + this.mono;
  }

  advance(ms: number): void {
    this.mono += ms;
  }

  spawn<T>(
    name: string,
    run: (task: Task) => Promise<T>,
    onEnd: (ended: Ended<T>) => void = () => undefined,
  ): void {
    const end = (ended: Ended<T>): void => {
      if (task.ended) return;
      task.ended = true;
      this.#tasks.delete(task);
      this.#gates = this.#gates.filter((gate) => gate.task !== task);
      onEnd(ended);
    };
    const task: Task = {
      name,
      startedAt: this.mono,
      waiting: 0,
      ended: false,
      crash: () => end({ status: 'crashed' }),
    };
    this.#tasks.add(task);
    run(task).then(
      (value) => end({ status: 'done', value }),
      (error: unknown) => end({ status: 'failed', error }),
    );
  }

  /**
   * Every call to the outside goes through here. The promise of a run that died stays open for
   * ever.
   */
  gate<T>(
    task: Task,
    label: string,
    effect: () => T | Promise<T>,
    kind: GateKind = 'network',
  ): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      if (task.ended) return;
      task.waiting += 1;
      const pass = async (fate: Fate): Promise<void> => {
        if (fate === 'crash-before') return task.crash();
        if (fate !== 'refused') {
          try {
            const value = await effect();
            if (fate === 'done') resolve(value);
          } catch (error) {
            if (fate === 'done') reject(error as Error);
          }
        }
        if (fate === 'crash-after') return task.crash();
        if (fate !== 'done') reject(new NetworkFault(`${label}: ${fate}`));
        task.waiting -= 1;
      };
      this.#gates.push({ task, label, kind, pass });
    });
  }

  /** One step. False when nothing can happen. The moves are asked for once all runs stand still. */
  async next(offered: () => readonly Move[]): Promise<boolean> {
    await this.#settle();
    this.#endOverdue();
    const moves = offered();
    const gates = this.#gates;
    const weight = moves.reduce((sum, move) => sum + move.weight, gates.length * GATE_WEIGHT);
    if (weight === 0) return false;
    this.step += 1;
    this.#tick();
    let at = this.random.next() * weight;
    const gate = gates[Math.floor(at / GATE_WEIGHT)];
    if (gate) {
      this.#gates = gates.filter((other) => other !== gate);
      const fate = this.#fate(gate);
      this.trace.push(`${this.step} ${this.mono} ${gate.task.name}: ${gate.label} ${fate}`);
      await gate.pass(fate);
      return true;
    }
    at -= gates.length * GATE_WEIGHT;
    const move = moves.find((one) => {
      at -= one.weight;
      return at < 0;
    });
    this.trace.push(`${this.step} ${this.mono} ${move?.label ?? 'nothing'}`);
    await move?.run();
    return true;
  }

  /**
   * Between two calls a handler only computes: when the loop has turned, each run waits at a gate.
   */
  async #settle(): Promise<void> {
    for (let turn = 0; turn < MAX_TURNS; turn += 1) {
      await new Promise((resolve) => setImmediate(resolve));
      if ([...this.#tasks].every((task) => task.waiting > 0)) return;
    }
    const lost = [...this.#tasks].find((task) => task.waiting === 0);
    throw new Error(`${lost?.name} waits for something that the scheduler does not know`);
  }

  #endOverdue(): void {
    for (const task of this.#tasks) {
      if (this.mono - task.startedAt > MAX_RUN_MS) task.crash();
    }
  }

  /** Mostly milliseconds; now and then a pause as long as a lease. */
  #tick(): void {
    this.mono += this.random.chance(0.03) ? 300 + this.random.int(2_400) : this.random.int(25);
  }

  #fate(gate: Gate): Fate {
    if (!this.random.chance(this.faultRate)) return 'done';
    const kind = this.random.int(gate.kind === 'network' ? 6 : 2);
    const fate = (['crash-before', 'crash-after', 'refused', 'refused', 'lost', 'lost'] as const)[
      kind
    ];
    if (fate === undefined) return 'done';
    const counted = fate === 'refused' || fate === 'lost' ? fate : 'crashed';
    this.faults[counted] += 1;
    return fate;
  }
}
