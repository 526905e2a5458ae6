/** The question by email, over the real table: once per contact and address, noted with both. */
import { beforeAll, describe, expect, test } from 'vitest';
import { releaseSends } from '#functions/release-sends.ts';
import { present } from '#shared/basics.ts';
import { emailKey, phoneKey } from '#shared/ledger.ts';
import { owedNotices } from '#shared/owed.ts';
import type { SendTask } from '#shared/ports.ts';
import { freshPhone, NO_EFFECTS, postForm, textFrom } from './people.ts';
import { useRig } from './rig.ts';

const rig = useRig();
const ADDRESS = '1 Main Street, Springfield, FL 32401';

beforeAll(async () => {
  const body = { postalAddress: ADDRESS };
  const set = await rig().call('PUT', '/v1/settings', { key: rig().demo.keys.admin, body });
  expect(set.status).toBe(200);
});

const mailsTo = (email: string) => rig().post.mails.filter(({ to }) => to === email);
const typesOf = async (key: string): Promise<string[]> =>
  (await rig().ledger.history(key, { limit: 100 })).map(({ type }) => type);

/** A form with an address, and the mail that its entry owes. */
async function posted(phone: string, email: string): Promise<SendTask> {
  expect((await postForm(rig(), phone, { email })).status).toBe(201);
  const key = phoneKey(rig().demo.account, phone);
  const entries = await rig().ledger.history(key, { limit: 100 });
  const owed = entries.flatMap((entry) =>
    owedNotices({ key, entry, contact: { email }, effects: NO_EFFECTS }),
  );
  return present(
    owed.find(({ kind }) => kind === 'opt-in-mail'),
    'a mail that is owed',
  );
}
const send = (task: SendTask) => releaseSends(rig().deps)(task);

describe('the question by email', () => {
  test('goes out once, however often its task comes, and both ledgers say so', async () => {
    const phone = freshPhone();
    const email = 'once@customer.example';
    const task = await posted(phone, email);
    for (let n = 0; n < 3; n += 1) await send(task);
    expect(mailsTo(email)).toMatchObject([{ text: expect.stringContaining(ADDRESS) }]);
    const { account } = rig().demo;
    for (const key of [phoneKey(account, phone), emailKey(account, email)]) {
      expect((await typesOf(key)).filter((type) => type === 'opt-in-mailed')).toHaveLength(1);
    }
    const shown = await rig().call('GET', `/v1/contacts/${phone}`, { key: rig().demo.keys.agent });
    expect(shown.body['doubleOptIn']).toMatchObject({
      status: 'pending',
      mailedAt: expect.stringMatching(/^2026/),
    });
  });
  test('that was not taken is sent when its task comes again', async () => {
    const phone = freshPhone();
    const email = 'later@customer.example';
    const task = await posted(phone, email);
    rig().post.failing = true;
    await expect(send(task)).rejects.toThrow();
    rig().post.failing = false;
    await send(task);
    expect(mailsTo(email)).toHaveLength(1);
  });
  test('goes once to an address, whatever numbers it is given with', async () => {
    const email = 'victim@customer.example';
    for (let n = 0; n < 3; n += 1) await send(await posted(freshPhone(), email));
    expect(mailsTo(email)).toHaveLength(1);
  });
  test('does not go to somebody who said STOP, or YES, meanwhile', async () => {
    for (const text of ['STOP', 'START']) {
      const phone = freshPhone();
      const email = `${text.toLowerCase()}@customer.example`;
      const task = await posted(phone, email);
      await textFrom(rig(), phone, text);
      await send(task);
      expect(mailsTo(email)).toEqual([]);
    }
  });
});
