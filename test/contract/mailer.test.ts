/** The mailer: the real SES v2 client against the carrier's mailbox. */
import type { SESv2Client } from '@aws-sdk/client-sesv2';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sesMailer } from '#functions/adapters/ses-mailer.ts';
import { type Carrier, startCarrier } from '#local/carrier/carrier.ts';
import { mailFrom } from '#shared/mail.ts';
import type { Mail } from '#shared/ports.ts';
import { account, empty, NOW, sesClient } from './carrier-fixture.ts';

const FROM = 'texts@acme.example';
const TO = 'leads@crm.example';
const MAIL: Mail = {
  id: 'mail_1',
  account: 'acct',
  to: TO,
  from: `"Acme" <${FROM}>`,
  subject: 'Transcript: Señora Núñez 🚗',
  text: 'first line\nsecond line: Œuvre, 日本, 🚗\n',
};

let carrier: Carrier;
let client: SESv2Client;
beforeAll(async () => {
  carrier = await startCarrier({ now: () => NOW, connections: { identities: ['acme.example'] } });
  client = sesClient(carrier);
});
afterAll(() => carrier.close());
beforeEach(() => empty(carrier));
const send = (more: Partial<Mail> = {}) => sesMailer({ client }).send({ ...MAIL, ...more });

describe('a mail', () => {
  it('arrives as it was given, with the id that makes a repeat recognisable', async () => {
    await send();
    expect(carrier.mailbox()).toMatchObject([
      {
        at: new Date(NOW).toISOString(),
        from: MAIL.from,
        to: [TO],
        subject: MAIL.subject,
        text: MAIL.text,
        headers: { 'X-Consentry-Id': 'mail_1' },
        attachments: [],
      },
    ]);
    expect(carrier.mailbox()[0]).not.toHaveProperty('html');
  });

  it('carries HTML and attachments beside the text, every character whole', async () => {
    const content = '<?xml version="1.0" encoding="UTF-8"?>\n<adf>ÿ 日本 🚗</adf>';
    const attachments = [{ name: 'lead.xml', type: 'application/xml', content }];
    await send({ html: '<p>Señora</p>', attachments });
    expect(carrier.mailbox()).toMatchObject([{ html: '<p>Señora</p>', attachments }]);
  });

  it('cannot be given a header by a subject, a name or an id', async () => {
    await send({ subject: 'Hello\r\nBcc: eve@evil.example', id: 'a\nb' });
    const [mail] = carrier.mailbox();
    expect(mail?.subject).toBe('Hello Bcc: eve@evil.example');
    expect(mail?.headers).toEqual({ 'X-Consentry-Id': 'a b' });
  });

  it('is found by its receiver, whatever the case', async () => {
    await send();
    await send({ to: 'other@crm.example' });
    expect(carrier.mailbox('LEADS@crm.example')).toHaveLength(1);
    expect(carrier.mailbox()).toHaveLength(2);
  });

  it('comes back after a restart of the carrier', async () => {
    await send();
    const kept = carrier.snapshot();
    await send();
    carrier.restore(kept);
    expect(carrier.mailbox()).toHaveLength(1);
  });
});

describe('a mail that SES does not take throws, and nothing arrives', () => {
  it.each([
    ['SES is down', { mode: { email: 'server-error' } as const, mail: {} }],
    ['the address is not verified', { mode: {}, mail: { from: '"Acme" <texts@evil.example>' } }],
    ['the receiver is no address', { mode: {}, mail: { to: 'nobody' } }],
  ])('%s', async (_case, { mail, mode }) => {
    carrier.setMode(mode);
    await expect(send(mail)).rejects.toThrow();
    expect(carrier.mailbox()).toEqual([]);
  });
});

describe('whom a mail is from', () => {
  const firm = (brand: string) => {
    const made = account({ email: { from: FROM } });
    return { ...made, settings: { ...made.settings, brand } };
  };

  it('nobody, where the account has no sender address', () => {
    expect(mailFrom(account())).toBeUndefined();
    const list = { contactList: 'people', topic: 'offers' };
    expect(mailFrom(account({ email: list }))).toBeUndefined();
  });

  it.each([
    ['a plain name is quoted', 'Acme, Inc.', `"Acme, Inc." <${FROM}>`],
    ['quotes and backslashes are escaped', 'The "A" \\ Co', `"The \\"A\\" \\\\ Co" <${FROM}>`],
    ['a line break is a blank', 'Acme\r\nBcc: x', `"Acme Bcc: x" <${FROM}>`],
    ['other letters are encoded words', 'Señor', `=?UTF-8?B?U2XDsW9y?= <${FROM}>`],
  ])('%s', (_case, brand, from) => {
    expect(mailFrom(firm(brand))).toBe(from);
  });

  it('a long name is cut into words of at most 75 characters, between characters', async () => {
    const brand = '日本🚗'.repeat(8);
    const from = String(mailFrom(firm(brand)));
    const words = from.slice(0, from.indexOf(' <')).split(' ');
    expect(words.length).toBeGreaterThan(1);
    for (const word of words) expect(word.length).toBeLessThanOrEqual(75);
    const decoded = words.map((word) => Buffer.from(word.slice(10, -2), 'base64').toString('utf8'));
    expect(decoded.join('')).toBe(brand);
    expect(decoded.join('')).not.toContain('\ufffd');
    await send({ from });
    expect(carrier.mailbox()[0]?.from).toBe(from);
  });
});
