/**
 * What a person says in words of their own, from the handset to the last target: long texts that
 * the carrier hands over as several, and complaints.
 */
import { describe, expect, test } from 'vitest';
import { expectProblem, useStack } from './drive.ts';
import { eventually, freshPhone } from './stack.ts';

const stack = useStack();
const fresh = () => freshPhone('813');
const known = async (): Promise<string> => {
  const phone = fresh();
  await stack().optIn(phone);
  return phone;
};

describe('a long text that comes in two', () => {
  const [ONE, TWO] = [
    '(1/2) Hello, no thank you, we bought a car. Kindly take',
    '(2/2) me off your list',
  ];
  const WHOLE = 'Hello, no thank you, we bought a car. Kindly take me off your list';

  test('is read as the one text that it is: it ends texts everywhere', async () => {
    const { call, contact, demo, events, history, message, outbox, text } = stack();
    const read = { key: demo.keys.agent, body: { texts: [WHOLE] } };
    const { body } = await call('POST', '/v1/readings', read);
    expect(body['items']).toMatchObject([{ intent: 'opt-out', certainty: 'certain' }]);
    const phone = await known();
    await text(phone, ONE);
    await text(phone, TWO);
    expectProblem(await message(phone), 422, 'blocked');
    const entries = await history(phone);
    const [first, second] = entries.filter(({ detail }) => /\/2\) /.test(String(detail['body'])));
    expect(second?.detail).toMatchObject({ body: TWO, intent: 'opt-out', readWith: [first?.seq] });
    expect((await contact(phone)).body).toMatchObject({ dnd: { sms: true } });
    const seen = await eventually(
      () => events(phone),
      (all) => all.some(({ name }) => name === 'Opt-Out Received'),
    );
    expect(seen.filter(({ name }) => name === 'Opt-Out Received')).toHaveLength(1);
    await eventually(
      () => outbox('dialer', phone),
      (items) => (items.at(-1)?.['effects']?.['sms'] as unknown as string) === 'suppress',
    );
  });

  test('and speaks of something else as a whole ends nothing', async () => {
    const { history, message, text } = stack();
    const phone = await known();
    await text(phone, '(1/2) See you on Friday at noon, I will wait at the bus');
    await text(phone, '(2/2) station on Main Street with my son');
    expect((await message(phone)).status).toBe(202);
    expect((await history(phone)).map(({ type }) => type)).not.toContain('opted-out');
  });
});

describe('a complaint', () => {
  const SAID = 'Your service is terrible, I waited three hours and nobody called back';

  test('is told to the firm as one, word for word, and ends and answers nothing', async () => {
    const { call, contact, demo, events, history, message, outbox, text, textsWhen } = stack();
    const key = demo.keys.agent;
    const phone = await known();
    await text(phone, SAID);
    const seen = await eventually(
      () => events(phone),
      (all) => all.some(({ detail }) => String(detail['intent']) === 'complaint'),
    );
    const told = seen.find(({ detail }) => String(detail['intent']) === 'complaint');
    expect(told).toMatchObject({ name: 'Inbound Message Received', detail: { body: SAID } });
    const types = (await history(phone)).map(({ type }) => type);
    expect(types.slice(types.lastIndexOf('message-received'))).not.toContain('opted-out');
    expect((await contact(phone)).body).toMatchObject({
      dnd: { sms: false, voice: false, email: false },
    });
    expect((await message(phone)).status).toBe(202);
    expect(await textsWhen(phone, 2)).toHaveLength(2);
    const effects = (await outbox('dialer', phone)).map((item) => String(item['effects']?.['sms']));
    expect(effects).not.toContain('suppress');
    const close = await call('POST', `/v1/contacts/${phone}/close`, { key });
    const path = `/v1/contacts/${phone}/transcripts/${String(close.body['transcript']?.['id'])}`;
    const { lines } = (await call('GET', path, { key })).body as unknown as { lines: object[] };
    expect(lines).toContainEqual(expect.objectContaining({ by: 'contact', text: SAID }));
  });
});
