/** Which pages may post to a form: those that it names, and servers, which name no page. */
import { expect, test } from 'vitest';
import { formBody, freshPhone } from './people.ts';
import { type Answer, useRig } from './rig.ts';

const rig = useRig();
const ORIGIN = 'access-control-allow-origin';

const ask = (method: string, origin?: string, form = rig().demo.formKey): Promise<Answer> =>
  rig().call(method, `/v1/forms/${form}/consents`, {
    headers: origin === undefined ? {} : { origin },
    ...(method === 'POST' && { body: formBody(rig(), freshPhone()) }),
  });

test('a page that the form names is told so, also when the post itself is refused', async () => {
  const { demo, call } = rig();
  const asked = await ask('OPTIONS', demo.formOrigin);
  expect(asked.status).toBe(204);
  expect(asked.headers).toMatchObject({
    [ORIGIN]: demo.formOrigin,
    vary: 'origin',
    'access-control-allow-methods': 'POST',
    'access-control-allow-headers': 'content-type, idempotency-key',
  });
  const posted = await ask('POST', demo.formOrigin);
  expect([posted.status, posted.headers[ORIGIN]]).toEqual([201, demo.formOrigin]);
  const headers = { origin: demo.formOrigin };
  const path = `/v1/forms/${demo.formKey}/consents`;
  const refused = await call('POST', path, { headers, body: {} });
  expect([refused.status, refused.headers[ORIGIN]]).toEqual([400, demo.formOrigin]);
});

test.each([
  ['https://evil.example'],
  ['null'],
  [''],
  ['http://demo-motors.example'],
  ['https://demo-motors.example.evil.example'],
  ['https://demo-motors.example:8443'],
  ['https://DEMO-MOTORS.example'],
])('a page at %j is refused, and nothing is stored', async (origin) => {
  const before = await rig().store.scan();
  for (const method of ['OPTIONS', 'POST']) {
    const { status, headers } = await ask(method, origin);
    expect([method, status, headers[ORIGIN]]).toEqual([method, 403, undefined]);
  }
  expect(await rig().store.scan()).toEqual(before);
});

test('a server names no page and is let in, without a word to browsers', async () => {
  const posted = await ask('POST');
  expect([posted.status, posted.headers[ORIGIN]]).toEqual([201, undefined]);
});

test('the page of one firm may not post to the form of another', async () => {
  const { demo, other } = rig();
  expect((await ask('POST', demo.formOrigin, other.formKey)).status).toBe(403);
});
