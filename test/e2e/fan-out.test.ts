/** From each step to the bus and both suppression targets, in order, once; on either stack. */
import { expect, test } from 'vitest';
import { useStack } from './drive.ts';
import { eventually, freshPhone, type SeenEvent } from './stack.ts';

const stack = useStack();

/** Each event once: delivery is at least once, and ids are stable. */
const distinct = (events: readonly SeenEvent[]): SeenEvent[] => [
  ...new Map(events.map((event) => [event.id, event])).values(),
];
const count = (events: readonly SeenEvent[], wanted: string): number =>
  events.filter(({ name }) => name === wanted).length;

/** Form, YES, a text, STOP, a refused text, START; then everything that the bus heard of it. */
async function walk(phone: string): Promise<SeenEvent[]> {
  const { events, message, optIn, text, textsWhen } = stack();
  await optIn(phone);
  await message(phone);
  await text(phone, 'STOP');
  await textsWhen(phone, 3);
  await message(phone);
  await text(phone, 'START');
  const heard = await eventually(
    async () => distinct(await events(phone)),
    (seen) =>
      count(seen, 'Message Blocked') === 1 &&
      count(seen, 'Message Delivered') === 4 &&
      count(seen, 'Suppression Applied') >= 8,
  );
  return [...heard];
}

test('every step reaches the bus in order, and both targets once', async () => {
  const phone = freshPhone('941');
  const events = await walk(phone);

  // What targets and look-ups answer comes beside the steps, whenever they answer.
  const answers = ['Suppression Applied', 'Number Looked Up'];
  const facts = events.filter(
    ({ name, detail }) => Number(detail['seq']) > 0 && !answers.includes(name),
  );
  expect(facts.map(({ name }) => name)).toEqual([
    'Contact Changed',
    'Consent Captured',
    'Contact Changed',
    'Consent Captured',
    'Inbound Message Received',
    'Consent Confirmed',
    'Inbound Message Received',
    'Opt-Out Received',
    'Inbound Message Received',
    'Opt-In Received',
  ]);
  // Question, marketing text, two confirmations. Each is sent before it arrives.
  const sent = events.filter(({ name }) => name === 'Message Sent');
  expect(sent).toHaveLength(4);
  for (const { detail } of sent) {
    const ofText = events.filter((event) => event.detail['messageId'] === detail['messageId']);
    expect(ofText.map(({ name }) => name)).toEqual(['Message Sent', 'Message Delivered']);
  }
  const optOut = events.find(({ name }) => name === 'Opt-Out Received');
  expect(optOut?.detail).toMatchObject({
    schemaVersion: 1,
    account: stack().demo.account,
    contact: { phone },
    effects: {
      sms: 'suppress',
      email: 'none',
      voice: { automated: 'suppress', manual: 'allow', priority: 'high' },
    },
  });
  for (const target of ['email', 'dialer'] as const) await checkTarget(target, phone, optOut);
});

async function checkTarget(
  target: 'email' | 'dialer',
  phone: string,
  optOut: SeenEvent | undefined,
): Promise<void> {
  const got = await eventually(
    () => stack().outbox(target, phone),
    (seen) => seen.some((item) => String(item['type']) === 'Opt-In Received'),
  );
  // The email's own ledger says nothing of texts; what is left is the phone's, in its order.
  const ofTexts = got.filter((item) => String(item['effects']?.['sms']) !== 'none');
  expect(ofTexts.map((item) => [item['type'], item['effects']?.['sms']])).toEqual([
    ['Consent Captured', 'allow'],
    ['Consent Confirmed', 'allow'],
    ['Opt-Out Received', 'suppress'],
    ['Opt-In Received', 'allow'],
  ]);
  const seqs = ofTexts.map((item) => Number(item['seq']));
  expect(seqs).toEqual([...seqs].sort((a, b) => a - b));
  expect(ofTexts[2]).toMatchObject({ id: optOut?.id });
}
