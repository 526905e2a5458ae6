/** Transcripts over the real engine: what makes them go out once, and what keeps them back. */
import { beforeAll, describe, expect, test } from 'vitest';
import { fanOut } from '#functions/fan-out.ts';
import { releaseSends } from '#functions/release-sends.ts';
import { DAY, MINUTE } from '#shared/basics.ts';
import { textOut } from '#shared/conversations.ts';
import type { DomainEvent, StoredEntry } from '#shared/events.ts';
import { growLedger } from '#shared/grow.ts';
import { type LedgerEntry, phoneKey } from '#shared/ledger.ts';
import { MESSAGE_STATUSES } from '#shared/message.ts';
import type { SendTask } from '#shared/ports.ts';
import { AT, messageOf, received } from '../contract/table-fixture.ts';
import { type Answer, useRig } from './rig.ts';

const rig = useRig();
const FROM = 'texts@acme.example';
const CRM = 'leads@crm.example';
let people = 0;

/** A contact that has texted, as the webhook tells; its ledger's key. */
async function texted(body: string, phone = nextPhone(), at = AT): Promise<string> {
  rig().clock.at = at;
  const form = {
    From: phone,
    To: rig().demo.sender.number,
    Body: body,
    MessageSid: `SM${phone}${at}`,
  };
  expect((await rig().webhook(form)).status).toBe(200);
  return phoneKey('demo', phone);
}
const nextPhone = (): string => {
  people += 1;
  return `+130555501${String(people).padStart(2, '0')}`;
};
const phoneOf = (key: string): string => key.slice(key.indexOf('+'));
const look = (key: string): SendTask => ({ kind: 'conversation', account: 'demo', key });
const run = (task: SendTask, at?: number): Promise<void> => {
  if (at !== undefined) rig().clock.at = at;
  return releaseSends(rig().deps)(task);
};
const entries = (key: string): Promise<readonly LedgerEntry[]> =>
  rig().ledger.history(key, { limit: 100 });
const readyOf = async (key: string) =>
  (await entries(key)).filter((entry) => entry.type === 'transcript-ready');

/** What the stream tells of the newest transcript: the event, and the task of the mail. */
async function tellReady(key: string): Promise<{ event?: DomainEvent; tasks: SendTask[] }> {
  const entry = (await readyOf(key)).at(-1);
  const told: DomainEvent[] = [];
  const tasks: SendTask[] = [];
  const none = { publish: async () => undefined, push: async () => undefined };
  const tell = fanOut({
    ...rig().deps,
    ...{ topic: none, records: none, lookUps: none },
    bus: { publish: async (events) => void told.push(...events) },
    sends: { push: async (more) => void tasks.push(...more) },
  });
  if (!entry) throw new Error('no transcript is ready');
  const { effects } = growLedger(key, await standing(key), [received('x')])
    .entries[0] as StoredEntry;
  await tell({ kind: 'entry', stored: { key, entry, contact: {}, effects } });
  return { ...(told[0] && { event: told[0] }), tasks };
}
const standing = async (key: string) =>
  (await rig().reader.read({ account: 'demo', ledgers: [key] })).standing(key);
const change = async (transcripts: object): Promise<void> => {
  const { admin } = rig().demo.keys;
  const done = await rig().call('PUT', '/v1/settings', { key: admin, body: { transcripts } });
  expect(done.status).toBe(200);
};
const connect = async (email: object): Promise<void> => {
  const { admin } = rig().demo.keys;
  const done = await rig().call('PUT', '/v1/integrations/email', { key: admin, body: email });
  expect(done.status).toBe(200);
};
const close = (key: string, headers: Record<string, string> = {}): Promise<Answer> => {
  const path = `/v1/contacts/${encodeURIComponent(phoneOf(key))}/close`;
  return rig().call('POST', path, { key: rig().demo.keys.agent, headers });
};
const ON = { restMinutes: 30, mailTo: CRM, format: 'text' };

beforeAll(async () => {
  await change(ON);
  await connect({ from: FROM });
});

describe('a look at a conversation', () => {
  test('before it rests only looks again, once, at the minute when it will', async () => {
    const key = await texted('Hi');
    const before = rig().scheduled.length;
    await run(look(key), AT + 10 * MINUTE);
    await run(look(key), AT + 11 * MINUTE);
    expect(rig().scheduled.slice(before)).toMatchObject([
      { task: look(key), at: AT + 30 * MINUTE },
    ]);
    expect(await readyOf(key)).toEqual([]);
  });

  test('writes one entry and one transcript, however many look at once', async () => {
    const key = await texted('Hi');
    rig().clock.at = AT + 30 * MINUTE;
    await Promise.all([1, 2, 3, 4, 5].map(() => run(look(key))));
    await run(look(key), AT + 90 * MINUTE);
    const [entry, more] = await readyOf(key);
    expect(more).toBeUndefined();
    const id = String(entry?.detail.transcript);
    const kept = await rig().conversations.transcript(key, id);
    expect(kept?.lines).toMatchObject([{ by: 'contact', text: 'Hi', number: '+12025550100' }]);
  });

  test('sees a text that came while it was looking', async () => {
    const key = await texted('Hi');
    const { deps } = rig();
    let again = false;
    const conversations = {
      ...deps.conversations,
      async textsOut(...asked: Parameters<typeof deps.conversations.textsOut>) {
        if (!again) {
          again = true;
          await texted('Wait', phoneOf(key), AT + 30 * MINUTE);
        }
        return deps.conversations.textsOut(...asked);
      },
    };
    rig().clock.at = AT + 30 * MINUTE;
    await releaseSends({ ...deps, conversations })(look(key));
    const [entry] = await readyOf(key);
    const kept = await deps.conversations.transcript(key, String(entry?.detail.transcript));
    expect(kept?.lines.map(({ text }) => text)).toEqual(['Hi']);
    expect(entry?.detail.throughSeq).toBeLessThan((await standing(key)).seq);
    await run(look(key), AT + 60 * MINUTE);
    expect(await readyOf(key)).toHaveLength(2);
  });

  test('writes nothing where the account wants none, by null or by 0', async () => {
    const key = await texted('Hi');
    for (const restMinutes of [null, 0]) {
      await change({ ...ON, restMinutes });
      await run(look(key), AT + 90 * MINUTE);
    }
    expect(await readyOf(key)).toEqual([]);
    await change(ON);
  });
});

test('every outcome of a text is found again beside the ledger, with until when it waits', async () => {
  const key = phoneKey('demo', nextPhone());
  const { conversations } = rig();
  for (const [index, status] of MESSAGE_STATUSES.entries()) {
    const waits = status === 'held' && { heldUntil: AT + DAY };
    const record = messageOf(`msg_${index}`, { key, at: AT + index, status, ...waits });
    await conversations.note(key, textOut(record));
  }
  const found = await conversations.textsOut(key, { after: 0, limit: 100 });
  expect(found.map(({ status }) => status)).toEqual([...MESSAGE_STATUSES]);
  expect(found.filter(({ until }) => until !== undefined)).toMatchObject([
    { status: 'held', until: AT + DAY },
  ]);
});

describe('a transcript that is ready', () => {
  test('is an event with its lines and without the one who closed it', async () => {
    const key = await texted('Hi');
    const text = messageOf('msg_1', { account: 'demo', key, at: AT + MINUTE, status: 'sent' });
    await fanOut({
      ...rig().deps,
      ...{ bus: quiet, topic: quiet, sends: quiet, records: quiet, lookUps: quiet },
    })({ kind: 'message', after: text });
    expect((await close(key)).status).toBe(200);
    const { event } = await tellReady(key);
    expect(event).toMatchObject({ name: 'Transcript Ready', closedBy: 'request', received: 1 });
    expect(event?.['lines']).toMatchObject([
      { by: 'contact', text: 'Hi' },
      { by: 'firm', text: text.body, outcome: 'sent' },
    ]);
    expect(JSON.stringify(event)).not.toContain('key_');
    expect((await readyOf(key))[0]?.actor).toBe('key:key_agent');
  });

  test('is mailed once, although its task comes again, and after a failure', async () => {
    const key = await texted('Hi');
    await run(look(key), AT + 30 * MINUTE);
    const { tasks } = await tellReady(key);
    const [task] = tasks;
    if (!task) throw new Error('a mail is owed');
    const { post } = rig();
    const before = post.mails.length;
    post.failing = true;
    await expect(run(task)).rejects.toThrow('not taken');
    post.failing = false;
    await run(task);
    await run(task);
    expect(post.mails.slice(before)).toMatchObject([{ to: CRM, from: `"Demo Motors" <${FROM}>` }]);
    const mailed = (await entries(key)).filter(({ type }) => type === 'transcript-mailed');
    expect(mailed).toMatchObject([{ detail: { to: CRM, format: 'text' } }]);
  });

  test('is no mail without an address to mail from, nor without one to mail to', async () => {
    const key = await texted('Hi');
    await run(look(key), AT + 30 * MINUTE);
    const { event, tasks } = await tellReady(key);
    expect(event?.name).toBe('Transcript Ready');
    const before = rig().post.mails.length;
    await connect({ contactList: 'people', topic: 'offers' });
    for (const task of tasks) await run(task);
    await connect({ from: FROM });
    await change({ ...ON, mailTo: null });
    for (const task of tasks) await run(task);
    await change(ON);
    expect(rig().post.mails).toHaveLength(before);
    expect((await entries(key)).filter(({ type }) => type === 'transcript-mailed')).toEqual([]);
  });
});

const quiet = { publish: async () => undefined, push: async () => undefined };

describe('closing by hand', () => {
  test('gives the same answer to the same idempotency key, and nothing to another', async () => {
    const key = await texted('Hi');
    const first = await close(key, { 'idempotency-key': 'one' });
    expect(first.body).toMatchObject({ transcript: { closedBy: 'request' } });
    expect((await close(key, { 'idempotency-key': 'one' })).body).toEqual(first.body);
    expect((await close(key, { 'idempotency-key': 'two' })).body).toEqual({ transcript: null });
    expect(await readyOf(key)).toHaveLength(1);
  });

  test('works where conversations never rest by themselves', async () => {
    const key = await texted('Hi');
    await change({ ...ON, restMinutes: null });
    await texted('Hi again', phoneOf(key), AT + 90 * MINUTE);
    expect((await close(key)).body).toMatchObject({ transcript: { closedBy: 'request' } });
    expect((await close(key)).body).toEqual({ transcript: null });
    await change(ON);
  });

  test('knows no contact that nobody has heard of, and no transcript of another', async () => {
    expect((await close(phoneKey('demo', '+12025550199'))).status).toBe(404);
    const key = await texted('Hi');
    const { transcript } = (await close(key)).body;
    const path = `/v1/contacts/${encodeURIComponent(phoneOf(key))}/transcripts`;
    const get = (id: string, format?: string, by = rig().demo) =>
      rig().call('GET', `${path}/${id}`, {
        key: by.keys.agent,
        ...(format && { query: { format } }),
      });
    const id = String(transcript?.['id']);
    expect((await get(id)).body).toMatchObject({ id, lines: [{ text: 'Hi' }] });
    expect((await get(id, 'text')).text).toContain(': Hi\n');
    expect((await get(id, 'adf')).headers['content-type']).toContain('application/x-adf+xml');
    expect((await get(id, 'pdf')).status).toBe(400);
    expect((await get('trn_0')).status).toBe(404);
    expect((await get(id, undefined, rig().other)).status).toBe(404);
  });
});
