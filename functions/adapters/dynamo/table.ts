/**
 * The one table (DESIGN.md section 4): how its keys are written, and the client that every part
 * shares. Keys of configuration are in shared/items.ts; no other file builds one.
 */
import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { accountKey } from '#shared/ledger.ts';

export interface Table {
  readonly client: DynamoDBDocumentClient;
  readonly name: string;
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
export const messagePk = (account: string, id: string): string =>
  `${accountKey(account)}#msg:${id}`;
export const MESSAGE = 'M';
export const DELIVERY = 'R';

export function openTable(name: string, config: DynamoDBClientConfig = {}): Table {
  const client = DynamoDBDocumentClient.from(new DynamoDBClient(config), {
    marshallOptions: { removeUndefinedValues: true },
  });
  return { client, name };
}
