/**
 * What a reply asks for that ends nothing, in words of its own: help, texts again, a call, or
 * redress. It opens no channel and brings nobody back (47 CFR 64.1200(f)(9) wants more than talk):
 * a person of the firm is to see it for what it is.
 */
import type { Intent } from '../data/keywords.ts';
import * as reply from './reply.ts';
import type { Weights } from './weigh.ts';
import * as weighing from './weigh.ts';

const { scorePair, weights } = weighing;
const { pair, tokens } = reply;

export interface Talk {
  readonly intent: Intent;
  readonly by: Weights;
  /**
   * From which weight on. Chosen on the tuned sets by cross-validation (decision 0024): five in six
   * of those read so are labelled so.
   */
  readonly from: number;
}

const HELP: Talk = { intent: 'help', by: weights.help, from: -1.25 };
const OPT_IN: Talk = { intent: 'opt-in', by: weights.optIn, from: -1.25 };
const CALL_ME: Talk = { intent: 'call-me', by: weights.callMe, from: -1.25 };
const COMPLAINT: Talk = { intent: 'complaint', by: weights.complaint, from: -0.75 };

/** The longest text that providers take, 1,600 characters, has fewer. */
const MAX_WORDS = 400;

/** Of what `tokens` and `marks` hold: the wish that stands farthest above where it begins. */
export function talkIn(): Talk | undefined {
  if (tokens.words > MAX_WORDS) return undefined;
  scorePair(HELP.by, OPT_IN.by);
  const byHelp = above(HELP, pair.first);
  const byOptIn = above(OPT_IN, pair.second);
  scorePair(CALL_ME.by, COMPLAINT.by);
  const byCall = above(CALL_ME, pair.first);
  const byComplaint = above(COMPLAINT, pair.second);
  const most = Math.max(byHelp, byOptIn, byCall, byComplaint);
  if (most <= 0) return undefined;
  if (most === byHelp) return HELP;
  if (most === byOptIn) return OPT_IN;
  return most === byCall ? CALL_ME : COMPLAINT;
}

const above = ({ from }: Talk, score: number): number => score - from;
