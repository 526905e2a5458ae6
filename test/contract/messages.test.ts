/**
 * The send path in the table: a claim is won once, a record says how it ended, reports move
 * forward.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { phoneKey } from '#shared/ledger.ts';
import { DELIVERY_RANK, type DeliveryRecord } from '#shared/message.ts';
import { emptyStanding, type Sends } from '#shared/standing.ts';
import {
  ACCOUNT,
  AT,
  adaptersOf,
  grow,
  messageOf,
  openTestTable,
  standingAfter,
  TABLE,
  type TestTable,
} from './table-fixture.ts';

let store: TestTable;
let ports: ReturnType<typeof adaptersOf>;
beforeAll(async () => {
  store = await openTestTable();
  ports = adaptersOf(store);
});
afterAll(() => store.close());

const claimBy = (by: string): Sends => ({
  claims: [{ id: 'msg_1', at: AT, by }],
  recent: [],
  notices: {},
});

async function knownContact(line: string): Promise<string> {
  const key = phoneKey(ACCOUNT, `+120255501${line}`);
  await ports.ledger.append({ changes: [grow(key)] });
  return key;
}

describe('a claim', () => {
  test('is one conditional update, and raises the version', async () => {
    const key = await knownContact('10');
    store.trips();
    expect(await ports.messages.claim(key, 1, claimBy('run'))).toEqual({ ok: true });
    expect(store.trips()).toEqual(['UpdateItem']);
    const { standing } = await ports.reader.read({ account: ACCOUNT, ledgers: [key] });
    expect(standing(key)).toMatchObject({ version: 2, seq: 1, sends: claimBy('run') });
  });

  test('on a contact that nobody has heard of makes its standing, once', async () => {
    const key = phoneKey(ACCOUNT, '+12025550119');
    const claims = await Promise.all(
      Array.from({ length: 5 }, (_, i) => ports.messages.claim(key, 0, claimBy(`run ${i}`))),
    );
    expect(claims.filter(({ ok }) => ok)).toHaveLength(1);
    const { standing } = await ports.reader.read({ account: ACCOUNT, ledgers: [key] });
    const held = standing(key);
    expect(held).toMatchObject({
      version: 1,
      seq: 0,
      facts: { consents: {}, revoked: {}, dnd: {} },
    });
    expect(held.head).toBe(emptyStanding(key).head);
    for (const claim of claims) if (!claim.ok) expect(claim.standing).toEqual(held);
    expect(await ports.ledger.append({ changes: [grow(key, held)] })).toEqual({
      status: 'written',
    });
  });

  test('of ten at once is won by one; the others get the standing that won, with no further read', async () => {
    const key = await knownContact('11');
    store.trips();
    const claims = await Promise.all(
      Array.from({ length: 10 }, (_, i) => ports.messages.claim(key, 1, claimBy(`run ${i}`))),
    );
    const winner = claims.findIndex(({ ok }) => ok);
    expect(claims.filter(({ ok }) => ok)).toHaveLength(1);
    for (const claim of claims) {
      if (claim.ok) continue;
      expect(claim.standing).toMatchObject({ version: 2, sends: claimBy(`run ${winner}`) });
    }
    expect(store.trips()).toEqual(Array(10).fill('UpdateItem'));
  });

  test('dies when a STOP was written after the decision, and the loser sees the STOP', async () => {
    const key = await knownContact('12');
    const { standing } = await ports.reader.read({ account: ACCOUNT, ledgers: [key] });
    const stop = grow(key, standing(key), ['STOP']);
    await ports.ledger.append({ changes: [stop] });
    const claim = await ports.messages.claim(key, standing(key).version, claimBy('late'));
    expect(claim).toEqual({ ok: false, standing: standingAfter(stop) });
  });

  test('decided over a standing that is not there is lost, and makes no contact', async () => {
    const key = phoneKey(ACCOUNT, '+12025550113');
    const claim = await ports.messages.claim(key, 3, claimBy('run'));
    expect(claim).toMatchObject({ ok: false, standing: { version: 0, seq: 0 } });
    expect((await store.scan()).filter(({ pk }) => pk === key)).toEqual([]);
  });

  test('lost to a standing that cannot be read throws: unreadable is never "try again"', async () => {
    const key = await knownContact('14');
    await store.table.call('UpdateItem', {
      TableName: TABLE,
      Key: { pk: key, sk: 'STANDING' },
      UpdateExpression: 'SET facts = :broken, version = :next',
      ExpressionAttributeValues: { ':broken': 'broken', ':next': 7 },
    });
    await expect(ports.messages.claim(key, 1, claimBy('run'))).rejects.toThrow();
  });
});

describe('a record', () => {
  test('is one put, read back as it was, for its own account only', async () => {
    const record = messageOf('msg_a');
    store.trips();
    expect(await ports.messages.put(record)).toBe(true);
    expect(store.trips()).toEqual(['PutItem']);
    expect(await ports.messages.get(ACCOUNT, 'msg_a')).toEqual({ message: record });
    expect(await ports.messages.get('rival', 'msg_a')).toEqual({});
  });

  test('that must be the first leaves any other in place', async () => {
    expect(await ports.messages.put(messageOf('msg_b', { status: 'blocked' }), [])).toBe(true);
    expect(await ports.messages.put(messageOf('msg_b', { status: 'deferred' }), [])).toBe(false);
    expect((await ports.messages.get(ACCOUNT, 'msg_b')).message?.status).toBe('blocked');
  });

  test('replaces exactly the states it names', async () => {
    const states = ['sent', 'deferred', 'blocked', 'failed', 'outcome-unknown'] as const;
    for (const held of states) {
      const id = `msg_held-${held}`;
      await ports.messages.put(messageOf(id, { status: held }));
      const news = messageOf(id, { status: 'sent', providerMessageId: 'SM1' });
      const put = await ports.messages.put(news, ['deferred', 'outcome-unknown']);
      expect([held, put]).toEqual([held, held === 'deferred' || held === 'outcome-unknown']);
      const { message } = await ports.messages.get(ACCOUNT, id);
      expect(message?.providerMessageId).toBe(put ? 'SM1' : undefined);
    }
  });

  test('that may replace some is also put where there is none', async () => {
    expect(await ports.messages.put(messageOf('msg_new'), ['deferred'])).toBe(true);
  });

  test('that cannot be read back throws', async () => {
    await ports.messages.put({ ...messageOf('msg_odd'), segments: 'two' } as never);
    await expect(ports.messages.get(ACCOUNT, 'msg_odd')).rejects.toThrow();
    const query = { account: ACCOUNT, message: 'msg_odd' };
    await expect(ports.reader.read(query)).rejects.toThrow();
  });
});

describe('delivery reports', () => {
  const states = Object.keys(DELIVERY_RANK) as DeliveryRecord['state'][];
  const report = (id: string, state: DeliveryRecord['state']): DeliveryRecord => ({
    id,
    account: ACCOUNT,
    key: phoneKey(ACCOUNT, '+12025550143'),
    state,
    at: AT,
  });

  test('only move forward, whichever two come in whichever order', async () => {
    for (const first of states) {
      for (const second of states) {
        const id = `msg_${first}-${second}`;
        await ports.messages.putDelivery(report(id, first));
        await ports.messages.putDelivery(report(id, second));
        const { delivery } = await ports.messages.get(ACCOUNT, id);
        const forward = DELIVERY_RANK[second] > DELIVERY_RANK[first];
        expect([id, delivery?.state]).toEqual([id, forward ? second : first]);
      }
    }
  });

  test('may come before the record, and neither undoes the other', async () => {
    await ports.messages.putDelivery({ ...report('msg_early', 'failed'), code: '30003' });
    await ports.messages.put(messageOf('msg_early'));
    const { message, delivery } = await ports.messages.get(ACCOUNT, 'msg_early');
    expect(message?.status).toBe('sent');
    expect(delivery).toMatchObject({ state: 'failed', code: '30003' });
  });
});

describe('texts that wait for a test clock', () => {
  test('are handed out when due, oldest first, until they are removed, per account', async () => {
    const { testClock } = ports;
    await testClock.add(ACCOUNT, AT + 2_000, 'later', { n: 2 });
    await testClock.add(ACCOUNT, AT + 1_000, 'sooner', { n: 1 });
    await testClock.add('rival', AT, 'theirs', { n: 9 });
    expect(await testClock.due(ACCOUNT, AT + 999)).toEqual([]);
    const [first] = await testClock.due(ACCOUNT, AT + 1_000);
    expect(first?.task).toEqual({ n: 1 });
    const due = await testClock.due(ACCOUNT, AT + 2_000);
    expect(due.map(({ task }) => task)).toEqual([{ n: 1 }, { n: 2 }]);
    await testClock.remove(ACCOUNT, due[0]?.id ?? '');
    const left = await testClock.due(ACCOUNT, AT + 2_000);
    expect(left.map(({ task }) => task)).toEqual([{ n: 2 }]);
  });

  test('put twice wait once', async () => {
    const { testClock } = ports;
    await testClock.add('twice', AT, 'same', { n: 1 });
    await testClock.add('twice', AT, 'same', { n: 1 });
    expect(await testClock.due('twice', AT)).toHaveLength(1);
  });
});
