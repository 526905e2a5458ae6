/** Senders: registrations as the provider tells them, pauses by hand, and failed deliveries. */
import { describe, expect, test } from 'vitest';
import { releaseSends } from '#functions/release-sends.ts';
import { HOUR, iso } from '#shared/basics.ts';
import { AT } from '../contract/table-fixture.ts';
import { lastChange, reasonsOf, useOwnSender } from './own-sender.ts';
import { freshPhone, message, optedIn } from './people.ts';
import { useRig } from './rig.ts';

const rig = useRig();
const own = useOwnSender(rig);
const refresh = (id: string, key = rig().demo.keys.admin) =>
  rig().call('POST', `/v1/senders/${id}/refresh`, { key });

describe('a registration', () => {
  const words = (brand: string, campaign: string) => ({
    registration: { kind: '10dlc', brand: { status: brand }, campaign: { status: campaign } },
  });

  test('put in the words of the provider has the status that they come to', async () => {
    const answered = await own().put(words('APPROVED', 'IN_PROGRESS'));
    expect(answered.body['registration']).toMatchObject({ kind: '10dlc', status: 'pending' });
    expect((await own().get(`/v1/senders/${own().id}`)).body).toEqual(answered.body);
  });
  test('that is not approved sends nothing, and the reason says what is missing', async () => {
    const phone = freshPhone();
    await optedIn(rig(), phone);
    await own().put(words('APPROVED', 'FAILED'));
    const refused = await message(rig(), phone, { sender: own().id });
    expect(refused.status).toBe(422);
    expect(reasonsOf(refused)).toMatchObject([{ code: 'sender-unregistered' }]);
    expect(reasonsOf(refused)[0]?.detail).toMatch(/campaign is FAILED\. Correct the campaign/);
    await own().put(words('APPROVED', 'VERIFIED'));
    expect((await message(rig(), phone, { sender: own().id })).status).toBe(202);
  });
  test('with a part that its kind does not have is a 422 that says where', async () => {
    const registration = { kind: 'toll-free', campaign: { status: 'VERIFIED' } };
    const refused = await own().put({ registration });
    expect([refused.status, refused.body['code']]).toEqual([422, 'registration-mismatch']);
    expect(refused.body['errors']).toMatchObject([{ pointer: '/registration/campaign' }]);
  });
});

describe('a refresh', () => {
  const says = (status: string, brand = 'APPROVED') => {
    rig().registered.answer = {
      status: 'read',
      words: { brand: { status: brand }, campaign: { status, reference: 'QE1' } },
    };
  };

  test('writes what the provider says, and an entry, when it changed', async () => {
    says('IN_PROGRESS');
    const answered = await refresh(own().id);
    const registration = {
      kind: '10dlc',
      status: 'pending',
      brand: { status: 'APPROVED' },
      campaign: { status: 'IN_PROGRESS', reference: 'QE1' },
      checkedAt: iso(AT),
    };
    expect([answered.status, answered.body['registration']]).toEqual([200, registration]);
    expect((await own().get(`/v1/senders/${own().id}`)).body).toEqual(answered.body);
    expect(await lastChange(rig())).toMatchObject({
      actor: 'key:key_admin',
      detail: { kind: 'sender', id: own().id, change: own().body({ registration }) },
    });
  });
  test('that says the same again writes nothing', async () => {
    says('VERIFIED');
    const first = await refresh(own().id);
    const before = await lastChange(rig());
    rig().clock.at = AT + HOUR;
    const second = await refresh(own().id);
    expect(second.body['registration']).toEqual({
      ...(first.body['registration'] as object),
      checkedAt: iso(AT + HOUR),
    });
    expect(await lastChange(rig())).toEqual(before);
    expect((await own().get(`/v1/senders/${own().id}`)).body).toEqual(first.body);
  });
  test('opens and closes the gate', async () => {
    const phone = freshPhone();
    await optedIn(rig(), phone);
    says('SUSPENDED');
    await refresh(own().id);
    expect(reasonsOf(await message(rig(), phone, { sender: own().id }))[0]?.detail).toMatch(
      /SUSPENDED/,
    );
    says('VERIFIED');
    await refresh(own().id);
    expect((await message(rig(), phone, { sender: own().id })).status).toBe(202);
  });
  test('with a word that nobody knows stays closed', async () => {
    says('VERIFIED_WITH_LIMITS');
    expect((await refresh(own().id)).body['registration']).toMatchObject({ status: 'pending' });
  });
  test.each([
    ['unreadable', 422, 'registration-unreadable'],
    ['unavailable', 502, 'provider-unavailable'],
  ] as const)('that is %s changes nothing', async (status, code, name) => {
    const before = await lastChange(rig());
    rig().registered.answer = { status, detail: 'Do this.' };
    const refused = await refresh(own().id);
    expect([refused.status, refused.body['code']]).toEqual([code, name]);
    expect(refused.body['detail']).toBe('Do this.');
    expect(await lastChange(rig())).toEqual(before);
  });
  test('of a sender that is changed meanwhile changes nothing, and says to ask again', async () => {
    says('VERIFIED');
    const paused = { reason: 'By hand', by: 'admin' };
    rig().registered.meanwhile = () => own().put({ paused });
    const refused = await refresh(own().id);
    delete rig().registered.meanwhile;
    expect([refused.status, refused.body['code']]).toEqual([503, 'busy']);
    const { body: held } = await own().get(`/v1/senders/${own().id}`);
    expect(held).toMatchObject({ paused, registration: { status: 'approved' } });
    expect(held['registration']?.['campaign']).toBeUndefined();
    expect((await refresh(own().id)).body).toMatchObject({
      paused,
      registration: { checkedAt: iso(AT) },
    });
  });
  test('of a sender that there is not is 404; of an agent 403', async () => {
    expect((await refresh('nobody')).status).toBe(404);
    expect((await refresh(own().id, rig().demo.keys.agent)).status).toBe(403);
    expect((await refresh(own().id, rig().other.keys.admin)).status).toBe(404);
  });
});

describe('a pause by hand', () => {
  const paused = { reason: 'We look into complaints' };

  test('refuses every text with its reason until it is lifted', async () => {
    const phone = freshPhone();
    await optedIn(rig(), phone);
    const answered = await own().put({ paused });
    expect(answered.body['paused']).toEqual({ ...paused, by: 'admin' });
    const refused = await message(rig(), phone, { sender: own().id });
    expect(refused.status).toBe(422);
    expect(reasonsOf(refused)).toMatchObject([
      {
        code: 'sender-paused',
        detail: `Sender ${own().id} is paused until an admin lifts it: We look into complaints. Use another sender, or let an admin lift it.`,
      },
    ]);
    expect((await own().put()).body['paused']).toBeUndefined();
    expect((await message(rig(), phone, { sender: own().id })).status).toBe(202);
  });
  test('ends at its instant', async () => {
    const phone = freshPhone();
    await optedIn(rig(), phone);
    await own().put({ paused: { ...paused, until: iso(AT + HOUR) } });
    rig().clock.at = AT + HOUR - 1;
    const refused = await message(rig(), phone, { sender: own().id });
    expect(reasonsOf(refused)[0]?.until).toBe(iso(AT + HOUR));
    rig().clock.at = AT + HOUR;
    expect((await message(rig(), phone, { sender: own().id })).status).toBe(202);
  });
  test.each([{ reason: 'no' }, { reason: 'We look', until: 'tomorrow' }, {}, 'yes'])(
    'of %j is refused',
    async (given) => {
      expect((await own().put({ paused: given })).status).toBe(400);
    },
  );
  test('is met by a text that waits: it is decided again when it is due', async () => {
    const phone = freshPhone();
    await optedIn(rig(), phone);
    const waits = await message(rig(), phone, { sender: own().id, sendAt: iso(AT + HOUR) });
    expect(waits.body['status']).toBe('deferred');
    await own().put({ paused });
    rig().clock.at = AT + HOUR;
    const { account } = rig().demo;
    const messageId = String(waits.body['id']);
    await releaseSends(rig().deps)({ kind: 'deferred', account, messageId });
    const after = await own().get(`/v1/messages/${messageId}`);
    expect(after.body['status']).toBe('blocked');
    expect(reasonsOf(after)).toMatchObject([{ code: 'sender-paused' }]);
  });
});

describe('a failed delivery', () => {
  const failing = async (code: string) => {
    const phone = freshPhone();
    await optedIn(rig(), phone);
    const sent = await message(rig(), phone);
    const path = `/v1/webhooks/twilio/${rig().demo.account}/status?message=${sent.body['id']}`;
    const form = { MessageSid: 'SM1', MessageStatus: 'undelivered', To: phone, ErrorCode: code };
    expect((await rig().webhook(form, { path })).status).toBe(200);
    return own().get(`/v1/messages/${sent.body['id']}`);
  };
  test('by a spam filter says stop and inspect, never retry or rotate', async () => {
    const { body: shown } = await failing('30007');
    expect(shown['status']).toBe('failed');
    expect(shown['delivery']?.['error']).toEqual({
      code: '30007',
      meaning: 'Twilio or the carrier filtered the text as spam.',
      action: expect.stringMatching(/^Stop and inspect .*never retry or rotate numbers\.$/),
    });
  });
  test('with a code that is not known says so', async () => {
    const { body: shown } = await failing('39999');
    expect(shown['delivery']?.['error']).toMatchObject({
      code: '39999',
      meaning: expect.stringMatching(/not known/),
    });
  });
});
