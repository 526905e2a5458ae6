/** The pretend carrier, with the official twilio package as its customer. */
import twilio from 'twilio';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { parseTwilioInbound, parseTwilioStatus } from '#functions/adapters/twilio-webhook.ts';
import {
  message,
  NOW,
  NUMBER,
  OTHER,
  PERSON,
  type Rig,
  startRig,
  TOLL_FREE,
  TWILIO,
} from './carrier-rig.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await startRig();
});
afterAll(() => rig.close());
beforeEach(() => rig.reset());

const callback = () => `${rig.gatewayUrl}/v1/webhooks/twilio/acct/status?message=msg_1`;
const states = () => rig.hooks.map(({ form }) => form['MessageStatus']);

describe('the official twilio client', () => {
  it('sends a text, which the handset receives', async () => {
    const sent = await rig.customer().messages.create(message);
    expect(sent).toMatchObject({ ...message, status: 'queued', direction: 'outbound-api' });
    expect(sent.dateCreated).toEqual(new Date(NOW));
    expect(await rig.control(`handset/${PERSON}`)).toEqual({
      status: 200,
      body: { items: [{ from: NUMBER, body: message.body, at: '2026-11-22T15:00:00.000Z' }] },
    });
  });

  it.each([
    ['wrong credentials', { ...TWILIO, authToken: 'wrong' }, {}, 401, 20003],
    ['a number that is none', TWILIO, { to: '12025550143' }, 400, 21211],
    ["somebody else's sender", TWILIO, { from: '+12025550177' }, 400, 21606],
    ['no body', TWILIO, { body: '' }, 400, 21602],
    ['a body that is too long', TWILIO, { body: 'x'.repeat(1_601) }, 400, 21617],
  ])('is refused for %s', async (_case, credentials, more, status, code) => {
    const sending = rig.customer(credentials).messages.create({ ...message, ...more });
    await expect(sending).rejects.toMatchObject({ status, code });
    expect(rig.carrier.handset(PERSON)).toEqual([]);
  });

  it('gets its reports signed, in order, at the address it gave', async () => {
    const { sid } = await rig
      .customer()
      .messages.create({ ...message, statusCallback: callback() });
    await rig.carrier.idle();
    expect(states()).toEqual(['queued', 'sent', 'delivered']);
    for (const { url, form, signature } of rig.hooks) {
      expect(form).toMatchObject({ MessageSid: sid, To: PERSON });
      expect(twilio.validateRequest(TWILIO.authToken, signature, rig.gatewayUrl + url, form)).toBe(
        true,
      );
    }
    expect(parseTwilioStatus(rig.hooks[2]?.body ?? '', 'msg_1')).toMatchObject({
      value: { state: 'delivered', to: PERSON },
    });
  });

  it('gets the code of a failure, and the handset nothing', async () => {
    rig.carrier.setMode({ failCode: '30007' });
    await rig.customer().messages.create({ ...message, statusCallback: callback() });
    await rig.carrier.idle();
    expect(states()).toEqual(['queued', 'sent', 'undelivered']);
    expect(rig.hooks[2]?.form['ErrorCode']).toBe('30007');
    expect(rig.carrier.handset(PERSON)).toEqual([]);
  });

  it('gets no reports when the mode says so', async () => {
    rig.carrier.setMode({ reports: false });
    await rig.customer().messages.create({ ...message, statusCallback: callback() });
    await rig.carrier.idle();
    expect(rig.hooks).toEqual([]);
  });
});

describe('a handset that texts back', () => {
  it('reaches the gateway through a signed webhook, and learns its status', async () => {
    rig.gatewayStatus = 202;
    const { body } = await rig.control(`handset/${PERSON}`, { body: 'Stop ✋', to: NUMBER });
    const [hook] = rig.hooks;
    const form = hook?.form ?? {};
    expect(body).toEqual({ providerMessageId: form['MessageSid'], status: 202 });
    expect(hook?.url).toBe('/v1/webhooks/twilio/acct/messages');
    const signed = twilio.validateRequest(
      TWILIO.authToken,
      hook?.signature ?? '',
      `${rig.gatewayUrl}/v1/webhooks/twilio/acct/messages`,
      form,
    );
    expect(signed).toBe(true);
    expect(parseTwilioInbound(hook?.body ?? '')).toMatchObject({
      value: { from: PERSON, to: NUMBER, body: 'Stop ✋', answeredByProvider: false },
    });
  });

  it('answers whoever texted it last, unless it says otherwise', async () => {
    await rig.customer().messages.create({ ...message, from: TOLL_FREE });
    await rig.customer().messages.create(message);
    await rig.control(`handset/${PERSON}`, { body: 'yes' });
    await rig.control(`handset/${PERSON}`, { body: 'yes', to: TOLL_FREE });
    const to = rig.hooks.map(({ form }) => form['To']);
    expect(to).toEqual([NUMBER, TOLL_FREE]);
  });

  it('is told to say whom when nobody texted it, or the default is used', async () => {
    expect(await rig.control(`handset/${PERSON}`, { body: 'yes' })).toMatchObject({
      status: 409,
      body: { detail: expect.stringContaining('"to"') },
    });
    rig.carrier.setConnections(rig.connections({ defaultSender: NUMBER }));
    expect(await rig.control(`handset/${PERSON}`, { body: 'yes' })).toMatchObject({
      status: 200,
    });
  });

  it('of an account without a list of senders reaches that account by what it sent', async () => {
    await rig.customer(OTHER).messages.create({ ...message, from: '+13035550100' });
    await rig.carrier.text(PERSON, { body: 'STOP' });
    expect(rig.hooks.map(({ url }) => url)).toEqual(['/v1/webhooks/twilio/other/messages']);
  });

  it('learns 0 when the gateway does not answer', async () => {
    rig.carrier.setConnections(rig.connections({ gateway: { baseUrl: 'http://127.0.0.1:1' } }));
    expect(await rig.carrier.text(PERSON, { body: 'STOP', to: NUMBER })).toMatchObject({
      status: 0,
    });
  });

  it('is posted to another address under the Host of the signed one', async () => {
    const baseUrl = 'https://abc123.execute-api.localhost';
    rig.carrier.setConnections(rig.connections({ gateway: { baseUrl, connect: rig.gatewayUrl } }));
    await rig.carrier.text(PERSON, { body: 'STOP', to: NUMBER });
    const [hook] = rig.hooks;
    expect(hook?.host).toBe('abc123.execute-api.localhost');
    const form = hook?.form ?? {};
    const url = `${baseUrl}/v1/webhooks/twilio/acct/messages`;
    expect(twilio.validateRequest(TWILIO.authToken, hook?.signature ?? '', url, form)).toBe(true);
  });

  it('is posted twice with one id when webhooks are duplicated', async () => {
    rig.carrier.setMode({ duplicateWebhooks: true });
    await rig.carrier.text(PERSON, { body: 'STOP', to: NUMBER });
    expect(rig.hooks).toHaveLength(2);
    expect(rig.hooks[0]?.body).toBe(rig.hooks[1]?.body);
  });
});
