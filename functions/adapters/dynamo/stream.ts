/**
 * A record of the table's stream as the change that fan-out understands; others are none of its
 * business.
 */
import * as z from 'zod/mini';
import { EntryBodySchema } from '#shared/entries.ts';
import type { StoredEntry } from '#shared/events.ts';
import { DeliverySchema, MessageSchema } from '#shared/message.ts';
import type { TableChange } from '#shared/ports.ts';
import { unpackSends } from './standing-item.ts';
import { unmarshall } from './values.ts';

/** Lambda's types and the SDK's say the same of an image in other words. */
export interface StreamImages {
  readonly NewImage?: object | undefined;
  readonly OldImage?: object | undefined;
}

/** Undefined for deletions (time-to-live) and for items that nobody is told of. */
export function readChange({ NewImage, OldImage }: StreamImages): TableChange | undefined {
  if (!NewImage) return undefined;
  const after = unmarshall(NewImage);
  const before = OldImage && unmarshall(OldImage);
  switch (after['kind']) {
    case 'entry':
      // Entries are put once; anything but an insert would be a change of history.
      return before ? undefined : { kind: 'entry', stored: readEntry(after) };
    case 'message': {
      const record = z.parse(MessageSchema, after['record']);
      const old = before && z.parse(MessageSchema, before['record']);
      return { kind: 'message', after: record, ...(old && { before: old }) };
    }
    case 'delivery': {
      const record = z.parse(DeliverySchema, after['record']);
      const old = before && z.parse(DeliverySchema, before['record']);
      return { kind: 'delivery', after: record, ...(old && { before: old }) };
    }
    case 'standing': {
      if (after['sends'] === undefined) return undefined;
      const sends = unpackSends(after['sends']);
      const old = before?.['sends'] === undefined ? undefined : unpackSends(before['sends']);
      return {
        kind: 'standing',
        key: after['pk'] as string,
        after: sends,
        ...(old && { before: old }),
        ...(before?.['seq'] !== after['seq'] && { grew: true }),
      };
    }
    default:
      return undefined;
  }
}

function readEntry(item: Record<string, unknown>): StoredEntry {
  const entry = item['entry'] as StoredEntry['entry'];
  z.parse(EntryBodySchema, entry);
  return {
    key: item['pk'] as string,
    entry,
    contact: item['contact'] as StoredEntry['contact'],
    effects: item['effects'] as StoredEntry['effects'],
  };
}
