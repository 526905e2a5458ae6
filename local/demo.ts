/**
 * The demo accounts: two firms that must never meet, each with program, wording, form, senders,
 * keys and targets. Numbers are of the 555-01XX kind, reserved for fiction.
 */
import { randomBytes } from 'node:crypto';
import type { Form, Integrations, Sender } from '#shared/account.ts';
import type { Instant } from '#shared/basics.ts';
import { wordingHash } from '#shared/consent.ts';
import { configItem, formItem, numberItem } from '#shared/items.ts';
import type { Role } from '#shared/routes.ts';
import { DEFAULT_SETTINGS } from '#shared/settings.ts';
import type { ConfigWrite, LedgerWrite } from '#shared/store.ts';
import { accountWrite } from './accounts.ts';
import type { ConnectionsInput } from './carrier/connections.ts';

/** What GET /local/demo shows of one account (API.md, Local server only). */
export interface Demo {
  readonly account: string;
  readonly keys: Readonly<Record<Role, string>>;
  readonly formKey: string;
  readonly formOrigin: string;
  readonly disclosure: { readonly version: string; readonly text: string };
  readonly program: string;
  readonly sender: { readonly id: string; readonly number: string };
  readonly senders: readonly Pick<Sender, 'id' | 'number' | 'provider'>[];
  readonly twilio: { readonly accountSid: string; readonly authToken: string };
  readonly dialer: { readonly secret: string };
}

interface Firm {
  readonly id: string;
  readonly brand: string;
  readonly origin: string;
  readonly helpContact: string;
  /** Last digits of its three numbers. */
  readonly numbers: readonly [main: string, aws: string, tollFree: string];
}

export const FIRMS: readonly Firm[] = [
  {
    id: 'demo',
    brand: 'Demo Motors',
    origin: 'https://demo-motors.example',
    helpContact: 'help@demo-motors.example',
    numbers: ['+12025550100', '+12025550101', '+18005550100'],
  },
  {
    id: 'other',
    brand: 'Other Realty',
    origin: 'https://other-realty.example',
    helpContact: 'help@other-realty.example',
    numbers: ['+12025550102', '+12025550103', '+18005550101'],
  },
];

const VERSION = '2026-11-01';
const PROGRAM = 'default';

const wordingOf = (brand: string): string =>
  `By checking this box you agree that ${brand} may send you marketing texts at the number given, ` +
  'also by automated means. Consent is not a condition of any purchase. Msg & data rates may ' +
  'apply. Message frequency varies. Reply STOP to opt out, HELP for help.';

const secret = (): string => randomBytes(16).toString('hex');

/** A fresh demo account: its secrets, and the one write that makes it. */
export function makeDemo(
  firm: Firm,
  at: Instant,
  dialerUrl: string,
): { readonly demo: Demo; readonly write: LedgerWrite } {
  const keys = {
    admin: `ck_admin_${secret()}`,
    agent: `ck_agent_${secret()}`,
    service: `ck_service_${secret()}`,
  };
  const demo: Demo = {
    account: firm.id,
    keys,
    formKey: `form_${firm.id}_${secret().slice(0, 8)}`,
    formOrigin: firm.origin,
    disclosure: { version: VERSION, text: wordingOf(firm.brand) },
    program: PROGRAM,
    sender: { id: 'main', number: firm.numbers[0] },
    senders: sendersOf(firm).map(({ id, number, provider }) => ({ id, number, provider })),
    twilio: { accountSid: `AC${secret()}`, authToken: secret() },
    dialer: { secret: `whsec_${randomBytes(24).toString('base64')}` },
  };
  const domain = new URL(firm.origin).hostname;
  const integrations: Integrations = {
    twilio: demo.twilio,
    dialer: { url: `${dialerUrl}/${firm.id}`, secret: demo.dialer.secret },
    email: { contactList: 'consentry', topic: 'marketing', from: `texts@${domain}` },
    aws: {},
  };
  const account = {
    id: firm.id,
    brand: firm.brand,
    helpContact: firm.helpContact,
    region: 'US',
    mode: 'test' as const,
    keys: (Object.entries(keys) as [Role, string][]).map(([role, key]) => ({
      role,
      secret: key,
      name: `Demo ${role}`,
    })),
    integrations,
    // Who tries things out says STOP to every other text: no demo sender is paused by that, until
    // the account says otherwise.
    settings: { senderHealth: { ...DEFAULT_SETTINGS.senderHealth, minimumSample: 100_000 } },
  };
  const made = accountWrite(account, at);
  return { demo, write: { ...made, config: [...(made.config ?? []), ...configured(firm, demo)] } };
}

function sendersOf({ numbers: [main, aws, tollFree] }: Firm): Sender[] {
  const base = { providerAnswersKeywords: false, program: PROGRAM };
  const approved = { status: 'approved' as const };
  return [
    {
      ...base,
      id: 'main',
      number: main,
      kind: 'long-code',
      provider: 'twilio',
      registration: { kind: '10dlc', ...approved },
    },
    {
      ...base,
      id: 'aws',
      number: aws,
      kind: 'long-code',
      provider: 'aws',
      registration: { kind: '10dlc', ...approved },
    },
    {
      ...base,
      id: 'toll-free',
      number: tollFree,
      kind: 'toll-free',
      provider: 'twilio',
      registration: { kind: 'toll-free', ...approved },
    },
    {
      ...base,
      id: 'unregistered',
      number: `${main.slice(0, -2)}9${main.slice(-1)}`,
      kind: 'long-code',
      provider: 'twilio',
      registration: { kind: '10dlc', status: 'pending' },
    },
  ];
}

function configured(firm: Firm, demo: Demo): ConfigWrite[] {
  const form: Form = {
    key: demo.formKey,
    name: `${firm.brand} contact form`,
    program: PROGRAM,
    disclosure: VERSION,
    origins: [firm.origin],
  };
  const { text } = demo.disclosure;
  const disclosure = { version: VERSION, text, language: 'en', hash: wordingHash(text) };
  const frequency = 'Msg frequency varies.';
  const service = { id: 'service', name: 'Appointments', purpose: 'informational' };
  return [
    configItem(firm.id, 'program', 'service', { ...service, sender: 'main', frequency }),
    configItem(firm.id, 'disclosure', VERSION, disclosure),
    configItem(firm.id, 'form', form.key, form),
    formItem({ account: firm.id, region: 'US' }, form),
    ...sendersOf(firm).flatMap((sender) => [
      configItem(firm.id, 'sender', sender.id, sender),
      numberItem(firm.id, sender),
    ]),
  ];
}

/** What the pretend carrier must know of the accounts: credentials, numbers, where to post. */
export const connectionsOf = (
  demos: readonly Demo[],
  gateway: { readonly baseUrl: string; readonly connect?: string },
  topics: { readonly inbound: string; readonly events: string },
): ConnectionsInput => ({
  accounts: demos.map((demo) => ({
    id: demo.account,
    twilio: demo.twilio,
    dialer: demo.dialer,
    senders: demo.senders.map(({ number, provider }) => ({ number, provider })),
  })),
  gateway,
  topics,
  ...(demos[0] && { defaultSender: demos[0].sender.number }),
});
