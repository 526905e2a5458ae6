/**
 * Texts whose reading a person of the firm is to look at: the queue, and the ruling. A ruling is an
 * entry; what it closes or opens again is said in shared/doubt.ts and shared/fold-doubt.ts.
 */
import { parseBody, RulingSchema } from '#shared/api.ts';
import { DAY, err, ok, present, type Result } from '#shared/basics.ts';
import { REVIEW_ID } from '#shared/doubt-entries.ts';
import { type Review, reviewView, rulingDrafts } from '#shared/doubt-review.ts';
import type { ContactKey } from '#shared/ledger.ts';
import { type Problem, problem } from '#shared/problems.ts';
import type { Ledger, ReviewRef } from '#shared/store.ts';
import { answer, type HttpRequest, type HttpResponse, refuse } from './http.ts';
import { withMails } from './mail-ledgers.ts';
import type { RecordDeps } from './record.ts';
import { recordWish } from './record-wish.ts';
import { accountNow, BAD_CURSOR, callerOf, pageOf } from './request.ts';

/** Reviews that are read side by side. */
const AT_ONCE = 10;
/**
 * The text, the two entries at most of what it did (a consent declined, a number reported as
 * wrong; an opt-out), and the review: one write, so they follow each other.
 */
const ENTRIES = 4;
/** The index says who ruled for as long as the ledger is kept; the guard, who ruled first. */
const RULED_ONCE_MS = 3_650 * DAY;

/**
 * What the queue goes on from: its state and the review. Anything else would look like the end of
 * it, and "nothing awaits a ruling" must be true.
 */
const CURSOR = /^[OR]#rev_[0-9a-f]{32}$/;

export async function listReviews(
  { ledger }: Pick<RecordDeps, 'ledger'>,
  request: HttpRequest,
): Promise<HttpResponse> {
  const page = pageOf(request.query);
  if (!page.ok) return refuse(page.error);
  const { cursor } = page.value;
  if (cursor !== undefined && !CURSOR.test(cursor)) return refuse(BAD_CURSOR);
  const found = await ledger.reviews(callerOf(request).account, page.value);
  const items: ReturnType<typeof reviewView>[] = [];
  for (let start = 0; start < found.items.length; start += AT_ONCE) {
    const some = found.items.slice(start, start + AT_ONCE);
    const read = await Promise.all(some.map((ref) => readReview(ledger, ref)));
    items.push(...read.map(reviewView));
  }
  const { nextCursor } = found;
  return answer(200, { items, ...(nextCursor !== undefined && { nextCursor }) });
}

async function readReview(ledger: Ledger, ref: ReviewRef): Promise<Review> {
  const [entries, [ruled]] = await Promise.all([
    ledger.history(ref.key, { after: Math.max(0, ref.seq - ENTRIES), limit: ENTRIES }),
    ref.ruledSeq === undefined
      ? []
      : ledger.history(ref.key, { after: ref.ruledSeq - 1, limit: 1 }),
  ]);
  const opened = entries.find(({ seq }) => seq === ref.seq);
  if (opened?.type !== 'review-opened') throw new Error('a review without its entry');
  const text = entries.find(({ seq }) => seq === opened.detail.ofSeq);
  if (text?.type !== 'message-received') throw new Error('a review without its text');
  return { key: ref.key, opened, text, ...(ruled?.type === 'review-ruled' && { ruled }) };
}

export async function ruleReview(deps: RecordDeps, request: HttpRequest): Promise<HttpResponse> {
  const parsed = parseBody(RulingSchema, request.body);
  if (!parsed.ok) return refuse(parsed.error);
  const { account, keyId } = callerOf(request);
  const id = request.params['id'] ?? '';
  const ref = REVIEW_ID.test(id) ? await deps.ledger.review(account, id) : undefined;
  if (!ref) return refuse(problem('not-found', 'This account knows no such review.'));
  const review = await readReview(deps.ledger, ref);
  if (!review.ruled) {
    const done = await enter(deps, account, review, { ...parsed.value, actor: `key:${keyId}` });
    if (!done.ok) return refuse(done.error);
  }
  const after = present(await deps.ledger.review(account, id), 'a review that was found');
  const ruled = await readReview(deps.ledger, after);
  if (ruled.ruled?.detail.ruling !== parsed.value.ruling) return refuse(RULED_OTHERWISE);
  return answer(200, reviewView(ruled));
}

const RULED_OTHERWISE = problem(
  'already-ruled',
  'Read the review: what it was ruled stands. A new text or revocation of the person decides anew.',
);

/** Whoever rules second finds what the first wrote: the guard is of the review. */
async function enter(
  deps: RecordDeps,
  account: string,
  review: Review,
  ruling: Parameters<typeof rulingDrafts>[1],
): Promise<Result<null, Problem>> {
  const { key, opened } = review;
  const read = new Set<ContactKey>([key]);
  const repeat = {
    pk: key,
    name: `ruled:${opened.detail.review}`,
    request: ruling.ruling,
    windowMs: RULED_ONCE_MS,
    clash: 'replay' as const,
  };
  const done = await recordWish<null>(deps, { account, ledgers: [key] }, repeat, (snapshot) => {
    const known = present(snapshot.account, 'the account of a key');
    const now = accountNow(known, deps.clock.now());
    const drafts = rulingDrafts(review, ruling, snapshot.standing(key).facts, now);
    const act = withMails({ account, key }, drafts, snapshot, read);
    return ok('alsoRead' in act ? act : { ...act, answer: () => null });
  });
  return done.ok ? ok(null) : err(done.error);
}
