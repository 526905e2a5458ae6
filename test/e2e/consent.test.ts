/**
 * Consent: what proves it, what does not, how far it reaches, and who has proved to hold the
 * handset.
 */
import { describe, expect, test } from 'vitest';
import { consentOf, expectProblem, useStack } from './drive.ts';
import { freshPhone } from './stack.ts';

const stack = useStack();
const fresh = () => freshPhone('407');
const reasons = async (phone: string, more: object = {}) => {
  const { call, demo } = stack();
  const body = { to: phone, body: 'Fall sale: 10% off.', ...more };
  const { body: answer } = await call('POST', '/v1/decisions', { key: demo.keys.agent, body });
  const found = answer['decision']?.['reasons'] as unknown as { code: string }[];
  return found.map(({ code }) => code);
};

describe('a form post that proves nothing', () => {
  test.each<[string, (demo: ReturnType<typeof stack>['demo']) => object, number, string]>([
    ['a number that is too short', () => ({ phone: '555-0142' }), 422, 'invalid-number'],
    ['a toll-free number', () => ({ phone: '+18005550142' }), 422, 'invalid-number'],
    [
      'a box checked beforehand',
      () => ({ evidence: { checkboxDefault: 'checked' } }),
      422,
      'prechecked-consent',
    ],
    ['no box at all', () => ({ consents: {} }), 422, 'no-consent-given'],
    [
      'every box left alone',
      () => ({ consents: { sms: false, email: false } }),
      422,
      'no-consent-given',
    ],
    [
      'other words than the registered ones',
      ({ disclosure }) => ({ disclosure: { ...disclosure, text: `${disclosure.text} Or else.` } }),
      422,
      'disclosure-mismatch',
    ],
    [
      'the right words under another version',
      ({ disclosure }) => ({ disclosure: { ...disclosure, version: '2020-01-01' } }),
      422,
      'disclosure-mismatch',
    ],
    ['no words', () => ({ disclosure: undefined }), 400, 'invalid-request'],
    [
      'another program than the form asks for',
      () => ({ program: 'service' }),
      422,
      'unknown-reference',
    ],
    ['email consent without an address', () => ({ email: null }), 400, 'invalid-request'],
    ['an address that is none', () => ({ email: 'pat at example' }), 400, 'invalid-request'],
    [
      'a consent for a channel that is none',
      () => ({ consents: { fax: true } }),
      400,
      'invalid-request',
    ],
    [
      'a time of its own making',
      () => ({ obtainedAt: '2020-01-01T00:00:00Z' }),
      400,
      'invalid-request',
    ],
  ])('%s: refused, and nothing is kept', async (_, wrong, status, code) => {
    const { contact, demo, form, texts } = stack();
    const phone = fresh();
    expectProblem(await form(phone, wrong(demo)), status, code);
    expectProblem(await contact(phone), 404, 'not-found');
    expect(await texts(phone)).toEqual([]);
  });

  test('posts from a page that the form does not know, or to a form that is not there', async () => {
    const { call, contact, demo, form } = stack();
    const phone = fresh();
    const origin = 'https://evil.example';
    const refused = await form(phone, {}, { origin });
    expectProblem(refused, 403, 'origin-not-allowed');
    expect(refused.headers.get('access-control-allow-origin')).toBeNull();
    const body = consentOf(phone, demo);
    const none = await call('POST', '/v1/forms/form_none/consents', { body });
    expectProblem(none, 404, 'not-found');
    expectProblem(await contact(phone), 404, 'not-found');
    const taken = await form(phone);
    expect(taken.headers.get('access-control-allow-origin')).toBe(demo.formOrigin);
  });
});

describe('consent from another door', () => {
  const capture = (phone: string, more: object) =>
    stack().call('POST', '/v1/consents', {
      key: stack().demo.keys.agent,
      body: { phone, consents: { sms: true }, ...more },
    });

  test.each<[string, object, number, string]>([
    ['paper without its document', { source: 'paper' }, 422, 'evidence-missing'],
    ['spoken without its recording', { source: 'verbal' }, 422, 'evidence-missing'],
    ['a vendor without its name', { source: 'vendor' }, 422, 'evidence-missing'],
    ['a web form without its words', { source: 'web-form' }, 422, 'evidence-missing'],
    [
      'a vendor that nobody configured',
      { source: 'vendor', vendorId: 'ghost' },
      422,
      'unknown-reference',
    ],
    [
      'a program that nobody configured',
      { source: 'manual', program: 'ghost' },
      422,
      'unknown-reference',
    ],
    [
      'words that nobody registered',
      { source: 'web-form', disclosure: { version: 'ghost', text: 'Yes.' } },
      422,
      'unknown-reference',
    ],
    [
      'a day that has not come',
      { source: 'import', obtainedAt: '2027-01-01T00:00:00Z' },
      400,
      'invalid-request',
    ],
    [
      'a box checked beforehand',
      { source: 'import', evidence: { checkboxDefault: 'checked' } },
      422,
      'prechecked-consent',
    ],
    ['hearsay', { source: 'hearsay' }, 400, 'invalid-request'],
  ])('%s: refused, and nothing is kept', async (_, wrong, status, code) => {
    const phone = fresh();
    expectProblem(await capture(phone, wrong), status, code);
    expectProblem(await stack().contact(phone), 404, 'not-found');
  });

  test('a vendor who is not trusted: its leads are kept and held back from texts', async () => {
    const { call, demo } = stack();
    const { admin } = demo.keys;
    await call('PUT', '/v1/vendors/leads', { key: admin, body: { name: 'Leads' } });
    const phone = fresh();
    expect((await capture(phone, { source: 'vendor', vendorId: 'leads' })).status).toBe(201);
    expect(await reasons(phone)).toContain('vendor-quarantined');
  });

  test('spoken consent carries information, not advertising (47 CFR 64.1200(f)(9))', async () => {
    const phone = fresh();
    const { text } = stack();
    await text(phone, 'Hello, are you open today?', stack().demo.sender.number);
    const recording = { reference: 'call-7' };
    expect((await capture(phone, { source: 'verbal', recording })).status).toBe(201);
    expect(await reasons(phone, { category: 'marketing' })).toEqual(['written-consent-required']);
    expect(await reasons(phone, { category: 'informational' })).toEqual([]);
  });
});

describe('how far a consent reaches', () => {
  test('email is not texts', async () => {
    const { contact, form, texts } = stack();
    const phone = fresh();
    expect((await form(phone, { consents: { email: true } })).status).toBe(201);
    const { body } = await contact(phone);
    expect(body['consents']).toMatchObject([{ channel: 'email', status: 'confirmed' }]);
    expect(await reasons(phone)).toContain('no-consent');
    expect(await texts(phone)).toEqual([]);
  });

  test('texts are neither email nor calls, and calls are not texts', async () => {
    const { contact, form } = stack();
    const [texted, called] = [fresh(), fresh()];
    await form(texted, { consents: { sms: true } });
    await form(called, { consents: { voice: true } });
    const channels = async (phone: string) =>
      ((await contact(phone)).body['consents'] as unknown as { channel: string }[]).map(
        ({ channel }) => channel,
      );
    expect(await channels(texted)).toEqual(['sms']);
    expect(await channels(called)).toEqual(['voice']);
    expect(await reasons(called)).toContain('no-consent');
  });

  test('one program is not another', async () => {
    const { optIn } = stack();
    const phone = fresh();
    await optIn(phone);
    expect(await reasons(phone)).toEqual([]);
    const service = { program: 'service', category: 'informational' };
    expect(await reasons(phone, service)).toContain('no-consent');
  });
});

describe('the handset', () => {
  test('of a person who texts first is proved: a later form needs no question', async () => {
    const { contact, form, text, texts } = stack();
    const phone = fresh();
    await text(phone, 'Do you have the blue one?', stack().demo.sender.number);
    const posted = await form(phone);
    expect(posted.body['consents']).toMatchObject([{ channel: 'sms', status: 'confirmed' }, {}]);
    expect((await contact(phone)).body['doubleOptIn']).toMatchObject({ status: 'confirmed' });
    expect(await texts(phone)).toEqual([]);
    expect(await reasons(phone)).toEqual([]);
  });

  test('is not proved by any other words than YES once the question is out', async () => {
    const { form, text, textsWhen } = stack();
    const phone = fresh();
    await form(phone);
    await textsWhen(phone, 1);
    await text(phone, 'Who is this?');
    expect(await reasons(phone)).toContain('consent-pending');
    await text(phone, 'yes');
    expect(await reasons(phone)).toEqual([]);
  });

  test('that answers NO gets nothing more, and no confirmation of it', async () => {
    const { contact, form, message, text, texts, textsWhen } = stack();
    const phone = fresh();
    await form(phone);
    await textsWhen(phone, 1);
    await text(phone, 'NO');
    const { body } = await contact(phone);
    expect(body['doubleOptIn']).toMatchObject({ status: 'declined' });
    expect((await message(phone)).status).toBe(422);
    await form(phone, { name: 'Pat again' });
    expect(await texts(phone)).toHaveLength(1);
  });

  test('YES without a question is no consent', async () => {
    const { contact, text } = stack();
    const phone = fresh();
    await text(phone, 'YES', stack().demo.sender.number);
    expect((await contact(phone)).body['consents']).toEqual([]);
    expect(await reasons(phone)).toContain('no-consent');
  });

  test('that asks for HELP is told who we are and how to stop, once per asking', async () => {
    const { demo, text, textsWhen } = stack();
    const phone = fresh();
    await text(phone, 'HELP', demo.sender.number);
    const [help] = await textsWhen(phone, 1);
    expect(help).toContain('Demo Motors');
    expect(help).toContain('STOP');
    await text(phone, 'info');
    expect(await textsWhen(phone, 2)).toHaveLength(2);
  });
});
