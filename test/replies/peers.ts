/** What firms use today, as judges of the same texts. Sources: reference notes in README.md. */
import bayes from 'wink-naive-bayes-text-classifier';
import { isStop, type Labelled, type Outcome } from './sets.ts';

export interface Judge {
  readonly name: string;
  judge(one: Labelled): Outcome;
}

type Peer = (tuned: readonly Labelled[]) => Judge;

const acts = (does: boolean): Outcome => (does ? 'acted' : 'let-be');

/** The whole body is one word of the default list, in any case. Twilio docs, read 2026-11-22. */
const TWILIO = new Set('STOP STOPALL UNSUBSCRIBE CANCEL END QUIT REVOKE OPTOUT'.split(' '));
const twilio: Peer = () => ({
  name: 'Twilio, default keywords',
  judge: ({ text }) => acts(TWILIO.has(text.trim().toUpperCase())),
});

/** The message begins with a required keyword, in any case. AWS docs, read 2026-11-22. */
const AWS = 'ARRET CANCEL END OPT-OUT OPTOUT QUIT REMOVE STOP TD UNSUBSCRIBE'.split(' ');
const aws: Peer = () => ({
  name: 'AWS, required keywords',
  judge: ({ text }) => {
    const body = text.trim().toUpperCase();
    return acts(AWS.some((word) => new RegExp(`^${word}(?![A-Z])`).test(body)));
  },
});

/** A list of patterns as texting tools have it, looked for anywhere in the text. */
const PATTERNS =
  /\b(?:stop(?! by| in| at)|unsubscribe|opt[ -]?out|cancel|quit|remove me|take me off|do not (?:text|contact)|don'?t (?:text|contact)|wrong number|leave me alone|alto|baja|basta|arr[eê]te?z?|d[eé]sabonner)\b/i;
const patterns: Peer = () => ({
  name: 'a list of patterns, anywhere',
  judge: ({ text }) => acts(PATTERNS.test(text)),
});

const wordsOf = (text: string): string[] =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .match(/[a-z]+/g) ?? ['-'];

const naiveBayes: Peer = (tuned) => {
  const classifier = bayes();
  classifier.definePrepTasks([wordsOf]);
  classifier.defineConfig({ considerOnlyPresence: true, smoothingFactor: 0.5 });
  for (const one of tuned) classifier.learn(one.text, isStop(one) ? 'stop' : 'other');
  classifier.consolidate();
  return {
    name: 'wink naive Bayes',
    judge: ({ text }) => acts(classifier.predict(text) === 'stop'),
  };
};

export const PEERS: readonly Peer[] = [twilio, aws, patterns, naiveBayes];
