/** Examples of what people tell us beside opt-outs and opt-ins, for docs/events.md. */
import type { EntryBody } from '#shared/entries.ts';

type Details = { readonly [body in EntryBody as body['type']]: body['detail'] };

export const ANSWER_EXAMPLES: Pick<Details, 'wrong-number-reported' | 'preference-changed'> = {
  'wrong-number-reported': {
    words: 'wrong number',
    rule: 'keyword:wrong-number',
    language: 'en',
    sender: 'main',
    ended: [{ channel: 'sms', program: 'default', entryHash: 'e5'.repeat(32) }],
    formerContact: { name: 'Pat Doe', email: 'pat@example.com', externalId: 'crm-8841' },
  },
  'preference-changed': { channel: 'voice', words: 'call me', rule: 'keyword:call-me' },
};
