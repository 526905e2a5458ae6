/**
 * What is answered, and what else a text sets off, from the handset to the last target: one
 * confirmation or none, HELP of each program, wrong numbers, calls and emails wished for.
 */
import { describe, expect, test } from 'vitest';
import { expectProblem, NOON, useStack } from './drive.ts';
import { type Body, eventually, freshPhone } from './stack.ts';

const stack = useStack();
const fresh = () => freshPhone('239');
const FIVE_MINUTES = 5 * 60_000;

const known = async (more?: object): Promise<string> => {
  const phone = fresh();
  expect((await stack().form(phone, more)).status).toBe(201);
  await stack().textsWhen(phone, 1);
  await stack().text(phone, 'YES');
  return phone;
};
const numberOf = (id: string) => stack().demo.senders.find((one) => one.id === id)?.number;
const put = async (path: string, body: object) => {
  const { status, text } = await stack().call('PUT', path, { key: stack().demo.keys.admin, body });
  if (status !== 200) throw new Error(`${path} was refused: ${text}`);
};
const event = async (phone: string, name: string): Promise<Body> => {
  const seen = await eventually(
    () => stack().events(phone),
    (all) => all.some((one) => one.name === name),
  );
  return seen.find((one) => one.name === name)?.detail as Body;
};
const dialerHears = (phone: string, voice: object) =>
  eventually(
    () => stack().outbox('dialer', phone),
    (items) => {
      const last = items.at(-1)?.['effects']?.['voice'] ?? {};
      return Object.entries(voice).every(([name, value]) => (last as never)[name] === value);
    },
  );
const IDLE = 'the tall one in the window';
/** Later texts that are answered by nobody come in between, so that silence is seen to last. */
const silence = async (phone: string, texts: number, to?: string): Promise<string[]> => {
  await stack().text(phone, IDLE, to);
  await eventually(
    () => stack().events(phone),
    (all) => all.some(({ detail }) => String(detail['body']) === IDLE),
  );
  return stack().textsWhen(phone, texts);
};

describe('the confirmation of an opt-out', () => {
  test.each([
    ['STOP', 'no more texts'],
    ['basta', 'no recibirá'],
    ['arrêtez', 'désabonné'],
    ['no me manden más mensajes', 'no recibirá'],
    ['stop texting me', 'no more texts'],
  ])('%s: once, in its language, by name, within five minutes', async (body, words) => {
    const { history, handset, message, text, textsWhen } = stack();
    const phone = await known();
    await text(phone, body);
    await textsWhen(phone, 2);
    await text(phone, body);
    const seen = await silence(phone, 2);
    expect(seen).toHaveLength(2);
    expect(seen[1]).toContain(words);
    expect(seen[1]).toContain('Demo Motors');
    expect(seen[1]).not.toMatch(/sale|offer|https?:|%/i);
    const entry = (await history(phone)).find(({ type }) => type === 'opted-out');
    const late =
      Date.parse(String((await handset(phone))[1]?.at)) -
      Date.parse(String(entry?.detail['receivedAt']));
    expect(late).toBeLessThanOrEqual(FIVE_MINUTES);
    expectProblem(await message(phone), 422, 'blocked');
  });

  test('held up at the carrier for more than five minutes, is not sent; the STOP stands', async () => {
    const { carrierMode, contact, events, history, setClock, text } = stack();
    const phone = await known();
    await carrierMode({ sends: 'server-error' });
    try {
      await text(phone, 'STOP');
      await eventually(
        () => history(phone),
        (entries) => entries.some(({ type }) => type === 'opted-out'),
      );
      await setClock(new Date(Date.parse(NOON) + FIVE_MINUTES + 1_000).toISOString());
      await carrierMode({});
      const seen = await eventually(
        () => events(phone),
        (all) => all.some(({ name }) => name === 'Message Blocked'),
      );
      const late = seen.find(({ name }) => name === 'Message Blocked')?.detail;
      expect(late).toMatchObject({ decision: { reasons: [{ code: 'notice-late' }] } });
    } finally {
      await carrierMode({});
      await setClock(NOON);
    }
    expect(await silence(phone, 1)).toHaveLength(1);
    expect((await contact(phone)).body).toMatchObject({ dnd: { sms: true } });
  });

  test('Twilio Advanced Opt-Out answers its words, we answer the others', async () => {
    const { carrierMode, text, textsWhen } = stack();
    const phone = await known();
    await carrierMode({ advancedOptOut: true });
    await text(phone, 'I want no more of your texts, stop texting me');
    const seen = await textsWhen(phone, 2);
    await carrierMode({});
    expect(seen[1]).toContain('Demo Motors: You are opted out');
  });

  test('AWS with keyword settings on: its words are answered there, ours here', async () => {
    const { carrierMode, text, textsWhen } = stack();
    const aws = numberOf('aws');
    const sender = {
      number: aws,
      provider: 'aws',
      registration: { kind: '10dlc', status: 'approved' },
    };
    await put('/v1/senders/aws', { ...sender, providerAnswersKeywords: true });
    const [theirs, ours] = [await known(), await known()];
    await carrierMode({ advancedOptOut: true });
    try {
      await text(theirs, 'STOP', aws);
      await text(ours, 'basta', aws);
      expect((await textsWhen(ours, 2))[1]).toContain('Demo Motors: Ha cancelado');
      const seen = await silence(theirs, 2, aws);
      expect(seen).toHaveLength(2);
      expect(seen[1]).toContain('You are unsubscribed');
    } finally {
      await carrierMode({});
      await put('/v1/senders/aws', sender);
    }
  });

  test('a toll-free number: the network knows STOP only; QUIT is ours, HELP to whoever is out nobody’s', async () => {
    const { carrierMode, message, text, textsWhen } = stack();
    const phone = await known();
    const tollFree = numberOf('toll-free');
    await carrierMode({ tollFreeNetwork: true });
    try {
      await text(phone, 'QUIT', tollFree);
      expect((await textsWhen(phone, 2))[1]).toContain('Demo Motors: You are opted out');
      await text(phone, 'HELP', tollFree);
      expect(await silence(phone, 2, tollFree)).toHaveLength(2);
      expectProblem(await message(phone), 422, 'blocked');
      await text(phone, 'START', tollFree);
      expect((await textsWhen(phone, 3))[2]).toContain('NETWORK MSG');
      expect((await message(phone)).status).toBe(202);
    } finally {
      await carrierMode({});
    }
  });

  test('START brings the person back with one answer; unknown words get none', async () => {
    const { message, text, textsWhen } = stack();
    const phone = await known();
    await text(phone, 'STOP');
    await textsWhen(phone, 2);
    await text(phone, 'START');
    expect((await textsWhen(phone, 3))[2]).toContain('again');
    expect(await silence(phone, 3)).toHaveLength(3);
    expect((await message(phone)).status).toBe(202);
  });
});

describe('HELP', () => {
  test('is of the program of the last text: its contact, how often, rates, STOP', async () => {
    const { message, text, textsWhen } = stack();
    await put('/v1/programs/workshop', {
      name: 'Workshop',
      purpose: 'informational',
      frequency: '1 msg per visit.',
      helpContact: '800-555-0147',
    });
    const phone = await known();
    await text(phone, 'HELP');
    const [, general] = await textsWhen(phone, 2);
    expect(general).toContain('help@demo-motors.example');
    expect((await stack().form(phone, { program: 'default' })).status).toBe(201);
    const paper = { phone, program: 'workshop', consents: { sms: true }, source: 'paper' };
    const given = await stack().call('POST', '/v1/consents', {
      key: stack().demo.keys.admin,
      body: { ...paper, document: { reference: 'archive-9' } },
    });
    expect(given.status).toBe(201);
    const ready = { program: 'workshop', category: 'informational', body: 'Your car is ready.' };
    expect((await message(phone, ready)).status).toBe(202);
    await text(phone, 'ayuda');
    const [, , , help] = await textsWhen(phone, 4);
    expect(help).toContain('Demo Motors: Para ayuda contacte 800-555-0147.');
    expect(help).toContain('1 msg per visit.');
    expect(help).toMatch(/cargos.*STOP/);
  });

  test('that the provider answered gets nothing more from us', async () => {
    const { carrierMode, text } = stack();
    const phone = await known();
    await carrierMode({ advancedOptOut: true });
    await text(phone, 'HELP');
    await carrierMode({});
    const seen = await silence(phone, 2);
    expect(seen).toHaveLength(2);
    expect(seen.join()).not.toContain('For help contact');
  });
});

describe('a wrong number', () => {
  test('reaches CRM and dialer; the person keeps the email, the stranger starts anew', async () => {
    const { call, contact, demo, message, text, textsWhen } = stack();
    const phone = await known({ externalId: 'crm-77' });
    const email = `pat${phone.slice(-10)}@example.com`;
    await text(phone, 'Sorry, wrong number');
    await text(phone, 'wrong number');
    await textsWhen(phone, 2);
    expect(await event(phone, 'Wrong Number Reported')).toMatchObject({
      formerContact: { name: 'Pat Doe', email, externalId: 'crm-77' },
      ended: [{ channel: 'sms', program: 'default' }],
    });
    await dialerHears(phone, { manual: 'suppress', automated: 'suppress' });
    expect((await contact(phone)).body).toMatchObject({
      name: null,
      email: null,
      dnd: { sms: true, voice: true, email: false },
      wrongNumber: { status: 'confirmed' },
    });

    const body = { phone, email, consents: { sms: true }, source: 'import' };
    const refused = await call('POST', '/v1/consents', { key: demo.keys.admin, body });
    expectProblem(refused, 422, 'wrong-number');

    await text(phone, 'START');
    expect((await contact(phone)).body['consents']).toMatchObject([
      { channel: 'sms', grade: 'express', source: 'text-in' },
    ]);
    expectProblem(await message(phone), 422, 'blocked');
    await text(phone, 'leave me alone');
    const mail = await call('GET', `/v1/contacts/${email}/history`, { key: demo.keys.agent });
    const types = (mail.body['items'] as unknown as Body[]).map(({ type }) => String(type));
    expect(types).toContain('wrong-number-reported');
    expect(types).not.toContain('opted-out');
  });
});

describe('calls and emails', () => {
  test('"stop calling me" closes calls at the dialer and leaves texts', async () => {
    const { contact, message, text } = stack();
    const phone = await known();
    await text(phone, 'Please stop calling me');
    await dialerHears(phone, { manual: 'suppress', automated: 'suppress' });
    expect(await event(phone, 'Opt-Out Received')).toMatchObject({ channels: ['voice'] });
    expect((await contact(phone)).body).toMatchObject({ dnd: { sms: false, voice: true } });
    expect((await message(phone)).status).toBe(202);
  });

  test('"stop emailing me" closes email alone, also at its target; texts go on', async () => {
    const { contact, message, outbox, text } = stack();
    const phone = await known();
    await text(phone, 'Stop emailing me');
    const told = await eventually(
      () => outbox('email', phone),
      (all) => all.some(({ effects }) => String(effects?.['email']) === 'suppress'),
    );
    expect(told.map(({ effects }) => String(effects?.['sms']))).not.toContain('suppress');
    expect(await event(phone, 'Opt-Out Received')).toMatchObject({ channels: ['email'] });
    const dnd = { sms: false, voice: false, email: true };
    expect((await contact(phone)).body).toMatchObject({ dnd });
    expect((await message(phone)).status).toBe(202);
    expect(await silence(phone, 2)).toHaveLength(2);
  });

  test('"call me instead" goes to the front of the dialer; "stop calling me" after it wins', async () => {
    const { contact, text } = stack();
    const phone = await known();
    await text(phone, 'Call me instead');
    expect(await event(phone, 'Preference Changed')).toMatchObject({ channel: 'voice' });
    await dialerHears(phone, { priority: 'high', manual: 'allow' });
    expect((await contact(phone)).body).toMatchObject({
      preferredChannel: 'voice',
      dnd: { sms: false, voice: false },
    });
    await text(phone, 'stop calling me');
    await dialerHears(phone, { priority: 'none', manual: 'suppress' });
    expect((await contact(phone)).body['preferredChannel']).toBeNull();
  });

  test('"email me instead" is told, and is no consent to email', async () => {
    const { contact, text } = stack();
    const phone = await known({ consents: { sms: true }, email: null });
    await text(phone, 'email me instead');
    expect(await event(phone, 'Preference Changed')).toMatchObject({ channel: 'email' });
    const { body } = await contact(phone);
    expect(body['preferredChannel']).toBe('email');
    const channels = (body['consents'] as unknown as Body[]).map(({ channel }) => String(channel));
    expect(channels).toEqual(['sms']);
    expect(await silence(phone, 1)).toHaveLength(1);
  });
});
