/** What the hostile suite does over and over, against whichever stack is open. */
import { afterAll, beforeAll, expect } from 'vitest';
import { signTwilio } from '#functions/adapters/twilio-webhook.ts';
import { type Answer, type Body, eventually, openStack, type Stack } from './stack.ts';

/** Tuesday 2026-11-24, noon in Florida: every text may go. */
export const NOON = '2026-11-24T17:00:00.000Z';

export interface Entry {
  readonly at: string;
  readonly seq: number;
  readonly type: string;
  readonly actor: string;
  readonly source: string;
  readonly detail: Body;
}

export interface Drive extends Stack {
  /** A consent by the form of the demo account. */
  form(phone: string, more?: object, headers?: Record<string, string>): Promise<Answer>;
  message(to: string, more?: object, headers?: Record<string, string>): Promise<Answer>;
  /** Form, question, YES. */
  optIn(phone: string): Promise<void>;
  texts(phone: string): Promise<string[]>;
  /** Waits until the handset has had so many. */
  textsWhen(phone: string, count: number): Promise<string[]>;
  contact(phone: string, key?: string): Promise<Answer>;
  history(phone: string): Promise<Entry[]>;
  /** A post to the webhook, signed as told. */
  webhook(form: Record<string, string>, more?: WebhookOptions): Promise<Answer>;
}

export interface WebhookOptions {
  readonly account?: string;
  readonly kind?: 'messages' | 'status';
  readonly token?: string;
  /** The message that a status report is about: our id, as it went out in the address. */
  readonly message?: string;
  /** What is signed, when it is not what is posted. */
  readonly signedForm?: Record<string, string>;
  readonly signedUrl?: string;
  readonly signature?: string | null;
}

/** Opens the stack for a file with its clock at noon; leaves it as it was. */
export function useStack(): () => Drive {
  let drive: Drive | undefined;
  beforeAll(async () => {
    drive = driveOf(await openStack());
    await drive.setClock(NOON);
    await drive.carrierMode({});
  }, 60_000);
  afterAll(async () => {
    await drive?.carrierMode({});
    await drive?.setClock(undefined);
    await drive?.close();
  });
  return () => {
    if (!drive) throw new Error('the stack is there once the tests run');
    return drive;
  };
}

export const consentOf = (phone: string, { disclosure, formOrigin }: Stack['demo']) => ({
  phone,
  name: 'Pat Doe',
  email: `pat${phone.slice(-10)}@example.com`,
  consents: { sms: true, email: true, voice: false },
  program: 'default',
  disclosure,
  page: { url: `${formOrigin}/contact` },
  evidence: { checkboxDefault: 'unchecked' },
});

function driveOf(stack: Stack): Drive {
  const { call, demo } = stack;
  const { agent, service } = demo.keys;
  const form: Drive['form'] = (phone, more = {}, headers = {}) =>
    call('POST', `/v1/forms/${demo.formKey}/consents`, {
      headers: { origin: demo.formOrigin, ...headers },
      body: { ...consentOf(phone, demo), ...more },
    });
  const texts: Drive['texts'] = async (phone) =>
    (await stack.handset(phone)).map(({ body }) => body);
  const textsWhen: Drive['textsWhen'] = (phone, count) =>
    eventually(
      () => texts(phone),
      (seen) => seen.length >= count,
    );
  return {
    ...stack,
    form,
    texts,
    textsWhen,
    message: (to, more = {}, headers = {}) =>
      unlessBusy(() =>
        call('POST', '/v1/messages', {
          key: service,
          headers,
          body: { to, body: 'Fall sale: 10% off all oil changes.', category: 'marketing', ...more },
        }),
      ),
    async optIn(phone) {
      expect((await form(phone)).status).toBe(201);
      await textsWhen(phone, 1);
      await stack.text(phone, 'YES');
    },
    contact: (phone, key = agent) => call('GET', `/v1/contacts/${phone}`, { key }),
    async history(phone) {
      const { body } = await call('GET', `/v1/contacts/${phone}/history`, { key: agent });
      return (body['items'] ?? []) as unknown as Entry[];
    },
    webhook: (given, more) => post(stack, given, more),
  };
}

const MAX_ASKED = 5;

/** As a CRM does: while receipts are being written to the contact, 503 asks it to come again. */
async function unlessBusy(ask: () => Promise<Answer>): Promise<Answer> {
  for (let asked = 1; ; asked += 1) {
    const answer = await ask();
    if (answer.status !== 503 || asked === MAX_ASKED) return answer;
    await new Promise((resolve) => setTimeout(resolve, 1_000));
  }
}

function post(
  { call, demo, publicUrl }: Stack,
  form: Record<string, string>,
  more: WebhookOptions = {},
): Promise<Answer> {
  const { account = demo.account, kind = 'messages', token = demo.twilio.authToken } = more;
  const about = more.message ? `?message=${more.message}` : '';
  const path = `/v1/webhooks/twilio/${account}/${kind}${about}`;
  const signed = new URLSearchParams(more.signedForm ?? form).toString();
  const url = more.signedUrl ?? `${publicUrl}${path}`;
  const signature = more.signature ?? signTwilio({ authToken: token, url, body: signed });
  return call('POST', path, {
    body: new URLSearchParams(form).toString(),
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      ...(more.signature !== null && { 'x-twilio-signature': signature }),
    },
  });
}

/** Refused with this status and code, in the form of RFC 9457. */
export function expectProblem(answer: Answer, status: number, code: string): void {
  expect([answer.status, String(answer.body['code'])]).toEqual([status, code]);
  expect(answer.headers.get('content-type')).toContain('application/problem+json');
  expect(answer.body).toMatchObject({ status, type: `urn:consentry:problem:${code}` });
  expect(String(answer.body['detail'])).toMatch(/\w+/);
  expect(answer.text).not.toMatch(/\bat \S+ \(|\.[cm]?[jt]s:\d+|node_modules/);
}
