/**
 * Planted faults: well-known wrong designs, put around the ports of a run, never into production
 * code. Each names the rules of the auditor that must catch it; a simulation that lets one pass
 * proves nothing.
 *
 * To plant them by hand in production code instead, and see `vitest run test/simulation` fail:
 * - read-then-send: in functions/adapters/dynamo/messages.ts claimOn, drop ConditionExpression.
 * - no-dedupe: in functions/record.ts, leave the guard out of read and append.
 * - publish-before-write: in functions/record.ts, call a bus with entryEvent of each entry before
 *   append.
 * - confirm-directly: in functions/inbound.ts, call the provider before record() returns, and take
 *   'opted-out' out of shared/owed.ts.
 * - no-seq-guard: in functions/suppress.ts, drop `if (seq <= done)` and the mark of the record.
 * - stale-standing: in functions/adapters/dynamo/ledger.ts, write before.facts for ':facts'.
 * - no-lease: in functions/send.ts, pass Infinity as the deadline.
 * - publish-and-forget: in functions/fan-out.ts, catch and drop what bus.publish throws.
 * - no-message-read: in functions/send.ts, leave `message` out of readFor and the claims out of
 *   claimOf.
 * - no-due: in functions/record-wish.ts, return what was decided as it is.
 * - forget-held: in functions/fan-out.ts, leave out watchHeld and askOfHeld.
 * - look-up-always: in functions/look-up-number.ts, let dueAt answer the instant whatever is due.
 */
import { packSends } from '#functions/adapters/dynamo/standing-item.ts';
import { STANDING } from '#functions/adapters/dynamo/table.ts';
import { present } from '#shared/basics.ts';
import { entryEvent, type StoredEntry } from '#shared/events.ts';
import { growLedger } from '#shared/grow.ts';
import { type EntryDraft, type LedgerEntry, readKey } from '#shared/ledger.ts';
import { messageId } from '#shared/message.ts';
import type { SendTask } from '#shared/ports.ts';
import type { Ledger, Messages, Reader, ReadQuery } from '#shared/store.ts';
import type { Rule } from './audit.ts';
import { API_URL, type Plant, type Ports } from './ports.ts';
import type { World } from './world.ts';

export interface Fault {
  readonly plant: Plant;
  readonly caughtBy: readonly Rule[];
}

const withLedger = (ports: Ports, change: Partial<Ledger>): Ports => ({
  ...ports,
  ledger: { ...ports.ledger, ...change },
});
const withMessages = (ports: Ports, change: Partial<Messages>): Ports => ({
  ...ports,
  messages: { ...ports.messages, ...change },
});
const withRead = (ports: Ports, change: (query: ReadQuery) => ReadQuery): Ports => {
  const reader: Reader = { read: (query) => ports.reader.read(change(query)) };
  return { ...ports, reader };
};

/** The claim is counted but decides nothing: read, decide, send, whatever was written meanwhile. */
const readThenSend: Plant = (ports) =>
  withMessages(ports, {
    async claim(key, _version, sends) {
      await ports.table.call('UpdateItem', {
        TableName: ports.table.name,
        Key: { pk: key, sk: STANDING },
        UpdateExpression: 'SET version = version + :one, sends = :sends',
        ExpressionAttributeValues: { ':one': 1, ':sends': packSends(sends) },
      });
      return { ok: true };
    },
  });

/** Repeats are not known as such: the natural key is neither read nor written. */
const noDedupe: Plant = (ports) => {
  const reading = withRead(ports, ({ guard: _, ...query }) => query);
  return withLedger(reading, {
    append: ({ guard: _, ...write }) => ports.ledger.append(write),
  });
};

/** Events go out from the handler, before the write that may fail or lose. */
const publishBeforeWrite: Plant = (ports) =>
  withLedger(ports, {
    async append(write) {
      await ports.bus.publish(entriesOf(write.changes).map(entryEvent));
      return ports.ledger.append(write);
    },
  });

const entriesOf = (changes: readonly { readonly entries: readonly StoredEntry[] }[]) =>
  changes.flatMap(({ entries }) => entries);

/** The opt-out is confirmed by the handler itself, at once, and not by the stream. */
const confirmDirectly: Plant = (ports, world) => {
  const sends = {
    push: async (tasks: Parameters<Ports['sends']['push']>[0], delay?: number) => {
      const others = tasks.filter(
        (task) => task.kind !== 'notice' || task.notice !== 'opt-out-confirmation',
      );
      if (others.length > 0) await ports.sends.push(others, delay);
    },
  };
  return withLedger(
    { ...ports, sends },
    {
      async append(write) {
        for (const stored of entriesOf(write.changes)) await confirmAtOnce(ports, world, stored);
        return ports.ledger.append(write);
      },
    },
  );
};

async function confirmAtOnce(ports: Ports, world: World, { key, entry }: StoredEntry) {
  if (entry.type !== 'opted-out' || entry.detail.confirmation !== 'owed') return;
  const { account, phone } = readKey(key);
  const query = { account, config: [{ kind: 'sender' as const, id: 'main' }] };
  const snapshot = await ports.reader.read(query);
  const id = messageId(account, `notice:opt-out-confirmation:${entry.hash}`);
  // Claimed in name only, so that the confirmations themselves are what the auditor must count.
  world.sawClaims([{ id, by: 'handler', at: world.scheduler.wall() }]);
  await ports.providers.twilio.send({
    id,
    account,
    to: present(phone, 'the phone of a text'),
    body: 'Demo Motors: You are opted out and will get no more texts from us.',
    sender: present(snapshot.config('sender', 'main'), 'the sender'),
    integrations: present(snapshot.account, 'the account').integrations,
    statusUrl: `${API_URL}/status?message=${id}`,
    deadline: Number.POSITIVE_INFINITY,
  });
}

/** Targets take every change as it comes, a late repeat of an old one too. */
const noSeqGuard: Plant = (ports) =>
  withLedger(ports, {
    mark: async (key, target) => (isTarget(target) ? 0 : ports.ledger.mark(key, target)),
    append: ({ mark, ...write }) =>
      ports.ledger.append({ ...write, ...(mark && !isTarget(mark.target) && { mark }) }),
  });

const isTarget = (name: string): boolean => name === 'email' || name === 'dialer';

/** Conversations are never looked at: the schedule of the look is lost. */
const neverLook: Plant = (ports) => ({
  ...ports,
  scheduler: {
    async schedule(id, task, at) {
      if (task.kind !== 'conversation') await ports.scheduler.schedule(id, task, at);
    },
  },
});

/** The standing is written as it was before the entries: a fold that lags behind. */
const staleStanding: Plant = (ports) =>
  withLedger(ports, {
    append: (write) =>
      ports.ledger.append({
        ...write,
        changes: write.changes.map((change) => ({ ...change, facts: change.before.facts })),
      }),
  });

/** The provider is called however long ago the claim was made. */
const noLease: Plant = (ports) => {
  const twilio = {
    send: (text: Parameters<Ports['providers']['twilio']['send']>[0]) =>
      ports.providers.twilio.send({ ...text, deadline: Number.POSITIVE_INFINITY }),
  };
  return { ...ports, providers: { twilio, aws: twilio } };
};

/** What the bus did not take is not told again. */
const publishAndForget: Plant = (ports) => ({
  ...ports,
  bus: { publish: (events) => ports.bus.publish(events).catch(() => undefined) },
});

/** A request is not known again by its key: neither its record nor its claim is looked at. */
const noMessageRead: Plant = (ports) => {
  const { read } = ports.reader;
  const reader: Reader = {
    async read({ message: _, ...query }) {
      const snapshot = await read(query);
      const standing: typeof snapshot.standing = (key) => {
        const held = snapshot.standing(key);
        return { ...held, sends: { ...held.sends, claims: [] } };
      };
      return { ...snapshot, standing, config: snapshot.config.bind(snapshot) };
    },
  };
  return { ...ports, reader };
};

/** No answer ever stands: whoever asks for a look-up gets one. */
/** Neither a YES nor the end of its time reaches a text that waits. */
const forgetHeld: Plant = (ports) => ({
  ...ports,
  sends: { push: (tasks, delay) => ports.sends.push(tasks.filter(isNotHeld), delay) },
  scheduler: {
    async schedule(id, task, at) {
      if (isNotHeld(task)) await ports.scheduler.schedule(id, task, at);
    },
  },
});
const isNotHeld = ({ kind }: SendTask): boolean => kind !== 'held';

const lookUpAlways: Plant = (ports) => {
  const { read } = ports.reader;
  const reader: Reader = {
    async read(query) {
      const snapshot = await read(query);
      const { account } = snapshot;
      if (!account) return snapshot;
      const { settings } = account;
      const lineType = { ...settings.lineType, maxAgeDays: 0 };
      const hasty = { ...account, settings: { ...settings, lineType } };
      const { standing, config } = snapshot;
      return {
        ...snapshot,
        account: hasty,
        standing: standing.bind(snapshot),
        config: config.bind(snapshot),
      };
    },
  };
  return { ...ports, reader };
};

/** A door that writes a revocation without saying when it is due. */
const noDue: Plant = (ports) =>
  withLedger(ports, {
    append: (write) =>
      ports.ledger.append({
        ...write,
        changes: write.changes.map(({ key, before, entries }) =>
          growLedger(
            key,
            before,
            entries.map(({ entry }) => withoutDue(entry)),
          ),
        ),
      }),
  });

function withoutDue({ seq: _, prevHash: __, hash: ___, ...draft }: LedgerEntry): EntryDraft {
  if (draft.type !== 'opted-out') return draft;
  const { due: ____, ...detail } = draft.detail;
  return { ...draft, detail };
}

export const FAULTS: Readonly<Record<string, Fault>> = {
  'read-then-send without the claim': {
    plant: readThenSend,
    caughtBy: ['send-after-stop', 'frequency-cap', 'one-call-per-message'],
  },
  'no dedupe of what a provider repeats': { plant: noDedupe, caughtBy: ['text-recorded-once'] },
  'publish before write': { plant: publishBeforeWrite, caughtBy: ['published-once-written'] },
  'confirm from the handler, not from the stream': {
    plant: confirmDirectly,
    caughtBy: ['one-confirmation'],
  },
  'no seq guard at the targets': {
    plant: noSeqGuard,
    caughtBy: ['targets-converge', 'receipts'],
  },
  'standing that lags behind its entries': {
    plant: staleStanding,
    caughtBy: ['standing-is-fold'],
  },
  'no lease on a claim': { plant: noLease, caughtBy: ['claimed-in-lease', 'send-after-stop'] },
  'publish and forget': { plant: publishAndForget, caughtBy: ['published-once-written'] },
  'a request that is not known again': {
    plant: noMessageRead,
    caughtBy: ['one-call-per-message'],
  },
  'a conversation that nobody looks at': { plant: neverLook, caughtBy: ['transcribed-once'] },
  'held texts that nobody looks at again': {
    plant: forgetHeld,
    caughtBy: ['nothing-waits-for-ever'],
  },
  'a look-up for everybody who asks': { plant: lookUpAlways, caughtBy: ['looked-up-once'] },
  'a door without due times': { plant: noDue, caughtBy: ['honoured'] },
};
