/**
 * Silence after our question means stop: without a NO in time, everything that the person's words
 * may have meant is closed (47 CFR 64.1200(a)(12)). Once, and not for whoever answered meanwhile.
 */
import { type Instant, iso, ok, present } from '#shared/basics.ts';
import { SILENCE } from '#shared/doubt-entries.ts';
import type { ContactKey, EntryDraft } from '#shared/ledger.ts';
import type { SendTask } from '#shared/ports.ts';
import { isFirmlyRevoked, type OpenQuestion, type Standing } from '#shared/standing.ts';
import { reportWrongNumber } from '#shared/wrong-number.ts';
import { withMails } from './mail-ledgers.ts';
import type { RecordDeps } from './record.ts';
import { recordWish } from './record-wish.ts';
import { accountNow } from './request.ts';

/** Throws when it must come again. */
export async function closeUnanswered(
  deps: RecordDeps,
  { account, key, seq }: Extract<SendTask, { kind: 'silence' }>,
): Promise<void> {
  const read = new Set<ContactKey>([key]);
  const done = await recordWish<null>(deps, { account, ledgers: [key] }, undefined, (snapshot) => {
    const known = present(snapshot.account, 'the account of a question');
    const now = accountNow(known, deps.clock.now());
    const standing = snapshot.standing(key);
    const { question } = standing.facts;
    // Answered, closed by this very task before, or another question by now.
    if (question?.seq !== seq) return ok({ drafts: new Map(), answer: () => null });
    if (now < question.until) {
      // The wall came before the account's own clock, which brings the task again.
      if (known.mode === 'test') return ok({ drafts: new Map(), answer: () => null });
      throw new Error('silence is looked for before its time');
    }
    const drafts = [closed(standing, question, now), ...wrongNumber(standing, question, now)];
    const act = withMails({ account, key }, drafts, snapshot, read);
    return ok('alsoRead' in act ? act : { ...act, answer: () => null });
  });
  if (!done.ok) throw new Error(`silence is not entered: ${done.error.code}`);
}

/**
 * Texts are always among what it closes, for by them the question ends: a ruling may have made the
 * block of a likely reading firm, and leaves the question open.
 */
const closed = ({ facts }: Standing, question: OpenQuestion, now: Instant): EntryDraft => ({
  type: 'opted-out',
  at: now,
  actor: 'system',
  source: SILENCE,
  detail: {
    channels: question.channels.filter(
      (channel) => channel === 'sms' || !isFirmlyRevoked(facts, channel),
    ),
    receivedAt: iso(now),
    rule: SILENCE,
    // Our question was the one text that may follow (47 CFR 64.1200(a)(12)).
    confirmation: 'none',
    evidence: { question: question.seq },
  },
});

/** Of words that may say that the number is another person's, silence means that too. */
const wrongNumber = ({ facts }: Standing, question: OpenQuestion, now: Instant): EntryDraft[] =>
  question.isWrongNumber
    ? reportWrongNumber(facts, { words: '', rule: SILENCE }).map(
        (effect) => ({ at: now, actor: 'system', source: SILENCE, ...effect }) as EntryDraft,
      )
    : [];
