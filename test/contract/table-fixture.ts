/**
 * A fresh table on a real DynamoDB engine for one test file, its adapters, and every trip they
 * make. Dynoxide by default; AWS's own engine where DYNAMODB_LOCAL names its folder
 * (local/engine.ts).
 */
import diagnostics from 'node:diagnostics_channel';
import type { ClientRequest } from 'node:http';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { dynamoConversations } from '#functions/adapters/dynamo/conversations.ts';
import { dynamoDirectory } from '#functions/adapters/dynamo/directory.ts';
import { dynamoHealth } from '#functions/adapters/dynamo/health.ts';
import { dynamoLedger } from '#functions/adapters/dynamo/ledger.ts';
import { dynamoMessages } from '#functions/adapters/dynamo/messages.ts';
import { dynamoReader } from '#functions/adapters/dynamo/reader.ts';
import { openTable, type Table } from '#functions/adapters/dynamo/table.ts';
import { dynamoTestClock } from '#functions/adapters/dynamo/test-clock.ts';
import { type Engine, ensureTable, startEngine } from '#local/engine.ts';
import type { Instant } from '#shared/basics.ts';
import { growLedger } from '#shared/grow.ts';
import type { ContactKey, EntryDraft } from '#shared/ledger.ts';
import type { MessageRecord } from '#shared/message.ts';
import { emptyStanding, type Standing } from '#shared/standing.ts';
import type { LedgerChange } from '#shared/store.ts';

export const TABLE = 'contract';
export const ACCOUNT = 'acme';

export type StoredItem = Readonly<Record<string, unknown>> & {
  readonly pk: string;
  readonly sk: string;
};

export interface TestTable {
  readonly table: Table;
  readonly engine: Engine;
  /** X-Amz-Target of every request that went to the engine, retries too, since the last call. */
  trips(): string[];
  /** Every item, in a stable order. */
  scan(): Promise<StoredItem[]>;
  close(): Promise<void>;
}

export async function openTestTable(): Promise<TestTable> {
  const engine = await startEngine();
  await ensureTable(engine, TABLE);
  const table = openTable(TABLE, engine.config);
  let seen: string[] = [];
  // Below the client and its retries: what is counted is what goes over the wire.
  const count = (message: unknown): void => {
    const { request } = message as { readonly request: ClientRequest };
    const target = String(request.getHeader('x-amz-target') ?? '');
    if (request.getHeader('host') === new URL(engine.endpoint).host) {
      seen.push(target.replace(/^.*\./, ''));
    }
  };
  diagnostics.subscribe(REQUESTS, count);
  // AWS's own client reads what ours wrote.
  const reader = DynamoDBDocumentClient.from(new DynamoDBClient(engine.config));
  return {
    table,
    engine,
    trips() {
      const taken = seen;
      seen = [];
      return taken;
    },
    scan: () => scanAll(reader),
    async close() {
      diagnostics.unsubscribe(REQUESTS, count);
      reader.destroy();
      await engine.stop();
    },
  };
}

const REQUESTS = 'http.client.request.start';

async function scanAll(reader: DynamoDBDocumentClient): Promise<StoredItem[]> {
  const items: StoredItem[] = [];
  let from: Record<string, unknown> | undefined;
  do {
    const answer = await reader.send(
      new ScanCommand({
        TableName: TABLE,
        ConsistentRead: true,
        ...(from && { ExclusiveStartKey: from }),
      }),
    );
    items.push(...((answer.Items ?? []) as StoredItem[]));
    from = answer.LastEvaluatedKey;
  } while (from);
  return items.sort((a, b) => (`${a.pk}\n${a.sk}` < `${b.pk}\n${b.sk}` ? -1 : 1));
}

/** Every adapter over one table, as functions/deps.ts puts them together. */
export const adaptersOf = ({ table }: Pick<TestTable, 'table'>) => ({
  reader: dynamoReader(table),
  ledger: dynamoLedger(table),
  messages: dynamoMessages(table),
  conversations: dynamoConversations(table),
  directory: dynamoDirectory(table),
  testClock: dynamoTestClock(table),
  health: dynamoHealth(table),
});

export const AT: Instant = Date.parse('2026-11-24T17:00:00.000Z');

export const received = (body: string, at: Instant = AT): EntryDraft => ({
  type: 'message-received',
  at,
  actor: 'person',
  source: 'text',
  detail: {
    body,
    sender: 'main',
    provider: 'twilio',
    providerMessageId: `SM${body}`,
    intent: 'other',
    certainty: 'unsure',
    rule: 'none',
    language: 'und',
  },
});

/** A ledger that grows by texts with these bodies. */
export const grow = (
  key: ContactKey,
  before: Standing = emptyStanding(key),
  bodies: readonly string[] = ['hello'],
): LedgerChange =>
  growLedger(
    key,
    before,
    bodies.map((body) => received(body)),
  );

/** The standing that a change leaves behind. */
export function standingAfter({ before, entries, facts }: LedgerChange): Standing {
  const last = entries.at(-1)?.entry;
  if (!last) throw new Error('a change has entries');
  return { ...before, version: before.version + 1, seq: last.seq, head: last.hash, facts };
}

export const messageOf = (id: string, more: Partial<MessageRecord> = {}): MessageRecord => ({
  id,
  account: ACCOUNT,
  key: `A#${ACCOUNT}#tel:+12025550143`,
  status: 'sent',
  at: AT,
  createdAt: AT,
  category: 'informational',
  program: 'default',
  sender: 'main',
  subject: 'general',
  asked: 'Your car is ready.',
  body: 'Acme: Your car is ready.',
  encoding: 'GSM-7',
  segments: 1,
  quietHours: 'defer',
  decision: {
    id: 'dec_1',
    outcome: 'allow',
    reasons: [],
    rulePack: '2026-11-22',
    decidedAt: '2026-11-24T17:00:00.000Z',
  },
  contact: {},
  request: 'r1',
  ...more,
});
