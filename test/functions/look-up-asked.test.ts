/** Which changes of the table ask that a number be looked up, once each, and that none waits. */
import { describe, expect, test } from 'vitest';
import { fanOut } from '#functions/fan-out.ts';
import { growLedger } from '#shared/grow.ts';
import { type ContactKey, type EntryDraft, emailKey, phoneKey } from '#shared/ledger.ts';
import type { TableChange } from '#shared/ports.ts';
import { emptyStanding } from '#shared/standing.ts';
import { ACCOUNT, AT, messageOf, received } from '../contract/table-fixture.ts';
import { captureDraft } from '../shared/fixtures.ts';
import { tasksOf } from './look-ups.ts';
import { NO_TALK } from './recorders.ts';

const KEY = phoneKey(ACCOUNT, '+12025550143');

const entriesOf = (drafts: readonly EntryDraft[], key: ContactKey = KEY): TableChange[] =>
  growLedger(key, emptyStanding(key), drafts).entries.map((stored) => ({ kind: 'entry', stored }));
const claimed = (lookUp?: true) => ({
  claims: [{ id: 'msg_1', at: AT, by: 'run', ...(lookUp && { lookUp }) }],
  recent: [],
  notices: {},
});
const refused = (...codes: string[]) =>
  messageOf('msg_1', {
    status: 'blocked',
    decision: {
      ...messageOf('msg_1').decision,
      outcome: 'deny',
      reasons: codes.map((code) => ({ code, rule: 'r', citation: 'c', detail: 'd' })),
    },
  });
const ASKED = [{ account: ACCOUNT, key: KEY, askedBy: 'msg_1' }];

describe('an entry', () => {
  test('of a consent to texts asks, under its own name', async () => {
    const [change] = entriesOf([captureDraft()]);
    const askedBy = change?.kind === 'entry' ? change.stored.entry.hash : '';
    expect(change && (await tasksOf([change]))).toEqual([{ account: ACCOUNT, key: KEY, askedBy }]);
  });

  test.each(['email', 'voice'] as const)('of a consent to %s asks nothing', async (channel) => {
    expect(await tasksOf(entriesOf([captureDraft({ channel })]))).toEqual([]);
  });

  test('of a text asks when the contact begins with it', async () => {
    expect(await tasksOf(entriesOf([received('hello'), received('hi')]))).toHaveLength(1);
    expect(await tasksOf(entriesOf([captureDraft({ channel: 'email' }), received('hi')]))).toEqual(
      [],
    );
  });

  test('of an address asks nothing', async () => {
    const key = emailKey(ACCOUNT, 'pat@customer.example');
    expect(await tasksOf(entriesOf([received('hello'), captureDraft()], key))).toEqual([]);
  });
});

describe('the claim of a text', () => {
  test('asks when it found the look-up due, and not otherwise', async () => {
    const claims = (lookUp?: true) =>
      tasksOf([{ kind: 'standing', key: KEY, after: claimed(lookUp) }]);
    expect(await claims(true)).toEqual(ASKED);
    expect(await claims()).toEqual([]);
  });

  test('asks once, however often the standing changes under it', async () => {
    const change = { kind: 'standing', key: KEY, before: claimed(true) } as const;
    expect(await tasksOf([{ ...change, after: claimed(true) }])).toEqual([]);
  });
});

describe('a refused text', () => {
  test.each(['landline', 'voip-not-allowed', 'line-type-unknown'])(
    'asks when %s is among its reasons: no claim could',
    async (code) => {
      const after = refused('no-consent', code);
      expect(await tasksOf([{ kind: 'message', after }])).toEqual(ASKED);
    },
  );

  test('asks too when it was deferred before', async () => {
    const before = messageOf('msg_1', { status: 'deferred' });
    expect(await tasksOf([{ kind: 'message', before, after: refused('landline') }])).toEqual(ASKED);
  });

  test('asks nothing for another reason, or when its record is written again', async () => {
    const landline = refused('landline');
    expect(await tasksOf([{ kind: 'message', after: refused('opted-out') }])).toEqual([]);
    expect(await tasksOf([{ kind: 'message', before: landline, after: landline }])).toEqual([]);
  });
});

test('asking comes last: events, targets and the question of double opt-in went before', async () => {
  const told: string[] = [];
  const hear = (where: string) => async () => void told.push(where);
  const tell = fanOut({
    bus: { publish: hear('bus') },
    topic: { publish: hear('topic') },
    sends: { push: hear('sends') },
    records: { push: hear('records') },
    lookUps: { push: () => Promise.reject(new Error('the queue is down')) },
    scheduler: { schedule: hear('scheduler') },
    ...NO_TALK,
  });
  const [change] = entriesOf([captureDraft({ status: 'pending' })]);
  await expect(change && tell(change)).rejects.toThrow('the queue is down');
  expect(told).toEqual(['bus', 'topic', 'sends']);
});
