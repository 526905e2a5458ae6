/** The email target: the real SES v2 client against the carrier's contact list. */
import {
  CreateContactCommand,
  GetContactCommand,
  type SESv2Client,
  type TopicPreference,
  UpdateContactCommand,
} from '@aws-sdk/client-sesv2';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { emailTarget } from '#functions/adapters/email-target.ts';
import { type Carrier, startCarrier } from '#local/carrier/carrier.ts';
import { phoneKey } from '#shared/ledger.ts';
import type { SuppressionChange } from '#shared/ports.ts';
import {
  account,
  byEmail,
  change,
  EVERYTHING,
  empty,
  NOW,
  OPEN,
  PERSON,
  sesClient,
  TEXTS_ONLY,
} from './carrier-fixture.ts';

const LIST = { contactList: 'people', topic: 'offers' };
const ADDRESS = 'Pat.O+dealer@example.com';
const firm = account({ email: LIST });

let carrier: Carrier;
let client: SESv2Client;
beforeAll(async () => {
  carrier = await startCarrier({ now: () => NOW, connections: { contactLists: ['people'] } });
  client = sesClient(carrier);
});
afterAll(() => carrier.close());
beforeEach(() => empty(carrier));

const apply = (more: Partial<SuppressionChange> = {}, to = firm) =>
  emailTarget({ client }).apply(change(more), to);
const stored = () =>
  client.send(new GetContactCommand({ ContactListName: 'people', EmailAddress: ADDRESS }));
const status = async (topic = LIST.topic) =>
  (await stored()).TopicPreferences?.find((one) => one.TopicName === topic)?.SubscriptionStatus;
/** A contact that the firm put there, with its own preferences and attributes. */
const given = (
  TopicPreferences: TopicPreference[],
  more: { AttributesData?: string; UnsubscribeAll?: boolean } = {},
) =>
  client.send(
    new CreateContactCommand({
      ContactListName: 'people',
      EmailAddress: ADDRESS,
      TopicPreferences,
      ...more,
    }),
  );

describe('what is not for this target leaves nothing in the list', () => {
  it.each([
    ['a contact without an email address', { contact: { phone: PERSON } }, firm],
    ['an account without a connected list', {}, account()],
  ])('%s', async (_case, more, to) => {
    expect(await apply(more, to)).toMatchObject({ status: 'not-applicable' });
    expect(carrier.outbox('email')).toEqual([]);
  });
});

describe('a STOP to texts only', () => {
  it('leaves the topic open, tells the email system, and is acknowledged', async () => {
    await given([{ TopicName: 'offers', SubscriptionStatus: 'OPT_IN' }]);
    expect(await apply()).toEqual({ status: 'applied', reference: 'people/offers seq 3' });
    expect(await status()).toBe('OPT_IN');
    const { AttributesData = '', UnsubscribeAll } = await stored();
    expect(UnsubscribeAll).toBe(false);
    expect(JSON.parse(AttributesData)).toMatchObject({
      consentry: {
        id: 'evt_3',
        type: 'Opt-Out Received',
        seq: 3,
        at: '2026-11-22T15:00:00.000Z',
        phone: PERSON,
        sms: 'suppress',
        email: 'none',
        voice: TEXTS_ONLY.voice,
      },
    });
  });

  it('does not subscribe somebody who was not on the list until an entry allows', async () => {
    await apply();
    expect(await status()).toBe('OPT_OUT');
    await apply({ seq: 4, effects: OPEN });
    expect(await status()).toBe('OPT_IN');
  });

  it('is in the outbox with id, type, number, contact and effects', async () => {
    await apply();
    expect(carrier.outbox('email')).toEqual([
      expect.objectContaining({
        target: 'email',
        receivedAt: '2026-11-22T15:00:00.000Z',
        id: 'evt_3',
        type: 'Opt-Out Received',
        account: 'acct',
        seq: 3,
        contact: { phone: PERSON, email: ADDRESS },
        effects: TEXTS_ONLY,
      }),
    ]);
  });
});

describe('the topic', () => {
  it('closes when email is suppressed and opens when the ledger allows it again', async () => {
    await apply({ seq: 1, effects: OPEN });
    expect(await status()).toBe('OPT_IN');
    await apply({ seq: 2, effects: { ...TEXTS_ONLY, email: 'suppress' } });
    expect(await status()).toBe('OPT_OUT');
    await apply({ seq: 3, effects: TEXTS_ONLY });
    expect(await status()).toBe('OPT_OUT');
    await apply({ seq: 4, effects: OPEN });
    expect(await status()).toBe('OPT_IN');
  });

  it('stays closed when the person closed it in the email system', async () => {
    await given([{ TopicName: 'offers', SubscriptionStatus: 'OPT_OUT' }]);
    await apply({ effects: OPEN });
    expect(await status()).toBe('OPT_OUT');
    await apply({ seq: 4, effects: TEXTS_ONLY });
    await apply({ seq: 5, effects: OPEN });
    expect(await status()).toBe('OPT_OUT');
  });

  it('is the only one touched: other topics and attributes of the firm stay', async () => {
    await given(
      [
        { TopicName: 'receipts', SubscriptionStatus: 'OPT_IN' },
        { TopicName: 'news', SubscriptionStatus: 'OPT_OUT' },
      ],
      { AttributesData: '{"tier":"gold"}' },
    );
    await apply({ effects: { ...TEXTS_ONLY, email: 'suppress' } });
    expect([await status('offers'), await status('receipts'), await status('news')]).toEqual([
      'OPT_OUT',
      'OPT_IN',
      'OPT_OUT',
    ]);
    expect(JSON.parse((await stored()).AttributesData ?? '')).toMatchObject({ tier: 'gold' });
  });

  it('keeps attributes that are not an object as text', async () => {
    await given([], { AttributesData: 'a note' });
    await apply();
    expect(JSON.parse((await stored()).AttributesData ?? '')).toMatchObject({ text: 'a note' });
  });
});

describe('every topic at once', () => {
  it.each([
    ['texts', { ...EVERYTHING, sms: 'allow' } as const],
    ['email', { ...EVERYTHING, email: 'none' } as const],
    [
      'automated calls',
      { ...EVERYTHING, voice: { ...EVERYTHING.voice, automated: 'allow' } } as const,
    ],
    ['calls by hand', { ...EVERYTHING, voice: { ...EVERYTHING.voice, manual: 'allow' } } as const],
  ])('stays open while %s are not suppressed', async (_channel, effects) => {
    await apply({ effects });
    expect((await stored()).UnsubscribeAll).toBe(false);
  });

  it('closes only when every channel is suppressed, and opens again with the ledger', async () => {
    await apply({ seq: 2, effects: EVERYTHING });
    expect((await stored()).UnsubscribeAll).toBe(true);
    await apply({ seq: 3, effects: TEXTS_ONLY });
    expect((await stored()).UnsubscribeAll).toBe(true);
    await apply({ seq: 4, effects: OPEN });
    expect((await stored()).UnsubscribeAll).toBe(false);
  });

  it('stays closed when the person closed it in the email system', async () => {
    await given([], { UnsubscribeAll: true });
    await apply({ effects: OPEN });
    expect((await stored()).UnsubscribeAll).toBe(true);
  });
});

describe('repeats and order', () => {
  it('a change that comes twice is applied once', async () => {
    await apply();
    expect(await apply()).toMatchObject({ status: 'applied' });
    expect(carrier.outbox('email')).toHaveLength(1);
  });

  it('a repeat does not undo what the person did since', async () => {
    const closing = { seq: 3, effects: { ...TEXTS_ONLY, email: 'suppress' } } as const;
    await apply(closing);
    await client.send(
      new UpdateContactCommand({
        ContactListName: 'people',
        EmailAddress: ADDRESS,
        TopicPreferences: [{ TopicName: 'offers', SubscriptionStatus: 'OPT_IN' }],
      }),
    );
    await apply(closing);
    expect(await status()).toBe('OPT_IN');
  });

  it('an older change of the same ledger changes nothing any more', async () => {
    await apply({ seq: 7, effects: EVERYTHING });
    expect(await apply({ seq: 6, effects: OPEN })).toEqual({
      status: 'applied',
      reference: 'people/offers seq 7',
    });
    expect(await status()).toBe('OPT_OUT');
  });

  it('the ledger of the address counts by itself, and is enough to find it', async () => {
    await apply({ seq: 7 });
    await apply({ ...byEmail(1), contact: {}, effects: EVERYTHING });
    expect(carrier.outbox('email').map(({ seq }) => seq)).toEqual([7, 1]);
  });

  it('an older change is known for one even after another ledger has spoken', async () => {
    await apply({ seq: 7, effects: EVERYTHING });
    await apply({ ...byEmail(1), effects: EVERYTHING });
    await apply({ seq: 6, effects: OPEN });
    expect(await status()).toBe('OPT_OUT');
  });

  it('remembers the last ten ledgers of an address', async () => {
    for (let n = 0; n <= 10; n++)
      await apply({ seq: 5, key: phoneKey('acct', `+120255501${10 + n}`), effects: TEXTS_ONLY });
    const { consentry } = JSON.parse((await stored()).AttributesData ?? '') as {
      consentry: { seen: Record<string, number> };
    };
    expect(Object.keys(consentry.seen)).toHaveLength(10);
    expect(Object.keys(consentry.seen)).not.toContain(phoneKey('acct', '+12025550110'));
  });
});

describe('two accounts on the one list that AWS allows', () => {
  const other = account({ email: { contactList: 'people', topic: 'deals' } }, 'other');
  const otherChange = { account: 'other', key: phoneKey('other', PERSON) };

  it('keep their topics and marks apart', async () => {
    await apply({ effects: OPEN });
    await apply({ ...otherChange, seq: 1, effects: EVERYTHING }, other);
    expect([await status('offers'), await status('deals')]).toEqual(['OPT_IN', 'OPT_OUT']);
    expect((await stored()).UnsubscribeAll).toBe(false);
    const marks = JSON.parse((await stored()).AttributesData ?? '') as Record<string, object>;
    expect(marks['consentry']).toMatchObject({ account: 'acct', seq: 3 });
    expect(marks['consentry:other']).toMatchObject({ account: 'other', seq: 1 });
    expect(carrier.outbox('email').map((item) => item.account)).toEqual(['acct', 'other']);
  });
});

describe('what was not acknowledged throws, so that the queue tries again', () => {
  it('a list that is down', async () => {
    carrier.setMode({ email: 'server-error' });
    await expect(apply()).rejects.toThrow();
    carrier.setMode({});
    expect(await apply()).toMatchObject({ status: 'applied' });
  });
  it('a list that does not exist', async () => {
    const wrong = account({ email: { contactList: 'nobody', topic: 'offers' } });
    await expect(apply({}, wrong)).rejects.toThrow(/nobody/);
  });
});
