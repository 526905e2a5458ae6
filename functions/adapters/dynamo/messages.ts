/**
 * Sends: the claim is one conditional UpdateItem on the standing, the record one PutItem after the
 * provider answered. No transaction and no shared counter on this path (DESIGN.md section 4).
 */
import * as z from 'zod/mini';
import type { ContactKey } from '#shared/ledger.ts';
import { DELIVERY_RANK, DeliverySchema, MessageSchema } from '#shared/message.ts';
import { emptyStanding } from '#shared/standing.ts';
import type { Messages } from '#shared/store.ts';
import { isNamed } from '../aws-json.ts';
import { type Item, readStanding } from './reader.ts';
import { packFacts, packHead, packSends } from './standing-item.ts';
import {
  CONDITION_FAILED,
  DELIVERY,
  MESSAGE,
  messagePk,
  STANDING,
  type Table,
  unlessRefused,
} from './table.ts';

export function dynamoMessages(table: Table): Messages {
  return {
    claim: (...claim) => claimOn(table, ...claim),
    put: (...put) => putRecord(table, ...put),
    async putDelivery(delivery) {
      const rank = DELIVERY_RANK[delivery.state];
      await unlessRefused(
        table.call('PutItem', {
          TableName: table.name,
          Item: {
            pk: messagePk(delivery.account, delivery.id),
            sk: DELIVERY,
            kind: 'delivery',
            record: delivery,
            rank,
          },
          ConditionExpression: 'attribute_not_exists(pk) OR #rank < :rank',
          ExpressionAttributeNames: { '#rank': 'rank' },
          ExpressionAttributeValues: { ':rank': rank },
        }),
      );
    },
    async get(account, id) {
      const answer = await table.call('Query', {
        TableName: table.name,
        ConsistentRead: true,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': messagePk(account, id) },
      });
      const record = (sk: string) => answer.Items?.find((item) => item['sk'] === sk)?.['record'];
      const message = record(MESSAGE);
      const delivery = record(DELIVERY);
      return {
        ...(message && { message: z.parse(MessageSchema, message) }),
        ...(delivery && { delivery: z.parse(DeliverySchema, delivery) }),
      };
    },
  };
}

/** A log-in code may be the first that is heard of a contact: then the claim makes its standing. */
const FIRST = ', kind = :kind, seq = :seq, head = :head, facts = :facts';

function firstOf(key: ContactKey) {
  const { facts, head, seq } = emptyStanding(key);
  return {
    ':kind': 'standing',
    ':seq': seq,
    ':head': packHead(head),
    ':facts': packFacts(facts),
  };
}

async function claimOn(table: Table, ...[key, version, sends]: Parameters<Messages['claim']>) {
  try {
    await table.call('UpdateItem', {
      TableName: table.name,
      Key: { pk: key, sk: STANDING },
      ConditionExpression: version === 0 ? 'attribute_not_exists(pk)' : 'version = :version',
      UpdateExpression: `SET version = :next, sends = :sends${version === 0 ? FIRST : ''}`,
      ExpressionAttributeValues: {
        ':next': version + 1,
        ':sends': packSends(sends),
        ...(version === 0 ? firstOf(key) : { ':version': version }),
      },
      // The item that won comes back with the refusal: deciding again costs no further read.
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    });
    return { ok: true } as const;
  } catch (error) {
    if (!isNamed(error, CONDITION_FAILED)) throw error;
    const item = error.body['Item'] as Item | undefined;
    return { ok: false, standing: readStanding(key, item) } as const;
  }
}

async function putRecord(
  table: Table,
  ...[record, replaces]: Parameters<Messages['put']>
): Promise<boolean> {
  const states = Object.fromEntries((replaces ?? []).map((state, i) => [`:s${i}`, state]));
  const names = Object.keys(states);
  const answer = await unlessRefused(
    table.call('PutItem', {
      TableName: table.name,
      Item: { pk: messagePk(record.account, record.id), sk: MESSAGE, kind: 'message', record },
      ...(replaces && {
        ConditionExpression:
          names.length > 0
            ? `attribute_not_exists(pk) OR #record.#status IN (${names.join(', ')})`
            : 'attribute_not_exists(pk)',
      }),
      ...(names.length > 0 && {
        ExpressionAttributeNames: { '#record': 'record', '#status': 'status' },
        ExpressionAttributeValues: states,
      }),
    }),
  );
  return answer !== undefined;
}
