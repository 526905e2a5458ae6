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
