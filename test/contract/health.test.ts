/** Counts of a sender on the real engine: one update a batch, old hours gone, starts kept apart. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dynamoHealth } from '#functions/adapters/dynamo/health.ts';
import type { HealthBucket } from '#shared/health.ts';
import type { HealthCounts } from '#shared/store.ts';
import { ACCOUNT, openTestTable, type TestTable } from './table-fixture.ts';

let store: TestTable;
let health: HealthCounts;
beforeAll(async () => {
  store = await openTestTable();
  health = dynamoHealth(store.table);
});
afterAll(() => store.close());

let senders = 0;
const place = (account = ACCOUNT) => {
  senders += 1;
  return { account, sender: `sender-${senders}` };
};
const HOUR = 495_231;
const bucket = (hour: number, sent: number, failed = 0, optedOut = 0): HealthBucket => ({
  hour,
  sent,
  failed,
  optedOut,
});
const START = { from: 0, firstHour: HOUR - 23 };

describe('counting', () => {
  test('a first batch and a later one add up, hour by hour', async () => {
    const where = place();
    const first = [bucket(HOUR - 1, 2, 1), bucket(HOUR, 3)];
    expect(await health.add({ ...where, ...START }, first)).toEqual(first);
    store.trips();
    expect(await health.add({ ...where, ...START }, [bucket(HOUR, 4, 0, 2)])).toEqual([
      bucket(HOUR - 1, 2, 1),
      bucket(HOUR, 7, 0, 2),
    ]);
    expect(store.trips()).toEqual(['UpdateItem']);
    expect(await health.read(where)).toEqual({
      from: 0,
      buckets: [bucket(HOUR - 1, 2, 1), bucket(HOUR, 7, 0, 2)],
    });
  });
  test('of batches at the same time loses none', async () => {
    const where = place();
    await Promise.all(
      Array.from({ length: 8 }, () => health.add({ ...where, ...START }, [bucket(HOUR, 1, 1, 1)])),
    );
    expect((await health.read(where)).buckets).toEqual([bucket(HOUR, 8, 8, 8)]);
  });
  test('is kept by account and sender', async () => {
    const where = place();
    await health.add({ ...where, ...START }, [bucket(HOUR, 1)]);
    const other = await health.read({ ...where, account: 'other' });
    expect(other).toEqual({ from: 0, buckets: [] });
    expect(await health.read({ ...where, sender: `${where.sender}0` })).toEqual(other);
  });
});

describe('old hours', () => {
  test('leave the item with the batch that finds them, by one more update', async () => {
    const where = place();
    await health.add({ ...where, ...START }, [bucket(HOUR - 23, 5), bucket(HOUR, 1)]);
    store.trips();
    const next = { ...where, from: 0, firstHour: HOUR - 22 };
    expect(await health.add(next, [bucket(HOUR + 1, 1)])).toEqual([
      bucket(HOUR, 1),
      bucket(HOUR + 1, 1),
    ]);
    expect(store.trips()).toEqual(['UpdateItem', 'UpdateItem']);
    expect((await health.read(where)).buckets).toHaveLength(2);
  });
});

describe('a new start, after a pause', () => {
  test('forgets what was counted before it, in the same hour too', async () => {
    const where = place();
    await health.add({ ...where, ...START }, [bucket(HOUR, 100, 0, 5)]);
    const anew = { ...where, ...START, from: 7 };
    expect(await health.add(anew, [bucket(HOUR, 1)])).toEqual([bucket(HOUR, 1)]);
    expect(await health.add(anew, [bucket(HOUR, 1)])).toEqual([bucket(HOUR, 2)]);
    expect(await health.read(where)).toEqual({ from: 7, buckets: [bucket(HOUR, 2)] });
  });
  test('is not undone by a batch that still counts for the old one', async () => {
    const where = place();
    await health.add({ ...where, ...START, from: 7 }, [bucket(HOUR, 1)]);
    expect(await health.add({ ...where, ...START }, [bucket(HOUR, 50)])).toEqual([]);
    expect(await health.read(where)).toEqual({ from: 7, buckets: [bucket(HOUR, 1)] });
  });
  test('by two batches at once keeps both', async () => {
    const where = place();
    await health.add({ ...where, ...START }, [bucket(HOUR, 9)]);
    const anew = { ...where, ...START, from: 7 };
    await Promise.all([health.add(anew, [bucket(HOUR, 1)]), health.add(anew, [bucket(HOUR, 1)])]);
    expect((await health.read(where)).buckets).toEqual([bucket(HOUR, 2)]);
  });
});
