/** The Twilio adapter against the carrier over HTTP: one text, one call, one meaning per answer. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { twilioSms } from '#functions/adapters/twilio-sms.ts';
import { type Carrier, startCarrier } from '#local/carrier/carrier.ts';
import type { SendOutcome } from '#shared/ports.ts';
import { NOW, NUMBER, PERSON, sender, TWILIO, text } from './carrier-fixture.ts';

const TOLL_FREE = '+18005550199';
const SERVICE = `MG${'1'.repeat(32)}`;

let carrier: Carrier;
beforeAll(async () => {
  carrier = await startCarrier({ now: () => NOW });
});
afterAll(() => carrier.close());
beforeEach(() => {
  carrier.restore({ version: 1, handsets: [], outbox: [], contacts: [], blocks: [], routes: [] });
  carrier.setMode({ reports: false });
  carrier.setConnections({
    accounts: [
      {
        id: 'acct',
        twilio: TWILIO,
        onlySenders: true,
        senders: [
          { number: NUMBER, provider: 'twilio' },
          { number: '+12025550101', provider: 'twilio', registered: false },
          { number: TOLL_FREE, provider: 'twilio', registered: false },
          { number: '+12025550102', provider: 'twilio', service: SERVICE },
        ],
      },
    ],
  });
});

const provider = (now = 0) => twilioSms({ apiUrl: carrier.url, now: () => now });
const reason = (outcome: SendOutcome): string =>
  outcome.status === 'refused' ? `${outcome.reason} ${outcome.providerCode}` : outcome.status;

describe('a text that Twilio takes', () => {
  it('reaches the handset once, from the sender, and gives its SID', async () => {
    const outcome = await provider().send(text());
    expect(outcome).toEqual({
      status: 'accepted',
      providerMessageId: expect.stringMatching(/^SM[0-9a-f]{32}$/),
    });
    expect(carrier.handset(PERSON)).toEqual([
      { from: NUMBER, body: text().body, at: '2026-11-22T15:00:00.000Z' },
    ]);
  });

  it('keeps every character of its body', async () => {
    const body = 'é ñ 👍 & = + % "quotes" ’ \n second line';
    await provider().send(text({ body }));
    expect(carrier.handset(PERSON)[0]?.body).toBe(body);
  });

  it('goes through the Messaging Service of the sender and still from its number', async () => {
    const inService = sender({ number: '+12025550102', service: SERVICE });
    expect(reason(await provider().send(text({ sender: inService })))).toBe('accepted');
    expect(carrier.handset(PERSON)[0]?.from).toBe('+12025550102');
  });
});

describe('the deadline', () => {
  it('lets the call start at the deadline and not a millisecond later', async () => {
    expect(reason(await provider(1_000).send(text({ deadline: 1_000 })))).toBe('accepted');
    expect(await provider(1_001).send(text({ deadline: 1_000 }))).toEqual({ status: 'late' });
    expect(carrier.handset(PERSON)).toHaveLength(1);
  });
});

describe('a text that Twilio refuses', () => {
  const wrongToken = { twilio: { ...TWILIO, authToken: 'another-token' } };
  it.each([
    ['a number that is none', { to: '+1' }, 'invalid-number 21211'],
    [
      'an unregistered long code',
      { sender: sender({ number: '+12025550101' }) },
      'sender-unregistered 30034',
    ],
    [
      'an unverified toll-free number',
      { sender: sender({ number: TOLL_FREE }) },
      'sender-unregistered 30032',
    ],
    [
      'a number of somebody else',
      { sender: sender({ number: '+12025550177' }) },
      'configuration 21606',
    ],
    ['wrong credentials', { integrations: wrongToken }, 'configuration 20003'],
    ['an empty body, by a code that has no row', { body: '' }, 'configuration 21602'],
    ['no Twilio connected', { integrations: {} }, 'configuration not-connected'],
  ])('%s', async (_case, more, expected) => {
    expect(reason(await provider().send(text(more)))).toBe(expected);
    expect(carrier.handset(PERSON)).toEqual([]);
  });

  it('a person who opted out at Twilio', async () => {
    carrier.restore({ ...carrier.snapshot(), blocks: [`${PERSON} ${NUMBER}`] });
    expect(reason(await provider().send(text()))).toBe('opted-out 21610');
  });

  it('too many texts at once', async () => {
    carrier.setMode({ sends: 'throttle' });
    expect(reason(await provider().send(text()))).toBe('throttled 20429');
  });

  it('says what to do without the number of the person', async () => {
    const outcome = await provider().send(text({ to: '+0202555' }));
    expect(outcome).toMatchObject({ detail: expect.stringContaining('Ask the person') });
    expect(JSON.stringify(outcome)).not.toContain('202555');
  });
});

describe('an answer that leaves it open', () => {
  it('5xx is unknown and nothing is tried again', async () => {
    carrier.setMode({ sends: 'server-error', reports: false });
    expect(await provider().send(text())).toEqual({
      status: 'unknown',
      detail: 'Twilio answered 500.',
    });
  });

  it('a connection cut after the text was taken is unknown, with one text', async () => {
    carrier.setMode({ sends: 'drop-answer', reports: false });
    expect((await provider().send(text())).status).toBe('unknown');
    expect(carrier.handset(PERSON)).toHaveLength(1);
  });
});

it('a connection that is refused was surely not sent: configuration', async () => {
  const closed = await startCarrier({ now: () => NOW });
  await closed.close();
  const outcome = await twilioSms({ apiUrl: closed.url, now: () => 0 }).send(text());
  expect(reason(outcome)).toBe('configuration ECONNREFUSED');
});
