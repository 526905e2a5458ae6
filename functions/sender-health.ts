/**
 * Counts what each batch of the stream says of the senders, and pauses a sender whose rates reach
 * the account's limits (TH-07). Runs after the batch was told, and holds nothing up: what could not
 * be counted is logged. A batch that comes twice counts twice (docs/decisions/0013).
 */
import { type Sender, senderBody } from '#shared/account.ts';
import { type Instant, ok, present } from '#shared/basics.ts';
import {
  bucketsOf,
  countedFrom,
  firstHour,
  type Health,
  type HealthBucket,
  type HealthEvent,
  healthOfEntry,
  healthOfFailure,
  healthOfMessage,
  isPaused,
  judgeHealth,
  pauseByRates,
} from '#shared/health.ts';
import { configItem } from '#shared/items.ts';
import { accountKey, type ContactKey, type EntryDraft, readKey } from '#shared/ledger.ts';
import type { TableChange } from '#shared/ports.ts';
import type { HealthCounts, Messages } from '#shared/store.ts';
import { LOG, type Log, scrub } from './log.ts';
import { type RecordDeps, record } from './record.ts';
import { accountNow } from './request.ts';

export interface HealthDeps extends RecordDeps {
  readonly health: HealthCounts;
  readonly messages: Pick<Messages, 'get'>;
  readonly log: Log;
}

interface Place {
  readonly account: string;
  readonly sender: string;
}

/** An account may name a sender by its number. */
const shown = ({ account, sender }: Place): Place => ({ account, sender: scrub(sender) });

export const countHealth =
  (deps: HealthDeps) =>
  async (told: readonly TableChange[]): Promise<void> => {
    const bySender = new Map<string, Place & { readonly events: HealthEvent[] }>();
    for (const change of told) {
      const account = accountOf(change);
      for (const event of await eventsOf(deps, change)) {
        const { sender } = event;
        const name = `${account}\n${sender}`;
        const held = bySender.get(name) ?? { account, sender, events: [] };
        held.events.push(event);
        bySender.set(name, held);
      }
    }
    for (const { events, ...place } of bySender.values()) {
      try {
        await countFor(deps, place, events);
      } catch (error) {
        deps.log.error(LOG.healthUncounted, { ...shown(place), error });
      }
    }
  };

function accountOf(change: TableChange): string {
  switch (change.kind) {
    case 'entry':
      return readKey(change.stored.key).account;
    case 'standing':
      return readKey(change.key).account;
    case 'message':
    case 'delivery':
      return change.after.account;
  }
}

async function eventsOf(deps: HealthDeps, change: TableChange): Promise<readonly HealthEvent[]> {
  switch (change.kind) {
    case 'entry':
      return healthOfEntry(change.stored.entry);
    case 'message':
      return healthOfMessage(change.before, change.after);
    case 'delivery': {
      const { before, after } = change;
      if (after.state !== 'failed' || before?.state === 'failed') return [];
      // A report names no sender; a text whose record is not there yet is not counted.
      const { message } = await deps.messages.get(after.account, after.id);
      return message ? healthOfFailure(message, after.code) : [];
    }
    case 'standing':
      return [];
  }
}

async function countFor(
  deps: HealthDeps,
  place: Place,
  events: readonly HealthEvent[],
): Promise<void> {
  const { account, sender: id } = place;
  const snapshot = await deps.reader.read({ account, config: [{ kind: 'sender', id }] });
  const sender = snapshot.config('sender', id);
  // A text may name a sender that was never configured: it was refused, and nobody is to blame.
  if (!sender) return;
  const owner = present(snapshot.account, 'the account of a sender');
  const { senderHealth } = owner.settings;
  const now = accountNow(owner, deps.clock.now());
  const from = countedFrom(sender);
  const news = bucketsOf(events, { from, now });
  if (news.length === 0) return;
  const held = await deps.health.add({ ...place, from, firstHour: firstHour(now) }, news);
  const health = judgeHealth(held, now, senderHealth);
  if (health.state === 'act') return pause(deps, place, { health, now, from });
  const before = judgeHealth(without(held, news), now, senderHealth);
  if (health.state === 'watch' && before.state === 'healthy') {
    deps.log.error(LOG.senderWatched, shown(place));
  }
}

/** As it was before this batch: what is said once is said when it comes to be. */
const without = (held: readonly HealthBucket[], news: readonly HealthBucket[]): HealthBucket[] =>
  held.map((bucket) => {
    const added = news.find(({ hour }) => hour === bucket.hour);
    if (!added) return bucket;
    return {
      hour: bucket.hour,
      sent: bucket.sent - added.sent,
      failed: bucket.failed - added.failed,
      optedOut: bucket.optedOut - added.optedOut,
    };
  });

interface Grounds {
  readonly health: Health;
  readonly now: Instant;
  readonly from: Instant;
}

async function pause(
  deps: HealthDeps,
  { account, sender: id }: Place,
  { health, now, from }: Grounds,
): Promise<void> {
  const key = accountKey(account);
  const query = { account, config: [{ kind: 'sender' as const, id }], ledgers: [key] };
  const done = await record(deps, query, undefined, (snapshot) => {
    const sender = snapshot.config('sender', id);
    const { settings } = present(snapshot.account, 'the account of a sender');
    // Gone, paused or judged anew since it was read.
    if (!sender || isPaused(sender, now) || countedFrom(sender) !== from) {
      return ok({ drafts: new Map<ContactKey, EntryDraft[]>(), answer: () => false });
    }
    const paused = pauseByRates(health, now, settings.senderHealth);
    const stopped: Sender = { ...sender, paused };
    return ok({
      drafts: new Map([[key, [stopEntry(stopped, now)]]]),
      config: [configItem(account, 'sender', id, stopped)],
      answer: () => true,
    });
  });
  if (!done.ok) throw new Error('the pause of a sender was not written');
  if (done.value) deps.log.error(LOG.senderStopped, shown({ account, sender: id }));
}

const stopEntry = (sender: Sender, at: Instant): EntryDraft => ({
  type: 'settings-changed',
  at,
  actor: 'system',
  source: 'system',
  detail: { kind: 'sender', id: sender.id, change: senderBody(sender) },
});
