/**
 * Learns the weights of shared/data/reply-weights.ts from the tuned sets and writes the file:
 * `npm run train:replies`. Never from the held-out sets.
 */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Intent } from '#shared/data/keywords.ts';
import type { Wish } from '#shared/replies/weigh.ts';
import { type Example, type Learnt, learn, marksOf } from './learn.ts';
import { isStop, type Labelled, readSets } from './sets.ts';

const BITS = {
  stop: 20,
  wrongNumber: 13,
  allContact: 14,
  calls: 14,
  email: 14,
  yes: 15,
  no: 15,
  help: 15,
  optIn: 15,
  callMe: 15,
  complaint: 15,
  scopeAll: 15,
  scopePart: 15,
} as const satisfies Record<Wish, number>;

const FILE = path.resolve(import.meta.dirname, '../../shared/data/reply-weights.ts');

/** What people write every day counts more: it comes far more often than all the rest. */
const OFTEN = 3;

/** Of a wrong number, and of no contact at all, how much is plain. */
const HAVE_SCOPE: ReadonlySet<Intent> = new Set(['opt-out', 'stop-calls', 'stop-email']);

const declines = ({ intent }: Labelled): boolean => intent === 'decline';
const agrees = ({ intent, pending }: Labelled): boolean =>
  intent === 'confirm' || (pending === 'opt-out' && isStop({ intent, pending }));
/** What answers nothing teaches too, in part: there is so much more of it. */
const ONE_IN = 4;
const ANSWERS_OFTEN = 3;

/** Doubtful texts teach nothing; answers to our own questions, only how such answers sound. */
export function learnAll(texts: readonly Labelled[]): Record<Wish, Learnt> {
  const clear = texts.filter(({ ask }) => !ask);
  const examples = clear
    .filter(({ pending }) => pending === undefined)
    .flatMap((one) => Array<Labelled>(one.kind === 'everyday' ? OFTEN : 1).fill(one))
    .map((one) => ({ one, marks: marksOf(one), isOne: isStop(one) }));
  const end = (intent: Intent): Example[] =>
    examples
      .filter(({ isOne }) => isOne)
      .map(({ marks, one }) => ({ marks, isOne: one.intent === intent }));
  const scoped = (scope: Labelled['scope']): Example[] =>
    examples
      .filter(({ one }) => HAVE_SCOPE.has(one.intent))
      .map(({ marks, one }) => ({ marks, isOne: one.scope === scope }));
  const talk = (intent: Intent): Example[] =>
    examples
      .filter(({ isOne }) => !isOne)
      .map(({ marks, one }) => ({ marks, isOne: one.intent === intent }));
  const nothing = examples.filter(({ isOne }) => !isOne).filter((_, i) => i % ONE_IN === 0);
  const answering = (is: (one: Labelled) => boolean): Example[] => [
    ...nothing,
    ...clear
      .filter((one) => one.pending !== undefined && (agrees(one) || declines(one)))
      .map((one): Example => ({ marks: marksOf(one), isOne: is(one) }))
      .flatMap((one) => Array<Example>(ANSWERS_OFTEN).fill(one)),
  ];
  return {
    stop: learn(examples, BITS.stop),
    wrongNumber: learn(end('wrong-number'), BITS.wrongNumber),
    allContact: learn(end('stop-all-contact'), BITS.allContact),
    calls: learn(end('stop-calls'), BITS.calls),
    email: learn(end('stop-email'), BITS.email),
    yes: learn(answering(agrees), BITS.yes),
    no: learn(answering(declines), BITS.no),
    help: learn(talk('help'), BITS.help),
    optIn: learn(talk('opt-in'), BITS.optIn),
    callMe: learn(talk('call-me'), BITS.callMe),
    complaint: learn(talk('complaint'), BITS.complaint),
    scopeAll: learn(scoped('all'), BITS.scopeAll),
    scopePart: learn(scoped('part'), BITS.scopePart),
  };
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
  const tables = Object.entries(learnAll(readSets('tuned')));
  const rows = tables.map(([name, learnt]) => `  ${name}: ${written(learnt)},\n`);
  writeFileSync(FILE, `${HEAD}export const REPLY_WEIGHTS = {\n${rows.join('')}};\n`);
}
