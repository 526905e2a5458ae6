/** Long texts that come as several, through the signed webhook into the ledger. */
import { beforeAll, expect, test } from 'vitest';
import type { InboundDeps } from '#functions/inbound.ts';
import { receiveText } from '#functions/inbound.ts';
import { MINUTE } from '#shared/basics.ts';
import { phoneKey } from '#shared/ledger.ts';
import { UNREAD } from '#shared/replies.ts';
import { atTime, freshPhone, message, optedIn, textFrom } from './people.ts';
import { useRig } from './rig.ts';

const rig = useRig();
const [ONE, TWO] = ['We bought another car last week, so take', 'me off your list'];
const WHOLE = `${ONE} ${TWO}`;

/** By itself each part says nothing here, so that what is done is of the whole. */
beforeAll(() => {
  const { readings } = rig();
  readings.set(ONE, UNREAD);
  readings.set(TWO, UNREAD);
});

const historyOf = (phone: string) =>
  rig().ledger.history(phoneKey(rig().demo.account, phone), { limit: 100 });
const typesOf = async (phone: string) => (await historyOf(phone)).slice(-4).map(({ type }) => type);
async function known(): Promise<string> {
  const phone = freshPhone();
  await optedIn(rig(), phone);
  return phone;
}

test.each([
  ['in order', [`(1/2) ${ONE}`, `(2/2) ${TWO}`]],
  ['the other way round', [`(2/2) ${TWO}`, `(1/2) ${ONE}`]],
])('two parts %s end texts, as their words do in one text', async (_, texts) => {
  const phone = await known();
  await textFrom(rig(), phone, texts[0] ?? '');
  expect((await message(rig(), phone)).status).toBe(202);
  await textFrom(rig(), phone, texts[1] ?? '');
  expect((await message(rig(), phone)).status).toBe(422);
  const [first, second, stop] = (await historyOf(phone)).slice(-3);
  expect(stop).toMatchObject({ type: 'opted-out', detail: { words: expect.any(String) } });
  expect(second?.detail).toMatchObject({ body: texts[1], readWith: [first?.seq] });
  expect(first?.detail).not.toHaveProperty('readWith');
});

test('two parts at one moment are read together by whichever is written second', async () => {
  const phone = await known();
  await Promise.all([`(1/2) ${ONE}`, `(2/2) ${TWO}`].map((body) => textFrom(rig(), phone, body)));
  const types = await typesOf(phone);
  expect(types.slice(-3)).toEqual(['message-received', 'message-received', 'opted-out']);
});

test('a part that comes again is one part', async () => {
  const { demo, webhook } = rig();
  const phone = await known();
  await textFrom(rig(), phone, `(1/2) ${ONE}`);
  const form = { MessageSid: 'SMpart', From: phone, To: demo.sender.number, Body: `(2/2) ${TWO}` };
  await webhook(form);
  const before = await historyOf(phone);
  expect((await webhook(form)).status).toBe(200);
  expect(await historyOf(phone)).toEqual(before);
});

test('an opt-out in the first part acts at once, and the second adds nothing to it', async () => {
  const phone = await known();
  await textFrom(rig(), phone, '(1/2) STOP');
  expect((await message(rig(), phone)).status).toBe(422);
  await textFrom(rig(), phone, '(2/2) texting me please');
  const stops = (await historyOf(phone)).filter(({ type }) => type === 'opted-out');
  expect(stops).toHaveLength(1);
});

test('what came from the same person six minutes before is no part of it', async () => {
  const phone = await known();
  await textFrom(rig(), phone, `(1/2) ${ONE}`);
  await atTime(rig(), rig().clock.at + 6 * MINUTE, () => textFrom(rig(), phone, `(2/2) ${TWO}`));
  expect((await historyOf(phone)).at(-1)).toMatchObject({
    type: 'message-received',
    detail: { intent: 'other' },
  });
});

test('who is written to without end is not read: it is to come again', async () => {
  const { ledger } = rig();
  const deps = { ...rig(), ...rig().deps, ledger: { ...ledger, newest: async () => [] } };
  const phone = await known();
  const done = await receiveText(
    deps as InboundDeps,
    {
      provider: 'twilio',
      providerMessageId: 'SMbusy',
      from: phone,
      to: rig().demo.sender.number,
      body: `(2/2) ${TWO}`,
      answeredByProvider: false,
    },
    rig().demo.account,
  );
  expect(done).toMatchObject({ ok: false, error: { code: 'busy' } });
});

test('the words of the whole are what an unmarked text of them is read as', async () => {
  const [parts, one] = [await known(), await known()];
  await textFrom(rig(), parts, `(1/2) ${ONE}`);
  await textFrom(rig(), parts, `(2/2) ${TWO}`);
  await textFrom(rig(), one, WHOLE);
  const read = async (phone: string) => {
    const stop = (await historyOf(phone)).findLast(({ type }) => type === 'opted-out');
    const { rule, words } = (stop?.detail ?? {}) as Record<string, unknown>;
    return { rule, words };
  };
  expect(await read(parts)).toEqual(await read(one));
});
