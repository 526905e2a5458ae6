/** What a firm's own texts read as, and why; how many, and how long, one request takes. */
import { describe, expect, test } from 'vitest';
import { MAX_BODY_BYTES, maxBodyBytes } from '#shared/api.ts';
import { MAX_JSON_VALUES } from '#shared/json.ts';
import { phoneKey } from '#shared/ledger.ts';
import { freshPhone, textFrom } from './people.ts';
import { type Answer, useRig } from './rig.ts';

const rig = useRig();
const LIMIT = maxBodyBytes('POST /v1/readings');
/** The longest text that providers take (twilio.com/docs/messaging, 1,600 characters). */
const LONGEST = 1_600;

const read = (body: string | object, base64 = false): Promise<Answer> =>
  rig().call('POST', '/v1/readings', { key: rig().demo.keys.service, body, base64 });
const itemsOf = ({ body }: Answer) => body['items'] as unknown as unknown[];

describe('a request for readings takes a thousand texts of the longest', () => {
  test.each([
    ['Latin', 'stop those texts '],
    ['quotes and ends of lines, as JSON escapes them', '"\\\n'],
    ['Arabic, two bytes a character', 'أوقف '],
    ['Chinese, three bytes a character', '停止发送'],
    ['emoji, four bytes for two', '🛑'],
  ])('in %s', async (_, words) => {
    const text = words.repeat(LONGEST).slice(0, LONGEST);
    const { body, status } = await read({ texts: Array.from({ length: 1_000 }, () => text) });
    expect([status, itemsOf({ body } as Answer)?.length]).toEqual([200, 1_000]);
  });
  test('and not one more', async () => {
    const answer = await read({ texts: Array.from({ length: 1_001 }, () => 'stop') });
    expect(answer.status).toBe(400);
    expect(answer.body['errors']).toEqual([{ pointer: '/texts', detail: 'expected at most 1000' }]);
  });
});

test('a reading has the fields of the contract, and the words that decided', async () => {
  const { body } = await read({ texts: ['Stop!', 'See you at 3'] });
  expect(body['items']).toMatchObject([
    {
      intent: 'opt-out',
      certainty: 'certain',
      channels: ['sms'],
      language: 'en',
      rule: 'keyword:stop',
      words: 'stop',
    },
    { intent: 'other', rule: 'none', words: '' },
  ]);
});

describe('a text is shown as the door reads it', () => {
  const shown = async (texts: readonly string[], context?: object) =>
    itemsOf(await read({ texts, ...(context && { context }) })) as { readonly rule: string }[];
  const heard = async (phone: string) => {
    const key = phoneKey(rig().demo.account, phone);
    const entries = await rig().ledger.history(key, { limit: 100 });
    const entry = entries.findLast(({ type }) => type === 'message-received');
    if (entry?.type !== 'message-received') throw new Error('no text came');
    const { intent, certainty, rule } = entry.detail;
    return { intent, certainty, rule };
  };

  test.each([
    'Stop!',
    'pls email me instead',
    'calls only',
    'no texts, call me',
    'text me instead of calling',
    '(1/2) Please take my number off',
    'see you at 3',
    'no',
  ])('%s', async (body) => {
    const phone = freshPhone();
    await textFrom(rig(), phone, body);
    expect((await shown([body]))[0]).toMatchObject(await heard(phone));
  });
  test.each(['NO', 'No, keep texting me', 'no thanks', 'yes', 'email me instead'])(
    '%s in answer to our question whether to stop',
    async (body) => {
      const phone = freshPhone();
      await textFrom(rig(), phone, 'calls only');
      await textFrom(rig(), phone, body);
      const [item] = await shown([body], { pending: 'opt-out' });
      expect(item).toMatchObject(await heard(phone));
    },
  );
  test('a clear NO is one in that context alone', async () => {
    const [asked] = await shown(['No'], { pending: 'opt-out' });
    const [unasked] = await shown(['No']);
    expect([asked?.rule, unasked?.rule]).toEqual(['answer:no', 'unasked:no']);
  });
  test('the question itself, given as the last text, changes no answer to it', async () => {
    const lastText = 'Demo Motors: Do you want us to stop texting you? Reply YES or NO.';
    const texts = ['YES', 'NO', 'basta', 'ok', lastText];
    const pending = 'opt-out';
    const beside = await shown(texts, { pending, lastText });
    expect(beside.slice(0, 4)).toEqual((await shown(texts, { pending })).slice(0, 4));
    expect(beside[4]).toMatchObject({ intent: 'other' });
  });
});

test('the words of a text that did nothing are in no entry', async () => {
  const phone = freshPhone();
  await textFrom(rig(), phone, 'See you at 3');
  await textFrom(rig(), phone, 'Hey, STOP texting me now!');
  const key = phoneKey(rig().demo.account, phone);
  const [idle, stop] = await rig().ledger.history(key, { limit: 2 });
  expect(idle?.detail).not.toHaveProperty('words');
  expect(stop?.detail).toMatchObject({ words: expect.stringContaining('stop texting me') });
});

describe('the limit of its body', () => {
  const ofBytes = (bytes: number): string => {
    const body = JSON.stringify({ texts: ['stop'] });
    return body + ' '.repeat(bytes - body.length);
  };
  test('is its own, and the body of that many bytes is read', async () => {
    expect(LIMIT).toBeGreaterThan(MAX_BODY_BYTES);
    expect((await read(ofBytes(LIMIT))).status).toBe(200);
  });
  test.each([false, true])(
    'one byte over is refused, with what to do (base64: %s)',
    async (coded) => {
      const answer = await read(ofBytes(LIMIT + 1), coded);
      expect([answer.status, String(answer.body['code'])]).toEqual([413, 'body-too-large']);
      expect(String(answer.body['detail'])).toBe(
        `Send at most ${LIMIT} bytes in one request; UTF-8 takes less than \\u escapes.`,
      );
    },
  );
  test('every other route keeps the small one', async () => {
    const call = { key: rig().demo.keys.service, body: ofBytes(MAX_BODY_BYTES + 1) };
    expect((await rig().call('POST', '/v1/messages', call)).status).toBe(413);
    expect(maxBodyBytes('POST /v1/decisions')).toBe(MAX_BODY_BYTES);
  });
  test('a body that is long by the number of its values is refused before they are looked at', async () => {
    const ones = (count: number) => `{"texts":[${'1,'.repeat(count - 1)}1]}`;
    const fits = await read(ones(MAX_JSON_VALUES - 1));
    expect(JSON.stringify(fits.body['errors'])).toContain('expected at most 1000');
    const over = await read(ones(MAX_JSON_VALUES));
    expect(over.status).toBe(400);
    expect(over.body['errors']).toEqual([
      { pointer: '/texts', detail: `holds over ${MAX_JSON_VALUES} values` },
    ]);
  });
});
