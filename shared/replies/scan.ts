/** The strongest run of words in a reply, sentence by sentence. */
import type { Intent } from '../data/keywords.ts';
import { AUTOMATIC } from '../data/reply-harmless.ts';
import type { PhraseRow } from '../data/reply-phrases.ts';
import * as channels from './channels.ts';
import * as phrases from './phrases.ts';
import * as reply from './reply.ts';

const { channelsAfter, EMAIL, SMS, VOICE } = channels;
const { findRun, phraseRows } = phrases;
const { BREAK, classes, found, strongest, tokens } = reply;

const CERTAINTY = { certain: 30, likely: 20, unsure: 10 } as const;
const WEIGHT: Readonly<Partial<Record<Intent, number>>> = {
  'stop-all-contact': 6,
  'wrong-number': 5,
  'opt-out': 4,
  'stop-calls': 3,
  'stop-email': 3,
};
const rankOf = ({ certainty, says }: PhraseRow): number =>
  CERTAINTY[certainty] + (WEIGHT[says as Intent] ?? 0);
const CHANNEL: Readonly<Partial<Record<PhraseRow['says'], number>>> = {
  'opt-out': SMS,
  'stop-calls': VOICE,
  'stop-email': EMAIL,
};
// Of each row, looked up by its number and not by names.
const ranks = Uint8Array.from(phraseRows, rankOf);
const namedBy = Uint8Array.from(phraseRows, ({ says }) => CHANNEL[says] ?? 0);
const VETO = 1;
const AUTOMATIC_VETO = 2;
const WISH = 3;
const kinds = Uint8Array.from(phraseRows, ({ rule, says }) => {
  if (says === 'veto') return rule === AUTOMATIC ? AUTOMATIC_VETO : VETO;
  return says === 'none' ? 0 : WISH;
});

const sentence = { row: -1, from: 0, end: 0, rank: 0, channels: 0, isVetoed: false };

export function scan(): void {
  strongest.row = -1;
  strongest.rank = 0;
  strongest.channels = 0;
  strongest.isVetoed = false;
  strongest.isAutomatic = false;
  startSentence();
  const { count } = tokens;
  let at = 0;
  while (at < count) {
    if (classes[at] === BREAK) {
      endSentence();
      startSentence();
    }
    at = findRun(classes, at, count) ? take(at) : at + 1;
  }
  endSentence();
}

function take(from: number): number {
  const { end, row: index } = found;
  const kind = kinds[index];
  if (kind === VETO || kind === AUTOMATIC_VETO) {
    sentence.isVetoed = true;
    if (kind === AUTOMATIC_VETO) strongest.isAutomatic = true;
  } else if (kind === WISH) {
    const channel = namedBy[index] ?? 0;
    sentence.channels |= channel;
    if (channel !== 0) sentence.channels |= channelsAfter(from, end, channel);
    const rank = ranks[index] ?? 0;
    if (rank > sentence.rank) {
      sentence.row = index;
      sentence.from = from;
      sentence.end = end;
      sentence.rank = rank;
    }
  }
  // The break that ends one part begins the next.
  return end - 1 > from && classes[end - 1] === BREAK ? end - 1 : end;
}

function startSentence(): void {
  sentence.row = -1;
  sentence.rank = 0;
  sentence.channels = 0;
  sentence.isVetoed = false;
}

function endSentence(): void {
  if (sentence.isVetoed) {
    strongest.isVetoed = true;
    return;
  }
  strongest.channels |= sentence.channels;
  if (sentence.rank <= strongest.rank) return;
  strongest.row = sentence.row;
  strongest.from = sentence.from;
  strongest.end = sentence.end;
  strongest.rank = sentence.rank;
}
