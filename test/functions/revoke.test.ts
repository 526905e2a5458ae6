/** Revocations by a door: of one kind, and heard under an address that is not linked yet. */
import { describe, expect, test } from 'vitest';
import { phoneKey } from '#shared/ledger.ts';
import { freshPhone, optedIn, textFrom } from './people.ts';
import { useRig } from './rig.ts';

const rig = useRig();
const post = (path: string, body: object) =>
  rig().call('POST', path, { key: rig().demo.keys.agent, body });
const revoke = (body: object) => post('/v1/revocations', { channels: ['sms'], ...body });
const codesOf = async (to: string, category: string) => {
  const { body } = await post('/v1/decisions', { to, body: 'Your car is ready.', category });
  const reasons = body['decision']?.['reasons'] as unknown as { readonly code: string }[];
  return reasons.map(({ code }) => code);
};

describe('a wish about one kind of text, heard by email from somebody whose number is unknown', () => {
  async function linkedAfter(...wishes: readonly object[]): Promise<string> {
    const phone = freshPhone();
    const email = `wish${phone.slice(-4)}@customer.example`;
    for (const wish of wishes) {
      expect((await revoke({ email, source: 'email', ...wish })).status).toBe(201);
    }
    await optedIn(rig(), phone);
    const consents = { sms: true };
    const document = { reference: 'archive-17' };
    const linked = await post('/v1/consents', {
      ...{ phone, email, consents, document },
      source: 'paper',
    });
    expect(linked.status).toBe(201);
    return phone;
  }

  test.each([{ purpose: 'marketing' }, { program: 'default', channels: ['voice', 'sms'] }])(
    'holds for the phone as soon as the two are linked, until START: %j',
    async (wish) => {
      const phone = await linkedAfter(wish);
      expect(await codesOf(phone, 'marketing')).toEqual(['opted-out']);
      await textFrom(rig(), phone, 'START');
      expect(await codesOf(phone, 'marketing')).toEqual([]);
    },
  );
  test('leaves the other kinds open', async () => {
    const phone = await linkedAfter({ purpose: 'marketing' });
    expect(await codesOf(phone, 'informational')).toEqual([]);
  });
  test('beside a wish about all texts, that one holds', async () => {
    const phone = await linkedAfter({ purpose: 'marketing' }, {});
    expect(await codesOf(phone, 'informational')).toEqual(['opted-out']);
  });
});

describe('a revocation of one kind', () => {
  test('tells which kind was taken', async () => {
    const { body } = await revoke({ phone: freshPhone(), purpose: 'marketing', source: 'call' });
    expect(body).toMatchObject({ program: null, purpose: 'marketing' });
  });
  test('names a program or a purpose: of both, one would be lost', async () => {
    const phone = freshPhone();
    const both = { phone, program: 'default', purpose: 'marketing', source: 'call' };
    const { body, status } = await revoke(both);
    expect([status, body['errors']?.[0 as never]]).toMatchObject([400, { pointer: '/purpose' }]);
    expect(await codesOf(phone, 'essential')).toEqual([]);
  });
  test.each(['sms', 'email', 'voice'])(
    'is lifted like any other (%s): by an admin, with evidence of the new wish',
    async (channel) => {
      const phone = freshPhone();
      await optedIn(rig(), phone);
      await revoke({ phone, channels: [channel], purpose: 'marketing', source: 'call' });
      const lift = (more: object) =>
        rig().call('PUT', `/v1/contacts/${phone}/dnd`, {
          key: rig().demo.keys.admin,
          body: { [channel]: false, reason: 'asked at the counter', ...more },
        });
      expect((await lift({})).body['code']).toBe('evidence-required');
      expect((await lift({ evidence: 'wrote so on paper' })).status).toBe(200);
      const { facts } = (
        await rig().reader.read({
          account: rig().demo.account,
          ledgers: [phoneKey(rig().demo.account, phone)],
        })
      ).standing(phoneKey(rig().demo.account, phone));
      expect(facts.revoked).toEqual({});
    },
  );
});
