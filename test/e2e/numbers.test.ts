/**
 * What kind of line a number is: looked up beside the texts, kept, looked up again when it is old;
 * what a landline, a VoIP number and an unanswered look-up mean for a text.
 */
import { afterEach, describe, expect, test } from 'vitest';
import { expectProblem, NOON, useStack } from './drive.ts';
import { type Answer, type Body, eventually, freshPhone } from './stack.ts';

const stack = useStack();
const NINETY_DAYS = 90 * 86_400_000;
const LATER = new Date(Date.parse(NOON) + NINETY_DAYS).toISOString();
const SALE = { category: 'marketing', body: 'Fall sale: 10% off all oil changes.' };
const READY = { category: 'informational', body: 'Your car is ready for pickup.' };

const fresh = () => freshPhone('682');
const lines = (phone: string, type: string) =>
  stack().carrierMode({ lines: { [phone]: { type } } });
const settings = (lineType: object) =>
  stack().call('PUT', '/v1/settings', {
    key: stack().demo.keys.admin,
    body: {
      lineType: {
        maxAgeDays: 90,
        voip: 'allow',
        unknown: { marketing: 'allow', informational: 'allow', essential: 'allow' },
        ...lineType,
      },
    },
  });
afterEach(async () => {
  await stack().carrierMode({});
});

const lineWhen = (phone: string, type: string): Promise<Body> =>
  eventually(
    async () => (await stack().contact(phone)).body,
    ({ lineType }) => String(lineType) === type,
  );
const codesOf = ({ body }: Answer): string[] =>
  ((body['decision']?.['reasons'] ?? []) as unknown as { code: string }[]).map(({ code }) => code);

describe('after a consent', () => {
  test('the line is looked up once, kept in the ledger, shown and told to others', async () => {
    const { contact, events, history, message, optIn } = stack();
    const phone = fresh();
    await optIn(phone);
    await lineWhen(phone, 'mobile');
    expect((await contact(phone)).body).toMatchObject({ lineType: 'mobile', lineTypeAt: NOON });
    expect((await message(phone, READY)).status).toBe(202);
    const told = await eventually(
      () => events(phone),
      (seen) => seen.some(({ name }) => name === 'Message Sent'),
    );
    const detail = { lineType: 'mobile', provider: 'aws', carrier: 'Pretend Wireless' };
    expect(told.filter(({ name }) => name === 'Number Looked Up')).toMatchObject([{ detail }]);
    const kept = (await history(phone)).filter(({ type }) => type === 'number-looked-up');
    expect(kept).toMatchObject([{ actor: 'provider:aws', source: 'lookup', detail }]);
  });

  test('a landline is refused from then on, and its handset gets nothing', async () => {
    const { form, handset, message } = stack();
    const phone = fresh();
    await lines(phone, 'LANDLINE');
    await form(phone);
    await lineWhen(phone, 'landline');
    const before = (await handset(phone)).length;
    const refused = await message(phone, READY);
    expectProblem(refused, 422, 'blocked');
    expect(codesOf(refused)).toContain('landline');
    expect(await handset(phone)).toHaveLength(before);
  });

  test('VoIP is texted, until the account bars it', async () => {
    const { message, optIn } = stack();
    const phone = fresh();
    await lines(phone, 'VOIP');
    await optIn(phone);
    await lineWhen(phone, 'voip');
    expect((await message(phone, READY)).status).toBe(202);
    try {
      expect((await settings({ voip: 'deny' })).status).toBe(200);
      const refused = await message(phone, { ...READY, subject: 'recall' });
      expect([refused.status, codesOf(refused)]).toEqual([422, ['voip-not-allowed']]);
    } finally {
      await settings({});
    }
  });
});

describe('while AWS does not answer', () => {
  test('texts go out, but for categories that the account bars', async () => {
    const { contact, message, optIn } = stack();
    const phone = fresh();
    await stack().carrierMode({ lookUps: 'server-error' });
    await optIn(phone);
    expect((await message(phone, SALE)).status).toBe(202);
    expect((await contact(phone)).body).toMatchObject({ lineType: null, lineTypeAt: null });
    const unknown = { marketing: 'deny', informational: 'allow', essential: 'allow' };
    try {
      expect((await settings({ unknown })).status).toBe(200);
      const refused = await message(phone, { ...SALE, subject: 'winter' });
      expect([refused.status, codesOf(refused)]).toEqual([422, ['line-type-unknown']]);
      expect((await message(phone, READY)).status).toBe(202);
    } finally {
      await settings({});
    }
  });
});

test('an answer of ninety days ago is asked for again, and the next text meets the new one', async () => {
  const { contact, message, optIn, setClock } = stack();
  const phone = fresh();
  await optIn(phone);
  await lineWhen(phone, 'mobile');
  await lines(phone, 'LANDLINE');
  try {
    await setClock(LATER);
    await message(phone, READY);
    await lineWhen(phone, 'landline');
    expect((await contact(phone)).body).toMatchObject({ lineTypeAt: LATER });
    const refused = await message(phone, { ...READY, subject: 'recall' });
    expect([refused.status, codesOf(refused)]).toEqual([422, ['landline']]);
  } finally {
    await setClock(NOON);
  }
});
