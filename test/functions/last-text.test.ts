/** Replies are read beside what went out last, as the stream noted it. */
import { expect, test } from 'vitest';
import { releaseSends } from '#functions/release-sends.ts';
import { textOut } from '#shared/conversations.ts';
import { phoneKey } from '#shared/ledger.ts';
import { AT, messageOf } from '../contract/table-fixture.ts';
import { atTime, freshPhone, optedIn, owedTo, postForm, textFrom } from './people.ts';
import { useRig } from './rig.ts';

const rig = useRig();

/** A text that went out, as the stream notes it. */
async function said(phone: string, body: string, more: object = {}): Promise<void> {
  const key = phoneKey(rig().demo.account, phone);
  const { id: sender } = rig().demo.sender;
  const record = messageOf(`msg_${body.length}`, { key, body, sender, at: AT + 1, ...more });
  await rig().conversations.note(key, textOut(record));
}
const reply = (phone: string, body: string) =>
  atTime(rig(), AT + 3, () => textFrom(rig(), phone, body));
const newest = async (phone: string): Promise<string[]> => {
  const key = phoneKey(rig().demo.account, phone);
  const entries = await rig().ledger.history(key, { limit: 100 });
  const from = entries.findLastIndex(({ type }) => type === 'message-received');
  return entries.slice(from).map(({ type }) => type);
};

test('a word that answers our text is asked about, a published one acts', async () => {
  const phone = freshPhone();
  await optedIn(rig(), phone);
  await said(phone, '¿Prefiere el asiento alto o el bajo?');
  await reply(phone, 'Alto');
  expect(await newest(phone)).toEqual(['message-received', 'question-asked']);
  await reply(phone, 'STOP');
  expect(await newest(phone)).toEqual(['message-received', 'opted-out']);
});

test('what was refused was never said', async () => {
  const phone = freshPhone();
  await optedIn(rig(), phone);
  await said(phone, '¿Prefiere el asiento alto o el bajo?', { status: 'blocked' });
  await reply(phone, 'Alto');
  expect(await newest(phone)).toEqual(['message-received', 'opted-out']);
});

test('NO to another text declines nothing; to the clarification of the question it does', async () => {
  const phone = freshPhone();
  await postForm(rig(), phone);
  for (const task of await owedTo(rig(), phone)) await releaseSends(rig().deps)(task);
  await said(phone, 'Is 3pm ok?');
  await reply(phone, 'No');
  expect(await newest(phone)).toEqual(['message-received']);
  await said(phone, 'Sorry?', { category: 'opt-in-clarification', at: AT + 2 });
  await reply(phone, 'No');
  expect(await newest(phone)).toEqual(['message-received', 'consent-declined', 'opted-out']);
});
