/**
 * What each change of the table tells whom; the same change twice tells the same, with the same
 * ids.
 */

import { beforeEach, describe, expect, test } from 'vitest';
import { type FanOutDeps, fanOut } from '#functions/fan-out.ts';
import { CLAIM_CHECK_MS } from '#shared/claims.ts';
import type { DomainEvent } from '#shared/events.ts';
import { growLedger } from '#shared/grow.ts';
import {
  accountKey,
  type ContactKey,
  type EntryDraft,
  emailKey,
  phoneKey,
} from '#shared/ledger.ts';
import type { TableChange } from '#shared/ports.ts';
import { emptyStanding } from '#shared/standing.ts';
import { ACCOUNT, AT, messageOf, received } from '../contract/table-fixture.ts';
import { NO_TALK } from './recorders.ts';

const PHONE = '+12025550143';
const KEY = phoneKey(ACCOUNT, PHONE);

/** Everything that was told, in the order it was told. */
let told: [to: string, what: unknown, more?: unknown][] = [];
let down: string | undefined;
beforeEach(() => {
  told = [];
  down = undefined;
});
const hear = async (to: string, what: unknown, more?: unknown): Promise<void> => {
  if (to === down) throw new Error(`${to} is down`);
  told.push(more === undefined ? [to, what] : [to, what, more]);
};
const deps: FanOutDeps = {
  bus: { publish: (events) => hear('bus', events) },
  topic: { publish: (change) => hear('topic', change) },
  sends: { push: (tasks) => hear('sends', tasks) },
  records: { push: (tasks, delay) => hear('records', tasks, delay) },
  lookUps: { push: (tasks) => hear('lookUps', tasks) },
  scheduler: { schedule: (id, task, at) => hear('scheduler', task, [id, at]) },
  ...NO_TALK,
};
const tell = fanOut(deps);
const to = () => told.map(([where]) => where);
const events = () =>
  told.filter(([where]) => where === 'bus').flatMap(([, what]) => what as DomainEvent[]);

function entryOf(draft: EntryDraft, key: ContactKey = KEY): TableChange {
  const [stored] = growLedger(key, emptyStanding(key), [draft]).entries;
  if (!stored) throw new Error('one draft makes one entry');
  return { kind: 'entry', stored };
}
const person = { at: AT, actor: 'person', source: 'text' };
const stop: EntryDraft = {
  ...person,
  type: 'opted-out',
  detail: {
    channels: ['sms'],
    receivedAt: '2026-11-24T17:00:00.000Z',
    confirmation: 'owed',
    sender: 'main',
  },
};
const captured = (status: 'pending' | 'confirmed'): EntryDraft => ({
  at: AT,
  actor: 'form:f',
  source: 'web-form',
  type: 'consent-captured',
  detail: {
    channel: 'sms',
    program: 'default',
    status,
    grade: 'written',
    purpose: 'marketing',
    source: 'web-form',
    obtainedAt: '2026-11-24T17:00:00.000Z',
    evidence: {},
  },
});

describe('an entry', () => {
  test.each<[string, TableChange, string, string[]]>([
    ['a STOP', entryOf(stop), 'Opt-Out Received', ['bus', 'topic', 'sends']],
    [
      'a STOP that the provider answered',
      entryOf({
        ...stop,
        detail: { ...stop.detail, confirmation: 'answered-by-provider' },
      } as never),
      'Opt-Out Received',
      ['bus', 'topic'],
    ],
    [
      'a consent to confirm',
      entryOf(captured('pending')),
      'Consent Captured',
      ['bus', 'topic', 'sends', 'lookUps'],
    ],
    [
      'a consent that is whole',
      entryOf(captured('confirmed')),
      'Consent Captured',
      ['bus', 'topic', 'lookUps'],
    ],
    ['a first text', entryOf(received('hello')), 'Inbound Message Received', ['bus', 'lookUps']],
    [
      'a receipt',
      entryOf({
        at: AT,
        actor: 'target:email',
        source: 'system',
        type: 'suppression-applied',
        detail: { target: 'email', outcome: 'applied', ofSeq: 1, ofHash: 'h', reference: 'r' },
      }),
      'Suppression Applied',
      ['bus'],
    ],
    [
      'a change of settings',
      entryOf(
        {
          at: AT,
          actor: 'key:k',
          source: 'api',
          type: 'settings-changed',
          detail: { kind: 'program', id: 'p', change: {} },
        },
        accountKey(ACCOUNT),
      ),
      'Settings Changed',
      ['bus'],
    ],
  ])('%s is told as %s', async (_, change, name, places) => {
    await tell(change);
    expect(events().map((event) => event.name)).toEqual([name]);
    expect(to()).toEqual(places);
  });

  test('bus and targets hear of it under one id, made of its hash', async () => {
    const change = entryOf(stop);
    await tell(change);
    await tell(change);
    const ids = told
      .filter(([where]) => where !== 'sends')
      .map(([, what]) => (Array.isArray(what) ? what[0] : what) as { id: string })
      .map(({ id }) => id);
    expect(new Set(ids).size).toBe(1);
    expect(ids).toHaveLength(4);
    if (change.kind === 'entry') {
      expect(ids[0]).toBe(`evt_${change.stored.entry.hash.slice(0, 32)}`);
    }
    const tasks = told.filter(([where]) => where === 'sends').map(([, task]) => task);
    expect(tasks[0]).toEqual(tasks[1]);
  });

  test('of an email ledger reaches the targets and owes no text', async () => {
    await tell(entryOf(stop, emailKey(ACCOUNT, 'a#b@example.com')));
    expect(to()).toEqual(['bus', 'topic']);
    expect(events()[0]?.contact).toEqual({ email: 'a#b@example.com' });
  });

  test.each(['bus', 'topic', 'sends'])(
    'throws while the %s is down, then tells all',
    async (place) => {
      const change = entryOf(stop);
      down = place;
      await expect(tell(change)).rejects.toThrow(`${place} is down`);
      down = undefined;
      told = [];
      await tell(change);
      expect(to()).toEqual(['bus', 'topic', 'sends']);
    },
  );
});

describe('a message', () => {
  const recordIn = (status: 'sent' | 'deferred' | 'blocked' | 'failed' | 'outcome-unknown') =>
    messageOf('msg_1', { status, ...(status === 'deferred' && { deferredUntil: AT + 60_000 }) });

  test.each([
    ['sent', 'Message Sent'],
    ['blocked', 'Message Blocked'],
    ['failed', 'Message Failed'],
    ['outcome-unknown', 'Message Failed'],
  ] as const)('%s is told as %s, without its words', async (status, name) => {
    await tell({ kind: 'message', after: recordIn(status) });
    expect(to()).toEqual(['bus']);
    expect(events()[0]).toMatchObject({ name, id: `evt_1_${status}`, contact: { phone: PHONE } });
    expect(JSON.stringify(told)).not.toContain('car is ready');
  });

  test('deferred is told and scheduled, under an id that names its instant', async () => {
    await tell({ kind: 'message', after: recordIn('deferred') });
    expect(told.slice(1)).toEqual([
      [
        'scheduler',
        { kind: 'deferred', account: ACCOUNT, messageId: 'msg_1' },
        [`msg_1-${AT + 60_000}`, AT + 60_000],
      ],
    ]);
    expect(events()[0]).toMatchObject({ name: 'Message Deferred' });
  });

  test('deferred again until later is scheduled again and not told again', async () => {
    const before = recordIn('deferred');
    const later = { ...before, deferredUntil: AT + 120_000 };
    await tell({ kind: 'message', before, after: later });
    expect(told).toEqual([
      ['scheduler', expect.anything(), [`msg_1-${AT + 120_000}`, AT + 120_000]],
    ]);
  });

  test('written again as it was tells nobody', async () => {
    for (const status of ['sent', 'deferred'] as const) {
      await tell({ kind: 'message', before: recordIn(status), after: recordIn(status) });
    }
    expect(told).toEqual([]);
  });

  test('is scheduled when the bus was down at first', async () => {
    down = 'bus';
    await expect(tell({ kind: 'message', after: recordIn('deferred') })).rejects.toThrow();
    down = undefined;
    await tell({ kind: 'message', after: recordIn('deferred') });
    expect(to()).toEqual(['bus', 'scheduler']);
  });
});

describe('a delivery report', () => {
  const report = (state: 'queued' | 'sent' | 'delivered' | 'failed') => ({
    ...{ id: 'msg_1', account: ACCOUNT, key: KEY, at: AT, state },
  });

  test('is told when it is final, once', async () => {
    await tell({ kind: 'delivery', after: report('queued') });
    await tell({ kind: 'delivery', before: report('queued'), after: report('sent') });
    expect(told).toEqual([]);
    await tell({ kind: 'delivery', before: report('sent'), after: report('delivered') });
    await tell({ kind: 'delivery', before: report('delivered'), after: report('delivered') });
    expect(events().map(({ name, id }) => [name, id])).toEqual([
      ['Message Delivered', 'evt_1_delivered'],
    ]);
  });
});

describe('a standing', () => {
  const sends = (...ids: string[]) => ({
    claims: ids.map((id) => ({ id, at: AT, by: 'run' })),
    recent: [],
    notices: {},
  });
  const checked = () => told.flatMap(([, tasks]) => tasks as { messageId: string }[]);

  test('has each new claim looked at once it must be over', async () => {
    await tell({ kind: 'standing', key: KEY, before: sends('a'), after: sends('a', 'b', 'c') });
    expect(checked().map(({ messageId }) => messageId)).toEqual(['b', 'c']);
    expect(told[0]?.[2]).toBe(CLAIM_CHECK_MS / 1_000);
  });

  test('without a new claim has nothing looked at', async () => {
    await tell({ kind: 'standing', key: KEY, before: sends('a', 'b'), after: sends('b') });
    await tell({ kind: 'standing', key: KEY, after: sends() });
    expect(told).toEqual([]);
  });

  test('that claims the same text anew has it looked at anew', async () => {
    const again = { claims: [{ id: 'a', at: AT + 1, by: 'run' }], recent: [], notices: {} };
    await tell({ kind: 'standing', key: KEY, before: sends('a'), after: again });
    expect(checked()).toMatchObject([{ messageId: 'a', claimedAt: AT + 1 }]);
  });
});
