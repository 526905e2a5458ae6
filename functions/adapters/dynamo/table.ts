/**
 * The one table (DESIGN.md section 4): how its keys are written, and the calls that every part
 * makes, with plain values in and out. Keys of configuration are in shared/items.ts; no other file
 * builds one.
 */
import { randomUUID } from 'node:crypto';
import type * as lib from '@aws-sdk/lib-dynamodb';
import { type Instant, iso, sha256 } from '#shared/basics.ts';
import { accountKey, type ContactKey } from '#shared/ledger.ts';
import { type AwsConnection, AwsError, awsJson, isNamed } from '../aws-json.ts';
import { marshall, unmarshall } from './values.ts';

/** Input and answer of each operation in use, as DynamoDB's reference has them. */
interface Operations {
  readonly BatchGetItem: [lib.BatchGetCommandInput, lib.BatchGetCommandOutput];
  readonly DeleteItem: [lib.DeleteCommandInput, lib.DeleteCommandOutput];
  readonly GetItem: [lib.GetCommandInput, lib.GetCommandOutput];
  readonly PutItem: [lib.PutCommandInput, lib.PutCommandOutput];
  readonly Query: [lib.QueryCommandInput, lib.QueryCommandOutput];
  readonly TransactWriteItems: [lib.TransactWriteCommandInput, lib.TransactWriteCommandOutput];
  readonly UpdateItem: [lib.UpdateCommandInput, lib.UpdateCommandOutput];
}
export type Operation = keyof Operations;
export type Input<Name extends Operation> = Operations[Name][0];
export type Answer<Name extends Operation> = Omit<Operations[Name][1], '$metadata'>;

export interface Table {
  readonly name: string;
  /** Rejects with an AwsError; items in its body are plain too. */
  call<Name extends Operation>(operation: Name, input: Input<Name>): Promise<Answer<Name>>;
}

export interface ItemKey {
  readonly pk: string;
  readonly sk: string;
}

export const STANDING = 'STANDING';
const SEQ_DIGITS = 10;

export const entrySk = (seq: number): string => `E#${String(seq).padStart(SEQ_DIGITS, '0')}`;
export const guardSk = (name: string): string => `D#${name}`;
export const markSk = (target: string): string => `T#${target}`;
/** Opt-outs of an account by time, beside the ledgers that hold them. */
export const optOutPk = (account: string): string => `${accountKey(account)}#opt-outs`;
/** Sorts by time; the contact's name is hashed, since this is shown as a cursor. */
export const optOutSk = (at: Instant, seq: number, key: ContactKey): string =>
  [iso(at), entrySk(seq).slice(2), sha256(key).slice(0, 16)].join('_');
/** Outcomes of texts out, beside the ledger of whom they went to. */
export const textOutSk = (at: Instant, id: string, status: string): string =>
  `S#${iso(at)}#${id}#${status}`;
export const transcriptSk = (id: string): string => `C#${id}`;
/** Reviews of an account: open ones sort before ruled ones, each by time as their ids do. */
export const reviewPk = (account: string): string => `${accountKey(account)}#reviews`;
export const reviewSk = (state: 'open' | 'ruled', id: string): string =>
  `${state === 'open' ? 'O' : 'R'}#${id}`;
export const messagePk = (account: string, id: string): string =>
  `${accountKey(account)}#msg:${id}`;
export const MESSAGE = 'M';
export const DELIVERY = 'R';

/** Attempts and first wait are those of AWS's own SDK for this service. */
const DYNAMODB = {
  name: 'dynamodb',
  target: 'DynamoDB_20120810',
  attempts: 4,
  backoffMs: 25,
  // A read or a write takes some ten milliseconds, a first connection some hundred.
  timeoutMs: 3_000,
  keepAlive: true,
} as const;

export function openTable(name: string, connection: AwsConnection): Table {
  const call = awsJson(DYNAMODB, connection);
  return {
    name,
    async call(operation, input) {
      try {
        return decode(await call(operation, encode({ ...tokenOf(operation), ...input }))) as never;
      } catch (error) {
        if (!(error instanceof AwsError)) throw error;
        const { name: kind, message, status, body, cause } = error;
        throw new AwsError({ name: kind, message, status, body: decode(body) }, { cause });
      }
    },
  };
}

/** One for all attempts: DynamoDB then knows a transaction again whose answer was lost. */
const tokenOf = (operation: Operation): object =>
  operation === 'TransactWriteItems' ? { ClientRequestToken: randomUUID() } : {};

type Fields = Readonly<Record<string, unknown>>;
type Change = (value: never) => unknown;

const each =
  (change: Change): Change =>
  (list: readonly never[]) =>
    list.map(change);
const eachOf =
  (change: Change): Change =>
  (map: Readonly<Record<string, never>>) =>
    Object.fromEntries(Object.entries(map).map(([name, value]) => [name, change(value)]));

/** A copy of the fields, where those of these names that are there are changed. */
const changing =
  (changes: Readonly<Record<string, Change>>) =>
  (fields: Fields): Fields => {
    const changed: Record<string, unknown> = { ...fields };
    for (const [name, change] of Object.entries(changes)) {
      if (changed[name] !== undefined) changed[name] = change(changed[name] as never);
    }
    return changed;
  };

const ACTION = { Item: marshall, Key: marshall, ExpressionAttributeValues: marshall };
const encode = changing({
  ...ACTION,
  ExclusiveStartKey: marshall,
  TransactItems: each(eachOf(changing(ACTION))),
  RequestItems: eachOf(changing({ Keys: each(marshall) })),
});
const decode = changing({
  Item: unmarshall,
  Items: each(unmarshall),
  Attributes: unmarshall,
  LastEvaluatedKey: unmarshall,
  Responses: eachOf(each(unmarshall)),
  UnprocessedKeys: eachOf(changing({ Keys: each(unmarshall) })),
  CancellationReasons: each(changing({ Item: unmarshall })),
});

export const CONDITION_FAILED = 'ConditionalCheckFailedException';

/** The answer of a conditional write, or undefined where its condition did not hold. */
export async function unlessRefused<Answer>(write: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await write;
  } catch (error) {
    if (isNamed(error, CONDITION_FAILED)) return undefined;
    throw error;
  }
}
