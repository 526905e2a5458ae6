/**
 * The production send function over the real table adapters and a real engine, with a provider that
 * answers at once, and a list of contacts that have consented and were never texted. It measures
 * nothing.
 */
import type { APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import { dynamoLedger } from '#functions/adapters/dynamo/ledger.ts';
import { dynamoMessages } from '#functions/adapters/dynamo/messages.ts';
import { dynamoReader } from '#functions/adapters/dynamo/reader.ts';
import { openTable, type Table } from '#functions/adapters/dynamo/table.ts';
import { randomId } from '#functions/adapters/random-id.ts';
import { gateSend } from '#functions/gate-send.ts';
import type { SendDeps } from '#functions/send.ts';
import { httpFunction, log } from '#functions/shell.ts';
import { FIRMS, makeDemo } from '#local/demo.ts';
import { ensureTable, startEngine } from '#local/engine.ts';
import { type Instant, iso } from '#shared/basics.ts';
import { growLedger } from '#shared/grow.ts';
import { type EntryDraft, phoneKey } from '#shared/ledger.ts';
import type { MessageProvider, Queue, RecordTask } from '#shared/ports.ts';
import { emptyStanding } from '#shared/standing.ts';

/** A Tuesday on which it is daytime from Maine to Hawaii, so that no text has to wait. */
export const NOON: Instant = Date.parse('2026-11-24T19:00:00Z');
const AREA_CODES = [202, 205, 207, 208, 209, 212, 213, 214, 215, 216, 217, 218, 219, 224, 225];
/** 555-0100 to 555-0199 are reserved for fiction. */
const NUMBERS_A_CODE = 100;
/** A contact takes three actions of the 100 that a transaction holds. */
const CONTACTS_A_WRITE = 30;

const NO_CONTEXT = {} as Context;

export interface GateRig {
  readonly table: Table;
  readonly account: string;
  /** Contacts with a confirmed consent, none of them texted yet. */
  readonly phones: readonly string[];
  /** POST /v1/messages; throws unless the answer is 202. */
  send(phone: string): Promise<void>;
  /** The same, whatever the answer: of a contact texted often, a refusal that stores nothing. */
  ask(phone: string): Promise<void>;
  /** The same over another table, as one that looks at the calls. */
  sendOver(table: Table, phone: string): Promise<void>;
  stop(): Promise<void>;
}

export async function startGateRig(contacts: number): Promise<GateRig> {
  const phones = AREA_CODES.flatMap((code) =>
    Array.from({ length: NUMBERS_A_CODE }, (_, i) => `+1${code}55501${String(i).padStart(2, '0')}`),
  ).slice(0, contacts);
  if (phones.length < contacts) throw new Error(`there are ${phones.length} fictional numbers`);
  const engine = await startEngine();
  try {
    await ensureTable(engine, 'bench');
    const table = openTable('bench', engine.config);
    const firm = FIRMS[0];
    if (!firm) throw new Error('there is no demo firm');
    const { write } = makeDemo(firm, NOON, 'http://127.0.0.1:9/dialer');
    await dynamoLedger(table).append(write);
    await consent(table, firm.id, phones);
    const ask = asker(table, firm.id);
    return {
      table,
      account: firm.id,
      phones,
      send: async (phone) => mustBeSent(await ask(phone)),
      ask: async (phone) => void (await ask(phone)),
      sendOver: async (other, phone) => mustBeSent(await asker(other, firm.id)(phone)),
      stop: () => engine.stop(),
    };
  } catch (error) {
    await engine.stop();
    throw error;
  }
}

async function consent(table: Table, account: string, phones: readonly string[]): Promise<void> {
  const ledger = dynamoLedger(table);
  for (let from = 0; from < phones.length; from += CONTACTS_A_WRITE) {
    const changes = phones.slice(from, from + CONTACTS_A_WRITE).map((phone) => {
      const key = phoneKey(account, phone);
      return growLedger(key, emptyStanding(key), CONSENTED);
    });
    const { status } = await ledger.append({ changes });
    if (status !== 'written') throw new Error(`the contacts were ${status}`);
  }
}

const CONSENTED: readonly EntryDraft[] = [
  {
    type: 'contact-changed',
    at: NOON,
    actor: 'system',
    source: 'bench',
    detail: { name: 'Pat Doe', email: 'pat@example.com', origin: 'web-form' },
  },
  {
    type: 'consent-captured',
    at: NOON,
    actor: 'system',
    source: 'bench',
    detail: {
      channel: 'sms',
      program: 'default',
      status: 'confirmed',
      grade: 'written',
      purpose: 'marketing',
      source: 'web-form',
      obtainedAt: iso(NOON),
      evidence: {},
    },
  },
];

type Answer = APIGatewayProxyStructuredResultV2;

function asker(table: Table, account: string): (phone: string) => Promise<Answer> {
  const provider: MessageProvider = {
    send: async ({ id }) => ({ status: 'accepted', providerMessageId: id }),
  };
  const records: Queue<RecordTask> = { push: async () => undefined };
  const deps: SendDeps = {
    reader: dynamoReader(table),
    ledger: dynamoLedger(table),
    clock: { now: () => NOON },
    messages: dynamoMessages(table),
    providers: { twilio: provider, aws: provider },
    records,
    mono: () => performance.now(),
    randomId,
    apiUrl: 'https://api.example',
    log,
  };
  const handler = httpFunction(gateSend(deps));
  return async (phone) =>
    (await handler(messageEvent(account, phone) as never, NO_CONTEXT)) as Answer;
}

function mustBeSent({ body, statusCode }: Answer): void {
  if (statusCode !== 202) throw new Error(`a send was answered ${statusCode}`);
  const { status } = JSON.parse(body ?? '{}') as { status?: string };
  if (status !== 'sent') throw new Error(`a text was ${status}, not sent`);
}

/** What API Gateway hands to the function, payload 2.0. */
const messageEvent = (account: string, to: string) => ({
  version: '2.0',
  routeKey: 'POST /v1/messages',
  rawPath: '/v1/messages',
  rawQueryString: '',
  headers: { 'content-type': 'application/json', 'x-forwarded-proto': 'https' },
  body: JSON.stringify({
    to,
    program: 'default',
    body: 'Your test drive is booked for 3pm.',
    category: 'informational',
    sender: 'main',
    subject: 'test-drive',
  }),
  isBase64Encoded: false,
  requestContext: {
    domainName: 'api.example',
    requestId: 'bench',
    http: { method: 'POST', path: '/v1/messages', sourceIp: '127.0.0.1' },
    authorizer: { lambda: { account, role: 'service', keyId: 'key_service', region: 'US' } },
  },
});
