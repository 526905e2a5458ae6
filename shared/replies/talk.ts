/**
 * What a reply asks for that ends nothing, in words of its own: help, texts again, a call, or
 * redress. It opens no channel and brings nobody back (47 CFR 64.1200(f)(9) wants more than talk):
 * a person of the firm is to see it for what it is.
 */
import type { Intent } from '../data/keywords.ts';
import { tokens } from './tokens.ts';
import { scoreOf, type Weights, weights } from './weigh.ts';

export interface Talk {
  readonly intent: Intent;
  readonly by: Weights;
  /**
   * From which weight on. Chosen on the tuned sets by cross-validation (decision 0024): five in six
   * of those read so are labelled so.
   */
  readonly from: number;
}

const TALKS: readonly Talk[] = [
  { intent: 'help', by: weights.help, from: -1.25 },
  { intent: 'opt-in', by: weights.optIn, from: -1.25 },
  { intent: 'call-me', by: weights.callMe, from: -1.25 },
  { intent: 'complaint', by: weights.complaint, from: -0.75 },
];

/** The longest text that providers take, 1,600 characters, has fewer. */
const MAX_WORDS = 400;

/** Of what `tokens` and `marks` hold: the wish that stands farthest above where it begins. */
export function talkIn(): Talk | undefined {
  if (tokens.words > MAX_WORDS) return undefined;
  let talk: Talk | undefined;
  let most = 0;
  for (const one of TALKS) {
    const above = scoreOf(one.by) - one.from;
    if (above <= most) continue;
    most = above;
    talk = one;
  }
  return talk;
}
