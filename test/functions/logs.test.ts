/** The log of a main job and of its failures: there to be read, and telling nobody anything. */
import { expect, test } from 'vitest';
import { LogWatch } from './log-watch.ts';
import { freshPhone, message, optedIn, postForm, textFrom } from './people.ts';
import { useRig } from './rig.ts';

const rig = useRig();

test('the watch sees what it looks for: whole, by its digits, and in a longer line', () => {
  const watch = new LogWatch();
  watch.remember({
    phone: '(305) 555-0142',
    evidence: { note: 'my dog is called Rex' },
    ok: 'fine print',
  });
  expect(watch.toldBy('to (305) 555-0142')).toHaveLength(1);
  expect(watch.toldBy('to +13055550142')).toHaveLength(1);
  expect(watch.toldBy('my dog is called Rex!')).toHaveLength(1);
  expect(watch.toldBy('fine print to +13055550143')).toEqual([]);
});

test('every request leaves one line with route, status and code, and nothing of the person', async () => {
  const { call, demo, watch } = rig();
  const phone = freshPhone();
  watch.lines.length = 0;
  await postForm(rig(), phone, { email: 'pat@example.com', consents: { sms: true, email: true } });
  await textFrom(rig(), phone, 'Please call my wife Dana instead');
  await message(rig(), phone, { body: 'Dana, your Corolla is ready.' });
  await call('GET', `/v1/contacts/${phone}`, { key: demo.keys.agent });
  const lines = watch.lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  const answered = lines.filter(({ message: said }) => said === 'C002 request answered');
  expect(answered.map(({ route, status, code }) => [route, status, code])).toEqual([
    ['POST /v1/forms/{formKey}/consents', 201, undefined],
    ['POST /v1/webhooks/{provider}/{account}/messages', 200, undefined],
    ['POST /v1/messages', 422, 'blocked'],
    ['GET /v1/contacts/{phone}', 200, undefined],
  ]);
  expect(watch.lines.join('')).not.toMatch(/Dana|Corolla|Pat Doe|pat@|\d{10}(?!\d{0,3}[,}])/);
});

test('a failure of ours is logged with its place, answered without it, and names the request', async () => {
  const { deps, watch } = rig();
  const phone = freshPhone();
  await optedIn(rig(), phone);
  const { read } = deps.reader;
  watch.lines.length = 0;
  deps.reader.read = async () => {
    throw new Error(`no answer about ${phone} (pat@example.com)`);
  };
  const failed = await message(rig(), phone);
  deps.reader.read = read;
  expect(failed.status).toBe(500);
  expect(failed.body).toMatchObject({ code: 'internal', status: 500 });
  expect(String(failed.body['detail'])).toContain('req-1');
  expect(failed.text).not.toContain('no answer');
  const line = watch.lines.find((one) => one.includes('C001')) ?? '';
  expect(line).toContain('no answer about [number] [address]');
  expect(line).toContain('logs.test.ts');
  expect(line).not.toContain(phone.slice(2));
});
