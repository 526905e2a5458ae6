/** What went out last, as a reply is read beside it. */
import { describe, expect, test } from 'vitest';
import type { TextOut } from '#shared/conversations.ts';
import { KEYWORDS } from '#shared/data/keywords.ts';
import { dependsOnLast, lastText, MAX_AGE_MS, readBeside } from '#shared/last-text.ts';
import { readReply } from '#shared/replies.ts';
import { NOON, senderWith } from './fixtures.ts';
import { ASKED, detailOf, pending, read, typesOf } from './inbound.helpers.ts';

const out = (body: string, news: Partial<TextOut> = {}): TextOut => ({
  at: NOON - 1,
  id: 'msg_1',
  status: 'sent',
  sender: 'main',
  category: 'conversational',
  body,
  reasons: [],
  ...news,
});

describe('what depends on it', () => {
  test.each(['STOP', 'stop.', 'Cancel', 'END', 'unsubscribe', 'arrêt', 'START', 'HELP', 'Stop!!'])(
    'the published word %s acts anyway',
    (body) => expect(dependsOnLast(body)).toBe(false),
  );
  test.each(['alto', 'annuler', 'yes', 'no', 'stop texting me', 'see you at 3', ''])(
    '"%s" is read beside it',
    (body) => expect(dependsOnLast(body)).toBe(true),
  );
  test('no word that is read without it would be read otherwise beside it', () => {
    for (const { word } of KEYWORDS.filter((one) => !dependsOnLast(one.word))) {
      const beside = readReply(word, { lastText: `Would you like to keep or ${word} it?` });
      expect(beside).toEqual(readReply(word));
    }
  });
});

describe('the last text', () => {
  test('is the newest that left, by the number that the reply came to', () => {
    const texts = [
      out('old'),
      out('new'),
      out('refused', { status: 'blocked' }),
      out('of another number', { sender: 'other' }),
    ];
    expect(lastText(texts, 'main', NOON)?.body).toBe('new');
    expect(lastText([], 'main', NOON)).toBeUndefined();
  });
  test('counts for a week, to the millisecond, and none before it comes in its place', () => {
    const texts = [
      out('older', { at: NOON - 2 * MAX_AGE_MS }),
      out('week', { at: NOON - MAX_AGE_MS }),
    ];
    expect(lastText(texts, 'main', NOON)?.body).toBe('week');
    expect(lastText(texts, 'main', NOON + 1)).toBeUndefined();
  });
  test('of our own notices only what comes back in the reply', () => {
    const question = out('Shall we stop?', { category: 'opt-out-question' });
    expect(readBeside(question, 'leave me be')).toBeUndefined();
    expect(readBeside(question, 'Shall we stop? Do.')).toBe('Shall we stop?');
    expect(readBeside(out('3pm?'), 'leave me be')).toBe('3pm?');
    expect(readBeside(undefined, 'hi')).toBeUndefined();
  });
});

describe('a reply', () => {
  const answering = (body: string, reply: string) => read(reply, { textsOut: [out(body)] });
  const OFFER = '¿Quiere su asiento en la fila de alto o de bajo precio?';

  test('in a word of ours that no list publishes may answer us: it is asked about', () => {
    expect(typesOf(read('alto'))).toContain('opted-out');
    expect(typesOf(answering(OFFER, 'alto'))).toEqual(['message-received', 'question-asked']);
  });
  test('in such a word answers a text of this week, and none of long ago', () => {
    const ofAge = (age: number) => read('alto', { textsOut: [out(OFFER, { at: NOON - age })] });
    expect(typesOf(ofAge(MAX_AGE_MS))).toEqual(['message-received', 'question-asked']);
    expect(typesOf(ofAge(MAX_AGE_MS + 1))).toEqual(['message-received', 'opted-out']);
  });
  test('in a published word acts, whatever we said', () => {
    expect(
      typesOf(answering('Do you want to keep or cancel your appointment?', 'cancel')),
    ).toContain('opted-out');
  });
  test('that quotes us is not in those words', () => {
    const ours = 'Please stop texting while driving, it is not worth it.';
    expect(typesOf(read(`${ours} So true`))).not.toEqual(['message-received']);
    expect(typesOf(answering(ours, `${ours} So true`))).toEqual(['message-received']);
  });
  test('in words of its own acts no less because our own notice asked', () => {
    const plain = read('please stop these texts already');
    const textsOut = [out('Shall we?', { category: 'opt-in-request' })];
    const beside = read('please stop these texts already', { textsOut });
    expect(detailOf(beside, 'message-received')).toEqual(detailOf(plain, 'message-received'));
  });
});

describe('YES and NO to a question for consent', () => {
  const answer = (body: string, ...textsOut: TextOut[]) =>
    typesOf(read(body, { standing: pending(), textsOut }));
  const request = out('Reply YES', { at: ASKED.asked?.at ?? 0, category: 'opt-in-request' });
  const three = out('Is 3pm ok?', { at: NOON - 5 });

  test.each([
    ['the question', [request]],
    ['its clarification', [request, three, out('YES or NO', { category: 'opt-in-clarification' })]],
    ['the answer to HELP after it', [request, out('Call us', { category: 'help-reply' })]],
    ['a text before it, as the question is not noted yet', [{ ...three, at: 1 }]],
    ['a text of which no category was noted', [out('Reply YES', { category: undefined as never })]],
    ['a text after it that was refused', [request, { ...three, status: 'blocked' as const }]],
    ['a text of another number', [request, { ...three, sender: 'other' }]],
    ['nothing that is known', []],
  ])('count after %s', (_, texts) => {
    expect(answer('YES', ...texts)).toContain('consent-confirmed');
    expect(answer('no', ...texts)).toContain('consent-declined');
  });
  test.each(['YES', 'yes please', 'no', 'No thanks', 'ok', 'nope, 5 is better'])(
    '%s after another text is no answer, and is asked about once',
    (body) => {
      const drafts = read(body, { standing: pending(), textsOut: [request, three] });
      expect(typesOf(drafts)).toEqual(['message-received']);
      expect(detailOf(drafts, 'message-received')).toMatchObject({
        intent: 'other',
        reply: 'opt-in-clarification',
      });
    },
  );
  test('HELP does not bring the question back', () => {
    const help = out('Call us', { category: 'help-reply' });
    expect(answer('no', request, three, help)).toEqual(['message-received']);
  });
  test('to the number that asked something else they are none, to that of the question they are', () => {
    const texts = [request, { ...three, sender: 'other' }];
    const facts = { standing: pending(), textsOut: texts };
    expect(typesOf(read('yes', { ...facts, sender: senderWith({ id: 'other' }) }))).toEqual([
      'message-received',
    ]);
    expect(typesOf(read('yes', facts))).toContain('consent-confirmed');
  });
  test('STOP and START mean what they say', () => {
    expect(answer('STOP', request, three)).toEqual(['message-received', 'opted-out']);
    expect(answer('START', request, three)).toEqual(['message-received', 'opted-in']);
  });
});
