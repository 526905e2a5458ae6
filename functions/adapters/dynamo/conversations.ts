/**
 * What both sides said, beside the ledger of the contact: outcomes of texts out by time, as the
 * stream puts them there, and transcripts, which ledger.ts puts in the transaction of their entry.
 */
import * as z from 'zod/mini';
import { iso } from '#shared/basics.ts';
import type { TextOut } from '#shared/conversations.ts';
import { CATEGORIES, MESSAGE_STATUSES, NOTICES } from '#shared/message.ts';
import type { Conversations } from '#shared/store.ts';
import type { Transcript } from '#shared/transcripts.ts';
import { type Table, textOutSk, transcriptSk } from './table.ts';

const TextOutSchema = z.object({
  at: z.int(),
  id: z.string(),
  status: z.enum(MESSAGE_STATUSES),
  sender: z.string(),
  category: z.exactOptional(z.enum([...CATEGORIES, ...NOTICES])),
  body: z.string(),
  reasons: z.array(z.string()),
  until: z.exactOptional(z.int()),
});

export const dynamoConversations = (table: Table): Conversations => ({
  async note(key, text) {
    await table.call('PutItem', {
      TableName: table.name,
      Item: { pk: key, sk: textOutSk(text.at, text.id, text.status), kind: 'text-out', text },
    });
  },
  async textsOut(key, { after, limit }) {
    const answer = await table.call('Query', {
      TableName: table.name,
      ConsistentRead: true,
      KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
      ExpressionAttributeValues: { ':pk': key, ':from': `S#${iso(after + 1)}`, ':to': 'S#~' },
      ScanIndexForward: false,
      Limit: limit,
    });
    const newest = (answer.Items ?? []).map(
      (item): TextOut => z.parse(TextOutSchema, item['text']),
    );
    return newest.reverse();
  },
  async transcript(key, id) {
    const answer = await table.call('GetItem', {
      TableName: table.name,
      Key: { pk: key, sk: transcriptSk(id) },
      ConsistentRead: true,
    });
    return answer.Item?.['transcript'] as Transcript | undefined;
  },
});
