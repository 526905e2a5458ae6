/**
 * What a reply asks for that ends nothing, how much a wish is to end, and the words that decided.
 */
import { describe, expect, test } from 'vitest';
import { readReply } from '#shared/replies.ts';
import { readSets } from '../replies/sets.ts';

describe('a reply that ends nothing', () => {
  test.each([
    ['help', 'who is this'],
    ['help', 'sorry, who am I speaking with?'],
    ['help', 'disculpe, quién me escribe?'],
    ['help', 'c’est qui qui m’écrit?'],
    ['call-me', 'can someone call me about this tomorrow'],
    ['call-me', 'llámeme después de las cinco por favor'],
    ['call-me', 'rappelez-moi ce soir svp'],
    ['complaint', 'Your service is terrible, I waited three hours and nobody called back'],
    ['complaint', 'worst service ever, nobody ever answers my question'],
  ] as const)('is read as %s: %s', (intent, text) => {
    expect(readReply(text)).toMatchObject({ intent, certainty: 'likely', rule: 'weight' });
  });

  test('asks for texts again, and is never sure enough to opt anybody in', () => {
    for (const text of ['put me back on the text alerts please', 'resume my text alerts']) {
      expect(readReply(text)).toMatchObject({ intent: 'opt-in', certainty: 'unsure' });
    }
    expect(readReply('START')).toMatchObject({ intent: 'opt-in', certainty: 'certain' });
  });

  test.each([
    'help is on the way',
    'the brochures help a lot, thanks',
    'I will call you when I land',
    'start without me',
    'the service was great, thank you',
  ])('asks for nothing: %s', (text) => {
    expect(readReply(text).intent).toBe('other');
  });

  test('is an opt-out where it asks for an end as well', () => {
    const text = 'terrible service, nobody called back, stop texting me';
    expect(readReply(text).intent).toBe('opt-out');
  });

  test('asks for nothing where a telephone wrote it', () => {
    expect(readReply("I'm driving. I'll call you back when I arrive.").intent).toBe('other');
  });
});

describe('how much is to end', () => {
  test.each([
    ['all', 'stop all messages'],
    ['all', 'no more texts of any kind'],
    ['all', 'ya no me manden ningún mensaje de ningún tipo'],
    ['all', 'arrêtez tous les textos'],
    ['part', 'stop the ads but keep my appointment reminders'],
    ['part', 'no more promos please, only order updates'],
    ['part', 'ya no me manden promociones, solo los recordatorios de cita'],
    ['unstated', 'stop texting me'],
    ['unstated', 'please take my number off'],
    ['unstated', 'STOP'],
  ] as const)('%s: %s', (scope, text) => {
    const reading = readReply(text);
    expect(reading.intent).toBe('opt-out');
    expect(reading.scope).toBe(scope);
  });

  test('is all where no contact at all is wanted, and nothing of a wrong number', () => {
    expect(readReply('do not contact me again').scope).toBe('all');
    expect(readReply('wrong number').scope).toBe('unstated');
    expect(readReply('all good, thanks').scope).toBe('unstated');
  });

  test.each([
    ['stop-calls', ['voice'], 'do not call'],
    ['stop-calls', ['voice'], 'Do not call again'],
    ['opt-out', ['sms', 'voice'], 'do not call or text'],
    ['opt-out', ['sms'], "call me, don't text"],
    ['opt-out', ['sms'], 'No gracias. BAJA'],
    [
      'stop-all-contact',
      ['sms', 'voice', 'email'],
      'No calls no texts no letters no pigeons. Ever.',
    ],
  ] as const)('%s closes %j: %s', (intent, channels, text) => {
    const reading = readReply(text);
    expect(reading).toMatchObject({ intent, channels });
  });

  test('is not said by YES and NO', () => {
    expect(readReply('yes', { pending: 'opt-out' })).toMatchObject({
      intent: 'opt-out',
      scope: 'unstated',
    });
  });

  test('is read of the text itself, whatever was read before', () => {
    readReply('stop the ads but keep my appointment reminders');
    expect(readReply('STOP').scope).toBe('unstated');
    expect(readReply('stop all').scope).toBe('all');
  });
});

describe('the words that decided', () => {
  test('of free wording are those that weigh most, not the whole text', () => {
    const text =
      'Hi Dan, hope the family is well. We closed with another agent last week, so you can scratch us off.';
    const { rule, words } = readReply(text);
    expect(rule).toBe('weight');
    expect(words.split(' ').length).toBeLessThanOrEqual(6);
    expect(words).toMatch(/another agent|scratch us off/);
  });

  test('of a run are the run', () => {
    expect(readReply('Hello Dan. Stop texting me. The roof is done').words).toBe('stop texting me');
  });

  test('stand in the text as they were typed, in one form', () => {
    const { words } = readReply('We signed with SOMEBODY ELSE in May, good luck out there');
    expect('we signed with somebody else in may, good luck out there').toContain(words);
  });
});

describe('a word of law with nothing but politeness', () => {
  test.each([
    'arretez svp',
    'ok stop',
    'OK STOP',
    'baja gracias',
    'quit please',
    'No más, por favor',
  ])('acts: %s', (text) => {
    expect(readReply(text)).toMatchObject({ intent: 'opt-out', certainty: 'likely' });
  });
  test.each(['end please', 'cancel thanks', 'remove, please'])(
    'asks where it may be of an errand: %s',
    (text) => {
      expect(readReply(text)).toMatchObject({ intent: 'opt-out', certainty: 'unsure' });
    },
  );
  test('asks in answer to a question of ours', () => {
    const lastText = 'Shall we throw in the floor mats?';
    expect(readReply('ok stop', { lastText }).certainty).toBe('unsure');
  });
});

describe('a word of law beside what takes nothing from it is asked about at least', () => {
  test.each([
    'STOP 2',
    'STOP 555-0100',
    'Quit 2 please',
    'STOP STOP HELP',
    'no thanks STOP',
    'STOP HELP',
  ])('%s', (text) => {
    expect(readReply(text)).toMatchObject({ intent: 'opt-out', certainty: 'unsure' });
  });
  test('said over and over, politely, it is what it was', () => {
    const lastText = 'Shall we come at 5?';
    expect(readReply('unsubscribe, unsubscribe please', { lastText }).certainty).toBe('certain');
    expect(readReply('START START please').certainty).toBe('unsure');
  });
  test('lines that are quoted below a copy of our text are no words of the person', () => {
    const lastText = 'We have a showing at five. '.repeat(380);
    expect(readReply(`${lastText}\n> STOP`, { lastText }).intent).toBe('other');
  });
  test.each(['the 51 stop', 'unit 12 end', 'HELP 2'])('%s is no such word', (text) => {
    expect(readReply(text).rule).not.toMatch(/^(polite|keyword):(stop|end)/);
  });
  test('and let be where our last text spoke of it', () => {
    const lastText = 'Which unit is it? START 4 or END 5';
    expect(readReply('end 5').intent).toBe('opt-out');
    expect(readReply('end 5', { lastText }).intent).toBe('other');
  });
});

describe('the language of a word of law', () => {
  test.each([
    ['es', 'STOP por favor'],
    ['fr', 'STOP merci'],
    ['en', 'STOP please'],
  ] as const)('is that of the words around it: %s, %s', (language, text) => {
    expect(readReply(text)).toMatchObject({ intent: 'opt-out', language });
  });
});

describe('nobody is opted in by free text', () => {
  test.each([
    '51',
    '60',
    '90',
    'S1',
    '0ui',
    'Y?',
    'ok?',
    'yeah right lol',
    'yes i can',
    'yes I do',
    'yes it is',
    'YES?',
  ])('%s confirms nothing', (text) => {
    expect(readReply(text, { pending: 'opt-in' }).intent).not.toBe('confirm');
  });
  test.each(['yes please thank you', 'Yes!', 'si claro', 'oui svp'])('%s does', (text) => {
    expect(readReply(text, { pending: 'opt-in' }).intent).toBe('confirm');
  });
});

describe('a wish for an end while a question is open', () => {
  test.each(['🚫📩 por favor', 'no more', 'yes, please stop', 'Go away'])('is one: %s', (text) => {
    for (const pending of ['opt-in', 'opt-out'] as const) {
      expect(readReply(text, { pending }).intent, pending).toBe('opt-out');
    }
  });
});

describe('letters that are typed as others', () => {
  test.each([
    ['opt-out', 'stop a11'],
    ['opt-out', 'a1to'],
    ['opt-out', 'cance1'],
    ['help', 'he1p'],
    ['opt-out', '🅢🅣🅞🅟'],
    ['opt-out', '🆂🆃🅾🅿'],
  ] as const)('%s: %s', (intent, text) => {
    expect(readReply(text)).toMatchObject({ intent, certainty: 'certain' });
  });
  test('make no word of a number', () => {
    expect(readReply('570').intent).toBe('other');
    expect(readReply('911').intent).toBe('other');
  });
});

describe('a reaction of a handset', () => {
  test.each([
    'Liked “Demo: text “STOP” to end your messages”',
    'Disliked “STOP to end”',
    'A adoré « STOP »',
    'Le encantó “STOP para cancelar”',
    '🛑 to “Demo Motors: Fall sale”',
    'Reacted 🛑 to “Demo Motors: Fall sale”',
    'Reacted with 👍 to “Reply STOP”',
  ])('says nothing of its own: %s', (text) => {
    expect(readReply(text).intent).toBe('other');
  });
  test('is none where words stand after it', () => {
    expect(readReply('Liked “Fall sale at Demo Motors” stop texting me').intent).toBe('opt-out');
  });
});

describe('what the caller knows', () => {
  test('of a language decides for words that all share', () => {
    expect(readReply('STOP', { knownLanguage: 'es' }).language).toBe('es');
    expect(readReply('ARRET', { knownLanguage: 'es' }).language).toBe('fr');
  });
  test('of a quotation takes its words away', () => {
    const quotedText = 'Fall sale. Take me off this list with STOP';
    expect(readReply(`ok ${quotedText}`).intent).toBe('opt-out');
    expect(readReply(`ok ${quotedText}`, { quotedText }).intent).toBe('other');
  });
});

describe('what is doubted', () => {
  test('refusing an offer is no withdrawn consent', () => {
    for (const text of ['pas d’accord', "I don't agree", 'no tengo permiso']) {
      expect(readReply(text).rule).not.toBe('phrase:no-consent');
    }
    const certain = { intent: 'opt-out', certainty: 'likely', rule: 'phrase:no-consent' };
    expect(readReply('I do not consent')).toMatchObject(certain);
    expect(readReply('revoco mi autorización')).toMatchObject(certain);
  });
  test('a word of law in capitals among other words acts by its weight only', () => {
    const asked = 'Is "END" a code on the washer or has it broken?';
    expect(readReply(asked).certainty).toBe('unsure');
    expect(readReply('END - Chris Doe').certainty).toBe('likely');
  });
  test('a word that we know in words of no language is asked about; words of others are not', () => {
    expect(readReply('ffs stop')).toMatchObject({ intent: 'opt-out', certainty: 'unsure' });
    for (const text of ['\uFDFA', 'مرحبا كيف حالك', 'Magkano po ito']) {
      expect(readReply(text).intent).toBe('other');
    }
  });
  test('what may answer a question of ours is asked about less', () => {
    const texts = readSets('tuned').filter(({ intent }) => intent === 'other');
    const asked = (lastText?: string) =>
      texts.filter(({ text }) => readReply(text, { lastText }).rule === 'weight').length;
    const [plain, told, questioned] = [asked(), asked('See you then.'), asked('When is best?')];
    expect(told).toBe(plain);
    expect(questioned).toBeGreaterThan(0);
    expect(questioned).toBeLessThan(0.8 * plain);
  });
});
