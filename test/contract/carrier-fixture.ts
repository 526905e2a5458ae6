/** What the provider and target suites share: an account, its sender, a text, a change. */
import { SESv2Client } from '@aws-sdk/client-sesv2';
import type { Carrier } from '#local/carrier/carrier.ts';
import type { Account, Integrations, Sender } from '#shared/account.ts';
import type { Effects } from '#shared/events.ts';
import { emailKey, phoneKey } from '#shared/ledger.ts';
import type { OutboundText, SuppressionChange } from '#shared/ports.ts';
import { DEFAULT_SETTINGS } from '#shared/settings.ts';

export const PERSON = '+12025550143';
export const NUMBER = '+12025550100';
export const NOW = Date.UTC(2026, 10, 22, 15, 0, 0);
export const TWILIO = { accountSid: `AC${'0'.repeat(32)}`, authToken: 'a-twilio-auth-token' };
const SECRET_BYTES = Buffer.from('a secret of thirty-two bytes, ok');
export const DIALER_SECRET = `whsec_${SECRET_BYTES.toString('base64')}`;

export const sender = (more: Partial<Sender> = {}): Sender => ({
  id: 'main',
  number: NUMBER,
  kind: 'long-code',
  provider: 'twilio',
  registration: { kind: '10dlc', status: 'approved' },
  providerAnswersKeywords: false,
  program: 'default',
  ...more,
});

export const text = (more: Partial<OutboundText> = {}): OutboundText => ({
  id: `msg_${'a'.repeat(32)}`,
  account: 'acct',
  to: PERSON,
  body: 'Acme: your test drive is booked for 3pm.',
  sender: sender(),
  integrations: { twilio: TWILIO },
  statusUrl: 'http://127.0.0.1:9/v1/webhooks/twilio/acct/status?message=msg_a',
  deadline: 1_000,
  ...more,
});

export const account = (integrations: Integrations = {}, id = 'acct'): Account => ({
  id,
  region: 'US',
  mode: 'test',
  settings: { ...DEFAULT_SETTINGS, brand: 'Acme', helpContact: 'help@acme.example' },
  integrations,
});

export const TEXTS_ONLY: Effects = {
  sms: 'suppress',
  email: 'none',
  voice: { automated: 'suppress', manual: 'allow', priority: 'high' },
};
export const EVERYTHING: Effects = {
  sms: 'suppress',
  email: 'suppress',
  voice: { automated: 'suppress', manual: 'suppress', priority: 'none' },
};
export const OPEN: Effects = {
  sms: 'allow',
  email: 'allow',
  voice: { automated: 'allow', manual: 'allow', priority: 'none' },
};

export const change = (more: Partial<SuppressionChange> = {}): SuppressionChange => {
  const seq = more.seq ?? 3;
  return {
    id: `evt_${seq}`,
    type: 'Opt-Out Received',
    account: 'acct',
    key: phoneKey('acct', PERSON),
    seq,
    entryHash: 'f'.repeat(64),
    at: '2026-11-22T15:00:00.000Z',
    contact: { phone: PERSON, email: 'Pat.O+dealer@example.com', name: 'Pat Doe' },
    effects: TEXTS_ONLY,
    ...more,
  };
};

export const byEmail = (seq: number): Partial<SuppressionChange> => ({
  seq,
  key: emailKey('acct', 'pat.o+dealer@example.com'),
});

/** Of a carrier that stands for SES; it tries once. */
export const sesClient = ({ url }: Pick<Carrier, 'url'>): SESv2Client =>
  new SESv2Client({
    region: 'us-east-1',
    endpoint: url,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 1,
  });

/** As it was before any test. */
export function empty(carrier: Pick<Carrier, 'restore' | 'setMode'>): void {
  carrier.restore({ version: 1, handsets: [], outbox: [], contacts: [], blocks: [], routes: [] });
  carrier.setMode({});
}
