/** What an account configures: what each schema takes and refuses, and defaults that protect. */
import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import {
  FormSchema,
  INTEGRATION_SCHEMAS,
  ProgramSchema,
  SenderSchema,
  VendorSchema,
} from '#shared/account.ts';
import { Id } from '#shared/fields.ts';
import { DEFAULT_SETTINGS, SettingsSchema } from '#shared/settings.ts';
import { settingsWith } from './fixtures.ts';

const takes = (schema: z.ZodMiniType, value: unknown) => z.safeParse(schema, value).success;

describe('the defaults', () => {
  test('ask twice, keep imports and manual adds quiet, cap at three in a day', () => {
    expect(DEFAULT_SETTINGS).toMatchObject({
      doubleOptIn: { enabled: true },
      firstTextNotice: { selfRegistered: true, manual: false, import: false },
      senderNamePrefix: true,
      optOutScope: 'sms',
      consentMaxAgeMonths: 18,
      frequencyCap: { limit: 3, hours: 24 },
      conversationHours: 24,
      optOutReach: 'account',
      revokeAll: 'by-date',
      essentialAfterStop: 'deny',
      contactCap: null,
      shadow: null,
    });
    expect(takes(SettingsSchema, settingsWith())).toBe(true);
  });
  test('a new vendor is in quarantine', () => {
    expect(VendorSchema.parse({ name: 'Leads' })).toEqual({ name: 'Leads', status: 'quarantined' });
  });
  test('a new program sends from main, a new sender answers keywords itself', () => {
    expect(ProgramSchema.parse({ name: 'News', purpose: 'marketing' }).sender).toBe('main');
    const registration = { kind: '10dlc', status: 'none' };
    const sender = { number: '+12025550100', provider: 'aws', registration };
    expect(SenderSchema.parse(sender)).toMatchObject({
      providerAnswersKeywords: false,
      program: 'default',
    });
  });
});

describe('settings are bounded', () => {
  test.each([
    ['frequencyCap', { limit: 20, hours: 72 }, true],
    ['frequencyCap', { limit: 21, hours: 24 }, false],
    ['frequencyCap', { limit: 0, hours: 24 }, false],
    ['frequencyCap', { limit: 3, hours: 73 }, false],
    ['frequencyCap', { limit: 2.5, hours: 24 }, false],
    ['conversationHours', 1, true],
    ['conversationHours', 0, false],
    ['conversationHours', 169, false],
    ['consentMaxAgeMonths', null, true],
    ['consentMaxAgeMonths', 0, false],
    ['consentMaxAgeMonths', 121, false],
    ['optOutScope', 'all', true],
    ['optOutScope', 'none', false],
    ['brand', '  ', false],
    ['helpContact', 'x', false],
  ])('%s %j: %s', (field, value, taken) => {
    expect(takes(SettingsSchema, { ...settingsWith(), [field]: value })).toBe(taken);
  });
  test('a setting that there is not is refused', () => {
    expect(takes(SettingsSchema, { ...settingsWith(), quietHours: false })).toBe(false);
  });
});

test.each([
  ['a', true],
  ['contact-us.v2_1', true],
  ['x'.repeat(64), true],
  ['x'.repeat(65), false],
  ['', false],
  ['-a', false],
  ['a b', false],
  ['a#b', false],
  ['a/b', false],
])('the name %j may be used in a key of the table: %s', (id, taken) => {
  expect(takes(Id, id)).toBe(taken);
});

test.each([
  ['https://www.example', true],
  ['http://localhost:3000', true],
  ['https://www.example/', false],
  ['www.example', false],
  ['*', false],
])('the origin %s: %s', (origin, taken) => {
  const form = { name: 'Contact', program: 'default', disclosure: 'v1', origins: [origin] };
  expect(takes(FormSchema, form)).toBe(taken);
});

test('secrets of integrations have the form that their systems give them', () => {
  const { dialer, twilio } = INTEGRATION_SCHEMAS;
  const secret = `whsec_${'A'.repeat(43)}=`;
  expect(takes(dialer, { url: 'https://dialer.example/hook', secret })).toBe(true);
  expect(takes(dialer, { url: 'https://dialer.example/hook', secret: 'A'.repeat(44) })).toBe(false);
  const accountSid = `AC${'0'.repeat(32)}`;
  expect(takes(twilio, { accountSid, authToken: 'x'.repeat(8) })).toBe(true);
  expect(takes(twilio, { accountSid: 'AC1', authToken: 'x'.repeat(8) })).toBe(false);
});

describe('email is connected by a contact list, by a sender address, or by both', () => {
  const list = { contactList: 'people', topic: 'offers' };
  test.each([
    ['a list with its topic', list, true],
    ['a sender address alone', { from: 'texts@acme.example' }, true],
    ['both', { ...list, from: "o'neil+texts@acme.example" }, true],
    ['nothing', {}, false],
    ['a list without its topic', { contactList: 'people' }, false],
    ['a topic without its list', { topic: 'offers', from: 'texts@acme.example' }, false],
    ['an address with a name', { from: 'Acme <texts@acme.example>' }, false],
    ['an address with a line break', { from: 'texts@acme.example\nBcc: x@y.example' }, false],
    ['an address in quotes', { from: '"a,b"@acme.example' }, false],
  ])('%s', (_case, email, fits) => {
    expect(z.safeParse(INTEGRATION_SCHEMAS.email, email).success).toBe(fits);
  });
});
