/** The labelled replies: how they are kept and what counts as what. See README.md beside it. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Intent, Reading, ReplyContext } from '#shared/replies.ts';

export interface Labelled extends ReplyContext {
  /** The file it stands in. */
  readonly set: string;
  readonly text: string;
  readonly intent: Intent;
  readonly kind: string;
  readonly language: 'en' | 'es' | 'fr' | 'mixed';
  /** Of a stop: everything, or one sort of texts, where it is said. */
  readonly scope?: 'all' | 'part' | undefined;
  /** Reasonable people would be split: asking the person is right. */
  readonly ask?: true | undefined;
}

const FOLDER = path.join(import.meta.dirname, 'sets');

/** All of one shape, so that no judge is slowed by theirs. */
function labelled(set: string, one: Omit<Labelled, 'set'>): Labelled {
  const { ask, intent, kind, language, lastText, pending, scope, text } = one;
  return { set, text, intent, kind, language, pending, lastText, scope, ask };
}

/** All sets of one sort, by the name of their files. */
export function readSets(sort: 'tuned' | 'held-out'): Labelled[] {
  const folder = path.join(FOLDER, sort);
  return readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl'))
    .sort()
    .flatMap((name) =>
      readFileSync(path.join(folder, name), 'utf8')
        .trim()
        .split('\n')
        .map((line) => labelled(name, JSON.parse(line) as Omit<Labelled, 'set'>)),
    );
}

const STOPS: ReadonlySet<Intent> = new Set([
  'opt-out',
  'stop-all-contact',
  'wrong-number',
  'stop-calls',
  'stop-email',
]);

/** Whether the person wants less: NO to "may we text you?" and YES to "shall we stop?" too. */
export const isStop = ({ intent, pending }: Pick<Labelled, 'intent' | 'pending'>): boolean =>
  STOPS.has(intent) ||
  (intent === 'decline' && pending === 'opt-in') ||
  (intent === 'confirm' && pending === 'opt-out');

export type Outcome = 'acted' | 'asked' | 'let-be';

/** What a reading does: blocks at once, asks the person, or nothing. */
export const outcomeOf = ({ certainty, intent }: Reading): Outcome => {
  if (!STOPS.has(intent) && intent !== 'decline') return 'let-be';
  return certainty === 'unsure' ? 'asked' : 'acted';
};
