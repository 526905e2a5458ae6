/** Our question, from the text that may be an opt-out to the answer, or to the silence after it. */
import { beforeAll, describe, expect, test } from 'vitest';
import { closeUnanswered } from '#functions/close-unanswered.ts';
import { fanOut } from '#functions/fan-out.ts';
import { releaseSends } from '#functions/release-sends.ts';
import { HOUR, MINUTE } from '#shared/basics.ts';
import { emailKey, phoneKey } from '#shared/ledger.ts';
import type { SendTask } from '#shared/ports.ts';
import type { Reading } from '#shared/replies.ts';
import { AT } from '../contract/table-fixture.ts';
import { atTime, freshPhone, message, optedIn, owedTo, postForm, textFrom } from './people.ts';
import { NO_TALK } from './recorders.ts';
import { useRig } from './rig.ts';

const rig = useRig();
const MAYBE = 'enough already';
const UNSURE: Reading = {
  intent: 'opt-out',
  certainty: 'unsure',
  channels: ['sms'],
  scope: 'unstated',
  language: 'en',
  rule: 'phrase:enough',
  words: 'enough',
};
beforeAll(() => {
  rig().readings.set(MAYBE, UNSURE);
  rig().readings.set('all of you', {
    ...UNSURE,
    intent: 'stop-all-contact',
    channels: ['sms', 'voice', 'email'],
  });
});

type Silence = Extract<SendTask, { kind: 'silence' }>;
const WAIT = 24 * HOUR;
const keyOf = (phone: string) => phoneKey(rig().demo.account, phone);
const historyOf = (phone: string) => rig().ledger.history(keyOf(phone), { limit: 100 });
const lastOf = async (phone: string) => (await historyOf(phone)).at(-1);
const silenceOf = async (phone: string): Promise<Silence> => {
  const asked = (await historyOf(phone)).findLast(({ type }) => type === 'question-asked');
  if (!asked) throw new Error('nobody asked');
  return { kind: 'silence', account: rig().demo.account, key: keyOf(phone), seq: asked.seq };
};
const textsTo = (phone: string) =>
  rig()
    .sent.filter(({ to }) => to === phone)
    .map(({ body }) => body);
const at = <T>(instant: number, work: () => Promise<T>): Promise<T> => atTime(rig(), instant, work);
/** As the clock of a live account runs on. */
const silence = async (phone: string, when = AT + WAIT) => {
  const task = await silenceOf(phone);
  await at(when, () => closeUnanswered(rig().deps, task));
};
/** Opted in, and has sent a text that may be an opt-out. */
async function doubtful(text = MAYBE): Promise<string> {
  const phone = freshPhone();
  await optedIn(rig(), phone);
  await textFrom(rig(), phone, text);
  return phone;
}
const sendOwed = async (phone: string, when = AT) => {
  for (const task of await owedTo(rig(), phone)) {
    await at(when, () => releaseSends(rig().deps)(task));
  }
};
const QUESTION = /^Demo Motors: Do you want us to stop texting you\? Reply YES or NO\./;
const questionsTo = (phone: string) => textsTo(phone).filter((body) => QUESTION.test(body));

describe('the question', () => {
  test('goes out once, however often its entry is told', async () => {
    const phone = await doubtful();
    await sendOwed(phone);
    await sendOwed(phone);
    expect(questionsTo(phone)).toHaveLength(1);
  });
  test('within five minutes and not a millisecond later', async () => {
    const [inTime, late] = [await doubtful(), await doubtful()];
    await sendOwed(inTime, AT + 5 * MINUTE);
    await sendOwed(late, AT + 5 * MINUTE + 1);
    expect([questionsTo(inTime).length, questionsTo(late).length]).toEqual([1, 0]);
  });
  test('not after an answer that came before it', async () => {
    const phone = await doubtful();
    await textFrom(rig(), phone, 'NO');
    await sendOwed(phone);
    expect(questionsTo(phone)).toEqual([]);
  });
  test('a second such text is not asked about again', async () => {
    const phone = await doubtful();
    await textFrom(rig(), phone, MAYBE);
    await sendOwed(phone);
    expect(questionsTo(phone)).toHaveLength(1);
  });
  test('while it is open no text goes out; after NO they do', async () => {
    const phone = await doubtful();
    const refused = await message(rig(), phone, { category: 'conversational' });
    expect(refused.body['decision']?.['reasons']).toMatchObject([
      { code: 'question-open', until: new Date(AT + WAIT).toISOString() },
    ]);
    await textFrom(rig(), phone, 'no');
    expect((await message(rig(), phone)).status).toBe(202);
  });
  test('the stream sends it and looks for its answer when the time is over', async () => {
    const phone = await doubtful();
    const entry = (await historyOf(phone)).findLast(({ type }) => type === 'question-asked');
    const scheduled: unknown[] = [];
    const pushed: SendTask[] = [];
    const none = { push: async () => undefined, publish: async () => undefined };
    const tell = fanOut({
      ...NO_TALK,
      bus: none,
      topic: none,
      records: none,
      lookUps: none,
      sends: { push: async (tasks) => void pushed.push(...tasks) },
      scheduler: { schedule: async (...given) => void scheduled.push(given) },
    });
    if (!entry) throw new Error('nobody asked');
    const effects = { sms: 'none', email: 'none' } as never;
    await tell({ kind: 'entry', stored: { key: keyOf(phone), entry, contact: {}, effects } });
    expect(pushed).toMatchObject([{ kind: 'notice', notice: 'opt-out-question' }]);
    const id = `silence-${entry.hash.slice(0, 32)}`;
    expect(scheduled).toEqual([[id, await silenceOf(phone), AT + WAIT]]);
  });
});

describe('while a question for consent waits, and another program needs none', () => {
  /** Asked about one program, confirmed for another, and may want an end. */
  async function torn(): Promise<string> {
    const { call, demo } = rig();
    const phone = freshPhone();
    const key = demo.keys.admin;
    const service = { name: 'Service', purpose: 'informational', sender: demo.sender.id };
    await call('PUT', '/v1/programs/service', { key, body: service });
    const doubleOptIn = { enabled: true, exceptPrograms: ['service'] };
    await call('PUT', '/v1/settings', { key, body: { doubleOptIn, acknowledgeRisk: true } });
    await postForm(rig(), phone);
    await sendOwed(phone);
    const body = { phone, consents: { sms: true }, source: 'inbound-call', program: 'service' };
    expect((await call('POST', '/v1/consents', { key, body })).status).toBe(201);
    const { body: contact } = await call('GET', `/v1/contacts/${phone}`, { key });
    const consents = contact['consents'] as unknown as { status: string }[];
    expect(consents.map(({ status }) => status).sort()).toEqual(['confirmed', 'pending']);
    await textFrom(rig(), phone, MAYBE);
    return phone;
  }
  test('the question whether to stop goes out, and holds back the texts of the other', async () => {
    const phone = await torn();
    await sendOwed(phone);
    expect(questionsTo(phone)).toHaveLength(1);
    const refused = await message(rig(), phone, { program: 'service' });
    expect(refused.body['decision']?.['reasons']).toMatchObject([{ code: 'question-open' }]);
  });
  test('silence, and YES, end the texts of both', async () => {
    const [silent, yes] = [await torn(), await torn()];
    await sendOwed(silent);
    await silence(silent);
    await sendOwed(yes);
    await textFrom(rig(), yes, 'YES');
    for (const phone of [silent, yes]) {
      expect((await lastOf(phone))?.type).toBe('opted-out');
      for (const program of ['default', 'service']) {
        const refused = await at(AT + WAIT, () => message(rig(), phone, { program }));
        const reasons = refused.body['decision']?.['reasons'] as unknown as { code: string }[];
        expect(reasons.map(({ code }) => code)).toContain('opted-out');
      }
    }
  });
});

describe('silence means stop', () => {
  test('once, by the system, without another text', async () => {
    const phone = await doubtful();
    await sendOwed(phone);
    const had = textsTo(phone).length;
    await silence(phone);
    await silence(phone);
    await sendOwed(phone, AT + WAIT);
    const stops = (await historyOf(phone)).filter(({ type }) => type === 'opted-out');
    expect(stops).toMatchObject([
      { actor: 'system', source: 'silence', detail: { rule: 'silence', confirmation: 'none' } },
    ]);
    expect(textsTo(phone)).toHaveLength(had);
    const refused = await at(AT + WAIT, () => message(rig(), phone));
    expect(refused.body['decision']?.['reasons']).toMatchObject([{ code: 'opted-out' }]);
  });
  test('a millisecond before its time it does not, and the task comes again', async () => {
    const phone = await doubtful();
    const { account } = await rig().reader.read({ account: rig().demo.account });
    const early = silence(phone, AT + WAIT - 1);
    if (account?.mode === 'live') await expect(early).rejects.toThrow('before its time');
    else await early;
    expect((await lastOf(phone))?.type).toBe('question-asked');
  });
  test.each(['NO', 'nope', 'YES', 'STOP', 'START'])(
    'not for whoever answered %s',
    async (answer) => {
      const phone = await doubtful();
      await textFrom(rig(), phone, answer);
      const before = await historyOf(phone);
      await silence(phone);
      expect(await historyOf(phone)).toEqual(before);
    },
  );
  test.each(['what time do you close?', 'no thanks', MAYBE])('but after %s', async (text) => {
    const phone = await doubtful();
    await textFrom(rig(), phone, text);
    await silence(phone);
    expect(await lastOf(phone)).toMatchObject({ type: 'opted-out', source: 'silence' });
  });
  test('of a question that was answered is not silence after the next one', async () => {
    const phone = await doubtful();
    const first = await silenceOf(phone);
    await textFrom(rig(), phone, 'NO');
    await textFrom(rig(), phone, MAYBE);
    await at(AT + WAIT, () => closeUnanswered(rig().deps, first));
    expect((await lastOf(phone))?.type).toBe('question-asked');
    await silence(phone);
    expect((await lastOf(phone))?.type).toBe('opted-out');
  });
  test('closes all that was meant, email in its own ledger too', async () => {
    const phone = freshPhone();
    const email = `pat${phone.slice(-4)}@customer.example`;
    await postForm(rig(), phone, { email, consents: { sms: true, email: true } });
    await textFrom(rig(), phone, 'START');
    await textFrom(rig(), phone, 'all of you');
    await silence(phone);
    expect((await lastOf(phone))?.detail).toMatchObject({ channels: ['sms', 'voice', 'email'] });
    const mail = emailKey(rig().demo.account, email);
    expect((await rig().ledger.history(mail, { limit: 100 })).at(-1)).toMatchObject({
      type: 'opted-out',
      detail: { channels: ['email'], rule: 'silence' },
    });
  });
  test('wins over an answer that comes at the same moment only if it was first', async () => {
    const phone = await doubtful();
    const task = await silenceOf(phone);
    await at(AT + WAIT, () =>
      Promise.all([closeUnanswered(rig().deps, task), textFrom(rig(), phone, 'NO')]),
    );
    const ends = (await historyOf(phone)).filter(({ type }) =>
      ['opted-out', 'question-answered'].includes(type),
    );
    expect(ends).toHaveLength(1);
  });
});

test('what is sent and when follows the account: hours to answer, and its own words', async () => {
  const { call, demo } = rig();
  const own = { en: '{brand} asks: stop texts? YES / NO' };
  const put = (path: string, body: object) => call('PUT', path, { key: demo.keys.admin, body });
  expect((await put('/v1/settings', { answerHours: 2 })).status).toBe(200);
  expect((await put('/v1/templates/opt-out-question', own)).status).toBe(200);
  const phone = await doubtful();
  await sendOwed(phone);
  expect(textsTo(phone).at(-1)).toBe('Demo Motors asks: stop texts? YES / NO');
  await silence(phone, AT + 2 * HOUR);
  expect((await lastOf(phone))?.type).toBe('opted-out');
  const incomplete = await put('/v1/templates/opt-out-question', { en: '{brand}: stop? YES' });
  expect(incomplete.status).toBe(422);
});
