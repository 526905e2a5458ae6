/**
 * What is no request: refused with a problem document that says what to do, and nothing is stored.
 */
import { describe, expect, test } from 'vitest';
import { MAX_BODY_BYTES } from '#shared/api.ts';
import { MAX_JSON_DEPTH } from '#shared/json.ts';
import { freshPhone, optedIn } from './people.ts';
import { type Answer, type Call, useRig } from './rig.ts';

const rig = useRig();

type Route = readonly [method: string, path: string];
/** Every route that takes JSON, with a path that exists. */
const WRITES: readonly Route[] = [
  ['POST', '/v1/forms/FORM/consents'],
  ['POST', '/v1/consents'],
  ['POST', '/v1/revocations'],
  ['PUT', '/v1/contacts/+13055550142/dnd'],
  ['POST', '/v1/messages'],
  ['POST', '/v1/decisions'],
  ['PUT', '/v1/settings'],
  ['PUT', '/v1/test-clock'],
  ['PUT', '/v1/programs/p1'],
  ['PUT', '/v1/senders/s1'],
  ['PUT', '/v1/forms/f1'],
  ['PUT', '/v1/disclosures/v1'],
  ['PUT', '/v1/vendors/v1'],
  ['PUT', '/v1/templates/help-reply'],
  ['PUT', '/v1/integrations/twilio'],
  ['POST', '/v1/keys'],
];

const send = ([method, path]: Route, call: Call): Promise<Answer> =>
  rig().call(method, path.replace('FORM', rig().demo.formKey), {
    key: rig().demo.keys.admin,
    ...call,
  });

/** Refused with this status, in the form of RFC 9457, and the table as it was. */
async function refused(route: Route, call: Call, status: number): Promise<Answer> {
  const before = await rig().store.scan();
  const answer = await send(route, call);
  expect([route[1], answer.status, answer.text]).toEqual([route[1], status, answer.text]);
  expect(answer.headers['content-type']).toBe('application/problem+json');
  expect(answer.body).toMatchObject({
    status,
    type: `urn:consentry:problem:${answer.body['code']}`,
  });
  for (const field of ['title', 'detail']) expect(String(answer.body[field])).toMatch(/\w{3,}/);
  expect(await rig().store.scan()).toEqual(before);
  return answer;
}

describe.each(WRITES)('%s %s', (...route) => {
  test('no JSON: 400 invalid-json', async () => {
    for (const body of ['{', 'hello', '{"a":1,}', "{'a':1}", '\u0000', '{"a":\u0001}', 'NaN']) {
      const { body: problem } = await refused(route, { body }, 400);
      expect(problem['code']).toBe('invalid-json');
    }
  });

  test('JSON that is no object, or an empty one: 400', async () => {
    for (const body of ['', 'null', '[]', '[{}]', '"text"', '7', 'true']) {
      const { body: problem } = await refused(route, { body }, 400);
      expect(problem['code']).toBe('invalid-request');
    }
  });

  test('a field that the contract does not know: 400, and its value is not repeated', async () => {
    const { body, text } = await refused(route, { body: { surprise: 'hidden-value' } }, 400);
    expect(body['code']).toBe('invalid-request');
    expect(text).not.toContain('hidden-value');
  });

  test('fields that would change prototypes: 400, and no prototype changes', async () => {
    for (const name of ['__proto__', 'constructor', 'prototype', 'toString']) {
      await refused(route, { body: `{"${name}":{"admin":true}}` }, 400);
    }
    expect('admin' in {}).toBe(false);
  });

  test('a body one byte over the limit: 413', async () => {
    const body = `{"body":"${'x'.repeat(MAX_BODY_BYTES - 10)}"}`;
    expect(Buffer.byteLength(body)).toBe(MAX_BODY_BYTES + 1);
    const { body: problem } = await refused(route, { body }, 413);
    expect(problem['code']).toBe('body-too-large');
    await refused(route, { body, base64: true }, 413);
    const fits = `{"body":"${'x'.repeat(MAX_BODY_BYTES - 11)}"}`;
    await refused(route, { body: fits }, 400);
  });

  test('a body of thirty thousand levels: 400, not a fallen server', async () => {
    for (const [open, close] of [
      ['[', ']'],
      ['{"evidence":', '}'],
    ] as const) {
      const levels = Math.floor(MAX_BODY_BYTES / (open.length + close.length)) - 10;
      const body = open.repeat(levels) + (open === '[' ? '' : '1') + close.repeat(levels);
      const { body: problem } = await refused(route, { body }, 400);
      expect(JSON.stringify(problem['errors'])).toContain('nested deeper');
    }
  });
});

describe('values that the table cannot keep as they came', () => {
  const consent = (evidence: string) =>
    `{"phone":"${freshPhone()}","consents":{"sms":true},"source":"import","evidence":${evidence}}`;
  const nested = (levels: number) => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;

  test.each([
    ['a number past what is exact', '{"lead":12345678901234567890}'],
    ['a number past all bounds', '{"lead":1e400}'],
    ['a number next to nothing', '{"lead":1e-200}'],
    ['half an emoji', '{"note":"\\ud83d"}'],
    ['half an emoji as a name', '{"\\ud83d":1}'],
    ['a field without a name', '{"":1}'],
    ['a field named __proto__', '{"__proto__":{"polluted":true}}'],
    ['a field named constructor', '{"constructor":{"prototype":{"polluted":true}}}'],
    ['one level too many', nested(MAX_JSON_DEPTH)],
  ])('%s: 400, pointing at it', async (_, evidence) => {
    const route = ['POST', '/v1/consents'] as const;
    const { body } = await refused(route, { body: consent(evidence) }, 400);
    expect(JSON.stringify(body['errors'])).toContain('"pointer":"/evidence');
    expect('polluted' in {}).toBe(false);
  });

  test('what is just within is kept and comes back as it was', async () => {
    const evidence = {
      big: Number.MAX_SAFE_INTEGER,
      small: -1e-100,
      text: '🛑 \u0000 e\u0301',
      toString: { prototype: 'a name like any other' },
      deep: JSON.parse(nested(MAX_JSON_DEPTH - 2)) as object,
    };
    const body = { phone: freshPhone(), consents: { sms: true }, source: 'import', evidence };
    expect((await send(['POST', '/v1/consents'], { body })).status).toBe(201);
    const path = `/v1/contacts/${body.phone}/history`;
    const history = await rig().call('GET', path, { key: rig().demo.keys.agent });
    const [, captured] = history.body['items'] as unknown as { detail: { evidence: object } }[];
    expect(captured?.detail.evidence).toMatchObject({ given: evidence });
  });

  test('a text with half an emoji is refused before it is sent, not after', async () => {
    const phone = freshPhone();
    await optedIn(rig(), phone);
    const out = rig().sent.length;
    const body = `{"to":"${phone}","body":"See you \\ud83d","category":"informational"}`;
    await refused(['POST', '/v1/messages'], { body }, 400);
    expect(rig().sent).toHaveLength(out);
  });
});

describe('wrong types', () => {
  test.each([
    ['a phone that is a number', { phone: 3055550142 }, '/phone'],
    ['a phone that is a list', { phone: ['3055550142'] }, '/phone'],
    ['consents that are a list', { consents: ['sms'] }, '/consents'],
    ['a consent that is a text', { consents: { sms: 'true' } }, '/consents/sms'],
    ['a consent for a fax', { consents: { fax: true } }, '/consents'],
    ['a source that is none', { source: 'hearsay' }, '/source'],
    ['a time without a zone', { obtainedAt: '2026-11-24T12:00:00' }, '/obtainedAt'],
    ['a day that is none', { obtainedAt: '2026-13-45T12:00:00Z' }, '/obtainedAt'],
    ['a name of 121 letters', { name: 'x'.repeat(121) }, '/name'],
    ['an address without @', { email: 'pat.example.com' }, '/email'],
    ['a place that is none', { place: { timeZone: 'America/Nowhere' } }, '/place/timeZone'],
    ['a program with a slash', { program: 'a/b' }, '/program'],
  ])('%s: 400, pointing at the field', async (_, wrong, pointer) => {
    const body = { phone: '+13055550142', consents: { sms: true }, source: 'import', ...wrong };
    const answer = await refused(['POST', '/v1/consents'], { body }, 400);
    expect(answer.body['errors']).toContainEqual(expect.objectContaining({ pointer }));
  });
});
