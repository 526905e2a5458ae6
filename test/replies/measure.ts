/**
 * How well replies are read: `npm run measure:replies`. Of each set, kind and language: how many
 * opt-outs are acted on at once, how many are caught (acted on or asked about), how many
 * look-alikes are blocked wrongly or asked needlessly; beside what firms use today, on the same
 * texts.
 */
import { readReply } from '#shared/replies.ts';
import { type Judge, PEERS } from './peers.ts';
import { isStop, type Labelled, outcomeOf, readSets } from './sets.ts';

const OURS: Judge = {
  name: 'Consentry',
  judge: (one) => outcomeOf(readReply(one.text, one)),
};

interface Count {
  stops: number;
  acted: number;
  asked: number;
  others: number;
  falseAlarms: number;
  needless: number;
}

export function countOf(judge: Judge, texts: readonly Labelled[]): Count {
  const count = { stops: 0, acted: 0, asked: 0, others: 0, falseAlarms: 0, needless: 0 };
  for (const one of texts) {
    if (one.ask) continue;
    const outcome = judge.judge(one);
    if (isStop(one)) {
      count.stops += 1;
      if (outcome === 'acted') count.acted += 1;
      if (outcome === 'asked') count.asked += 1;
    } else {
      count.others += 1;
      if (outcome === 'acted') count.falseAlarms += 1;
      if (outcome === 'asked') count.needless += 1;
    }
  }
  return count;
}

const share = (part: number, whole: number): string =>
  whole === 0 ? '-' : (part / whole).toFixed(3);

function row(name: string, count: Count): string {
  const { acted, asked, falseAlarms, needless, others, stops } = count;
  return [
    name.padEnd(38),
    String(stops).padStart(6),
    share(acted + asked, stops).padStart(8),
    share(acted, stops).padStart(8),
    share(acted, acted + falseAlarms).padStart(10),
    String(others).padStart(8),
    String(falseAlarms).padStart(8),
    String(needless).padStart(9),
  ].join('');
}

const HEAD =
  `${''.padEnd(38)}  stops  caught   acted precision  others   false needless\n` +
  `${''.padEnd(38)}                                            alarms   asked`;

function table(title: string, texts: readonly Labelled[], of: (one: Labelled) => string): void {
  console.log(`\n${title}\n${HEAD}`);
  const groups = Map.groupBy(texts, of);
  for (const [name, those] of [...groups].sort()) console.log(row(name, countOf(OURS, those)));
}

const SPEED_MS = 400;
const ROUNDS = 7;

/** Texts in a second of the processor, the best of some rounds. */
export function speedOf(judge: Judge, texts: readonly Labelled[]): number {
  let best = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const before = process.cpuUsage();
    let done = 0;
    let used = 0;
    do {
      for (const one of texts) judge.judge(one);
      done += texts.length;
      const { user, system } = process.cpuUsage(before);
      used = user + system;
    } while (used < SPEED_MS * 1_000);
    best = Math.max(best, (done * 1_000_000) / used);
  }
  return best;
}

function main(): void {
  const tuned = readSets('tuned');
  const heldOut = readSets('held-out');
  console.log(`tuned: ${tuned.length} texts; held out: ${heldOut.length} texts`);
  table('Consentry, held out, by language', heldOut, ({ language }) => language);
  table('Consentry, held out, by kind', heldOut, ({ kind }) => kind);
  console.log(`\nHeld out, all, beside others (learners learnt from the tuned sets)\n${HEAD}`);
  const judges = [OURS, ...PEERS.map((peer) => peer(tuned))];
  for (const judge of judges) console.log(row(judge.name, countOf(judge, heldOut)));
  console.log('\ntexts a second of one core, held-out texts');
  for (const judge of judges) {
    const rate = Math.round(speedOf(judge, heldOut)).toLocaleString('en');
    console.log(`${judge.name.padEnd(38)}${rate.padStart(12)}`);
  }
}

if (import.meta.main) main();
