/**
 * Finding things by what outsiders know: a key, a form, a number; and lists of what is configured.
 */
import { GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { configSk, formAddress, keyAddress, numberAddress } from '#shared/items.ts';
import { accountKey } from '#shared/ledger.ts';
import type {
  ConfigKind,
  ConfigKinds,
  Directory,
  FormOwner,
  Identity,
  NumberOwner,
} from '#shared/store.ts';
import type { ItemKey, Table } from './table.ts';

export function dynamoDirectory(table: Table): Directory {
  const readValue = async <Value>(key: ItemKey): Promise<Value | undefined> => {
    const answer = await table.client.send(
      new GetCommand({ TableName: table.name, Key: key, ConsistentRead: true }),
    );
    return answer.Item?.['value'] as Value | undefined;
  };
  return {
    identity: (hash) => readValue<Identity>(keyAddress(hash)),
    form: (key) => readValue<FormOwner>(formAddress(key)),
    number: (number) => readValue<NumberOwner>(numberAddress(number)),
    async list<Kind extends ConfigKind>(
      account: string,
      kind: Kind,
      { limit, cursor }: { readonly limit: number; readonly cursor?: string },
    ) {
      const prefix = configSk(kind, '');
      const answer = await table.client.send(
        new QueryCommand({
          TableName: table.name,
          ConsistentRead: true,
          KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
          ExpressionAttributeValues: { ':pk': accountKey(account), ':prefix': prefix },
          Limit: limit,
          ...(cursor && {
            ExclusiveStartKey: { pk: accountKey(account), sk: `${prefix}${cursor}` },
          }),
        }),
      );
      const last = answer.LastEvaluatedKey?.['sk'] as string | undefined;
      return {
        items: (answer.Items ?? []).map((item) => item['value'] as ConfigKinds[Kind]),
        ...(last && { nextCursor: last.slice(prefix.length) }),
      };
    },
  };
}
