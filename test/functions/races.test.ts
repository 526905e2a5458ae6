/** The same request many times at once: one text, one fact, and an honest word to the others. */
import { describe, expect, test } from 'vitest';
import { findBrokenLink, phoneKey } from '#shared/ledger.ts';
import { freshPhone, message, optedIn, postForm, textFrom } from './people.ts';
import { useRig } from './rig.ts';

const rig = useRig();
const many = <T>(work: (i: number) => Promise<T>, count = 8): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, (_, i) => work(i)));

const entriesOf = async (phone: string) => {
  const key = phoneKey(rig().demo.account, phone);
  const entries = await rig().ledger.history(key, { limit: 100 });
  expect(findBrokenLink(key, entries)).toBeUndefined();
  return entries;
};

describe('at once', () => {
  test('eight sends under one Idempotency-Key are one text', async () => {
    const phone = freshPhone();
    await optedIn(rig(), phone);
    const before = rig().sent.length;
    const answers = await many(() => message(rig(), phone, {}, { 'idempotency-key': phone }));
    expect(rig().sent).toHaveLength(before + 1);
    for (const { status, body } of answers) {
      if (status !== 202) expect([status, String(body['code'])]).toEqual([409, 'in-progress']);
    }
    expect(answers.some(({ status }) => status === 202)).toBe(true);
    const again = await message(rig(), phone, {}, { 'idempotency-key': phone });
    expect(again.body['status']).toBe('sent');
  });

  test('one key for two contacts at once: no text is without its record', async () => {
    const phones = [freshPhone(), freshPhone()];
    for (const phone of phones) await optedIn(rig(), phone);
    const before = rig().sent.length;
    const headers = { 'idempotency-key': `twin ${phones.join()}` };
    const answers = await Promise.all(phones.map((phone) => message(rig(), phone, {}, headers)));
    const out = rig().sent.length - before;
    const records = (await rig().store.scan()).filter(({ kind, record }) => {
      const { key, category } = (record ?? {}) as { key?: string; category?: string };
      const mine = phones.some((phone) => key?.endsWith(phone));
      return kind === 'message' && mine && category === 'informational';
    });
    expect(records).toHaveLength(out);
    for (const { status } of answers) expect([202, 409]).toContain(status);
  });

  test('eight sends of one subject are at most the cap, whoever wins', async () => {
    const phone = freshPhone();
    await optedIn(rig(), phone);
    const before = rig().sent.length;
    const answers = await many(() => message(rig(), phone, { subject: 'sale' }));
    const out = rig().sent.length - before;
    expect(out).toBe(answers.filter(({ status }) => status === 202).length);
    expect(out).toBeLessThanOrEqual(3);
    for (const { status } of answers) expect([202, 422, 503]).toContain(status);
  });

  test('sends and a STOP: after the STOP is acknowledged nothing more goes out', async () => {
    const phone = freshPhone();
    await optedIn(rig(), phone);
    let acknowledged = Number.POSITIVE_INFINITY;
    const { provider } = rig();
    const { answer } = provider;
    const late: string[] = [];
    provider.answer = (text) => {
      if (performance.now() > acknowledged) late.push(text.id);
      return answer(text);
    };
    const stop = textFrom(rig(), phone, 'STOP').then(() => {
      acknowledged = performance.now();
    });
    await many((i) => message(rig(), phone, { subject: `s${i}` }));
    await stop;
    await many((i) => message(rig(), phone, { subject: `t${i}` }));
    provider.answer = answer;
    // A claim from before the STOP may still reach the provider within its lease; none after it.
    const { standing } = await rig().reader.read({
      account: rig().demo.account,
      ledgers: [phoneKey(rig().demo.account, phone)],
    });
    const claims = standing(phoneKey(rig().demo.account, phone)).sends.claims.map(({ id }) => id);
    for (const id of late) expect(claims).toContain(id);
    const types = (await entriesOf(phone)).map(({ type }) => type);
    expect(types.filter((type) => type === 'opted-out')).toHaveLength(1);
    expect((await message(rig(), phone)).body['code']).toBe('blocked');
  });

  test('eight posts of one form are one consent', async () => {
    const phone = freshPhone();
    const answers = await many(() => postForm(rig(), phone));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    const hashes = answers.map(({ body }) =>
      JSON.stringify(body['consents']?.['0']?.['entryHash']),
    );
    expect(new Set(hashes).size).toBe(1);
    const types = (await entriesOf(phone)).map(({ type }) => type);
    expect(types.filter((type) => type === 'consent-captured')).toHaveLength(1);
  });

  test('ten different texts of one person are ten entries, none lost, none twice', async () => {
    const phone = freshPhone();
    const answers = await many((i) => textFrom(rig(), phone, `message number ${i}`), 10);
    // Whoever is told to come again comes again, as the provider would.
    const busy = answers.flatMap(({ status }, i) => (status === 503 ? [i] : []));
    for (const i of busy) await textFrom(rig(), phone, `message number ${i}`);
    const bodies = (await entriesOf(phone)).flatMap((entry) =>
      entry.type === 'message-received' ? [entry.detail.body] : [],
    );
    expect([...bodies].sort()).toEqual(Array.from({ length: 10 }, (_, i) => `message number ${i}`));
  });
});
