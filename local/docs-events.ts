/**
 * docs/events.md: every event on the bus with its fields, from the ledger's schema, and an example
 * that the real code made from an entry or a message record. The entries' own words are examples
 * only.
 */
import * as z from 'zod/mini';
import { DAY, iso, MINUTE } from '#shared/basics.ts';
import { type EntryBody, EntryBodySchema } from '#shared/entries.ts';
import {
  type DomainEvent,
  EVENT_SCHEMA_VERSION,
  EVENT_SOURCE,
  entryEvent,
} from '#shared/events.ts';
import { growLedger } from '#shared/grow.ts';
import { accountKey } from '#shared/ledger.ts';
import { emptyStanding } from '#shared/standing.ts';
import { type Transcript, transcriptEvent } from '#shared/transcripts.ts';
import { ANSWER_EXAMPLES } from './docs-answer-examples.ts';
import { EXAMPLE, messageExamples } from './docs-messages.ts';
import { table } from './docs-table.ts';

const { account: ACCOUNT, at: AT, hash: HASH, key: KEY } = EXAMPLE;
const REVIEW = `rev_${'e5'.repeat(16)}`;

type Details = { readonly [body in EntryBody as body['type']]: body['detail'] };

const DETAILS: Details = {
  'consent-captured': {
    channel: 'sms',
    program: 'default',
    status: 'pending',
    grade: 'written',
    purpose: 'marketing',
    source: 'web-form',
    obtainedAt: iso(AT),
    disclosure: { version: '2026-11-01', hash: HASH, text: 'By checking …', language: 'en' },
    evidence: { page: { url: 'https://dealer.example/contact' }, checkboxDefault: 'unchecked' },
  },
  'number-looked-up': {
    lineType: 'mobile',
    carrier: 'Example Mobile',
    country: 'US',
    provider: 'aws',
  },
  'call-reported': { calledAt: iso(AT), subject: 'test-drive', reference: 'call-17' },
  'consent-confirmed': { programs: ['default'], by: 'text', evidence: { words: 'YES' } },
  'consent-declined': { evidence: { words: 'NO' } },
  'opted-out': {
    channels: ['sms'],
    receivedAt: iso(AT),
    due: {
      at: '2026-12-08T04:59:59.999Z',
      citation: '47 CFR 64.1200(a)(10)-(11), (d)(3)',
      targetAt: iso(AT + 5 * MINUTE),
    },
    words: 'STOP',
    rule: 'keyword:stop',
    confirmation: 'owed',
    sender: 'main',
    language: 'en',
  },
  'opted-in': {
    channels: ['sms'],
    programs: ['default'],
    words: 'START',
    rule: 'keyword:start',
    confirmation: 'owed',
    sender: 'main',
    language: 'en',
  },
  'question-asked': {
    channels: ['sms'],
    until: iso(AT + DAY),
    words: 'enough already',
    rule: 'phrase:enough',
    sender: 'main',
    language: 'en',
  },
  'question-answered': { answer: 'no', words: 'no', rule: 'answer:no' },
  'review-opened': {
    review: REVIEW,
    ofSeq: 11,
    intent: 'opt-out',
    certainty: 'likely',
    channels: ['sms'],
    did: 'opted-out',
  },
  'review-ruled': {
    review: REVIEW,
    ofSeq: 13,
    ruling: 'not-opt-out',
    reason: 'Spoke of the bus stop.',
    lifted: ['sms'],
  },
  'dnd-changed': { voice: true, reason: 'Asked on the phone not to be called.' },
  'message-received': {
    body: 'Can we say 4pm?',
    sender: 'main',
    provider: 'twilio',
    providerMessageId: 'SM0001',
    intent: 'other',
    certainty: 'certain',
    rule: 'none',
    language: 'en',
  },
  'opt-in-mailed': { program: 'default', ofHash: 'c'.repeat(64) },
  ...ANSWER_EXAMPLES,
  'contact-changed': { name: 'Pat Doe', email: 'pat@example.com', externalId: 'crm-8841' },
  'suppression-applied': {
    target: 'dialer',
    outcome: 'applied',
    ofSeq: 7,
    ofHash: HASH,
    reference: 'dnc-0001',
  },
  'transcript-ready': {
    transcript: 'trn_0123456789abcdef01234567',
    from: iso(AT),
    to: iso(AT + 60_000),
    closedBy: 'rest',
    received: 1,
    sent: 1,
    throughSeq: 7,
    contentHash: HASH,
  },
  'transcript-mailed': {
    transcript: 'trn_0123456789abcdef01234567',
    to: 'leads@crm.example',
    format: 'text',
  },
  'settings-changed': { kind: 'settings', id: 'settings', change: { brand: 'Demo Motors' } },
};

function entryExample(type: EntryBody['type']): DomainEvent {
  const key = type === 'settings-changed' ? accountKey(ACCOUNT) : KEY;
  const body = z.parse(EntryBodySchema, { type, detail: DETAILS[type] });
  const head = { at: AT, actor: 'system', source: 'example' };
  const { entries } = growLedger(key, emptyStanding(key), [{ ...head, ...body }]);
  const [stored] = entries;
  if (!stored) throw new Error('one draft makes one entry');
  return type === 'transcript-ready' ? transcriptEvent(stored, TRANSCRIPT) : entryEvent(stored);
}

const TRANSCRIPT: Transcript = {
  id: 'trn_0123456789abcdef01234567',
  from: iso(AT),
  to: iso(AT + 60_000),
  closedBy: 'rest',
  firm: { name: 'Demo Motors', numbers: ['+12025550100'] },
  contact: { phone: '+12025550143' },
  lines: [
    { at: iso(AT), by: 'contact', text: 'Can we say 4pm?', number: '+12025550100' },
    {
      at: iso(AT + 60_000),
      by: 'firm',
      text: 'Yes, see you then.',
      number: '+12025550100',
      outcome: 'sent',
    },
  ],
  omitted: 0,
};

interface Shape {
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly const?: string;
  readonly items?: Shape;
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly required?: readonly string[];
  readonly oneOf?: readonly Shape[];
  readonly anyOf?: readonly Shape[];
}

const typeOf = ({ type, enum: values, items, properties }: Shape): string => {
  if (values) return values.map((value) => `\`${value}\``).join(', ');
  if (items) return `list of ${typeOf(items)}`;
  if (properties) return `{ ${Object.keys(properties).join(', ')} }`;
  return type ?? 'any value';
};

/** The fields of each entry's detail, as the ledger's schema has them. */
function fieldsByType(): Map<string, string> {
  const { oneOf, anyOf } = z.toJSONSchema(EntryBodySchema) as Shape;
  return new Map(
    (oneOf ?? anyOf ?? []).map((variant) => {
      const { detail = {}, type = {} } = variant.properties ?? {};
      const rows = Object.entries(detail.properties ?? {}).map(([name, shape]) => [
        `\`${name}\``,
        typeOf(shape),
        detail.required?.includes(name) ? 'always' : 'when known',
      ]);
      return [type.const ?? '', table(['Field', 'Value', 'Given'], rows)];
    }),
  );
}

const section = (event: DomainEvent, about: string, fields: string): string => {
  const { name, ...detail } = event;
  const example = JSON.stringify(detail, null, 2);
  return `## ${name}\n\n${about}\n\n${fields && `${fields}\n`}\`\`\`json\n${example}\n\`\`\`\n`;
};

export function eventsDocument(): string {
  const fields = fieldsByType();
  const types = Object.keys(DETAILS) as EntryBody['type'][];
  const entries = types.map((type) =>
    section(entryExample(type), `From the ledger entry \`${type}\`.`, fields.get(type) ?? ''),
  );
  const messages = messageExamples().map((event) =>
    section(event, `From the record of a text, or from a delivery report about it.`, ''),
  );
  return `# Events

Made by \`npm run docs\` from shared/events.ts and the schema of the ledger.

Events are on the bus of the deployment, source \`${EVENT_SOURCE}\`; the name is the \`detail-type\`, and what is
below is the \`detail\`. Delivered at least once, in the order of each contact's ledger; \`id\` is stable
across redeliveries, so that a consumer can drop repeats. \`schemaVersion\` is ${EVENT_SCHEMA_VERSION}: fields may be added,
never renamed. Events of a contact carry \`contact\`; of a ledger entry, \`seq\` and \`entryHash\`; those that
change what a channel may do also carry \`effects\`, the whole state of the channels after the entry.
Texts that we sent stand in events without their words but in \`Transcript Ready\`; what a person texted
to us stands there and in \`Inbound Message Received\`.

${[...entries, ...messages].join('\n')}`;
}
