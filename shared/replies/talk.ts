/**
 * What a reply asks for that ends nothing, in words of its own: help, texts again, a call, or
 * redress. It opens no channel and brings nobody back (47 CFR 64.1200(f)(9) wants more than talk):
 * a person of the firm is to see it for what it is.
 */
import type { Intent } from '../data/keywords.ts';
import { tokens } from './tokens.ts';
import { scoreOf } from './weigh.ts';

/**
 * From which weight on. Chosen on the tuned sets by cross-validation (decision 0024): five in six
 * of those read so are labelled so.
 */
const TALK_FROM = { help: -1.25, optIn: -1.25, callMe: -1.25, complaint: -0.75 } as const;
type Talk = keyof typeof TALK_FROM;
const TALKS = Object.keys(TALK_FROM) as Talk[];

const INTENTS = {
  help: 'help',
  optIn: 'opt-in',
  callMe: 'call-me',
  complaint: 'complaint',
} as const satisfies Record<Talk, Intent>;

/** The longest text that providers take, 1,600 characters, has fewer. */
const MAX_WORDS = 400;

/** Of what `tokens` and `marks` hold: the wish that stands farthest above where it begins. */
export function talkIn():
  | { readonly wish: Talk; readonly intent: Intent; readonly score: number }
  | undefined {
  if (tokens.words > MAX_WORDS) return undefined;
  let wish: Talk | undefined;
  let most = 0;
  for (const one of TALKS) {
    const above = scoreOf(one) - TALK_FROM[one];
    if (above > most) {
      most = above;
      wish = one;
    }
  }
  return wish && { wish, intent: INTENTS[wish], score: most + TALK_FROM[wish] };
}
