/** Words of an account: they add to what law and carriers know and take nothing away (KM-07). */
import { describe, expect, test } from 'vitest';
import { readWith, refusedWords } from '#shared/extra-words.ts';
import { type Reading, UNREAD } from '#shared/replies.ts';

const EXTRA = { optOut: ['Adiós', 'no more deals'], help: ['who dis'] };
const read = readWith(EXTRA);

describe('a reply of extra words', () => {
  test.each(['ADIOS', '¡Adiós!', 'a d i o s', 'No-more-deals.', 'NO MORE  DEALS'])(
    '%s opts out, in whatever form it is typed',
    (text) => {
      expect(read(text)).toMatchObject({
        intent: 'opt-out',
        certainty: 'certain',
        channels: ['sms'],
      });
    },
  );
  test('names the word that decided', () => {
    expect(read('Adiós').rule).toBe('extra:adios');
  });
  test('asks for help', () => {
    expect(read('Who dis?')).toMatchObject({ intent: 'help', certainty: 'certain', channels: [] });
  });
  test('counts as a whole reply only', () => {
    expect(read('adios amigo, see you at 3').certainty).toBe('unsure');
  });
  test('leaves STOP, START, HELP and YES as they are, whatever is stored', () => {
    const greedy = readWith({ optOut: ['start', 'help', 'yes'], help: ['stop', 'yes'] });
    expect(greedy('STOP').intent).toBe('opt-out');
    expect(greedy('START').intent).toBe('opt-in');
    expect(greedy('HELP').intent).toBe('help');
    expect(greedy('YES', { pending: 'opt-in' }).intent).toBe('confirm');
  });
  test.each(['likely', 'unsure'] as const)(
    'asks for no help where it is a %s opt-out',
    (certainty) => {
      const reading: Reading = {
        intent: 'opt-out',
        certainty,
        channels: ['sms'],
        scope: 'unstated',
        language: 'en',
        rule: 'phrase:who',
        words: '',
      };
      expect(readWith(EXTRA, () => reading)('who dis')).toBe(reading);
    },
  );
});

describe('words that an account may not add', () => {
  test.each([
    ['optOut', 'start', 'opt-in'],
    ['optOut', 'U N S T O P', 'opt-in'],
    ['optOut', 'Help!', 'help'],
    ['optOut', 'ayuda', 'help'],
    ['optOut', 'yes', 'confirm'],
    ['optOut', 'ok', 'confirm'],
    ['optOut', 'no', 'decline'],
    ['help', 'stop', 'opt-out'],
    ['help', 'Arrêt', 'opt-out'],
    ['help', 'wrong number', 'wrong-number'],
  ] as const)('%s: %s, which is read as %s', (list, word, intent) => {
    expect(refusedWords({ [list]: ['fine words', word] })).toEqual([
      { pointer: `/extraWords/${list}/1`, detail: `is read as ${intent} already` },
    ]);
  });
  test.each([
    ['No thanks STOP', 'STOP'],
    ['how do i unsubscribe', 'UNSUBSCRIBE'],
    ['cancel?', undefined],
    ['info on how to cancel', 'CANCEL'],
    ['help: end', 'END'],
    ['who do I opt-out with', 'OPT OUT'],
    ['optout info', 'OPTOUT'],
    ['info arrêt', 'ARRET'],
    ['ayuda con la baja', 'BAJA'],
  ])('help: %s, since it holds a word that ends texts', (word, stop) => {
    const [error] = refusedWords({ help: ['fine words', word] });
    expect(error?.pointer).toBe('/extraWords/help/1');
    if (stop) expect(error?.detail).toMatch(new RegExp(`^(holds ${stop},|is read as )`));
  });
  test('a word that only begins like one holds none', () => {
    expect(refusedWords({ help: ['stopover desk', 'weekend hours', 'cancellations'] })).toEqual([]);
  });
  test('kept from before it was refused, it hides nothing either', () => {
    const old = readWith({ optOut: [], help: ['no thanks stop', 'my desk'] }, () => UNREAD);
    expect([old('No thanks STOP').intent, old('My desk').intent]).toEqual(['other', 'help']);
  });
  test('of which nothing is left to compare', () => {
    const errors = refusedWords({ optOut: ['🛑🛑', '-a-'] });
    expect(errors.map(({ detail }) => detail)).toEqual(
      Array(2).fill('needs two letters or digits'),
    );
  });
  test('that mean both', () => {
    expect(refusedWords({ optOut: ['enough'], help: ['Enough!'] })).toEqual([
      { pointer: '/extraWords/help/0', detail: 'is in both lists' },
    ]);
  });
  test('and those that it may: new ones, and ones that mean this already', () => {
    expect(refusedWords(EXTRA)).toEqual([]);
    expect(refusedWords({ optOut: ['STOP', 'remove me'], help: ['info'] })).toEqual([]);
  });
});
