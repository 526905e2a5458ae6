/**
 * Whether a bare STOP meant one program only: the one confirmation may ask, and no answer means
 * everything (47 CFR 64.1200(a)(12)). All texts are closed from the STOP on; only a clear YES of
 * the person in time opens the others again.
 */
import { HOUR, type Instant, iso } from './basics.ts';
import type { EntryDraft } from './ledger.ts';
import { NARROW } from './reach.ts';
import type { Reading } from './replies.ts';
import type { Settings } from './settings.ts';
import { type Facts, programsWith, type Standing } from './standing.ts';

type Effect = Pick<EntryDraft, 'type' | 'detail'>;
type Which = Extract<EntryDraft, { type: 'opted-out' }>['detail']['which'];

/** What to ask whoever agreed to several programs: whether that of the last text was meant. */
export function whichToAsk(
  { facts, sends }: Standing,
  { answerHours, askWhichProgram, optOutScope }: Settings,
  now: Instant,
): Which {
  const agreed = programsWith(facts, 'confirmed');
  const program = sends.last?.program;
  if (!askWhichProgram || optOutScope === 'all' || agreed.length < 2) return undefined;
  // A YES must not answer two questions.
  if (programsWith(facts, 'pending').length > 0) return undefined;
  if (program === undefined || !agreed.includes(program)) return undefined;
  return { program, until: iso(now + answerHours * HOUR) };
}

/**
 * Whether words that end all texts may mean one program. Not in answer to our question whether to
 * stop all of them: that was the one text that may ask (47 CFR 64.1200(a)(12)).
 */
export const mayMeanOne = (
  { rule, scope }: Pick<Reading, 'rule' | 'scope'>,
  { question }: Pick<Facts, 'question'>,
): boolean =>
  question === undefined && !rule.startsWith('answer:') && (NARROW.has(rule) || scope === 'part');

/** The program that we asked about, while the answer counts. */
export const askedWhich = ({ which }: Facts, now: Instant): string | undefined =>
  which && now < which.until ? which.program : undefined;

/**
 * YES: the person is back in every other program, by words of their own. In this order, so that the
 * opt-out of the one is the later of the two: it still ends automated calls (RV-13).
 */
export function narrowTo(
  program: string,
  facts: Facts,
  said: { readonly reading: Reading; readonly sender: string; readonly evidence: object },
  now: Instant,
): Effect[] {
  const { reading, sender } = said;
  const evidence = { ...said.evidence };
  const programs = programsWith(facts, 'confirmed').filter((one) => one !== program);
  const { rule, words } = reading;
  const head = { channels: ['sms' as const], words, rule, sender, evidence };
  return [
    { type: 'opted-in', detail: { ...head, programs, confirmation: 'none' } },
    {
      type: 'opted-out',
      detail: { ...head, program, receivedAt: iso(now), confirmation: 'none' },
    },
  ];
}
