/** Twilio's posts: our signature against the official package, and what is read from a form. */
import fc from 'fast-check';
import twilio from 'twilio';
import { getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks.js';
import { describe, expect, it } from 'vitest';
import {
  MAX_TWILIO_BODY,
  parseTwilioInbound,
  parseTwilioStatus,
  signTwilio,
  verifyTwilioSignature,
} from '#functions/adapters/twilio-webhook.ts';
import { NUMBER, PERSON } from './carrier-fixture.ts';

const TOKEN = 'a-twilio-auth-token';

/** A form as the official package wants it: a repeated name is a list. */
function paramsOf(body: string): Record<string, string | string[]> {
  const form = new URLSearchParams(body);
  return Object.fromEntries(
    [...new Set(form.keys())].map((name) => {
      const values = form.getAll(name);
      return [name, values.length > 1 ? values : (values[0] ?? '')];
    }),
  );
}
const official = (url: string, body: string, signature: string): boolean =>
  twilio.validateRequest(TOKEN, signature, url, paramsOf(body));
const ours = (url: string, body: string, signature: string): boolean =>
  verifyTwilioSignature({ authToken: TOKEN, url, body, signature });

const URLS = [
  'https://gate.example/v1/webhooks/twilio/acct/messages',
  'https://gate.example:443/v1/webhooks/twilio/acct/messages',
  'https://gate.example:8443/v1/webhooks/twilio/acct/messages',
  'http://127.0.0.1:3000/v1/webhooks/twilio/acct/status?message=msg_1',
  'http://gate.example/status?a=1&b=%20two+three&a=4',
  "https://gate.example/o'neill?name=o'neill",
  'https://user:pass@gate.example/hook',
  'https://[2001:db8::1]:8443/hook',
  'https://gate.example/naïve/¿qué?wörd=ñ',
  'https://gate.example',
  'https://gate.example?x=1#part',
];
const BODIES = [
  '',
  'Body=STOP&From=%2B12025550143&To=%2B12025550100&MessageSid=SM1',
  'Body=it%27s+fine%21&From=%2B12025550143',
  "Body=it's fine&From=+12025550143",
  'Body=%F0%9F%91%8D+arr%C3%AAt%2C+%C2%A1no+m%C3%A1s%21&From=%2B12025550143',
  'MediaUrl=b&MediaUrl=a&MediaUrl=b&Body=',
  'Z=1&a=2&A=3&Body=line%0D%0Atwo',
  '__proto__=x&constructor=y&Body=STOP',
];

describe('the signature', () => {
  it.each(URLS.flatMap((url) => BODIES.map((body) => [url, body] as const)))(
    'is the one of the official package: %s with %j',
    (url, body) => {
      const signature = signTwilio({ authToken: TOKEN, url, body });
      expect(signature).toBe(getExpectedTwilioSignature(TOKEN, url, paramsOf(body)));
      expect(official(url, body, signature)).toBe(true);
      expect(ours(url, body, signature)).toBe(true);
    },
  );

  it('is not taken for a form without its equals signs, though the scheme signs both alike', () => {
    const url = URLS[0] ?? '';
    const signature = signTwilio({ authToken: TOKEN, url, body: 'Body=STOP' });
    expect(official(url, 'BodySTOP', signature)).toBe(true);
    expect(ours(url, 'BodySTOP', signature)).toBe(false);
    expect(ours(url, 'Body=STOP', signature)).toBe(true);
  });

  it.each(URLS)('holds with and without the standard port, as the package has it: %s', (url) => {
    const body = BODIES[1] ?? '';
    for (const signed of URLS) {
      const signature = signTwilio({ authToken: TOKEN, url: signed, body });
      // The package also takes addresses that it rewrote; ours are sent as they are.
      if (ours(url, body, signature)) expect(official(url, body, signature)).toBe(true);
    }
    const withPort = url.replace(/^(https:\/\/[^/:?]+)(?=[/?]|$)/, '$1:443');
    const signature = signTwilio({ authToken: TOKEN, url: withPort, body });
    expect(ours(url, body, signature)).toBe(true);
  });

  it('agrees with the official package on any form', () => {
    const field = fc.tuple(
      fc.string({ minLength: 1, unit: 'grapheme' }),
      fc.string({ unit: 'grapheme' }),
    );
    fc.assert(
      fc.property(fc.array(field, { maxLength: 8 }), fc.constantFrom(...URLS), (fields, url) => {
        const body = new URLSearchParams(fields).toString();
        const signature = signTwilio({ authToken: TOKEN, url, body });
        expect(signature).toBe(getExpectedTwilioSignature(TOKEN, url, paramsOf(body)));
      }),
    );
  });

  const url = URLS[0] ?? '';
  const body = BODIES[1] ?? '';
  const good = signTwilio({ authToken: TOKEN, url, body });
  /** Every text that differs from this one in one byte of printable ASCII. */
  const mutations = (given: string): string[] =>
    [...given].flatMap((_, at) =>
      Array.from({ length: 95 }, (_unused, code) => String.fromCharCode(32 + code))
        .map((byte) => given.slice(0, at) + byte + given.slice(at + 1))
        .filter((other) => other !== given),
    );
  const same = (one: string, two: string): boolean =>
    new URLSearchParams(one).toString() === new URLSearchParams(two).toString();

  it('falls with any byte of the form that changes what it says', () => {
    const others = mutations(body).filter((other) => !same(other, body));
    expect(others.length).toBeGreaterThan(5_000);
    expect(others.filter((other) => ours(url, other, good))).toEqual([]);
  });
  it('falls with any byte of the address', () => {
    expect(mutations(url).filter((other) => ours(other, body, good))).toEqual([]);
  });
  it('falls with any byte of itself, and when it is missing, longer or shorter', () => {
    expect(mutations(good).filter((other) => ours(url, body, other))).toEqual([]);
    for (const other of ['', good.slice(1), `${good}=`, `${good} `])
      expect(ours(url, body, other)).toBe(false);
  });
  it('falls with another token', () => {
    const other = signTwilio({ authToken: 'a-twilio-auth-tokeN', url, body });
    expect(ours(url, body, other)).toBe(false);
  });
  it('is not even computed over a form that is too long', () => {
    const fits = `Body=${'a'.repeat(MAX_TWILIO_BODY - 5)}`;
    const long = `${fits}a`;
    expect(ours(url, fits, signTwilio({ authToken: TOKEN, url, body: fits }))).toBe(true);
    expect(ours(url, long, signTwilio({ authToken: TOKEN, url, body: long }))).toBe(false);
  });
});

const form = (fields: Record<string, string>): string => new URLSearchParams(fields).toString();
const INBOUND = { MessageSid: 'SM1', From: PERSON, To: NUMBER, Body: 'Stop, please ✋' };

describe('an inbound text', () => {
  it('is read with its id, addresses and every character', () => {
    expect(parseTwilioInbound(form(INBOUND))).toEqual({
      ok: true,
      value: {
        provider: 'twilio',
        providerMessageId: 'SM1',
        from: PERSON,
        to: NUMBER,
        body: 'Stop, please ✋',
        answeredByProvider: false,
      },
    });
  });
  it.each(['STOP', 'START', 'HELP'])('was answered by Twilio when OptOutType is %s', (type) => {
    const read = parseTwilioInbound(form({ ...INBOUND, OptOutType: type }));
    expect(read).toMatchObject({ ok: true, value: { answeredByProvider: true } });
  });
  it('was not answered when OptOutType is empty or a word that Twilio does not use', () => {
    for (const type of ['', 'NONE'])
      expect(parseTwilioInbound(form({ ...INBOUND, OptOutType: type }))).toMatchObject({
        value: { answeredByProvider: false },
      });
  });
  it('was an opt-out at Twilio when OptOutType is STOP, and then alone', () => {
    const kinds = ['STOP', 'stop', 'START', 'HELP', '', 'NONE'].map((OptOutType) => {
      const result = parseTwilioInbound(form({ ...INBOUND, OptOutType }));
      return result.ok && result.value.optedOutAtProvider === true;
    });
    expect(kinds).toEqual([true, true, false, false, false, false]);
  });
  it('may be a picture without words', () => {
    const { Body: _without, ...picture } = INBOUND;
    expect(parseTwilioInbound(form(picture))).toMatchObject({ ok: true, value: { body: '' } });
  });
  it.each(['MessageSid', 'From', 'To'])('is refused without %s, with a word on it', (field) => {
    expect(parseTwilioInbound(form({ ...INBOUND, [field]: '' }))).toEqual({
      ok: false,
      error: `${field} is missing or too long`,
    });
    expect(parseTwilioInbound(form({ ...INBOUND, [field]: '1'.repeat(65) })).ok).toBe(false);
  });
});

describe('a delivery report', () => {
  it.each([
    ['accepted', 'queued'],
    ['queued', 'queued'],
    ['sending', 'queued'],
    ['sent', 'sent'],
    ['delivered', 'delivered'],
    ['partially_delivered', 'unknown'],
    ['undelivered', 'failed'],
    ['failed', 'failed'],
    ['canceled', 'failed'],
  ])('%s is %s', (MessageStatus, state) => {
    expect(parseTwilioStatus(form({ MessageStatus, To: PERSON }), 'msg_1')).toEqual({
      ok: true,
      value: { provider: 'twilio', messageId: 'msg_1', to: PERSON, state },
    });
  });
  it('carries the code of a failure', () => {
    const body = form({ MessageStatus: 'undelivered', To: PERSON, ErrorCode: '30007' });
    expect(parseTwilioStatus(body, 'msg_1')).toMatchObject({ value: { code: '30007' } });
  });
  it.each(['received', '', 'toString'])('%j is not one', (MessageStatus) => {
    expect(parseTwilioStatus(form({ MessageStatus, To: PERSON }), 'msg_1').ok).toBe(false);
  });
});
