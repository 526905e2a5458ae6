/**
 * How the weights of data/reply-weights.ts are learnt: logistic regression over the marks that
 * shared/replies/weigh.ts collects, by stochastic descent with a step of its own for each weight
 * (AdaGrad), texts in an order mixed by a fixed seed. The same sets give the same weights.
 */
import { marks } from '#shared/replies/reply.ts';
import { readOwn, readTokens } from '#shared/replies.ts';
import type { Labelled } from './sets.ts';

export interface Example {
  readonly marks: readonly number[];
  readonly isOne: boolean;
}

export interface Learnt {
  readonly scale: number;
  readonly bias: number;
  readonly weights: Int8Array;
}

const SEED = 1;
const EPOCHS = 8;
const STEP = 0.3;
const DECAY = 1e-3;
const MOST = 127;

export function marksOf({ text, lastText }: Pick<Labelled, 'text' | 'lastText'>): number[] {
  readTokens(text);
  readOwn(text, { lastText });
  return [...marks.places.subarray(0, marks.count)];
}

/** @param bits of the table of weights; a mark's place is its last so many bits */
export function learn(examples: readonly Example[], bits: number): Learnt {
  const mask = 2 ** bits - 1;
  const weights = new Float64Array(2 ** bits);
  const slopes = new Float64Array(2 ** bits).fill(1e-6);
  let bias = 0;
  let biasSlope = 1e-6;
  const mixed = [...examples];
  const random = mixer(SEED);
  for (let epoch = 0; epoch < EPOCHS; epoch += 1) {
    shuffle(mixed, random);
    for (const { marks: own, isOne } of mixed) {
      const share = 1 / Math.sqrt(own.length);
      let sum = 0;
      for (const mark of own) sum += weights[mark & mask] ?? 0;
      const miss = 1 / (1 + Math.exp(-(bias + sum * share))) - (isOne ? 1 : 0);
      biasSlope += miss * miss;
      bias -= (STEP * miss) / Math.sqrt(biasSlope);
      for (const mark of own) {
        const at = mark & mask;
        const slope = miss * share + DECAY * (weights[at] ?? 0);
        const total = (slopes[at] ?? 0) + slope * slope;
        slopes[at] = total;
        weights[at] = (weights[at] ?? 0) - (STEP * slope) / Math.sqrt(total);
      }
    }
  }
  const scale = weights.reduce((most, one) => Math.max(most, Math.abs(one)), 0) / MOST;
  return { scale, bias, weights: Int8Array.from(weights, (one) => Math.round(one / scale)) };
}

function shuffle(list: unknown[], random: () => number): void {
  for (let i = list.length - 1; i > 0; i -= 1) {
    const j = Math.floor(random() * (i + 1));
    [list[i], list[j]] = [list[j], list[i]];
  }
}

/** Numerical Recipes. */
function mixer(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
