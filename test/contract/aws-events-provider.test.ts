/** What AWS End User Messaging publishes over SNS, as its documentation shows it. */
import { describe, expect, it } from 'vitest';
import { parseAwsDelivery, parseAwsInbound } from '#functions/adapters/aws-events.ts';
import { startCarrier } from '#local/carrier/carrier.ts';
import { NOW, PERSON } from './carrier-fixture.ts';

const AWS_NUMBER = '+12025550110';

describe('an inbound text over SNS', () => {
  const payload = {
    originationNumber: PERSON,
    destinationNumber: AWS_NUMBER,
    messageKeyword: 'KEYWORD_DEFAULT',
    messageBody: 'Stop, please ✋',
    inboundMessageId: 'cae173d2-66b9-564c-8309-21f858e9fb84',
    previousPublishedMessageId: 'wJalrXUtnFEMI',
  };
  it('is read as the documentation shows it', () => {
    expect(parseAwsInbound(JSON.stringify(payload))).toEqual({
      ok: true,
      value: {
        provider: 'aws',
        providerMessageId: payload.inboundMessageId,
        from: PERSON,
        to: AWS_NUMBER,
        body: 'Stop, please ✋',
        answeredByProvider: false,
      },
    });
  });
  it('is what the carrier publishes when a handset texts back', async () => {
    const published: string[] = [];
    const carrier = await startCarrier({
      now: () => NOW,
      connections: {
        accounts: [{ id: 'acct', senders: [{ number: AWS_NUMBER, provider: 'aws' }] }],
      },
      publish: async ({ message }) => void published.push(message),
    });
    const back = await carrier.text(PERSON, { body: 'STOP', to: AWS_NUMBER });
    await carrier.close();
    expect(back.status).toBe(200);
    expect(parseAwsInbound(published[0] ?? '')).toMatchObject({
      value: { providerMessageId: back.providerMessageId, from: PERSON, body: 'STOP' },
    });
  });
  it.each(['originationNumber', 'destinationNumber', 'inboundMessageId', 'messageBody'])(
    'is refused without %s, naming the field and no number',
    (field) => {
      const read = parseAwsInbound(JSON.stringify({ ...payload, [field]: undefined }));
      expect(read).toEqual({ ok: false, error: expect.stringContaining(field) });
      expect(JSON.stringify(read)).not.toContain('202555');
    },
  );
  it.each(['', 'null', '[]', '{', '"STOP"'])('is not %j', (message) => {
    expect(parseAwsInbound(message).ok).toBe(false);
    expect(parseAwsDelivery(message).ok).toBe(false);
  });
  it('is not a delivery event, nor the other way round', () => {
    expect(parseAwsDelivery(JSON.stringify(payload)).ok).toBe(false);
  });
});

describe('a delivery event', () => {
  const event = (more: object) =>
    JSON.stringify({
      eventType: 'TEXT_DELIVERED',
      eventTimestamp: NOW,
      isFinal: true,
      destinationPhoneNumber: PERSON,
      context: { messageId: 'msg_1', account: 'acct' },
      ...more,
    });
  it.each([
    ['TEXT_QUEUED', false, 'queued'],
    ['TEXT_PENDING', false, 'queued'],
    ['TEXT_SENT', false, 'sent'],
    ['TEXT_SUCCESSFUL', true, 'delivered'],
    ['TEXT_SUCCESSFUL', false, 'sent'],
    ['TEXT_DELIVERED', true, 'delivered'],
    ['TEXT_UNKNOWN', true, 'unknown'],
    ['TEXT_UNREACHABLE', true, 'failed'],
    ['TEXT_UNREACHABLE', false, 'sent'],
    ['TEXT_CARRIER_BLOCKED', true, 'failed'],
    ['TEXT_TTL_EXPIRED', true, 'failed'],
  ])('%s with isFinal %s is %s (BL-09)', (eventType, isFinal, state) => {
    expect(parseAwsDelivery(event({ eventType, isFinal }))).toMatchObject({ value: { state } });
  });
  it('of a text that is not ours, or of a kind not known, is refused', () => {
    expect(parseAwsDelivery(event({ context: undefined })).ok).toBe(false);
    expect(parseAwsDelivery(event({ context: { account: 'acct' } })).ok).toBe(false);
    expect(parseAwsDelivery(event({ eventType: 'VOICE_ANSWERED' })).ok).toBe(false);
    expect(parseAwsDelivery(event({ eventType: 'TEXT_NEW' })).ok).toBe(false);
  });
});
