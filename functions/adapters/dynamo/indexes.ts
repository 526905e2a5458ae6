/**
 * Entries of an account that are found beside their ledgers: opt-outs by time, reviews by state and
 * time (docs/decisions/0018, 0021). Written in the transaction of the entry; says nothing that it
 * does not.
 */
import { iso } from '#shared/basics.ts';
import type { StoredEntry } from '#shared/events.ts';
import { readKey } from '#shared/ledger.ts';
import type { Ledger, OptOutQuery, OptOutRef, ReviewRef } from '#shared/store.ts';
import { type Input, optOutPk, optOutSk, reviewPk, reviewSk, type Table } from './table.ts';

export type TransactItem = NonNullable<Input<'TransactWriteItems'>['TransactItems']>[number];

/** What the indexes owe to one entry. */
export function indexItems(name: string, { key, entry }: StoredEntry): TransactItem[] {
  const { account, phone } = readKey(key);
  const put = (Item: Record<string, unknown>): TransactItem => ({ Put: { TableName: name, Item } });
  const pk = reviewPk(account);
  switch (entry.type) {
    case 'opted-out': {
      const { at, seq } = entry;
      return [
        put({ pk: optOutPk(account), sk: optOutSk(at, seq, key), kind: 'opt-out', key, seq }),
      ];
    }
    case 'review-opened': {
      const { review: id } = entry.detail;
      return [put({ pk, sk: reviewSk('open', id), kind: 'review', id, key, seq: entry.seq })];
    }
    case 'review-ruled': {
      // The ledgers of addresses bear the ruling too; the review is of the phone's.
      if (phone === undefined) return [];
      const { review: id, ofSeq: seq } = entry.detail;
      const ruled = { kind: 'review', id, key, seq, ruledSeq: entry.seq };
      return [
        {
          Delete: {
            TableName: name,
            Key: { pk, sk: reviewSk('open', id) },
            ConditionExpression: 'attribute_exists(pk)',
          },
        },
        put({ pk, sk: reviewSk('ruled', id), ...ruled }),
      ];
    }
    default:
      return [];
  }
}

export async function optOuts(
  table: Table,
  account: string,
  { from, to, limit, cursor }: OptOutQuery,
): ReturnType<Ledger['optOuts']> {
  // Any cursor is a place to go on from; it sorts before what follows it, whoever made it up.
  const start = cursor === undefined || cursor < iso(from) ? iso(from) : `${cursor}~`;
  if (start > iso(to)) return { items: [] };
  const answer = await table.call('Query', {
    TableName: table.name,
    ConsistentRead: true,
    KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
    ExpressionAttributeValues: { ':pk': optOutPk(account), ':from': start, ':to': iso(to) },
    Limit: limit + 1,
  });
  const found = (answer.Items ?? []) as (OptOutRef & { readonly sk: string })[];
  const shown = found.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map(({ key, seq }) => ({ key, seq })),
    ...(found.length > limit && last && { nextCursor: last.sk }),
  };
}

/** After every name of its kind. */
const END = '~';

export async function listReviews(
  table: Table,
  account: string,
  { limit, cursor }: Parameters<Ledger['reviews']>[1],
): ReturnType<Ledger['reviews']> {
  const from = reviewSk('open', '');
  const to = reviewSk('ruled', END);
  // Any cursor is a place to go on from, whoever made it up.
  const start = cursor === undefined || cursor < from ? from : `${cursor}${END}`;
  if (start > to) return { items: [] };
  const answer = await table.call('Query', {
    TableName: table.name,
    ConsistentRead: true,
    KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
    ExpressionAttributeValues: { ':pk': reviewPk(account), ':from': start, ':to': to },
    Limit: limit + 1,
  });
  const found = (answer.Items ?? []) as (ReviewRef & { readonly sk: string })[];
  const shown = found.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map(refOf),
    ...(found.length > limit && last && { nextCursor: last.sk }),
  };
}

export async function findReview(
  table: Table,
  account: string,
  id: string,
): ReturnType<Ledger['review']> {
  const pk = reviewPk(account);
  // Ruled last: it may move from the one place to the other between the two reads.
  for (const state of ['open', 'ruled'] as const) {
    const answer = await table.call('GetItem', {
      TableName: table.name,
      Key: { pk, sk: reviewSk(state, id) },
      ConsistentRead: true,
    });
    if (answer.Item) return refOf(answer.Item as unknown as ReviewRef);
  }
  return undefined;
}

const refOf = ({ id, key, seq, ruledSeq }: ReviewRef): ReviewRef => ({
  id,
  key,
  seq,
  ...(ruledSeq !== undefined && { ruledSeq }),
});
