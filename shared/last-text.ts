/**
 * What went out last to whoever writes, in the thread that they write in: a reply answers that, and
 * words quoted from it are not the person's. What does not depend on it is read without it.
 */
import { DAY, type Instant } from './basics.ts';
import type { TextOut } from './conversations.ts';
import { KEYWORDS } from './data/keywords.ts';
import { type Category, isNotice } from './message.ts';
import { readReply, ruleOf } from './replies.ts';
import type { Sends } from './standing.ts';

/** Outcomes to look through for a text that went out: most refused ones are tried a few times. */
export const LAST_OUTCOMES = 20;

/** Words of a published list act whatever we said before (47 CFR 64.1200(a)(10)). */
const ACTS_ANYWAY: ReadonlySet<string> = new Set(
  KEYWORDS.filter(({ confidence }) => confidence !== 'M').map(({ word }) =>
    ruleOf('keyword', word),
  ),
);

/** Whether what we said last may change how a reply is read. */
export const dependsOnLast = (body: string): boolean => !ACTS_ANYWAY.has(readReply(body).rule);

const leftBy = (sender: string, { sender: by, status }: TextOut): boolean =>
  status === 'sent' && by === sender;

/**
 * A week: reminders and offers are answered within days, and whoever writes "alto" after longer
 * than that means the texts. Without it a reply ends texts rather than less: the stricter reading.
 */
export const MAX_AGE_MS = 7 * DAY;

/** The newest text that left by this sender, unless it is too old. @param texts oldest first */
export function lastText(
  texts: readonly TextOut[],
  sender: string,
  now: Instant,
): TextOut | undefined {
  const last = texts.findLast((text) => leftBy(sender, text));
  return last && now - last.at <= MAX_AGE_MS ? last : undefined;
}

const ASK_CONSENT: ReadonlySet<Category> = new Set(['opt-in-request', 'opt-in-clarification']);

/**
 * Whether YES and NO answer our open question for consent: only as long as nothing else was said
 * after it. "Is 3pm ok?" "No" declines no texts. The answer to HELP asks nothing.
 */
export function isConsentAsked(
  texts: readonly TextOut[],
  sender: string,
  { asked }: Pick<Sends, 'asked'>,
): boolean {
  const last = texts.findLast((text) => leftBy(sender, text) && text.category !== 'help-reply');
  // The stream notes texts a little later than the claim of the question says that it went out.
  if (last?.category === undefined || last.at < (asked?.at ?? 0)) return true;
  return ASK_CONSENT.has(last.category);
}

/** Whether our confirmation of a STOP did not leave: what it asks nobody has read. */
export function isUnconfirmed(texts: readonly TextOut[], stoppedAt: Instant): boolean {
  const said = texts.findLast(({ category }) => category === 'opt-out-confirmation');
  return said !== undefined && said.at >= stoppedAt && said.status !== 'sent';
}

/**
 * What the reader is to know of it. Our own questions it knows as such (ReplyContext.pending):
 * their words count only where they come back, so that none makes less of an opt-out.
 */
export const readBeside = (last: TextOut | undefined, body: string): string | undefined =>
  last?.category !== undefined && isNotice(last.category) && !body.includes(last.body)
    ? undefined
    : last?.body;
