/**
 * Runs that die between claim and record: closed as outcome-unknown, never sent again by
 * themselves, and the record that comes late after all has the last word.
 */
import { expect, test } from 'vitest';
import { keepRecords } from '#functions/keep-records.ts';
import {
  CLAIM_CHECK_MS,
  CLAIM_LEASE_MS,
  CLAIM_MEMORY_MS,
  CLAIM_OPEN_MS,
  MAX_CLAIMS,
} from '#shared/claims.ts';
import { phoneKey } from '#shared/ledger.ts';
import { messageId } from '#shared/message.ts';
import type { RecordTask } from '#shared/ports.ts';
import { messageOf } from '../contract/table-fixture.ts';
import { atTime, freshPhone, message, optedIn } from './people.ts';
import { type Answer, useRig } from './rig.ts';

const rig = useRig();

const keep = (task: RecordTask) => keepRecords(rig().deps)(task);

interface Died {
  readonly phone: string;
  readonly id: string;
  readonly task: RecordTask;
  readonly repeat: () => Promise<Answer>;
  /** The record that the run would have written, as if it had lived a little longer. */
  readonly late: () => Promise<void>;
}

/** The provider took the text; the run ended before it could write that down. */
async function died(): Promise<Died> {
  const { demo, deps, messages, provider, reader } = rig();
  const phone = freshPhone();
  await optedIn(rig(), phone);
  const key = { 'idempotency-key': `dies ${phone}` };
  const { put } = deps.messages;
  let late = async () => {};
  deps.messages.put = async (record, replaces) => {
    late = async () => void (await put(record, replaces));
    throw new Error('the run ended');
  };
  const answer = await message(rig(), phone, {}, key);
  deps.messages.put = put;
  expect(answer.status).toBe(500);
  const ledger = phoneKey(demo.account, phone);
  const id = messageId(demo.account, `key:${key['idempotency-key']}`);
  const { standing } = await reader.read({ account: demo.account, ledgers: [ledger] });
  const claim = standing(ledger).sends.claims.find((one) => one.id === id);
  if (!claim) throw new Error('the claim of the dead run is there');
  expect((await messages.get(demo.account, id)).message).toBeUndefined();
  expect(provider).toBeDefined();
  return {
    phone,
    id,
    task: { kind: 'claim', account: demo.account, key: ledger, messageId: id, claimedAt: claim.at },
    repeat: () => message(rig(), phone, {}, key),
    late,
  };
}

const recordOf = async (id: string) => (await rig().messages.get(rig().demo.account, id)).message;

test('the check comes after every lease and before the claim is forgotten', () => {
  expect(CLAIM_CHECK_MS).toBeGreaterThan(CLAIM_LEASE_MS);
  expect(CLAIM_CHECK_MS).toBeLessThan(CLAIM_MEMORY_MS);
});

test('a repeat before the check: in progress, not sent a second time', async () => {
  const { phone, repeat } = await died();
  const texts = rig().sent.filter(({ to }) => to === phone).length;
  const again = await repeat();
  expect([again.status, String(again.body['code'])]).toEqual([409, 'in-progress']);
  expect(rig().sent.filter(({ to }) => to === phone)).toHaveLength(texts);
});

test('the check closes it as outcome-unknown; every repeat hears so and sends nothing', async () => {
  const { id, phone, repeat, task } = await died();
  await keep(task);
  expect(await recordOf(id)).toMatchObject({ status: 'outcome-unknown' });
  const texts = rig().sent.filter(({ to }) => to === phone).length;
  for (let i = 0; i < 2; i += 1) {
    const again = await repeat();
    expect([again.status, String(again.body['code'])]).toEqual([502, 'outcome-unknown']);
    expect(String(again.body['id'])).toBe(id);
  }
  expect(rig().sent.filter(({ to }) => to === phone)).toHaveLength(texts);
});

test('the check twice is the check once', async () => {
  const { id, task } = await died();
  await keep(task);
  const first = await recordOf(id);
  await keep(task);
  expect(await recordOf(id)).toEqual(first);
});

test('a record that comes after the check wins', async () => {
  const { id, late, repeat, task } = await died();
  await keep(task);
  await late();
  expect(await recordOf(id)).toMatchObject({
    status: 'sent',
    body: expect.stringContaining('car'),
  });
  expect((await repeat()).body['status']).toBe('sent');
  await keep(task);
  expect((await recordOf(id))?.status).toBe('sent');
});

test('a record that came before the check stays', async () => {
  const { id, late, task } = await died();
  await late();
  await keep(task);
  expect((await recordOf(id))?.status).toBe('sent');
});

test('a claim that was taken back leaves no record', async () => {
  const { id, task } = await died();
  if (task.kind !== 'claim') throw new Error('a claim');
  const { standing } = await rig().reader.read({ account: task.account, ledgers: [task.key] });
  const { version, sends } = standing(task.key);
  await rig().messages.claim(task.key, version, { ...sends, claims: [] });
  await keep(task);
  expect(await recordOf(id)).toBeUndefined();
});

test('before the check no newer text takes its place: the repeat would be sent', async () => {
  const { id, phone, repeat, task } = await died();
  const claims = async (): Promise<readonly string[]> => {
    const ledger = phoneKey(rig().demo.account, phone);
    const { standing } = await rig().reader.read({
      account: rig().demo.account,
      ledgers: [ledger],
    });
    return standing(ledger).sends.claims.map((claim) => claim.id);
  };
  // The sweep is late. Each text is about something else, so that no cap holds it back.
  await atTime(rig(), rig().clock.at + CLAIM_OPEN_MS, async () => {
    const codes: string[] = [];
    for (let n = 0; n < MAX_CLAIMS; n += 1) {
      const { body, status } = await message(rig(), phone, { subject: `late ${n}` });
      codes.push(`${status} ${String(body['code'] ?? body['status'])}`);
    }
    expect(codes.filter((code) => code === '202 sent').length).toBeGreaterThan(MAX_CLAIMS / 2);
    expect(codes.at(-1)).toBe('503 busy');
    expect(await claims()).toContain(id);
    expect((await repeat()).body['code']).toBe('in-progress');
    await keep(task);
    expect((await message(rig(), phone, { subject: 'after it' })).body['status']).toBe('sent');
    expect(await claims()).not.toContain(id);
    expect((await repeat()).body['code']).toBe('outcome-unknown');
  });
});

test('a deferred text whose release died keeps its words when it is closed', async () => {
  const { id, task } = await died();
  const waiting = messageOf(id, { account: rig().demo.account, status: 'deferred' });
  await rig().messages.put(waiting, []);
  await keep(task);
  expect(await recordOf(id)).toMatchObject({ status: 'outcome-unknown', body: waiting.body });
});

test('the record of a refused text is kept once, and never takes the place of another', async () => {
  const { demo, records } = rig();
  const phone = freshPhone();
  const key = { 'idempotency-key': `refused ${phone}` };
  const refused = await message(rig(), phone, {}, key);
  expect(refused.status).toBe(422);
  const [pushed] = records.slice(-1);
  if (pushed?.task.kind !== 'refused') throw new Error('a refusal is pushed');
  await keep(pushed.task);
  await keep({ ...pushed.task, record: { ...pushed.task.record, body: 'forged' } });
  expect((await recordOf(String(refused.body['id'])))?.body).not.toBe('forged');
  const again = await message(rig(), phone, {}, key);
  expect(again.body).toEqual(refused.body);
  const other = await message(rig(), phone, { body: 'Another text.' }, key);
  expect([other.status, String(other.body['code'])]).toEqual([409, 'idempotency-conflict']);
  const path = `/v1/messages/${String(refused.body['id'])}`;
  const read = await rig().call('GET', path, { key: demo.keys.agent });
  expect(read.body).toMatchObject({ status: 'blocked', decision: refused.body['decision'] });
});
