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

type Of = (one: Labelled) => string;

function table(title: string, texts: readonly Labelled[], of: Of): void {
  console.log(`\n${title}\n${HEAD}`);
  const groups = Map.groupBy(texts, of);
  for (const [name, those] of [...groups].sort()) console.log(row(name, countOf(OURS, those)));
}

/** Of each judge: how many opt-outs are caught, the precision of what acts, and false alarms. */
function beside(judges: readonly Judge[], texts: readonly Labelled[], of: Of): void {
  const names = judges.map(({ name }) => name.slice(0, 26).padStart(27)).join('');
  const heads = judges.map(() => 'recall precision false'.padStart(27)).join('');
  console.log(`${''.padEnd(20)}${names}\n${''.padEnd(20)}${heads}`);
  for (const [name, those] of [...Map.groupBy(texts, of)].sort()) {
    const cells = judges.map((judge) => {
      const { acted, asked, falseAlarms, stops } = countOf(judge, those);
      const recall = share(acted + asked, stops).padStart(13);
      const precision = share(acted, acted + falseAlarms).padStart(8);
      return recall + precision + String(falseAlarms).padStart(6);
    });
    console.log(name.padEnd(20) + cells.join(''));
  }
}

/** How often what is said so is read so, and what is read so was said so. */
function agreement(
  title: string,
  texts: readonly Labelled[],
  { said, read }: { readonly said: Of; readonly read: Of },
): void {
  console.log(`\n${title.padEnd(38)}   said    read    both  recall precision`);
  const saidBy = Map.groupBy(texts, said);
  const readBy = Map.groupBy(texts, read);
  for (const [name, those] of [...saidBy].sort()) {
    const both = those.filter((one) => read(one) === name).length;
    const reads = readBy.get(name)?.length ?? 0;
    const counts = [those.length, reads, both].map((count) => String(count).padStart(8)).join('');
    const shares = share(both, those.length).padStart(8) + share(both, reads).padStart(10);
    console.log(name.padEnd(38) + counts + shares);
  }
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
  // Before others fill the memory: a function that reads replies holds none of them.
  const alone = speedOf(OURS, heldOut);
  const judges = [OURS, ...PEERS.map((peer) => peer(tuned))];
  console.log(`tuned: ${tuned.length} texts; held out: ${heldOut.length} texts`);
  table('Consentry, held out, by language', heldOut, ({ language }) => language);
  table('Consentry, held out, by kind', heldOut, ({ kind }) => kind);
  console.log('\nHeld out, beside others, by language');
  beside(judges, heldOut, ({ language }) => language);
  console.log('\nHeld out, beside others, by kind');
  beside(judges, heldOut, ({ kind }) => kind);
  const clear = heldOut.filter(({ ask, pending }) => !ask && !pending);
  const read = (one: Labelled): string => readReply(one.text, one).intent;
  agreement('Held out, intents', clear, { said: ({ intent }) => intent, read });
  // Older sets do not say how much is to end.
  const scoped = new Set(clear.filter(({ scope }) => scope).map(({ set }) => set));
  agreement(
    'Held out, how much is to end',
    clear.filter(({ intent, set }) => intent === 'opt-out' && scoped.has(set)),
    {
      said: ({ scope = 'unstated' }) => scope,
      read: (one) => readReply(one.text, one).scope,
    },
  );
  console.log(`\nHeld out, all, beside others (learners learnt from the tuned sets)\n${HEAD}`);
  for (const judge of judges) console.log(row(judge.name, countOf(judge, heldOut)));
  console.log('\ntexts a second of one core, held-out texts');
  const told = (name: string, rate: number): void =>
    console.log(name.padEnd(38) + Math.round(rate).toLocaleString('en').padStart(12));
  told('Consentry, before the others were made', alone);
  for (const judge of judges) told(judge.name, speedOf(judge, heldOut));
}

if (import.meta.main) main();
