/** How much a wish is to end: everything, or one sort of text only. */
import * as reply from './reply.ts';
import * as weighing from './weigh.ts';

const { scorePair, weights } = weighing;
const { pair } = reply;

/** `all`: said in so many words. `part`: only some of them, or others may go on. */
export type ReadingScope = 'all' | 'part' | 'unstated';

/**
 * From which weight on. Chosen on the tuned sets by cross-validation (decision 0024): three in four
 * of those read so are labelled so.
 */
const SAYS_FROM = { all: -1.25, part: -1.25 } as const;

/** Of what `tokens` and `marks` hold. */
export function scopeIn(): ReadingScope {
  scorePair(weights.scopeAll, weights.scopePart);
  const all = pair.first - SAYS_FROM.all;
  const part = pair.second - SAYS_FROM.part;
  if (Math.max(all, part) <= 0) return 'unstated';
  return all > part ? 'all' : 'part';
}
