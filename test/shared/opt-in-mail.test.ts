/** The question by email: who gets it, and what it must say. */
import { describe, expect, test } from 'vitest';
import type { TemplateName } from '#shared/account.ts';
import { DAY } from '#shared/basics.ts';
import { type MailGrounds, optInMail, whyNoMail } from '#shared/opt-in-mail.ts';
import { packAt } from '#shared/packs/index.ts';
import { type Facts, NO_FACTS, NO_SENDS } from '#shared/standing.ts';
import {
  accountWith,
  consentWith,
  factsWith,
  NOON,
  PHONE,
  programWith,
  senderWith,
  vendorWith,
} from './fixtures.ts';

const ADDRESS = '1 Main Street, Springfield, FL 32401';
const mailing = (settings: object = {}) => ({
  ...accountWith({ postalAddress: ADDRESS, ...settings }),
  integrations: { email: { from: 'texts@dealer.example' } },
});
const waiting = (news: Parameters<typeof consentWith>[0] = {}, more: Partial<Facts> = {}): Facts =>
  factsWith({ consents: { 'sms:default': consentWith({ status: 'pending', ...news }) }, ...more });

const why = (news: Partial<MailGrounds> = {}, facts: Facts = waiting()) =>
  whyNoMail(
    {
      account: mailing(),
      program: programWith(),
      sender: senderWith(),
      vendor: undefined,
      phone: { e164: PHONE, country: 'US', kind: 'mobile-or-fixed' },
      standing: { facts, sends: NO_SENDS },
      mail: NO_FACTS,
      pack: packAt(NOON),
      now: NOON,
      ...news,
    },
    'default',
  );

describe('a contact whose consent waits for a YES is asked by email too', () => {
  test('once', () => {
    expect(why()).toBeUndefined();
    expect(why({}, waiting({}, { mailedAt: NOON }))).toBe('already-asked');
  });
  test('once for each address, with whatever number a stranger gives it', () => {
    expect(why({ mail: { ...NO_FACTS, mailedAt: NOON } })).toBe('already-asked');
  });
  test('while the question is open', () => {
    expect(why({ now: NOON + 29 * DAY })).toBeUndefined();
    expect(why({ now: NOON + 29 * DAY + 1 })).toBe('not-open');
    expect(why({}, factsWith())).toBe('not-open');
  });
  test('only from an account that says from where, and where it is', () => {
    expect(why({ account: { ...mailing(), integrations: {} } })).toBe('no-sender-address');
    expect(why({ account: mailing({ postalAddress: null }) })).toBe('no-sender-address');
  });
  test('only where there is a number to answer to', () => {
    expect(why({ sender: undefined })).toBe('not-configured');
  });
  test.each([
    ['texts', { revoked: { 'sms:*': NOON } }],
    ['texts of one kind', { revoked: { 'sms:@marketing': NOON } }],
    ['email', { revoked: { 'email:*': NOON } }],
    ['email by hand', { dnd: { email: true } as const }],
  ])('not who left %s', (_, news) => {
    expect(why({}, waiting({}, news))).toBe('closed');
  });
  test('not whom we asked whether to stop', () => {
    const question = { seq: 9, at: 0, until: NOON + DAY, channels: ['sms'] } as const;
    expect(why({}, waiting({}, { question }))).toBe('closed');
  });
  test('not whose address left email', () => {
    expect(why({ mail: { ...NO_FACTS, revoked: { 'email:*': NOON } } })).toBe('closed');
  });
  test('a lead only once its vendor is trusted', () => {
    const lead = waiting({ vendor: 'leads' });
    expect(why({ vendor: vendorWith('quarantined') }, lead)).toBe('vendor-quarantined');
    expect(why({ vendor: vendorWith('trusted') }, lead)).toBeUndefined();
  });
  test('in Canada only with consent to email: the mail is a commercial message (CASL s.1(3))', () => {
    const phone = { e164: '+14165550143', country: 'CA', kind: 'mobile-or-fixed' } as const;
    expect(why({ phone })).toBe('no-basis');
    const mail = (grade: 'written' | 'express') => ({
      ...NO_FACTS,
      consents: { 'email:default': consentWith({ grade, source: 'import' }) },
    });
    expect(why({ phone, mail: mail('express') })).toBe('no-basis');
    expect(why({ phone, mail: mail('written') })).toBeUndefined();
  });
});

describe('its words', () => {
  const about = { program: programWith(), sender: senderWith() };
  const none = () => undefined;

  test.each([
    ['en', 'YES', 'May Example Motors text you?'],
    ['es', 'SI', '¿Puede Example Motors'],
    ['fr', 'OUI', 'Example Motors peut-il'],
    [undefined, 'YES', 'May Example Motors text you?'],
  ])('%s: how to agree, how to refuse, who asks and from where', (language, yes, subject) => {
    const mail = optInMail({ account: mailing(), language, ...about }, none);
    expect(mail.subject).toContain(subject);
    for (const part of [yes, 'STOP', '+12025550100', 'Example Motors', ADDRESS, '800-555-0199']) {
      expect(mail.text).toContain(part);
    }
    expect(mail.text).not.toMatch(/\{\w+\}/);
  });
  test('are the account’s own where it has them, but for who asks and how to get no more', () => {
    const own = (name: TemplateName) => ({ en: name === 'opt-in-mail' ? 'Our words.' : 'Hello' });
    const mail = optInMail({ account: mailing(), language: 'en', ...about }, own);
    expect(mail.subject).toBe('Hello');
    expect(mail.text).toMatch(/^Our words\.\n\nYou get this once/);
    const spanish = optInMail({ account: mailing(), language: 'es', ...about }, own);
    expect(spanish.subject).toBe('¿Puede Example Motors enviarle mensajes de texto?');
    expect(spanish.text).toContain('Recibe este correo una sola vez');
    expect(mail.text).toContain(ADDRESS);
  });
});
