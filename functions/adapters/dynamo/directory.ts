/**
 * Finding things by what outsiders know: a key, a form, a number; and lists of what is configured.
 */
import { configSk, formAddress, headAddress, keyAddress, numberAddress } from '#shared/items.ts';
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
    const answer = await table.call('GetItem', {
      TableName: table.name,
      Key: key,
      ConsistentRead: true,
    });
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
      if (kind === 'template') {
        const page = pageOf(await templatesOf(table, account), limit, cursor);
        return page as Page<Kind>;
      }
      const prefix = configSk(kind, '');
      const answer = await table.call('Query', {
        TableName: table.name,
        ConsistentRead: true,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
        ExpressionAttributeValues: { ':pk': accountKey(account), ':prefix': prefix },
        Limit: limit,
        ...(cursor && {
          ExclusiveStartKey: { pk: accountKey(account), sk: `${prefix}${cursor}` },
        }),
      });
      const last = answer.LastEvaluatedKey?.['sk'] as string | undefined;
      return {
        items: (answer.Items ?? []).map((item) => item['value'] as ConfigKinds[Kind]),
        ...(last && { nextCursor: last.slice(prefix.length) }),
      };
    },
  };
}

type Named = ConfigKinds['template'];
interface Page<Kind extends ConfigKind> {
  readonly items: ConfigKinds[Kind][];
  readonly nextCursor?: string;
}

/** By name. The rest of the head, with its secrets, does not leave the table for a list. */
async function templatesOf(table: Table, account: string): Promise<Named[]> {
  const answer = await table.call('GetItem', {
    TableName: table.name,
    Key: headAddress(account),
    ConsistentRead: true,
    ProjectionExpression: '#value.templates',
    ExpressionAttributeNames: { '#value': 'value' },
  });
  const head = answer.Item?.['value'] as { readonly templates?: Record<string, Named> } | undefined;
  return Object.values(head?.templates ?? {}).sort((a, b) => (a.name < b.name ? -1 : 1));
}

function pageOf(all: readonly Named[], limit: number, cursor = ''): Page<'template'> {
  const left = all.filter(({ name }) => name > cursor);
  const items = left.slice(0, limit);
  const last = items.at(-1);
  return { items, ...(left.length > limit && last && { nextCursor: last.name }) };
}
