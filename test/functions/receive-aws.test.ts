/** Replies and reports that arrive over SNS: what can be placed is kept, what cannot is parked. */
import { describe, expect, test } from 'vitest';
import { receiveText } from '#functions/inbound.ts';
import { receiveAws } from '#functions/receive-aws.ts';
import { releaseSends } from '#functions/release-sends.ts';
import { DAY, HOUR, iso, SECOND } from '#shared/basics.ts';
import { findBrokenLink, phoneKey } from '#shared/ledger.ts';
import { AT } from '../contract/table-fixture.ts';
import { freshPhone, owedTo } from './people.ts';
import { inboxOf, useRig } from './rig.ts';

const rig = useRig();
const INBOUND = 'arn:inbound';
const EVENTS = 'arn:events';

const notice = (topicArn: string, message: unknown, timestamp?: string) =>
  receiveAws({
    ...rig(),
    ...rig().deps,
    inbox: inboxOf,
    inboundTopicArn: INBOUND,
    eventsTopicArn: EVENTS,
  })({
    topicArn,
    message: typeof message === 'string' ? message : JSON.stringify(message),
    ...(timestamp !== undefined && { timestamp }),
  });

let ids = 0;
function text(from: string, messageBody: string, to = numberOf('aws')) {
  ids += 1;
  return {
    originationNumber: from,
    destinationNumber: to,
    messageKeyword: 'KEYWORD_DEFAULT',
    messageBody,
    inboundMessageId: `aws-${ids}`,
  };
}
const numberOf = (id: string): string => {
  const sender = rig().demo.senders.find((one) => one.id === id);
  if (!sender) throw new Error(`the demo has sender ${id}`);
  return sender.number;
};
async function historyOf(phone: string) {
  const key = phoneKey(rig().demo.account, phone);
  const entries = await rig().ledger.history(key, { limit: 20 });
  expect(findBrokenLink(key, entries)).toBeUndefined();
  return entries;
}

describe('a text', () => {
  test('goes into the ledger of whoever owns the number, once however often it comes', async () => {
    const phone = freshPhone();
    const stop = text(phone, 'STOP');
    for (let i = 0; i < 3; i += 1) await notice(INBOUND, stop);
    expect((await historyOf(phone)).map(({ type }) => type)).toEqual([
      'message-received',
      'opted-out',
    ]);
  });

  test('that was cut inside an emoji is a STOP like any other', async () => {
    const phone = freshPhone();
    await notice(INBOUND, `${JSON.stringify(text(phone, 'STOP X')).replace('X', '\\ud83d')}`);
    const entries = await historyOf(phone);
    expect(entries[0]?.detail).toMatchObject({ body: 'STOP \ufffd' });
    expect(entries.map(({ type }) => type)).toContain('opted-out');
  });

  test('as long as can be is kept up to its bound, with the chain whole', async () => {
    const phone = freshPhone();
    await notice(INBOUND, text(phone, `${'x'.repeat(9_999)}🛑 and more`));
    const [entry] = await historyOf(phone);
    expect(JSON.stringify(entry?.detail).length).toBeLessThan(11_000);
  });

  test.each([
    ['no JSON', 'hello'],
    ['JSON that is no text', '{}'],
    ['a null', 'null'],
  ])('that is %s throws, so that it is parked', async (_, message) => {
    await expect(notice(INBOUND, message)).rejects.toThrow('unreadable inbound text');
  });

  test('to a number of nobody throws, and is no contact of anybody', async () => {
    const phone = freshPhone();
    await expect(notice(INBOUND, text(phone, 'STOP', '+12025550199'))).rejects.toThrow();
    expect(await historyOf(phone)).toEqual([]);
  });

  test('of a topic that is not ours throws', async () => {
    const phone = freshPhone();
    await expect(notice('arn:theirs', text(phone, 'STOP'))).rejects.toThrow('not ours');
    expect(await historyOf(phone)).toEqual([]);
  });
});

describe('when it was received', () => {
  const stopAt = async (timestamp?: string) => {
    const phone = freshPhone();
    await notice(INBOUND, text(phone, 'STOP'), timestamp);
    const [, stop] = await historyOf(phone);
    if (stop?.type !== 'opted-out') throw new Error('STOP is an opt-out');
    expect(stop.at).toBe(AT);
    return { phone, receivedAt: stop.detail.receivedAt };
  };

  test('is when SNS took it, and its confirmation is late by hours: none goes out', async () => {
    const { phone, receivedAt } = await stopAt(iso(AT - 2 * HOUR));
    expect(receivedAt).toBe(iso(AT - 2 * HOUR));
    for (const task of await owedTo(rig(), phone)) await releaseSends(rig().deps)(task);
    expect(rig().sent.filter(({ to }) => to === phone)).toEqual([]);
  });

  test('moments ago is confirmed', async () => {
    const { phone } = await stopAt(iso(AT - SECOND));
    for (const task of await owedTo(rig(), phone)) await releaseSends(rig().deps)(task);
    expect(rig().sent.filter(({ to }) => to === phone)).toHaveLength(1);
  });

  test('hours ago, of a text that may be an opt-out: the person is asked, once it is read', async () => {
    const phone = freshPhone();
    await notice(INBOUND, text(phone, 'too many texts'), iso(AT - 2 * HOUR));
    const question = (await historyOf(phone)).find(({ type }) => type === 'question-asked');
    expect(question?.detail).toMatchObject({
      receivedAt: iso(AT - 2 * HOUR),
      until: iso(AT + DAY),
    });
    for (const task of await owedTo(rig(), phone)) await releaseSends(rig().deps)(task);
    expect(rig().sent.filter(({ to }) => to === phone)).toMatchObject([
      { body: expect.stringContaining('Do you want us to stop texting you?') },
    ]);
  });

  test.each([
    ['in the future', iso(AT + HOUR)],
    ['no time at all', 'yesterday'],
    ['nowhere', undefined],
  ])('%s is now', async (_, timestamp) => {
    expect((await stopAt(timestamp)).receivedAt).toBe(iso(AT));
  });

  test('by the clock that an account has set is now', async () => {
    const { deps, directory } = rig();
    const readOf = rig().reader.read;
    const reader = {
      async read(query: Parameters<typeof readOf>[0]) {
        const snapshot = await readOf(query);
        const { account } = snapshot;
        return account ? { ...snapshot, account: { ...account, testClock: AT } } : snapshot;
      },
    };
    const phone = freshPhone();
    await receiveText(
      { ...rig(), ...deps, directory, reader },
      {
        provider: 'aws',
        providerMessageId: 'aws-clock',
        from: phone,
        to: numberOf('aws'),
        body: 'STOP',
        answeredByProvider: false,
        receivedAt: AT - HOUR,
      },
      rig().demo.account,
    );
    expect((await historyOf(phone))[1]?.detail).toMatchObject({ receivedAt: iso(AT) });
  });
});

describe('a report', () => {
  const report = (account: string, more: object = {}) => ({
    eventType: 'TEXT_DELIVERED',
    isFinal: true,
    destinationPhoneNumber: '+13055550142',
    context: { messageId: 'msg_aws', account },
    ...more,
  });

  test('updates the message that it names', async () => {
    const { account } = rig().demo;
    await notice(EVENTS, report(account));
    expect((await rig().messages.get(account, 'msg_aws')).delivery?.state).toBe('delivered');
  });

  test('of another kind of event changes nothing', async () => {
    const before = await rig().store.scan();
    await notice(EVENTS, report(rig().demo.account, { eventType: 'VOICE_COMPLETED' }));
    await notice(EVENTS, '{}');
    expect(await rig().store.scan()).toEqual(before);
  });

  test('of an account that is not there throws', async () => {
    await expect(notice(EVENTS, report('gone'))).rejects.toThrow();
  });
});
