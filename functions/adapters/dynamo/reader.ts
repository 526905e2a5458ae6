/**
 * One strongly consistent BatchGetItem for everything a decision needs: account, configuration,
 * standings, guard and message. What cannot be read back whole is an error, never an empty contact.
 */
import * as z from 'zod/mini';
import { type Account, INTEGRATION_SCHEMAS } from '#shared/account.ts';
import { invariant } from '#shared/basics.ts';
import { configSk, headAddress } from '#shared/items.ts';
import { sameJson } from '#shared/json.ts';
import { accountKey, type ContactKey } from '#shared/ledger.ts';
import { MessageSchema } from '#shared/message.ts';
import { DEFAULT_SETTINGS, SettingsSchema } from '#shared/settings.ts';
import { emptyStanding, type Standing } from '#shared/standing.ts';
import type { ConfigKind, ConfigKinds, Guard, Reader, ReadQuery, Snapshot } from '#shared/store.ts';
import { unpackStanding } from './standing-item.ts';
import { guardSk, type ItemKey, MESSAGE, messagePk, STANDING, type Table } from './table.ts';

export type Item = Record<string, unknown>;

/** BatchGetItem may leave keys for later under load; more rounds than this is an outage. */
const MAX_ROUNDS = 5;

/** The head of an account as items.ts lays it out. */
const HeadSchema = z.object({
  region: z.string(),
  mode: z.enum(['live', 'test']),
  settings: SettingsSchema,
  clock: z.exactOptional(z.number()),
  integrations: z.object({
    twilio: z.exactOptional(INTEGRATION_SCHEMAS.twilio),
    aws: z.exactOptional(INTEGRATION_SCHEMAS.aws),
    dialer: z.exactOptional(INTEGRATION_SCHEMAS.dialer),
    email: z.exactOptional(INTEGRATION_SCHEMAS.email),
  }),
  templates: z.record(
    z.string(),
    z.object({
      name: z.string(),
      en: z.string(),
      es: z.exactOptional(z.string()),
      fr: z.exactOptional(z.string()),
    }),
  ),
});
type Head = z.infer<typeof HeadSchema>;

const MAX_HEADS = 64;
/** By account: what was read last, and what it says. */
const heads = new Map<string, { readonly value: unknown; readonly head: Head }>();

/**
 * Checked once as long as it stays the same; then what others keep for its settings holds too. A
 * setting that came with a later version has its default until somebody sets it.
 */
function readHead(account: string, value: unknown): Head {
  const known = heads.get(account);
  // The table may give the same fields in another order.
  if (known && sameJson(known.value, value)) return known.head;
  const stored = value as { readonly settings?: object };
  const settings = { ...DEFAULT_SETTINGS, ...stored.settings };
  const head = z.parse(HeadSchema, { ...stored, settings });
  if (heads.size >= MAX_HEADS) heads.clear();
  heads.set(account, { value, head });
  return head;
}

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
  const keys: ItemKey[] = [headAddress(query.account)];
  for (const { kind, id } of query.config ?? []) {
    // Templates come with the head.
    if (kind !== 'template') keys.push({ pk, sk: configSk(kind, id) });
  }
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
    const answer = await table.call('BatchGetItem', { RequestItems: request });
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
  const item = at(headAddress(query.account));
  const head = item && readHead(query.account, item['value']);
  const message = query.message && at({ pk: messagePk(query.account, query.message), sk: MESSAGE });
  return {
    account: head && accountOf(query.account, head),
    guard: guard && readGuard(guard),
    message: message ? z.parse(MessageSchema, message['record']) : undefined,
    standing(key) {
      invariant(query.ledgers?.includes(key), 'a standing is asked for before it is read');
      return readStanding(key, at({ pk: key, sk: STANDING }));
    },
    config<Kind extends ConfigKind>(kind: Kind, id: string) {
      const value =
        kind === 'template' ? templateOf(head, id) : at({ pk, sk: configSk(kind, id) })?.['value'];
      return value as ConfigKinds[Kind] | undefined;
    },
  };
}

const accountOf = (id: string, { clock, templates: _, ...head }: Head): Account => ({
  id,
  ...head,
  ...(head.mode === 'test' && clock !== undefined && { testClock: clock }),
});

const templateOf = (head: Head | undefined, name: string) =>
  head && Object.hasOwn(head.templates, name) ? head.templates[name] : undefined;

/** An item that does not read as a standing throws: unreadable means closed, not unknown. */
export function readStanding(key: ContactKey, item: Item | undefined): Standing {
  if (!item) return emptyStanding(key);
  return unpackStanding(item);
}

export const readGuard = (item: Item): Guard => ({
  pk: item['pk'] as string,
  name: (item['sk'] as string).slice(2),
  request: item['request'] as string,
  answer: item['answer'],
  at: item['at'] as number,
  windowMs: item['windowMs'] as number,
});
