/** What is a clear NO to our one question whether to stop, and what leaves it open. */
import { describe, expect, test } from 'vitest';
import { HOUR } from '#shared/basics.ts';
import { factsWith, NOON, standingWith } from './fixtures.ts';
import { read, typesOf } from './inbound.helpers.ts';

const question = { seq: 3, at: 0, until: NOON + HOUR, channels: ['sms'] } as const;
const asked = { standing: standingWith(factsWith({ question })) };
const answers = (body: string): boolean => {
  const types = typesOf(read(body, asked));
  expect(types.includes('question-answered') && types.includes('opted-out')).toBe(false);
  return types.includes('question-answered');
};

describe('a clear NO', () => {
  test.each([
    ...['no no', 'No, no!', 'NO NO NO', 'nope, no', 'non non', 'nah.'],
    ...['NO\nPat', 'No.\nPat Doe', 'no\n-pat', 'NO.\nSent from my iPhone', 'NO\n\nJ. Doe'],
    ...['No\nPat\nSent from my iPhone', 'No, keep texting me\nPat', 'non\nEnvoyé de mon iPhone'],
  ])('%j: said again, or signed', (body) => expect(answers(body)).toBe(true));
  test.each([
    ...['No, keep texting me', 'nope keep going', 'No keep them coming please', 'no, keep'],
    ...['No, please continue', 'NO\ncontinue', 'no continue sending', "No, I'd like to keep these"],
    ...["No don't stop", 'No I do not want you to stop texting me', 'No no, keep it on'],
    ...['No, you can keep texting', 'no carry on'],
  ])('%j', (body) => expect(answers(body)).toBe(true));
  test.each([
    ...['No quiero que paren', 'No, sigan', 'no, sigan enviando por favor', 'No paren', 'No. Siga'],
    ...['no, no paren', 'no dejen de escribirme', 'No, quiero seguir recibiendo los mensajes'],
    ...['non continuez', 'Non, continuez à m’écrire', "non n'arrêtez pas", 'non, continue'],
    ...['Non, je ne veux pas que vous arrêtiez'],
  ])('%j', (body) => expect(answers(body)).toBe(true));
});

describe('anything else leaves the question open', () => {
  test.each([
    ...['no thanks', 'NO\nThanks', 'no more', 'NO\nMore', 'No\nStop', 'NO\nStop it', 'no\nmore'],
    ...['No\nDelete me', 'No\nUnsubscribe', 'NO\nNever', 'No\nplease', 'No\nNo\nMore', 'no\npat'],
    ...[
      'NO\nSent from my iPhone, stop',
      'NO\nSent from hell stop',
      'No\nLeave Me Alone',
      'No\nGo Away',
    ],
    ...['No\nBye', 'No\nBlock', 'No\nDelete', 'No\nJamais', 'No\nLose My Number', 'NO\nERASE'],
    ...['no wait', 'keep texting', 'not really', 'I said no', 'NO WAY', 'nooo please'],
  ])('%j', (body) => expect(answers(body)).toBe(false));
  test.each([
    ...["No, don't keep texting me", 'No need to keep texting me', 'no keep me off your list'],
    ...['No, keep your texts', 'No keep away from me', 'no I do not want you to keep texting me'],
    ...['No, keep me out of it', 'no one should keep texting me', 'No, keep quiet and stop'],
    ...['No, keep me on the do not text list', 'no continue', 'No continued texts'],
  ])('%j', (body) => expect(answers(body)).toBe(false));
  test.each([
    ...['no sigan', 'No, no sigan', 'no no sigan', 'No, quiero que paren', 'No, paren', 'no siga'],
    ...['no continuen', 'No quiero que sigan', 'no quiero seguir', 'no. dejen de escribirme'],
    ...['non continuez pas', 'non ne continuez pas', 'non arrêtez', 'non je ne veux pas continuer'],
  ])('%j', (body) => expect(answers(body)).toBe(false));
  test('a long text, whatever it begins with', () => {
    expect(answers(`No, keep ${'texting me '.repeat(20)}`)).toBe(false);
    expect(answers('no '.repeat(3_000))).toBe(false);
  });
});

test('without our question it is nothing', () => {
  expect(typesOf(read('no no'))).toEqual(['message-received']);
});
