/** Reading bodies: what is taken, and errors that say where and what to do, never what was sent. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  ConsentSchema,
  DndSchema,
  FormConsentSchema,
  KeySchema,
  MessageRequestSchema,
  parseBody,
  RevocationSchema,
  TestClockSchema,
} from '#shared/api.ts';
import { MAX_JSON_DEPTH } from '#shared/json.ts';
import { placeOf } from '#shared/places.ts';
import { problemDocument } from '#shared/problems.ts';
import { seeded } from '../arbitraries.ts';

const settings = seeded('api properties', 400);
const FORM = {
  phone: '(202) 555-0143',
  consents: { sms: true },
  disclosure: { version: '2026-11-01', text: 'By checking this box you agree.' },
};
const MESSAGE = { to: '+12025550143', body: 'Your test drive is booked for 3pm.' };
type Schema = Parameters<typeof parseBody>[0];
const read = (schema: Schema, body: unknown) => parseBody(schema, JSON.stringify(body));
const errorsOf = (schema: Schema, body: unknown) => {
  const parsed = read(schema, body);
  return parsed.ok ? [] : (parsed.error.errors ?? []);
};
const pointersOf = (schema: Schema, body: unknown) =>
  errorsOf(schema, body).map(({ pointer }) => pointer);

describe('what is taken', () => {
  test('the form post of API.md, whole', () => {
    const whole = {
      ...FORM,
      email: 'pat@customer.example',
      name: ' Pat Doe ',
      consents: { sms: true, email: true, voice: false },
      program: 'default',
      page: { url: 'https://dealer.example/contact', title: 'Contact' },
      evidence: { checkboxDefault: 'unchecked', trustedFormCertUrl: null, leadId: null, more: 1 },
      externalId: 'crm-8841',
    };
    const parsed = read(FormConsentSchema, whole);
    expect(parsed).toMatchObject({ ok: true, value: { ...whole, name: 'Pat Doe' } });
  });
  test('channels that are not named are not consented to', () => {
    expect(read(FormConsentSchema, FORM)).toMatchObject({
      value: { consents: { sms: true, email: false, voice: false }, program: 'default' },
    });
  });
  test('a text with nothing but number and words is marketing, and may wait', () => {
    expect(read(MessageRequestSchema, MESSAGE)).toMatchObject({
      value: { category: 'marketing', quietHours: 'defer', sender: 'main', subject: 'general' },
    });
  });
  test('the other bodies of API.md', () => {
    const bodies: [Schema, unknown][] = [
      [ConsentSchema, { ...FORM, source: 'paper', document: { reference: 'a1', hash: 'h' } }],
      [RevocationSchema, { phone: '+12025550143', channels: ['sms'], source: 'call', text: 'no' }],
      [RevocationSchema, { email: 'pat@customer.example', channels: 'all', source: 'letter' }],
      [DndSchema, { sms: false, reason: 'asked', evidence: 'call of today' }],
      [DndSchema, { voice: true, reason: 'asked', evidence: { call: 7 } }],
      [MessageRequestSchema, { ...MESSAGE, sendAt: null, subject: 'test-drive' }],
      [TestClockSchema, { now: '2026-11-22T15:00:00Z' }],
      [KeySchema, { role: 'agent', name: 'front desk' }],
    ];
    for (const [schema, body] of bodies) expect(read(schema, body).ok).toBe(true);
  });
});

describe('times', () => {
  test.each([
    ['2026-11-22T15:00:00Z', true],
    ['2026-11-22T15:00:00.123+01:00', true],
    ['2024-02-29T00:00Z', true],
    ['2026-11-22T15:00:00', false],
    ['2026-11-22', false],
    ['2026-13-01T00:00:00Z', false],
    ['2026-02-30T00:00:00Z', false],
    ['2026-02-29T23:30:00-01:00', false],
    ['2026-11-22T25:00:00Z', false],
    ['tomorrow', false],
  ])('%s: %s', (now, taken) => {
    expect(read(TestClockSchema, { now }).ok).toBe(taken);
  });
});

describe('a ZIP or postal code', () => {
  test.each(['33101', '33101-1234', 'V5K 0A1', 'V5K0A1', 'v5k 0a1'])('%s is taken', (zip) => {
    const parsed = parseBody(FormConsentSchema, JSON.stringify({ ...FORM, place: { zip } }));
    expect(parsed).toMatchObject({ ok: true, value: { place: { zip } } });
  });
  test('of Canada says the province, however it is typed', () => {
    for (const zip of ['V5K 0A1', 'v5k0a1', 'v5k 0a1']) {
      expect(placeOf('+18005550143', { zip }).states).toEqual(['CA-BC']);
    }
  });
});

describe('errors point at the place', () => {
  test.each([
    [{ ...FORM, phone: 7 }, ['/phone']],
    [{ ...FORM, consents: { sms: 'yes' } }, ['/consents/sms']],
    [{ ...FORM, consents: { sms: true, fax: true } }, ['/consents']],
    [{ ...FORM, disclosure: { version: 'v1' } }, ['/disclosure/text']],
    [{ ...FORM, ip: '192.0.2.1' }, ['']],
    [{ ...FORM, place: { timeZone: 'Mars/Base' } }, ['/place/timeZone']],
    [{ ...FORM, place: { zip: '1234' } }, ['/place/zip']],
    [{ ...FORM, place: { zip: 'V5K 0A' } }, ['/place/zip']],
    [{ ...FORM, place: { zip: '5VK 0A1' } }, ['/place/zip']],
    [{ ...FORM, place: { zip: 'V5K-0A1' } }, ['/place/zip']],
    [{}, ['/phone', '/consents', '/disclosure']],
    [[], ['']],
    ['text', ['']],
    [null, ['']],
  ])('%j: %j', (body, pointers) => {
    expect(pointersOf(FormConsentSchema, body)).toEqual(pointers);
  });
  test('every error says what to do', () => {
    const body = { ...MESSAGE, body: '', category: 'spam', sendAt: 'later', to: '+1' };
    expect(errorsOf(MessageRequestSchema, body)).toEqual([
      { pointer: '/to', detail: 'expected at least 3' },
      { pointer: '/body', detail: 'expected at least 1' },
      {
        pointer: '/category',
        detail: 'expected one of: marketing, informational, conversational, essential',
      },
      { pointer: '/sendAt', detail: expect.stringMatching(/ISO 8601/) },
      { pointer: '/sendAt', detail: 'there is no such time' },
    ]);
  });
  test('at most twenty errors are told', () => {
    const channels = Array.from({ length: 90 }, () => 'fax');
    const body = { ...FORM, source: 'x', channels, obtainedAt: 1, obtainedBy: 1, vendorId: 1 };
    expect(errorsOf(ConsentSchema, body).length).toBeLessThanOrEqual(20);
  });
  test.each(['', '{', 'phone=1', '\u0000'])('what is no JSON is told so: %j', (text) => {
    const parsed = parseBody(FormConsentSchema, text);
    const code = text === '' ? 'invalid-request' : 'invalid-json';
    expect(parsed).toMatchObject({ ok: false, error: { code } });
  });
  test('what could not be stored is refused before it is tried', () => {
    const deep = (levels: number): unknown => (levels === 0 ? 1 : { a: deep(levels - 1) });
    const body = (levels: number) => ({ ...FORM, evidence: { more: deep(levels) } });
    expect(read(FormConsentSchema, body(MAX_JSON_DEPTH - 2)).ok).toBe(true);
    expect(errorsOf(FormConsentSchema, body(MAX_JSON_DEPTH - 1))[0]?.detail).toMatch(/nested/);
    expect(pointersOf(FormConsentSchema, { ...FORM, name: 'Pat \uD83D' })).toEqual(['/name']);
    expect(pointersOf(FormConsentSchema, { ...FORM, evidence: { big: 2 ** 60 } })).toEqual([
      '/evidence/big',
    ]);
  });
});

describe('an error never repeats what was sent', () => {
  const SECRETS = ['+12025550143', '(202) 555-0143', 'pat@customer.example', 'whsec_c2VjcmV0'];
  const secret = fc.constantFrom(...SECRETS);
  const wrong = fc.oneof(
    secret,
    fc.integer(),
    fc.array(secret, { maxLength: 2 }),
    fc.dictionary(fc.constantFrom('sms', 'url', 'version', 'state', 'reference'), secret),
    fc.constant(null),
  );
  const FIELDS = [
    ...['phone', 'email', 'name', 'consents', 'program', 'disclosure', 'page', 'evidence', 'place'],
    ...[
      'source',
      'obtainedAt',
      'vendorId',
      'document',
      'recording',
      'channels',
      'receivedAt',
      'to',
    ],
    ...['body', 'category', 'sender', 'quietHours', 'sendAt', 'subject', 'reason', 'now', 'role'],
  ];
  const bodies = fc.dictionary(fc.constantFrom(...FIELDS), wrong, { maxKeys: 12 });
  const SCHEMAS: readonly Schema[] = [
    FormConsentSchema,
    ConsentSchema,
    RevocationSchema,
    DndSchema,
    MessageRequestSchema,
    TestClockSchema,
    KeySchema,
  ];

  test('no phone, email or secret of a body is in the problem', () => {
    fc.assert(
      fc.property(fc.constantFrom(...SCHEMAS), bodies, (schema, body) => {
        const parsed = read(schema, body);
        fc.pre(!parsed.ok);
        const told = parsed.ok ? '' : JSON.stringify(problemDocument(parsed.error));
        for (const value of SECRETS) expect(told).not.toContain(value);
      }),
      settings,
    );
  });
  test('nor a field name that is a number', () => {
    const told = JSON.stringify(read(MessageRequestSchema, { ...MESSAGE, '+12025550143': 'x' }));
    expect(told).not.toContain('2025550143');
  });
  test('nor broken JSON around one', () => {
    expect(JSON.stringify(parseBody(DndSchema, '{"+12025550143'))).not.toContain('2025550143');
  });
});
