/**
 * The line type of a contact: looked up once, and again only when the answer is old. Tasks are
 * those that the stream pushes.
 */
import { describe, expect, test } from 'vitest';
import { DAY, iso, MINUTE } from '#shared/basics.ts';
import { emailKey } from '#shared/ledger.ts';
import { AT } from '../contract/table-fixture.ts';
import { MOBILE, OLD, useLookUps } from './look-ups.ts';
import { freshPhone, message, optedIn, postForm, textFrom } from './people.ts';
import { useRig } from './rig.ts';

const rig = useRig();
const lookUps = useLookUps(rig);

describe('after a consent', () => {
  test('the number is looked up, and the contact shows what and when', async () => {
    const phone = freshPhone();
    await postForm(rig(), phone);
    expect(await lookUps.contact(phone)).toMatchObject({ lineType: null, lineTypeAt: null });
    await lookUps.work(...(await lookUps.askedByEntries(phone)));
    expect(lookUps.charged).toEqual([phone]);
    const known = { lineType: 'mobile', lineTypeAt: iso(AT) };
    expect(await lookUps.contact(phone)).toMatchObject(known);
    expect(await lookUps.kept(phone)).toMatchObject([
      { actor: 'provider:aws', source: 'lookup', at: AT, detail: { ...MOBILE, provider: 'aws' } },
    ]);
  });

  test('the same task again, and what the first text asks, cost nothing more', async () => {
    const phone = freshPhone();
    await optedIn(rig(), phone);
    const byConsent = await lookUps.askedByConsent(phone);
    const byClaims = await lookUps.askedByClaims(phone);
    expect(byClaims).toHaveLength(1);
    await lookUps.work(byConsent, byConsent, ...byClaims, byConsent);
    expect(lookUps.charged).toEqual([phone]);
    expect(await lookUps.kept(phone)).toHaveLength(1);
  });

  test('two tasks at once leave one answer', async () => {
    const phone = freshPhone();
    await postForm(rig(), phone);
    const task = await lookUps.askedByConsent(phone);
    await Promise.all([lookUps.work(task), lookUps.work(task)]);
    expect(await lookUps.kept(phone)).toHaveLength(1);
  });
});

test('a stranger who texts first is looked up by that text, not by the next', async () => {
  const phone = freshPhone();
  await textFrom(rig(), phone, 'Is the blue one still there?');
  await textFrom(rig(), phone, 'The one in the window.');
  const tasks = await lookUps.askedByEntries(phone);
  expect(tasks).toHaveLength(1);
  await lookUps.work(...tasks);
  expect(lookUps.charged).toEqual([phone]);
});

describe('an answer that is old', () => {
  test('is asked for again by the text that finds it so, not a minute before', async () => {
    const phone = await lookUps.known();
    rig().clock.at = AT + OLD - MINUTE;
    expect((await message(rig(), phone)).status).toBe(202);
    expect(await lookUps.askedByClaims(phone)).toEqual([]);
    rig().clock.at = AT + OLD;
    expect((await message(rig(), phone, { subject: 'recall' })).status).toBe(202);
    const tasks = await lookUps.askedByClaims(phone);
    lookUps.becomes('voip');
    await lookUps.work(...tasks);
    expect(lookUps.charged).toEqual([phone]);
    const renewed = { lineType: 'voip', lineTypeAt: iso(AT + OLD) };
    expect(await lookUps.contact(phone)).toMatchObject(renewed);
  });

  test('is not renewed by a task of a minute before its time', async () => {
    const phone = await lookUps.known();
    const task = await lookUps.askedByConsent(phone);
    rig().clock.at = AT + OLD - MINUTE;
    await lookUps.work(task);
    expect(lookUps.charged).toEqual([]);
    rig().clock.at = AT + OLD;
    await lookUps.work(task);
    expect(lookUps.charged).toEqual([phone]);
  });

  test('is old when the account says so', async () => {
    const phone = await lookUps.known();
    const task = await lookUps.askedByConsent(phone);
    rig().clock.at = AT + DAY;
    await lookUps.work(task);
    expect(lookUps.charged).toEqual([]);
    await lookUps.whereLines({ maxAgeDays: 1 }, () => lookUps.work(task));
    expect(lookUps.charged).toEqual([phone]);
  });
});

describe('who is looked up', () => {
  test('the contact of one account, not the same number in another', async () => {
    const { demo, other } = rig();
    const phone = freshPhone();
    await postForm(rig(), phone);
    await rig().call('POST', `/v1/forms/${other.formKey}/consents`, {
      body: { phone, name: 'Pat Doe', consents: { sms: true }, disclosure: other.disclosure },
    });
    lookUps.becomes('landline');
    await lookUps.work(...(await lookUps.askedByEntries(phone, other.account)));
    const shown = async (key: string) => (await lookUps.contact(phone, key))['lineType'];
    expect(await shown(other.keys.agent)).toBe('landline');
    expect(await shown(demo.keys.agent)).toBeNull();
  });

  test('nobody who is unknown, of an account that is gone, or without a number', async () => {
    const { account } = rig().demo;
    const askedBy = 'msg_1';
    const phone = freshPhone();
    await lookUps.work(
      { account, key: lookUps.keyOf(phone), askedBy },
      { account: 'gone', key: lookUps.keyOf(phone, 'gone'), askedBy },
      { account, key: emailKey(account, 'pat@customer.example'), askedBy },
    );
    expect(lookUps.charged).toEqual([]);
  });
});
