/** How much a wish is to end: everything, or one sort of text only. */
import { scoreOf, weights } from './weigh.ts';

/** `all`: said in so many words. `part`: only some of them, or others may go on. */
export type ReadingScope = 'all' | 'part' | 'unstated';

/**
 * From which weight on. Chosen on the tuned sets by cross-validation (decision 0024): three in four
 * of those read so are labelled so.
 */
const SAYS_FROM = { all: -1.25, part: -1.25 } as const;

/** Of what `tokens` and `marks` hold. */
export function scopeIn(): ReadingScope {
  const all = scoreOf(weights.scopeAll) - SAYS_FROM.all;
  const part = scoreOf(weights.scopePart) - SAYS_FROM.part;
  if (Math.max(all, part) <= 0) return 'unstated';
  return all > part ? 'all' : 'part';
}
