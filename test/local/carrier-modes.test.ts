/** What the pretend carrier can be set to, and what it remembers. */
import { PhoneNumberValidateCommand, PinpointClient } from '@aws-sdk/client-pinpoint';
import {
  PinpointSMSVoiceV2Client,
  SendTextMessageCommand,
} from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { dialerTarget } from '#functions/adapters/dialer-target.ts';
import { type Carrier, startCarrier } from '#local/carrier/carrier.ts';
import { account, change, DIALER_SECRET, TEXTS_ONLY } from '../contract/carrier-fixture.ts';
import {
  message,
  NOW,
  NUMBER,
  OTHER,
  PERSON,
  type Rig,
  startRig,
  TOLL_FREE,
} from './carrier-rig.ts';

const LOCAL = {
  region: 'us-east-1',
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
};
let rig: Rig;
beforeAll(async () => {
  rig = await startRig();
});
afterAll(() => rig.close());
beforeEach(() => rig.reset());

describe('a provider that answers keywords itself (KP-02)', () => {
  beforeEach(() => rig.carrier.setMode({ advancedOptOut: true }));
  const optOutType = (at: number) => rig.hooks[at]?.form['OptOutType'];

  it('answers STOP, says so on the webhook, blocks with 21610, and opens with START', async () => {
    await rig.carrier.text(PERSON, { body: ' stop ', to: NUMBER });
    expect(optOutType(0)).toBe('STOP');
    expect(rig.carrier.handset(PERSON)).toHaveLength(1);
    await expect(rig.customer().messages.create(message)).rejects.toMatchObject({ code: 21610 });
    await rig.carrier.text(PERSON, { body: 'START', to: NUMBER });
    expect(optOutType(1)).toBe('START');
    await rig.customer().messages.create(message);
  });

  it('answers HELP and blocks nothing', async () => {
    await rig.carrier.text(PERSON, { body: 'help', to: NUMBER });
    expect(optOutType(0)).toBe('HELP');
    await rig.customer().messages.create(message);
  });

  it('does not understand more than one word (KP-01)', async () => {
    await rig.carrier.text(PERSON, { body: 'stop please', to: NUMBER });
    expect(optOutType(0)).toBeUndefined();
    await rig.customer().messages.create(message);
  });

  it('blocks this sender only', async () => {
    await rig.carrier.text(PERSON, { body: 'STOP', to: NUMBER });
    await rig.customer().messages.create({ ...message, from: TOLL_FREE });
  });
});

describe('the toll-free network (KT-01 to KT-03)', () => {
  beforeEach(() => rig.carrier.setMode({ tollFreeNetwork: true }));
  it('answers STOP to a toll-free number itself, without a mark on the webhook', async () => {
    await rig.carrier.text(PERSON, { body: 'STOP', to: TOLL_FREE });
    expect(rig.carrier.handset(PERSON)[0]?.body).toMatch(/^NETWORK MSG/);
    expect(rig.hooks[0]?.body).not.toContain('OptOutType');
    await expect(
      rig.customer().messages.create({ ...message, from: TOLL_FREE }),
    ).rejects.toMatchObject({ code: 21610 });
    await rig.carrier.text(PERSON, { body: 'UNSTOP', to: TOLL_FREE });
    await rig.customer().messages.create({ ...message, from: TOLL_FREE });
  });
  it('hears no other word, and no long code', async () => {
    await rig.carrier.text(PERSON, { body: 'QUIT', to: TOLL_FREE });
    await rig.carrier.text(PERSON, { body: 'STOP', to: NUMBER });
    expect(rig.carrier.handset(PERSON)).toEqual([]);
  });
});

describe('AWS answering keywords itself (KP-04)', () => {
  const AWS_NUMBER = '+12025550110';
  const published: string[] = [];
  let aws: Carrier;
  beforeAll(async () => {
    aws = await startCarrier({
      now: () => NOW,
      mode: { advancedOptOut: true },
      connections: {
        accounts: [{ id: 'acct', senders: [{ number: AWS_NUMBER, provider: 'aws' }] }],
      },
      publish: async ({ message: inbound }) => void published.push(inbound),
    });
  });
  afterAll(() => aws.close());
  const send = async () => {
    const client = new PinpointSMSVoiceV2Client({ ...LOCAL, endpoint: aws.url });
    const input = { DestinationPhoneNumber: PERSON, OriginationIdentity: AWS_NUMBER };
    return client.send(new SendTextMessageCommand({ ...input, MessageBody: 'Hello' }));
  };

  it('takes any text that begins with a keyword for one, and still publishes it', async () => {
    await send();
    await aws.text(PERSON, { body: 'End of month works' });
    expect(JSON.parse(published.at(-1) ?? '')).toMatchObject({ messageBody: 'End of month works' });
    await expect(send()).rejects.toMatchObject({
      name: 'ConflictException',
      Reason: 'DESTINATION_PHONE_NUMBER_OPTED_OUT',
    });
  });
});

describe('the dialer', () => {
  const firm = account({ dialer: { url: '', secret: DIALER_SECRET } });
  const apply = (id = 'acct', now = NOW, secret = DIALER_SECRET) =>
    dialerTarget({ now: () => now, allowPrivate: true }).apply(change(), {
      ...firm,
      integrations: { dialer: { url: `${rig.carrier.url}/dialer/${id}`, secret } },
    });
  beforeEach(() =>
    rig.carrier.setConnections({ accounts: [{ id: 'acct', dialer: { secret: DIALER_SECRET } }] }),
  );

  it('takes a signed change and shows it in the outbox', async () => {
    await apply();
    expect((await rig.control('outbox?target=dialer')).body).toEqual({
      items: [
        {
          target: 'dialer',
          receivedAt: '2026-11-22T15:00:00.000Z',
          id: 'evt_3',
          type: 'Opt-Out Received',
          timestamp: '2026-11-22T15:00:00.000Z',
          account: 'acct',
          seq: 3,
          entryHash: 'f'.repeat(64),
          contact: change().contact,
          effects: TEXTS_ONLY,
        },
      ],
    });
    expect((await rig.control('outbox?target=email')).body).toEqual({ items: [] });
  });

  it('takes a post five minutes off the clock and refuses one that is more', async () => {
    const five = 5 * 60_000;
    await apply('acct', NOW - five);
    await expect(apply('acct', NOW - five - 1_000)).rejects.toThrow('401');
    await apply('acct', NOW + five);
    await expect(apply('acct', NOW + five + 1_000)).rejects.toThrow('401');
  });

  it('refuses another secret and an account without a dialer', async () => {
    const wrong = `whsec_${Buffer.from('b'.repeat(32)).toString('base64')}`;
    await expect(apply('acct', NOW, wrong)).rejects.toThrow('401');
    await expect(apply('other')).rejects.toThrow('404');
    expect(rig.carrier.outbox()).toEqual([]);
  });

  it('is down when the mode says so, and up again after', async () => {
    rig.carrier.setMode({ dialer: 'server-error' });
    await expect(apply()).rejects.toThrow('503');
    rig.carrier.setMode({});
    await apply();
    expect(rig.carrier.outbox('dialer')).toHaveLength(1);
  });
});

describe('Pinpoint number validation by the official client', () => {
  it('says mobile, unless the mode knows another line type', async () => {
    rig.carrier.setMode({
      lines: { '+12025550150': { type: 'LANDLINE', timezone: 'America/New_York' } },
    });
    const client = new PinpointClient({ ...LOCAL, endpoint: rig.carrier.url });
    const lookUp = async (PhoneNumber: string) =>
      (
        await client.send(
          new PhoneNumberValidateCommand({ NumberValidateRequest: { PhoneNumber } }),
        )
      ).NumberValidateResponse;
    expect(await lookUp(PERSON)).toMatchObject({ PhoneType: 'MOBILE', PhoneTypeCode: 0 });
    expect(await lookUp('+12025550150')).toMatchObject({
      PhoneType: 'LANDLINE',
      PhoneTypeCode: 1,
      Timezone: 'America/New_York',
    });
    expect(await lookUp('nonsense')).toMatchObject({ PhoneType: 'INVALID' });
  });

  it.each([
    ['server-error', 'InternalServerErrorException', 500],
    ['throttle', 'TooManyRequestsException', 429],
  ] as const)(
    'fails by %s as the client expects it, when the mode says so',
    async (lookUps, name, status) => {
      rig.carrier.setMode({ lookUps });
      const client = new PinpointClient({ ...LOCAL, endpoint: rig.carrier.url, maxAttempts: 1 });
      const command = new PhoneNumberValidateCommand({
        NumberValidateRequest: { PhoneNumber: PERSON },
      });
      await expect(client.send(command)).rejects.toMatchObject({
        name,
        RequestID: expect.any(String),
        $metadata: { httpStatusCode: status },
      });
    },
  );
});

describe('the control API', () => {
  it('sets modes and connections, and says what is wrong with bad ones', async () => {
    expect(await rig.control('mode', { sends: 'throttle' }, 'PUT')).toMatchObject({ status: 204 });
    expect(await rig.control('mode')).toMatchObject({ body: { sends: 'throttle', reports: true } });
    expect(await rig.control('mode', { sends: 'explode' }, 'PUT')).toMatchObject({
      status: 422,
      body: { detail: expect.stringContaining('sends') },
    });
    expect(await rig.control('connections', { accounts: [] }, 'PUT')).toMatchObject({
      status: 204,
    });
    await expect(rig.customer().messages.create(message)).rejects.toMatchObject({ code: 20003 });
  });

  it('refuses what is no phone, no text and no address of its own', async () => {
    expect(await rig.control('handset/12', { body: 'x' })).toMatchObject({ status: 422 });
    expect(await rig.control(`handset/${PERSON}`, { text: 'x' })).toMatchObject({ status: 422 });
    expect(await rig.control('nothing')).toMatchObject({ status: 404 });
  });

  it('reads a phone as people type it', async () => {
    await rig.customer().messages.create(message);
    const typed = await rig.control(`handset/${encodeURIComponent('(202) 555-0143')}`);
    expect(typed).toMatchObject({ body: { items: [{ from: NUMBER }] } });
  });

  it('refuses a body that is too long and keeps serving', async () => {
    const big = await fetch(`${rig.carrier.url}/carrier/mode`, {
      method: 'PUT',
      body: 'x'.repeat(300_000),
    });
    expect(big.status).toBe(400);
    expect(await rig.control('mode')).toMatchObject({ status: 200 });
  });
});

describe('what it remembers', () => {
  it('survives a restart by snapshot, as JSON', async () => {
    rig.carrier.setMode({ advancedOptOut: true });
    await rig.customer(OTHER).messages.create({ ...message, from: '+13035550100' });
    await rig.carrier.text(PERSON, { body: 'STOP', to: NUMBER });
    const kept = JSON.stringify(rig.carrier.snapshot());
    const next = await startCarrier({ now: () => NOW, snapshot: JSON.parse(kept) });
    expect(next.handset(PERSON)).toEqual(rig.carrier.handset(PERSON));
    expect(JSON.stringify(next.snapshot())).toBe(kept);
    await next.close();
  });

  it('is bounded: a handset keeps its last 200 texts', async () => {
    const at = '2026-11-22T15:00:00.000Z';
    const texts = Array.from({ length: 200 }, (_, n) => ({ from: NUMBER, body: `${n}`, at }));
    rig.carrier.restore({ ...rig.carrier.snapshot(), handsets: [[PERSON, texts]] });
    await rig.customer().messages.create(message);
    expect(rig.carrier.handset(PERSON)).toHaveLength(200);
    expect(rig.carrier.handset(PERSON)[0]?.body).toBe('1');
    expect(rig.carrier.handset(PERSON).at(-1)?.body).toBe(message.body);
  });
});
