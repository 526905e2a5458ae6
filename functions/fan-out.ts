/**
 * The table's stream: the only place from which anything is told to others. In order, stopping at
 * the first failure, so that no later record of a contact overtakes an earlier one; a repeat is
 * harmless to all.
 */
import { SECOND } from '#shared/basics.ts';
import { CLAIM_CHECK_MS } from '#shared/claims.ts';
import { restOf, textOut } from '#shared/conversations.ts';
import {
  type DomainEvent,
  deliveryEvent,
  entryEvent,
  messageEvent,
  reachesTargets,
  type StoredEntry,
} from '#shared/events.ts';
import { type ContactKey, readKey } from '#shared/ledger.ts';
import { askedByClaim, askedByEntry, askedByRefusal } from '#shared/look-ups.ts';
import type { MessageRecord } from '#shared/message.ts';
import { owedNotices } from '#shared/owed.ts';
import type {
  EventBus,
  LookUpTask,
  Queue,
  RecordTask,
  Scheduler,
  SendTask,
  SuppressionTopic,
  TableChange,
} from '#shared/ports.ts';
import type { Sends } from '#shared/standing.ts';
import type { Conversations, Reader } from '#shared/store.ts';
import { owedMail, transcriptEvent } from '#shared/transcripts.ts';
import { lookLater } from './conversations.ts';

export interface FanOutDeps {
  readonly bus: EventBus;
  readonly topic: SuppressionTopic;
  readonly sends: Queue<SendTask>;
  readonly records: Queue<RecordTask>;
  readonly lookUps: Queue<LookUpTask>;
  readonly scheduler: Scheduler;
  readonly reader: Reader;
  readonly conversations: Conversations;
}

/** Tells others of one change. Throws when any of them did not take it. */
export const fanOut = (deps: FanOutDeps) => async (change: TableChange) => {
  switch (change.kind) {
    case 'entry':
      return tellEntry(deps, change.stored);
    case 'message':
      return tellMessage(deps, change.before, change.after);
    case 'delivery': {
      const event = deliveryEvent(change.before, change.after);
      if (event) await deps.bus.publish([event]);
      return;
    }
    case 'standing':
      await watchClaims(deps, change.key, change.before, change.after);
      return change.grew ? askOfHeld(deps, change.key, change.after) : undefined;
  }
};

async function tellEntry(deps: FanOutDeps, stored: StoredEntry): Promise<void> {
  const event = await eventOf(deps, stored);
  await deps.bus.publish([event]);
  const { account, phone, email } = readKey(stored.key);
  const isContact = phone !== undefined || email !== undefined;
  if (isContact && reachesTargets(stored)) {
    await deps.topic.publish({
      id: event.id,
      type: event.name,
      account,
      key: stored.key,
      seq: stored.entry.seq,
      entryHash: stored.entry.hash,
      at: event.at,
      contact: event.contact ?? {},
      effects: stored.effects,
    });
  }
  const owed = [...owedNotices(stored), ...owedMail(stored)];
  if (owed.length > 0) await deps.sends.push(owed);
  await awaitAnswer(deps, stored);
  await askLookUp(deps, stored.key, askedByEntry(stored));
  if (stored.entry.type === 'message-received') await watchRest(deps, stored);
}

/** A transcript's own lines stand beside its entry. */
async function eventOf(deps: FanOutDeps, stored: StoredEntry): Promise<DomainEvent> {
  const { entry, key } = stored;
  if (entry.type !== 'transcript-ready') return entryEvent(stored);
  const { transcript } = entry.detail;
  return transcriptEvent(stored, await deps.conversations.transcript(key, transcript));
}

/** Only what the person said begins a conversation: texts that nobody answers set off nothing. */
async function watchRest(deps: FanOutDeps, { entry, key }: StoredEntry): Promise<void> {
  const { account } = readKey(key);
  const snapshot = await deps.reader.read({ account });
  const gap = snapshot.account && restOf(snapshot.account);
  if (gap !== undefined) await lookLater(deps, { account, key }, entry.at + gap);
}

/** The question goes out now; its answer is looked for when the time for one is over. */
async function awaitAnswer(deps: FanOutDeps, { key, entry }: StoredEntry): Promise<void> {
  if (entry.type !== 'question-asked') return;
  const { account } = readKey(key);
  await deps.scheduler.schedule(
    `silence-${entry.hash.slice(0, 32)}`,
    { kind: 'silence', account, key, seq: entry.seq },
    Date.parse(entry.detail.until),
  );
}

async function tellMessage(
  deps: FanOutDeps,
  before: MessageRecord | undefined,
  after: MessageRecord,
): Promise<void> {
  const event = messageEvent(before, after);
  // Here and not on the send path, which makes no trip for it.
  if (event) await deps.conversations.note(after.key, textOut(after));
  if (event) await deps.bus.publish([event]);
  const { account, id, status, deferredUntil } = after;
  const waits = status === 'deferred' && deferredUntil !== undefined;
  if (waits && before?.deferredUntil !== deferredUntil) {
    await deps.scheduler.schedule(
      `${id}-${deferredUntil}`,
      { kind: 'deferred', account, messageId: id },
      deferredUntil,
    );
  }
  if (status === 'held' && before?.status !== 'held') await watchHeld(deps, after);
  if (event) await askLookUp(deps, after.key, askedByRefusal(after));
}

/**
 * A text that begins to wait is looked at once at once, as the YES may have come meanwhile, and
 * once when its time is up.
 */
async function watchHeld(deps: FanOutDeps, record: MessageRecord): Promise<void> {
  const { account, id, key, heldUntil = 0 } = record;
  const task: SendTask = { kind: 'held', account, key, messageId: id };
  await deps.scheduler.schedule(`${id}-held`, task, heldUntil + 1);
  await deps.sends.push([task]);
}

/** A YES, a NO or a STOP: whatever was written while texts wait may decide them. */
async function askOfHeld(deps: FanOutDeps, key: ContactKey, { held }: Sends): Promise<void> {
  if (held === undefined) return;
  await deps.sends.push([{ kind: 'held', account: readKey(key).account, key }]);
}

/** Every claim is looked at once it must be over: a run that died leaves one without a record. */
async function watchClaims(
  deps: FanOutDeps,
  key: ContactKey,
  before: Sends | undefined,
  after: Sends,
): Promise<void> {
  const { account } = readKey(key);
  const old = new Set(before?.claims.map((claim) => `${claim.id} ${claim.at}`));
  const news = after.claims.filter((claim) => !old.has(`${claim.id} ${claim.at}`));
  const checks = news.map(
    ({ id, at }): RecordTask => ({ kind: 'claim', account, key, messageId: id, claimedAt: at }),
  );
  if (checks.length > 0) await deps.records.push(checks, CLAIM_CHECK_MS / SECOND);
  await askLookUp(deps, key, askedByClaim(news));
}

/** Last of all: nobody's opt-out or confirmation waits behind it. */
async function askLookUp(deps: FanOutDeps, key: ContactKey, askedBy: string | undefined) {
  const { account, phone } = readKey(key);
  if (askedBy === undefined || phone === undefined) return;
  await deps.lookUps.push([{ account, key, askedBy }]);
}
