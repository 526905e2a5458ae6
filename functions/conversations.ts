/**
 * Conversations that rest or are closed: each makes one transcript, in one transaction with the
 * entry that says so. Whoever wrote to the contact in between is read first, and it is decided
 * again.
 */
import type { Account } from '#shared/account.ts';
import { err, type Instant, ok, present } from '#shared/basics.ts';
import {
  type Conversation,
  conversationsIn,
  gapOf,
  lookAt,
  restOf,
  type Since,
} from '#shared/conversations.ts';
import { accountKey, type ContactKey, type LedgerEntry } from '#shared/ledger.ts';
import type { Scheduler, SendTask } from '#shared/ports.ts';
import { problem } from '#shared/problems.ts';
import type { Standing } from '#shared/standing.ts';
import type { Conversations, Ledger } from '#shared/store.ts';
import {
  type ClosedBy,
  readyEntry,
  sendersIn,
  type Transcript,
  transcriptOf,
} from '#shared/transcripts.ts';
import { phoneOf, UNKNOWN } from './contact-views.ts';
import { answer, type HttpRequest, type HttpResponse, refuse } from './http.ts';
import { idempotency, type RecordDeps, type Repeat, record } from './record.ts';
import { accountNow, callerOf } from './request.ts';

export interface TalkDeps extends RecordDeps {
  readonly conversations: Conversations;
}
export interface RestDeps extends TalkDeps {
  readonly scheduler: Scheduler;
}

/** How far a ledger has come in transcripts: kept like a suppression target's mark. */
const MARK = 'transcript';
/** Conversations that one look settles, and races that it loses, before the task comes again. */
const MAX_TURNS = 12;
/** Entries before the newest that a conversation may reach back. */
const MAX_BACK = 1_000;
const PAGE = 200;
const MAX_TEXTS = 500;

interface View {
  readonly account: Account;
  readonly key: ContactKey;
  readonly standing: Standing;
  readonly since: Since;
  readonly now: Instant;
}

/** The standing first: nothing that comes after it can be written over. */
async function lookInto(deps: TalkDeps, account: string, key: ContactKey): Promise<View> {
  const snapshot = await deps.reader.read({ account, ledgers: [key] });
  const known = present(snapshot.account, 'the account of a conversation');
  const standing = snapshot.standing(key);
  const mark = await deps.ledger.mark(key, MARK);
  const after = Math.max(mark, standing.seq - MAX_BACK);
  const entries = await entriesOf(deps.ledger, key, after, standing.seq);
  const texts = await deps.conversations.textsOut(key, { after: 0, limit: MAX_TEXTS });
  const now = accountNow(known, deps.clock.now());
  return { account: known, key, standing, since: { entries, texts }, now };
}

async function entriesOf(
  ledger: Ledger,
  key: ContactKey,
  after: number,
  last: number,
): Promise<readonly LedgerEntry[]> {
  const entries: LedgerEntry[] = [];
  for (let seq = after; seq < last; ) {
    const page = await ledger.history(key, { limit: PAGE, after: seq });
    const newest = page.at(-1);
    if (!newest) break;
    entries.push(...page);
    seq = newest.seq;
  }
  return entries;
}

/** Throws when it must come again. */
export async function settleRested(
  deps: RestDeps,
  { account, key }: Extract<SendTask, { kind: 'conversation' }>,
): Promise<void> {
  for (let turn = 0; turn < MAX_TURNS; turn += 1) {
    const view = await lookInto(deps, account, key);
    const gap = restOf(view.account);
    if (gap === undefined) return;
    const [first] = conversationsIn(view.since, { gap, now: view.now });
    if (!first) return;
    if (!first.rested) return lookLater(deps, { account, key }, first.restsAt);
    await settle(deps, view, first, { closedBy: 'rest', actor: 'system' });
  }
  throw new Error('the conversation is being written by others');
}

/** A text of the person is looked at again once it may rest; one asked for twice is one look. */
export async function lookLater(
  deps: Pick<RestDeps, 'scheduler'>,
  { account, key }: { readonly account: string; readonly key: ContactKey },
  restsAt: Instant,
): Promise<void> {
  const { at, id } = lookAt(key, restsAt);
  await deps.scheduler.schedule(id, { kind: 'conversation', account, key }, at);
}

interface Settled {
  readonly transcript: Pick<Transcript, 'id' | 'from' | 'to' | 'closedBy'> | null;
}
const NOTHING: Settled = { transcript: null };
const STALE = problem('busy', 'This contact is being written by others. Send the same again.');

/** The transcript and its entry, unless anything was written since the view was taken. */
async function settle(
  deps: TalkDeps,
  view: View,
  conversation: Conversation | undefined,
  by: { readonly closedBy: ClosedBy; readonly actor: string; readonly repeat?: Repeat | undefined },
) {
  const { account, key, now, standing } = view;
  const senders = conversation ? sendersIn(conversation) : [];
  const config = senders.map((id) => ({ kind: 'sender' as const, id }));
  const query = { account: account.id, ledgers: [key], config };
  return record<Settled>(deps, query, by.repeat, (snapshot) => {
    if (!conversation) return ok({ drafts: new Map(), answer: () => NOTHING });
    if (snapshot.standing(key).version !== standing.version) return err(STALE);
    const transcript = transcriptOf(key, conversation, {
      account,
      facts: standing.facts,
      closedBy: by.closedBy,
      sender: (id) => snapshot.config('sender', id),
    });
    const { closedBy, from, id, to } = transcript;
    return ok({
      drafts: new Map([
        [key, [readyEntry(transcript, conversation, { at: now, actor: by.actor })]],
      ]),
      mark: { key, target: MARK, seq: conversation.seq },
      transcript: { key, transcript },
      answer: () => ({ transcript: { id, from, to, closedBy } }),
    });
  });
}

/**
 * POST /v1/contacts/{phone}/close: what rests already goes as such, the last conversation as it
 * is. Closing what is closed changes nothing.
 */
export async function closeConversation(
  deps: TalkDeps,
  request: HttpRequest,
): Promise<HttpResponse> {
  const phone = phoneOf(request);
  if (!phone.ok) return refuse(phone.error);
  const { account, keyId } = callerOf(request);
  const { e164, key } = phone.value;
  const repeat = idempotency(accountKey(account), 'close', request.headers, { phone: e164 });
  for (let turn = 0; turn < MAX_TURNS; turn += 1) {
    const view = await lookInto(deps, account, key);
    if (view.standing.version === 0) return refuse(UNKNOWN);
    const found = conversationsIn(view.since, { gap: gapOf(view.account), now: view.now });
    const open = restOf(view.account) === undefined ? found.slice(-1) : found;
    const [first] = open;
    if (first && open.length > 1) {
      await settle(deps, view, first, { closedBy: 'rest', actor: 'system' });
      continue;
    }
    const by = { closedBy: 'request' as const, actor: `key:${keyId}`, repeat };
    const done = await settle(deps, view, first, by);
    if (done.ok) return answer(200, done.value);
    if (done.error.code !== STALE.code) return refuse(done.error);
  }
  return refuse(STALE);
}
