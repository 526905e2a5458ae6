/**
 * One strongly consistent BatchGetItem for everything a decision needs: account, configuration,
 * standings, guard and message. What cannot be read back whole is an error, never an empty contact.
 */
import { BatchGetCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import { type Account, INTEGRATION_SCHEMAS, SettingsSchema } from '#shared/account.ts';
import { invariant } from '#shared/basics.ts';
import { CLOCK, configSk, INTEGRATIONS, SETTINGS } from '#shared/items.ts';
import { accountKey, type ContactKey } from '#shared/ledger.ts';
import { MessageSchema } from '#shared/message.ts';
import { emptyStanding, NO_SENDS, type Standing, StandingSchema } from '#shared/standing.ts';
import type { ConfigKind, ConfigKinds, Guard, Reader, ReadQuery, Snapshot } from '#shared/store.ts';
import { guardSk, type ItemKey, MESSAGE, messagePk, STANDING, type Table } from './table.ts';

export type Item = Record<string, unknown>;

/** BatchGetItem may leave keys for later under load; more rounds than this is an outage. */
const MAX_ROUNDS = 5;

const AccountSchema = z.object({
  region: z.string(),
  mode: z.enum(['live', 'test']),
  settings: SettingsSchema,
});
const IntegrationsSchema = z.object({
  twilio: z.exactOptional(INTEGRATION_SCHEMAS.twilio),
  aws: z.exactOptional(INTEGRATION_SCHEMAS.aws),
  dialer: z.exactOptional(INTEGRATION_SCHEMAS.dialer),
  email: z.exactOptional(INTEGRATION_SCHEMAS.email),
});

export function dynamoReader(table: Table): Reader {
  return {
    async read(query) {
      const items = await batchGet(table, keysOf(query));
      return snapshotOf(query, items);
    },
  };
}

function keysOf(query: ReadQuery): ItemKey[] {
  const pk = accountKey(query.account);
  const keys = [SETTINGS, CLOCK, INTEGRATIONS].map((sk) => ({ pk, sk }));
  for (const { kind, id } of query.config ?? []) keys.push({ pk, sk: configSk(kind, id) });
  for (const ledger of query.ledgers ?? []) keys.push({ pk: ledger, sk: STANDING });
  if (query.guard) keys.push({ pk: query.guard.pk, sk: guardSk(query.guard.name) });
  if (query.message) keys.push({ pk: messagePk(query.account, query.message), sk: MESSAGE });
  return keys;
}

async function batchGet(table: Table, keys: readonly ItemKey[]): Promise<Map<string, Item>> {
  const unique = [...new Map(keys.map((key) => [nameOf(key), key])).values()];
  const items = new Map<string, Item>();
  let wanted: ItemKey[] = unique;
  for (let round = 0; wanted.length > 0; round += 1) {
    if (round === MAX_ROUNDS) throw new Error('the table left keys unread');
    const request = { [table.name]: { Keys: wanted, ConsistentRead: true } };
    const answer = await table.client.send(new BatchGetCommand({ RequestItems: request }));
    for (const item of answer.Responses?.[table.name] ?? []) {
      items.set(nameOf(item as unknown as ItemKey), item);
    }
    wanted = (answer.UnprocessedKeys?.[table.name]?.Keys ?? []) as unknown as ItemKey[];
  }
  return items;
}

const nameOf = ({ pk, sk }: ItemKey): string => `${pk}\n${sk}`;

function snapshotOf(query: ReadQuery, items: ReadonlyMap<string, Item>): Snapshot {
  const pk = accountKey(query.account);
  const at = (key: ItemKey): Item | undefined => items.get(nameOf(key));
  const guard = query.guard && at({ pk: query.guard.pk, sk: guardSk(query.guard.name) });
  const message = query.message && at({ pk: messagePk(query.account, query.message), sk: MESSAGE });
  return {
    account: accountOf(query.account, (sk) => at({ pk, sk })),
    guard: guard && readGuard(guard),
    message: message ? z.parse(MessageSchema, message['record']) : undefined,
    standing(key) {
      invariant(query.ledgers?.includes(key), 'a standing is asked for before it is read');
      return readStanding(key, at({ pk: key, sk: STANDING }));
    },
    config<Kind extends ConfigKind>(kind: Kind, id: string) {
      return at({ pk, sk: configSk(kind, id) })?.['value'] as ConfigKinds[Kind] | undefined;
    },
  };
}

function accountOf(id: string, at: (sk: string) => Item | undefined): Account | undefined {
  const head = at(SETTINGS);
  if (!head) return undefined;
  const account = z.parse(AccountSchema, head['value']);
  const clock = at(CLOCK)?.['value'];
  return {
    id,
    ...account,
    ...(account.mode === 'test' && typeof clock === 'number' && { testClock: clock }),
    integrations: z.parse(IntegrationsSchema, at(INTEGRATIONS)?.['value'] ?? {}),
  };
}

/** An item that does not read as a standing throws: unreadable means closed, not unknown. */
export function readStanding(key: ContactKey, item: Item | undefined): Standing {
  if (!item) return emptyStanding(key);
  return z.parse(StandingSchema, { ...item, sends: item['sends'] ?? NO_SENDS });
}

export const readGuard = (item: Item): Guard => ({
  pk: item['pk'] as string,
  name: (item['sk'] as string).slice(2),
  request: item['request'] as string,
  answer: item['answer'],
  at: item['at'] as number,
  windowMs: item['windowMs'] as number,
});
