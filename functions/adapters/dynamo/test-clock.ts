/** Texts of accounts in test mode, kept by when their clock makes them due. */
import { iso } from '#shared/basics.ts';
import { accountKey } from '#shared/ledger.ts';
import type { TestClockQueue } from '#shared/store.ts';
import type { Table } from './table.ts';

/** Released by one turn of the clock; the rest follows with the next. */
const MAX_DUE = 500;

export function dynamoTestClock(table: Table): TestClockQueue {
  return {
    async add(account, dueAt, id, task) {
      const sk = `DUE#${iso(dueAt)}#${id}`;
      await table.call('PutItem', {
        TableName: table.name,
        Item: { pk: accountKey(account), sk, kind: 'due', task },
      });
    },
    async due(account, now) {
      const answer = await table.call('Query', {
        TableName: table.name,
        ConsistentRead: true,
        KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
        ExpressionAttributeValues: {
          ':pk': accountKey(account),
          ':from': 'DUE#',
          ':to': `DUE#${iso(now)}~`,
        },
        Limit: MAX_DUE,
      });
      return (answer.Items ?? []).map((item) => ({
        id: item['sk'] as string,
        task: item['task'] as unknown,
      }));
    },
    async remove(account, id) {
      await table.call('DeleteItem', {
        TableName: table.name,
        Key: { pk: accountKey(account), sk: id },
      });
    },
  };
}
