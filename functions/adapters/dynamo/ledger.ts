/**
 * Facts: one transaction puts the entries (must not exist), raises the standing (version as read)
 * and puts the guard (must be new), so that a fact is whole or absent, and never twice.
 */
import { invariant, SECOND } from '#shared/basics.ts';
import type { StoredEntry } from '#shared/events.ts';
import type { LedgerEntry } from '#shared/ledger.ts';
import { NO_SENDS } from '#shared/standing.ts';
import type {
  ConfigPart,
  ConfigWrite,
  Guard,
  Ledger,
  LedgerChange,
  LedgerWrite,
  TranscriptWrite,
  WriteOutcome,
} from '#shared/store.ts';
import { type AwsError, isNamed } from '../aws-json.ts';
import { findReview, indexItems, listReviews, optOuts, type TransactItem } from './indexes.ts';
import { type Item, readGuard } from './reader.ts';
import { packFacts, packHead, packSends } from './standing-item.ts';
import { entrySk, guardSk, markSk, STANDING, type Table, transcriptSk } from './table.ts';

/** DynamoDB's own limit for one transaction. */
const MAX_ACTIONS = 100;

/** What a failed condition at each place of the transaction means. */
type Place = 'entry' | 'standing' | 'index' | 'guard' | 'config' | 'mark';
interface Action {
  readonly place: Place;
  readonly item: TransactItem;
}

/** One for each action, in the same order; the item is the one that stood in the way. */
interface CancellationReason {
  readonly Code?: string;
  readonly Item?: Item;
}

export function dynamoLedger(table: Table): Ledger {
  return {
    append: (write) => append(table, write),
    history: (key, page) => historyOf(table, key, page),
    newest: (key, limit) => newestOf(table, key, limit),
    optOuts: (account, page) => optOuts(table, account, page),
    reviews: (account, page) => listReviews(table, account, page),
    review: (account, id) => findReview(table, account, id),
    async mark(key, target) {
      const answer = await table.call('GetItem', {
        TableName: table.name,
        Key: { pk: key, sk: markSk(target) },
        ConsistentRead: true,
      });
      return (answer.Item?.['seq'] as number | undefined) ?? 0;
    },
  };
}

const LAST_ENTRY = entrySk(9_999_999_999);

async function newestOf(
  table: Table,
  ...[key, limit]: Parameters<Ledger['newest']>
): Promise<LedgerEntry[]> {
  const answer = await table.call('Query', {
    TableName: table.name,
    ConsistentRead: true,
    KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
    ExpressionAttributeValues: { ':pk': key, ':from': entrySk(1), ':to': LAST_ENTRY },
    ScanIndexForward: false,
    Limit: limit,
  });
  return (answer.Items ?? []).map((item) => item['entry'] as LedgerEntry).reverse();
}

/** A query ends at 1 MB whatever its limit; a short page would read as the end of the ledger. */
async function historyOf(
  table: Table,
  ...[key, { limit, after = 0 }]: Parameters<Ledger['history']>
): Promise<LedgerEntry[]> {
  const entries: LedgerEntry[] = [];
  let from = after + 1;
  while (entries.length < limit) {
    const answer = await table.call('Query', {
      TableName: table.name,
      ConsistentRead: true,
      KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
      ExpressionAttributeValues: {
        ':pk': key,
        ':from': entrySk(from),
        ':to': LAST_ENTRY,
      },
      Limit: limit - entries.length,
    });
    entries.push(...(answer.Items ?? []).map((item) => item['entry'] as LedgerEntry));
    if (!answer.LastEvaluatedKey) break;
    from = (entries.at(-1)?.seq ?? from - 1) + 1;
  }
  return entries;
}

async function append(table: Table, write: LedgerWrite): Promise<WriteOutcome> {
  const actions = actionsOf(table.name, write);
  invariant(actions.length > 0 && actions.length <= MAX_ACTIONS, 'a write is 1 to 100 actions');
  try {
    await table.call('TransactWriteItems', { TransactItems: actions.map((action) => action.item) });
    return { status: 'written' };
  } catch (error) {
    if (isNamed(error, 'TransactionInProgressException')) return { status: 'raced' };
    if (!isNamed(error, 'TransactionCanceledException')) throw error;
    return explain(actions, error);
  }
}

/** The guard first: whoever was here before has the answer, whatever else changed since. */
function explain(actions: readonly Action[], error: AwsError): WriteOutcome {
  const reasons = (error.body['CancellationReasons'] ?? []) as readonly CancellationReason[];
  const failed = (place: Place): CancellationReason | undefined =>
    reasons.find(
      (reason, i) => actions[i]?.place === place && reason.Code === 'ConditionalCheckFailed',
    );
  const guard = failed('guard');
  if (guard?.Item) return { status: 'seen', guard: readGuard(guard.Item) };
  if (failed('config')) return { status: 'taken' };
  const raced = reasons.some(
    ({ Code }) => Code === 'ConditionalCheckFailed' || Code === 'TransactionConflict',
  );
  if (raced) return { status: 'raced' };
  throw error;
}

function actionsOf(name: string, write: LedgerWrite): Action[] {
  const actions = write.changes.flatMap((change) => changeActions(name, change));
  if (write.guard) actions.push({ place: 'guard', item: guardPut(name, write.guard) });
  for (const config of write.config ?? []) {
    if (config.parts?.length === 0) continue;
    actions.push({ place: 'config', item: configWrite(name, config) });
  }
  if (write.mark) {
    const { key, target, seq } = write.mark;
    const put = {
      TableName: name,
      Item: { pk: key, sk: markSk(target), kind: 'mark', seq },
      ConditionExpression: 'attribute_not_exists(pk) OR seq < :seq',
      ExpressionAttributeValues: { ':seq': seq },
    };
    actions.push({ place: 'mark', item: { Put: put } });
  }
  if (write.transcript) {
    actions.push({ place: 'index', item: { Put: transcriptPut(name, write.transcript) } });
  }
  return actions;
}

function changeActions(name: string, { key, before, entries, facts }: LedgerChange): Action[] {
  const last = entries.at(-1)?.entry;
  invariant(last && last.seq === before.seq + entries.length, 'entries follow the standing');
  const puts = entries.map(
    ({ entry, contact, effects }): Action => ({
      place: 'entry',
      item: {
        Put: {
          TableName: name,
          Item: { pk: key, sk: entrySk(entry.seq), kind: 'entry', entry, contact, effects },
          ConditionExpression: 'attribute_not_exists(pk)',
        },
      },
    }),
  );
  const standing: Action = {
    place: 'standing',
    item: {
      Update: {
        TableName: name,
        Key: { pk: key, sk: STANDING },
        UpdateExpression:
          'SET kind = :kind, version = :next, seq = :seq, head = :head, facts = :facts, ' +
          'sends = if_not_exists(sends, :sends)',
        ConditionExpression:
          before.version === 0 ? 'attribute_not_exists(pk)' : 'version = :version',
        ExpressionAttributeValues: {
          ':kind': 'standing',
          ':next': before.version + 1,
          ':seq': last.seq,
          ':head': packHead(last.hash),
          ':facts': packFacts(facts),
          ':sends': packSends(NO_SENDS),
          ...(before.version > 0 && { ':version': before.version }),
        },
      },
    },
  };
  return [standing, ...puts, ...indexActions(name, entries)];
}

const indexActions = (name: string, entries: readonly StoredEntry[]): Action[] =>
  entries.flatMap((stored) =>
    indexItems(name, stored).map((item): Action => ({ place: 'index', item })),
  );

const transcriptPut = (name: string, { key, transcript }: TranscriptWrite) => ({
  TableName: name,
  Item: { pk: key, sk: transcriptSk(transcript.id), kind: 'transcript', transcript },
  ConditionExpression: 'attribute_not_exists(pk)',
});

function guardPut(name: string, guard: Guard): TransactItem {
  const { pk, name: guardName, request, answer, at, windowMs } = guard;
  return {
    Put: {
      TableName: name,
      Item: {
        pk,
        sk: guardSk(guardName),
        kind: 'guard',
        request,
        answer,
        at,
        windowMs,
        ttl: Math.ceil((at + windowMs) / SECOND),
      },
      // Expiry by time-to-live may lag by days, so the window itself is part of the condition.
      ConditionExpression: 'attribute_not_exists(pk) OR #at < :stale',
      ExpressionAttributeNames: { '#at': 'at' },
      ExpressionAttributeValues: { ':stale': at - windowMs },
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    },
  };
}

function configWrite(name: string, config: ConfigWrite): TransactItem {
  const { pk, sk, value, parts, exclusiveTo } = config;
  if (parts) return { Update: { TableName: name, Key: { pk, sk }, ...partsUpdate(parts) } };
  if (value === undefined) return { Delete: { TableName: name, Key: { pk, sk } } };
  return {
    Put: {
      TableName: name,
      Item: { pk, sk, kind: 'config', value, ...(exclusiveTo && { owner: exclusiveTo }) },
      ...(exclusiveTo && {
        ConditionExpression: 'attribute_not_exists(pk) OR #owner = :owner',
        ExpressionAttributeNames: { '#owner': 'owner' },
        ExpressionAttributeValues: { ':owner': exclusiveTo },
      }),
    },
  };
}

/** Refused by DynamoDB where the item, or what a path leads through, is not there. */
function partsUpdate(parts: readonly ConfigPart[]) {
  const names: Record<string, string> = { '#v': 'value' };
  const values: Record<string, unknown> = {};
  const sets: string[] = [];
  const removes: string[] = [];
  for (const [i, { path, value }] of parts.entries()) {
    const place = path.map((step, depth) => {
      names[`#p${i}_${depth}`] = step;
      return `#p${i}_${depth}`;
    });
    const at = ['#v', ...place].join('.');
    if (value === undefined) removes.push(at);
    else sets.push(`${at} = :p${i}`);
    if (value !== undefined) values[`:p${i}`] = value;
  }
  return {
    UpdateExpression: [
      ...(sets.length > 0 ? [`SET ${sets.join(', ')}`] : []),
      ...(removes.length > 0 ? [`REMOVE ${removes.join(', ')}`] : []),
    ].join(' '),
    ExpressionAttributeNames: names,
    ...(sets.length > 0 && { ExpressionAttributeValues: values }),
  };
}
