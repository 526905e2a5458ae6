/** The keyword table itself: complete against each published list, and without contradictions. */
import { describe, expect, test } from 'vitest';
import { KEYWORDS } from '#shared/data/keywords.ts';
import { readReply } from '#shared/replies.ts';

/** As the sources print them, each list whole: a floor that the table may exceed. */
const PUBLISHED_OPT_OUT: Readonly<Record<string, readonly string[]>> = {
  'FCC, 47 CFR 64.1200(a)(10)': [
    'stop',
    'quit',
    'end',
    'revoke',
    'opt out',
    'cancel',
    'unsubscribe',
  ],
  'CTIA s5.1.3': ['stop', 'end', 'unsubscribe', 'cancel', 'quit', 'please opt me out'],
  Twilio: ['STOP', 'STOPALL', 'UNSUBSCRIBE', 'CANCEL', 'END', 'QUIT', 'REVOKE', 'OPTOUT'],
  'Twilio Proxy': ['ARRET', 'ARRETE', 'ARRETT'],
  'AWS End User Messaging': [
    'ARRET',
    'CANCEL',
    'END',
    'OPT-OUT',
    'OPTOUT',
    'QUIT',
    'REMOVE',
    'STOP',
    'TD',
    'UNSUBSCRIBE',
  ],
  Telnyx: ['STOP', 'STOPALL', 'STOP ALL', 'UNSUBSCRIBE', 'CANCEL', 'END', 'QUIT'],
  Vonage: ['STOP', 'END', 'QUIT', 'CANCEL', 'UNSUBSCRIBE'],
  Plivo: ['STOP', 'END', 'QUIT', 'CANCEL', 'UNSUB', 'UNSUBSCRIBE', 'STOP ALL'],
  'Adobe over Sinch, but NO': ['STOP', 'QUIT', 'CANCEL', 'END', 'UNSUBSCRIBE'],
  Braze: ['STOP', 'STOPALL', 'UNSUBSCRIBE', 'CANCEL', 'END', 'QUIT'],
  'CWTA, Canada': ['STOP', 'ARRET', 'ARRÊT'],
  French: ['ARRÊTE', 'ARRETER', 'DÉSABONNER', 'DÉSINSCRIRE', 'ANNULER', 'FIN', 'STOPPER'],
  Spanish: [
    'ALTO',
    'PARAR',
    'PARE',
    'BASTA',
    'CANCELAR',
    'BAJA',
    'DETENER',
    'TERMINAR',
    'SALIR',
    'ELIMINAR',
    'no más',
    'no envíen más',
  ],
};

describe('every published opt-out word revokes (KW-01 to 10, KP-01 to 14, KL-01 to 05)', () => {
  const cases = Object.entries(PUBLISHED_OPT_OUT).flatMap(([list, words]) =>
    words.map((word) => ({ list, word })),
  );
  test.each(cases)('$list: $word', ({ word }) => {
    const reading = readReply(word);
    expect(reading).toMatchObject({ intent: 'opt-out', certainty: 'certain', channels: ['sms'] });
    expect(reading.rule).toMatch(/^keyword:/);
  });
});

describe('every published opt-in and help word is read', () => {
  test.each([
    ...['START', 'UNSTOP', 'JOIN', 'SUBSCRIBE', 'RESUME', 'BEGIN'],
    ...['EMPEZAR', 'INICIAR', 'COMENZAR', 'COMMENCER'],
  ])('%s opts in', (word) => {
    expect(readReply(word)).toMatchObject({ intent: 'opt-in', certainty: 'certain' });
  });
  test('no word lifts a block by a likely reading, of which nobody would be told', () => {
    const opening = KEYWORDS.filter(({ intent }) => intent === 'opt-in');
    expect(opening.filter(({ certainty }) => certainty !== 'certain')).toEqual([]);
  });
  test.each([
    ['HELP', 'en'],
    ['INFO', 'en'],
    ['AIDE', 'fr'],
    ['AYUDA', 'es'],
  ])('%s asks for help and closes nothing', (word, language) => {
    expect(readReply(word)).toMatchObject({ intent: 'help', language, channels: [] });
  });
});

describe('the table', () => {
  test('has one row for each word in any spelling, so that no list can contradict another', () => {
    const spellings = KEYWORDS.map(({ word }) => word.replace(/[^a-z0-9]/g, ''));
    const twice = spellings.filter((spelling, at) => spellings.indexOf(spelling) !== at);
    expect(twice).toEqual([]);
  });

  test('is written in plain small letters, so that it reads as it is compared', () => {
    expect(KEYWORDS.filter(({ word }) => !/^[a-z][a-z' -]*$/.test(word))).toEqual([]);
  });

  test('names a source, a date and a confidence for each row', () => {
    const bare = KEYWORDS.filter(
      ({ source, date, confidence }) =>
        source.length < 10 || !/^20\d\d-\d\d-\d\d$/.test(date) || !/^[VQSM]$/.test(confidence),
    );
    expect(bare).toEqual([]);
  });

  test('has no row that opens a channel on YES, GO or CONTINUE (KM-05)', () => {
    const opening = KEYWORDS.filter(({ intent }) => intent === 'opt-in').map(({ word }) => word);
    for (const word of ['yes', 'y', 'go', 'continue', 'si', 'oui', 'ok']) {
      expect(opening).not.toContain(word);
    }
  });
});
