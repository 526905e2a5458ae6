/**
 * What went out last to whoever writes, in the thread that they write in: a reply answers that, and
 * words quoted from it are not the person's. What does not depend on it is read without it.
 */
import type { TextOut } from './conversations.ts';
import { KEYWORDS } from './data/keywords.ts';
import { isNotice } from './message.ts';
import { readReply, ruleOf } from './replies.ts';

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

/** The newest text that left by this sender. @param texts oldest first */
export const lastText = (texts: readonly TextOut[], sender: string): TextOut | undefined =>
  texts.findLast((text) => text.status === 'sent' && text.sender === sender);

/**
 * What the reader is to know of it. Our own questions it knows as such (ReplyContext.pending):
 * their words count only where they come back, so that none makes less of an opt-out.
 */
export const readBeside = (last: TextOut | undefined, body: string): string | undefined =>
  last?.category !== undefined && isNotice(last.category) && !body.includes(last.body)
    ? undefined
    : last?.body;
