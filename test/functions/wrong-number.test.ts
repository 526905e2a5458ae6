/** A wrong number from webhook to ledgers: the number is closed, the person keeps the address. */
import { beforeAll, describe, expect, test } from 'vitest';
import { closeUnanswered } from '#functions/close-unanswered.ts';
import { releaseSends } from '#functions/release-sends.ts';
import { HOUR } from '#shared/basics.ts';
import { emailKey, phoneKey } from '#shared/ledger.ts';
import { AT } from '../contract/table-fixture.ts';
import {
  atTime,
  formBody,
  freshPhone,
  message,
  optedIn,
  owedTo,
  postForm,
  textFrom,
} from './people.ts';
import { useRig } from './rig.ts';

const rig = useRig();

const emailOf = (phone: string) => `pat${phone.slice(-4)}@example.com`;
const entriesOf = async (address: string) => {
  const { account } = rig().demo;
  const key = address.includes('@') ? emailKey(account, address) : phoneKey(account, address);
  return rig().ledger.history(key, { limit: 100 });
};
const typesOf = async (address: string) => (await entriesOf(address)).map(({ type }) => type);
const contact = async (phone: string) =>
  (await rig().call('GET', `/v1/contacts/${phone}`, { key: rig().demo.keys.agent })).body;
const consent = (phone: string, more: object) =>
  rig().call('POST', '/v1/consents', {
    key: rig().demo.keys.admin,
    body: { phone, consents: { sms: true, email: true }, source: 'import', ...more },
  });
const revoke = (body: object) =>
  rig().call('POST', '/v1/revocations', {
    key: rig().demo.keys.agent,
    body: { channels: ['sms'], source: 'call', ...body },
  });

/** Pat agreed by form and YES; later somebody else has the number. */
async function reassigned(said = 'Wrong number'): Promise<string> {
  const phone = freshPhone();
  await postForm(rig(), phone, {
    email: emailOf(phone),
    externalId: `crm-${phone}`,
    consents: { sms: true, email: true },
  });
  for (const task of await owedTo(rig(), phone)) await releaseSends(rig().deps)(task);
  await textFrom(rig(), phone, 'YES');
  await textFrom(rig(), phone, said);
  return phone;
}

describe('a text that may say so, and our question about it', () => {
  const MAYBE = 'no Pat here I think';
  beforeAll(() => {
    rig().readings.set(MAYBE, {
      intent: 'wrong-number',
      certainty: 'unsure',
      channels: ['sms', 'voice'],
      scope: 'unstated',
      language: 'en',
      rule: 'weight',
      words: 'no pat here',
    });
  });
  const silence = async (phone: string) => {
    const { account } = rig().demo;
    const seq = (await entriesOf(phone)).findLast(({ type }) => type === 'question-asked')?.seq;
    const task = {
      kind: 'silence',
      account,
      key: phoneKey(account, phone),
      seq: seq ?? 0,
    } as const;
    await atTime(rig(), AT + 24 * HOUR, () => closeUnanswered(rig().deps, task));
  };

  test.each([
    ['YES', (phone: string) => textFrom(rig(), phone, 'YES')],
    ['silence', silence],
  ])(
    '%s ends what was agreed, in both ledgers, and START does not bring it back',
    async (_, end) => {
      const phone = await reassigned(MAYBE);
      expect((await typesOf(phone)).at(-1)).toBe('question-asked');
      await end(phone);
      expect((await typesOf(phone)).slice(-2)).toEqual(['opted-out', 'wrong-number-reported']);
      expect((await typesOf(emailOf(phone))).at(-1)).toBe('wrong-number-reported');
      const closed = { consents: [], name: null, dnd: { sms: true, voice: true, email: false } };
      expect(await contact(phone)).toMatchObject(closed);
      await textFrom(rig(), phone, 'START');
      const back = await contact(phone);
      expect(back).toMatchObject({
        name: null,
        consents: [{ grade: 'express', source: 'text-in' }],
      });
    },
  );
  test('NO leaves Pat and the consents as they were', async () => {
    const phone = await reassigned(MAYBE);
    await textFrom(rig(), phone, 'NO');
    await silence(phone);
    expect(await typesOf(phone)).not.toContain('opted-out');
    expect(await contact(phone)).toMatchObject({ name: 'Pat Doe', wrongNumber: null });
  });
});

describe('a number that is somebody else’s now', () => {
  test('is closed, and both ledgers know that it is not this person’s', async () => {
    const phone = await reassigned();
    expect((await typesOf(phone)).slice(-3)).toEqual([
      'message-received',
      'opted-out',
      'wrong-number-reported',
    ]);
    const mail = (await entriesOf(emailOf(phone))).at(-1);
    expect(mail).toMatchObject({ type: 'wrong-number-reported', detail: { phone, ended: [] } });
    expect(await contact(phone)).toMatchObject({
      name: null,
      email: null,
      externalId: null,
      consents: [],
      dnd: { sms: true, voice: true, email: false },
      wrongNumber: { status: 'confirmed' },
    });
    expect((await message(rig(), phone)).status).toBe(422);
  });

  test('cuts the link: what the stranger says of email is not said of Pat’s', async () => {
    const phone = await reassigned();
    await textFrom(rig(), phone, 'leave me alone');
    expect(await typesOf(emailOf(phone))).not.toContain('opted-out');
    expect((await revoke({ email: emailOf(phone), channels: 'all', source: 'email' })).status).toBe(
      201,
    );
    const said = (await entriesOf(phone)).filter(({ source }) => source === 'email');
    expect(said).toEqual([]);
  });

  test('START is the new holder’s own consent; what Pat had agreed to in writing is over', async () => {
    const phone = await reassigned();
    await textFrom(rig(), phone, 'START');
    expect(await contact(phone)).toMatchObject({
      name: null,
      consents: [{ channel: 'sms', program: 'default', grade: 'express', source: 'text-in' }],
      dnd: { sms: false, voice: true },
    });
    const marketing = await message(rig(), phone, { category: 'marketing' });
    expect(marketing.status).toBe(422);
    const codes = marketing.body['decision']?.['reasons'] as unknown as { code: string }[];
    expect(codes.map(({ code }) => code)).toContain('written-consent-required');
  });

  test.each([
    ['by email', (phone: string) => ({ email: emailOf(phone) })],
    ['by externalId', (phone: string) => ({ externalId: `crm-${phone}`, consents: { sms: true } })],
    ['by name', () => ({ name: 'Pat Doe', consents: { sms: true } })],
    ['by nothing', () => ({ consents: { sms: true } })],
    [
      'of before',
      () => ({ name: 'Sam', obtainedAt: '2020-01-01T00:00:00Z', consents: { sms: true } }),
    ],
  ])('an import that names Pat %s is refused, before a START and after it', async (_, more) => {
    const phone = await reassigned();
    const before = await typesOf(phone);
    for (let asked = 1; asked <= 2; asked += 1) {
      const { body, status } = await consent(phone, more(phone));
      expect([status, String(body['code'])]).toEqual([422, 'wrong-number']);
      expect(await typesOf(phone)).toHaveLength(before.length + (asked === 1 ? 0 : 2));
      await textFrom(rig(), phone, 'START');
    }
    expect((await typesOf(phone)).slice(0, before.length)).toEqual(before);
    expect(await contact(phone)).toMatchObject({ name: null, email: null });
  });

  test('a consent of the new holder is taken, and waits for START', async () => {
    const phone = await reassigned();
    const sam = { name: 'Sam Roe', email: `sam${phone.slice(-4)}@example.com` };
    expect((await consent(phone, sam)).status).toBe(201);
    expect(await contact(phone)).toMatchObject({ ...sam, dnd: { sms: true } });
    expect((await message(rig(), phone)).status).toBe(422);
  });

  test('a form that names Pat again makes no link and only asks', async () => {
    const phone = await reassigned();
    await textFrom(rig(), phone, 'START');
    const body = { email: emailOf(phone), consents: { sms: true, email: true } };
    expect((await postForm(rig(), phone, body)).status).toBe(201);
    const captured = (await entriesOf(phone)).filter(({ type }) => type === 'consent-captured');
    expect(captured.at(-1)?.detail).toMatchObject({ status: 'pending' });
    expect(await contact(phone)).toMatchObject({
      name: null,
      email: null,
      consents: [{ grade: 'express', source: 'text-in' }],
    });
    expect((await typesOf(emailOf(phone))).at(-1)).toBe('consent-captured');
    const link = (await entriesOf(emailOf(phone))).slice(-3);
    expect(JSON.stringify(link)).not.toContain('"contact-changed"');
  });

  test('the report comes once, however often the provider posts it', async () => {
    const phone = await reassigned();
    await textFrom(rig(), phone, 'wrong number');
    const types = await typesOf(phone);
    expect(types.filter((type) => type === 'wrong-number-reported')).toHaveLength(1);
  });
});

describe('a family on one number', () => {
  test('keeps one ledger: the first name stays, the second address is known beside it', async () => {
    const phone = freshPhone();
    await optedIn(rig(), phone);
    const sam = { name: 'Sam Doe', email: `sam${phone.slice(-4)}@example.com` };
    await postForm(rig(), phone, { ...sam, consents: { sms: true, email: true } });
    expect(await contact(phone)).toMatchObject({ name: 'Pat Doe' });
    await textFrom(rig(), phone, 'this is his wife, I am fine');
    expect(await contact(phone)).toMatchObject({ wrongNumber: null, dnd: { sms: false } });

    await textFrom(rig(), phone, 'STOP');
    expect(await contact(phone)).toMatchObject({ dnd: { sms: true, email: false } });
    const again = formBody(rig(), phone, sam);
    expect(
      (await rig().call('POST', `/v1/forms/${rig().demo.formKey}/consents`, { body: again }))
        .status,
    ).toBe(201);
    expect((await message(rig(), phone)).status).toBe(422);
  });

  test('an email of one is not closed by the other’s unsubscribe, and all by “leave me alone”', async () => {
    const phone = freshPhone();
    const [pat, sam] = [emailOf(phone), `sam${phone.slice(-4)}@example.com`];
    for (const email of [pat, sam]) {
      await postForm(rig(), phone, { email, consents: { sms: true, email: true } });
    }
    await revoke({ email: sam, channels: ['email'], source: 'email' });
    expect(await typesOf(sam)).toContain('opted-out');
    expect(await typesOf(pat)).not.toContain('opted-out');
    await textFrom(rig(), phone, 'leave me alone');
    expect(await typesOf(pat)).toContain('opted-out');
  });
});

describe('"call me instead" through a door', () => {
  test('is entered beside the opt-out that it came with', async () => {
    const phone = freshPhone();
    await optedIn(rig(), phone);
    expect((await revoke({ phone, prefers: 'voice' })).status).toBe(201);
    expect((await entriesOf(phone)).at(-1)).toMatchObject({
      type: 'preference-changed',
      detail: { channel: 'voice', rule: 'door:call' },
    });
    expect(await contact(phone)).toMatchObject({
      preferredChannel: 'voice',
      dialer: { priority: 'high', manualCalls: 'allowed' },
    });
  });
  test('is kept of an address alone as well', async () => {
    const email = 'only-mail@example.com';
    expect((await revoke({ email, channels: ['voice'], prefers: 'email' })).status).toBe(201);
    expect(await typesOf(email)).toEqual(['opted-out', 'preference-changed']);
  });
  test.each([
    ['sms', ['sms']],
    ['voice', 'all'],
  ] as const)('of %s, which the same wish closes, is refused', async (prefers, channels) => {
    const answer = await revoke({ phone: freshPhone(), prefers, channels });
    expect([answer.status, answer.body['errors']]).toMatchObject([400, [{ pointer: '/prefers' }]]);
  });
});
