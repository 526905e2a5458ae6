/**
 * Learns the weights of shared/data/reply-weights.ts from the tuned sets and writes the file:
 * `npm run train:replies`. Never from the held-out sets.
 */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Example, type Learnt, learn, marksOf } from './learn.ts';
import { isStop, type Labelled, readSets } from './sets.ts';

const BITS = { stop: 18, wrongNumber: 13 } as const;

const FILE = path.resolve(import.meta.dirname, '../../shared/data/reply-weights.ts');

/** Answers to our own questions are read by other means, doubtful ones teach nothing. */
export const teaches = ({ ask, pending }: Labelled): boolean => !ask && pending === undefined;

export function learnAll(texts: readonly Labelled[]) {
  const examples = texts
    .filter(teaches)
    .map((one) => ({ one, marks: marksOf(one), isOne: isStop(one) }));
  const wrong = examples
    .filter(({ isOne }) => isOne)
    .map(({ marks, one }): Example => ({ marks, isOne: one.intent === 'wrong-number' }));
  return { stop: learn(examples, BITS.stop), wrongNumber: learn(wrong, BITS.wrongNumber) };
}

const written = ({ bias, scale, weights }: Learnt): string =>
  `{\n    scale: ${scale},\n    bias: ${bias},\n` +
  `    weights:\n      '${Buffer.from(weights.buffer).toString('base64')}',\n  }`;

const HEAD = `/**
 * What each mark of a reply weighs (shared/replies/weigh.ts): one signed byte for each place, in
 * base64. Made by \`npm run train:replies\`, not written: change the sets instead.
 * Source: test/replies/sets/tuned. Date: 2026-11-22. Confidence: M.
 */
`;

if (import.meta.main) {
  const { stop, wrongNumber } = learnAll(readSets('tuned'));
  writeFileSync(
    FILE,
    `${HEAD}export const REPLY_WEIGHTS = {\n` +
      `  stop: ${written(stop)},\n  wrongNumber: ${written(wrongNumber)},\n};\n`,
  );
}
