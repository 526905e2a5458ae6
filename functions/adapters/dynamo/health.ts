/**
 * Texts of a sender by the hour: one item of the account, one field for each hour and count, so
 * that a batch of the stream costs one update whatever it holds. Which texts count is health.ts's.
 */
import { HEALTH_COUNTS, type HealthBucket } from '#shared/health.ts';
import { accountKey } from '#shared/ledger.ts';
import type { HealthCounts, HealthPlace } from '#shared/store.ts';
import type { Item } from './reader.ts';
import { type ItemKey, type Table, unlessRefused } from './table.ts';

const keyOf = ({ account, sender }: HealthPlace): ItemKey => ({
  pk: accountKey(account),
  sk: `HEALTH#${sender}`,
});

/** `sent495231`: such names need no placeholder in an expression. */
const fieldsOf = (buckets: readonly HealthBucket[]): [field: string, count: number][] =>
  buckets.flatMap((bucket) =>
    HEALTH_COUNTS.filter((count) => bucket[count] > 0).map((count): [string, number] => [
      `${count}${bucket.hour}`,
      bucket[count],
    ]),
  );

const FIELD = /^(sent|failed|optedOut)(\d+)$/;

function readBuckets(item: Item): HealthBucket[] {
  const byHour = new Map<number, HealthBucket>();
  for (const [field, value] of Object.entries(item)) {
    const [, count, digits] = FIELD.exec(field) ?? [];
    if (!count || typeof value !== 'number') continue;
    const hour = Number(digits);
    const held = byHour.get(hour) ?? { hour, sent: 0, failed: 0, optedOut: 0 };
    byHour.set(hour, { ...held, [count]: value });
  }
  return [...byHour.values()].sort((a, b) => a.hour - b.hour);
}

export function dynamoHealth(table: Table): HealthCounts {
  return {
    async add({ from, firstHour, ...where }, news) {
      const held =
        (await addTo(table, where, from, news)) ??
        (await startAnew(table, where, from, news)) ??
        // Another batch started anew in between.
        (await addTo(table, where, from, news)) ??
        [];
      await forget(
        table,
        where,
        held.filter(({ hour }) => hour < firstHour),
      );
      return held.filter(({ hour }) => hour >= firstHour);
    },
    async read(where) {
      const answer = await table.call('GetItem', {
        TableName: table.name,
        Key: keyOf(where),
        ConsistentRead: true,
      });
      const item = answer.Item ?? {};
      return { from: Number(item['countedFrom'] ?? 0), buckets: readBuckets(item) };
    },
  };
}

/** Undefined when what is held was counted for another `from`. */
async function addTo(
  table: Table,
  where: HealthPlace,
  from: number,
  news: readonly HealthBucket[],
): Promise<HealthBucket[] | undefined> {
  const fields = fieldsOf(news);
  const answer = await unlessRefused(
    table.call('UpdateItem', {
      TableName: table.name,
      Key: keyOf(where),
      UpdateExpression: [
        'SET #kind = :kind, countedFrom = :from ADD',
        fields.map(([field], i) => `${field} :n${i}`).join(', '),
      ].join(' '),
      ConditionExpression: 'attribute_not_exists(pk) OR countedFrom = :from',
      ExpressionAttributeNames: { '#kind': 'kind' },
      ExpressionAttributeValues: {
        ':kind': 'health',
        ':from': from,
        ...Object.fromEntries(fields.map(([, count], i) => [`:n${i}`, count])),
      },
      ReturnValues: 'ALL_NEW',
    }),
  );
  return answer && readBuckets(answer.Attributes ?? {});
}

/** After a pause: what was counted before it is over. Undefined when a later start holds. */
async function startAnew(
  table: Table,
  where: HealthPlace,
  from: number,
  news: readonly HealthBucket[],
): Promise<HealthBucket[] | undefined> {
  const Item = {
    ...keyOf(where),
    kind: 'health',
    countedFrom: from,
    ...Object.fromEntries(fieldsOf(news)),
  };
  const answer = await unlessRefused(
    table.call('PutItem', {
      TableName: table.name,
      Item,
      ConditionExpression: 'attribute_not_exists(pk) OR countedFrom < :from',
      ExpressionAttributeValues: { ':from': from },
    }),
  );
  return answer && readBuckets(Item);
}

/** At most once an hour: hours leave the window one by one. */
async function forget(
  table: Table,
  where: HealthPlace,
  old: readonly HealthBucket[],
): Promise<void> {
  if (old.length === 0) return;
  const names = fieldsOf(old).map(([field]) => field);
  await table.call('UpdateItem', {
    TableName: table.name,
    Key: keyOf(where),
    UpdateExpression: `REMOVE ${names.join(', ')}`,
  });
}
