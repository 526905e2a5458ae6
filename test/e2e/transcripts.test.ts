/** Both sides talk, the conversation rests or is closed, and its transcript goes out once. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { NOON, useStack } from './drive.ts';
import { type Body, eventually, freshPhone } from './stack.ts';

const MINUTE = 60_000;
const CRM = 'leads@crm.example';

const stack = useStack();
let now = Date.parse(NOON);
beforeAll(() => settings({ restMinutes: 30, mailTo: CRM, format: 'text' }));
afterAll(() => settings({ restMinutes: 30, mailTo: null, format: 'text' }));

/** Minutes later. */
async function clock(minutes: number): Promise<void> {
  now += minutes * MINUTE;
  await stack().setClock(new Date(now).toISOString());
}
async function settings(transcripts: object): Promise<void> {
  const { admin } = stack().demo.keys;
  const done = await stack().call('PUT', '/v1/settings', { key: admin, body: { transcripts } });
  expect(done.status).toBe(200);
}
const ready = async (phone: string) =>
  (await stack().events(phone)).filter(({ name }) => name === 'Transcript Ready');
const readyWhen = (phone: string, count: number) =>
  eventually(
    () => ready(phone),
    (seen) => seen.length >= count,
  );
const mails = async (phone: string) =>
  (await stack().mailbox(CRM)).filter((mail) => String(mail['text']).includes(phone));
const mailsWhen = (phone: string, count: number) =>
  eventually(
    () => mails(phone),
    (seen) => seen.length >= count,
  );
const linesOf = (detail: Body | undefined) =>
  (detail?.['lines'] ?? []) as unknown as { by: string; text: string; outcome?: string }[];
/** The stream has told of a text once its event is on the bus. */
const toldOf = (phone: string, name: string, count: number) =>
  eventually(
    () => stack().events(phone),
    (seen) => seen.filter((event) => event.name === name).length >= count,
  );

async function talk(phone: string): Promise<void> {
  await stack().text(phone, 'Hi, is the blue one still there?', stack().demo.sender.number);
  await toldOf(phone, 'Inbound Message Received', 1);
  await clock(2);
  const reply = { body: 'Yes, come by at 4pm.', category: 'conversational' };
  expect((await stack().message(phone, reply)).status).toBe(202);
  await toldOf(phone, 'Message Sent', 1);
}

describe('a conversation that rests', () => {
  test('goes out once, by event and by mail, with the firm and never who typed', async () => {
    const phone = freshPhone('656');
    await talk(phone);
    await clock(29);
    expect(await ready(phone)).toEqual([]);
    await clock(2);
    const [event] = await readyWhen(phone, 1);
    expect(linesOf(event?.detail)).toMatchObject([
      { by: 'contact', text: 'Hi, is the blue one still there?' },
      { by: 'firm', text: expect.stringContaining('Yes, come by at 4pm.'), outcome: 'sent' },
    ]);
    const [mail] = await mailsWhen(phone, 1);
    expect(String(mail?.['text'])).toContain('Yes, come by at 4pm.');
    expect(String(mail?.['text'])).toContain(stack().demo.sender.number);
    expect(String(mail?.['from'])).toContain('Demo Motors');
    expect(JSON.stringify([event, mail])).not.toMatch(/key_|agent|service/);
    await clock(120);
    expect(await ready(phone)).toHaveLength(1);
    expect(await mails(phone)).toHaveLength(1);
  });

  test('a word in time keeps it open, and the next conversation has a transcript of its own', async () => {
    const phone = freshPhone('656');
    await talk(phone);
    await clock(20);
    await stack().text(phone, 'Great, thanks', stack().demo.sender.number);
    await toldOf(phone, 'Inbound Message Received', 2);
    await clock(20);
    expect(await ready(phone)).toEqual([]);
    await clock(11);
    const [first] = await readyWhen(phone, 1);
    expect(linesOf(first?.detail)).toHaveLength(3);
    await clock(60);
    await stack().text(phone, 'Are you open on Sunday?', stack().demo.sender.number);
    await toldOf(phone, 'Inbound Message Received', 3);
    await clock(31);
    const [, second] = await readyWhen(phone, 2);
    expect(linesOf(second?.detail).map(({ text }) => text)).toEqual(['Are you open on Sunday?']);
    await mailsWhen(phone, 2);
  });

  test('shows the opt-out and what was refused after it', async () => {
    const phone = freshPhone('656');
    await talk(phone);
    await stack().text(phone, 'STOP', stack().demo.sender.number);
    await toldOf(phone, 'Opt-Out Received', 1);
    expect((await stack().message(phone)).status).toBe(422);
    await toldOf(phone, 'Message Blocked', 1);
    await clock(31);
    const [mail] = await mailsWhen(phone, 1);
    expect(String(mail?.['text'])).toMatch(/\* Opted out: texts\.\n/);
    expect(String(mail?.['text'])).toMatch(/\[not sent \(.*opted-out.*\)\]: .*Fall sale/);
  });
});

describe('a conversation that is closed by hand', () => {
  test('goes at once, is found by its id, and does not go again when it rests', async () => {
    const phone = freshPhone('656');
    await talk(phone);
    const close = () =>
      stack().call('POST', `/v1/contacts/${phone}/close`, { key: stack().demo.keys.agent });
    const closed = await close();
    expect(closed.status).toBe(200);
    const id = String(closed.body['transcript']?.['id']);
    await readyWhen(phone, 1);
    await mailsWhen(phone, 1);
    const path = `/v1/contacts/${phone}/transcripts/${id}`;
    const shown = await stack().call('GET', path, { key: stack().demo.keys.agent });
    expect(shown.body).toMatchObject({ id, closedBy: 'request', contact: { phone } });
    const adf = await stack().call('GET', `${path}?format=adf`, { key: stack().demo.keys.agent });
    expect(adf.text).toContain('<?adf version="1.0"?>');
    const other = await stack().call('GET', path, { key: stack().other.keys.agent });
    expect(other.status).toBe(404);
    expect((await close()).body).toEqual({ transcript: null });
    await clock(60);
    expect(await ready(phone)).toHaveLength(1);
    expect(await mails(phone)).toHaveLength(1);
  });
});
