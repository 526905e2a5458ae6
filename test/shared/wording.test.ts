/** The words of the texts that Consentry owes: the account's or the default, filled, complete. */
import { describe, expect, test } from 'vitest';
import { LANGUAGES, TEMPLATE_NAMES } from '#shared/account.ts';
import { DEFAULT_TEMPLATES } from '#shared/data/templates.ts';
import { carriesStopWord } from '#shared/notices.ts';
import { readReply } from '#shared/replies.ts';
import { fillTemplate, missingParts } from '#shared/wording.ts';
import { accountWith, programWith } from './fixtures.ts';

const about = { account: accountWith(), program: programWith(), language: undefined };

describe('the defaults', () => {
  test.each(TEMPLATE_NAMES)('%s has every part that it must have, in every language', (name) => {
    expect(missingParts(name, DEFAULT_TEMPLATES[name])).toEqual([]);
  });
  test.each(
    TEMPLATE_NAMES.flatMap((name) => LANGUAGES.map((language) => [name, language] as const)),
  )('%s in %s leaves no gap', (name, language) => {
    const text = fillTemplate(name, undefined, { ...about, language });
    expect(text).not.toMatch(/[{}]| {2}|^\s|\s$/);
    if (name !== 'opt-out-line') expect(text).toContain('Example Motors');
  });
  test('the question asks for a YES that is read as one, and tells how to stop', () => {
    const words = { en: 'YES', es: 'SI', fr: 'OUI' };
    for (const language of LANGUAGES) {
      const text = fillTemplate('opt-in-request', undefined, { ...about, language });
      expect(text).toContain('STOP');
      expect(text.toUpperCase()).toContain(words[language]);
      expect(readReply(words[language], { pending: 'opt-in' }).intent).toBe('confirm');
    }
  });
  test.each(LANGUAGES)(
    'the opt-out line in %s tells how to stop by the gate’s own measure',
    (language) => {
      expect(carriesStopWord(DEFAULT_TEMPLATES['opt-out-line'][language])).toBe(true);
    },
  );
  test.each(['opt-out-confirmation', 'opt-out-confirmation-part'] as const)(
    'the %s asks nothing and offers nothing (RV-08, RV-20)',
    (name) => {
      for (const language of LANGUAGES) {
        expect(DEFAULT_TEMPLATES[name][language]).not.toMatch(/[?]|https?:|START/);
      }
    },
  );
  test.each(LANGUAGES)(
    'who left one kind reads in %s how to leave all, and is so read',
    (language) => {
      const part = fillTemplate('opt-out-confirmation-part', undefined, { ...about, language });
      expect(part).toContain('Offers and news');
      expect(part).toContain('STOP ALL');
      expect(readReply('STOP ALL').intent).toBe('opt-out');
    },
  );
});

describe('what a person left', () => {
  const part = (news: object) =>
    fillTemplate('opt-out-confirmation-part', undefined, { ...about, ...news });
  test('is the program by its name, or the purpose in the language of the text', () => {
    expect(part({})).toContain('opted out of Offers and news and');
    expect(part({ purpose: 'marketing' })).toContain('opted out of marketing texts and');
    expect(part({ purpose: 'marketing', language: 'es' })).toContain('los mensajes promocionales');
    expect(part({ purpose: 'informational', language: 'fr' })).toContain('nos messages d’info');
  });
  test('is named although the program is gone', () => {
    expect(part({ program: undefined })).toContain('opted out of these texts and');
  });
  test('is in the language of the wording that there is, not of the one asked for', () => {
    const own = { en: '{brand}: out of {program}. STOP ALL ends all.' };
    const given = { ...about, purpose: 'marketing' as const, language: 'und' };
    expect(fillTemplate('opt-out-confirmation-part', own, given)).toBe(
      'Example Motors: out of marketing texts. STOP ALL ends all.',
    );
    expect(fillTemplate('opt-out-confirmation-part', own, { ...given, language: 'fr' })).toContain(
      'désabonné de nos messages promotionnels',
    );
  });
});

describe('filling', () => {
  test('brand, contact and frequency go in; the language falls back to English', () => {
    expect(fillTemplate('help-reply', undefined, { ...about, language: 'und' })).toBe(
      'Example Motors: For help contact 800-555-0199. Up to 4 msgs/month. Msg & data rates may apply. Reply STOP to opt out.',
    );
  });
  test('without a program nothing is said of frequency, and no gap is left', () => {
    const text = fillTemplate('help-reply', undefined, { ...about, program: undefined });
    expect(text).toContain('0199. Msg & data');
  });
  test('the wording of the account comes first, in the language that it has', () => {
    const own = { en: '{brand}: bye', fr: '{brand} : adieu' };
    const fill = (language: string) =>
      fillTemplate('opt-out-confirmation', own, { ...about, language });
    expect(fill('fr')).toBe('Example Motors : adieu');
    expect(fill('en')).toBe('Example Motors: bye');
    expect(fill('und')).toBe('Example Motors: bye');
  });
  test('a language that the account does not word is ours, not the account’s English', () => {
    const own = { en: '{brand}: bye', fr: '{brand} : adieu' };
    const es = { ...about, language: 'es' };
    expect(fillTemplate('opt-out-confirmation', own, es)).toBe(
      'Example Motors: Ha cancelado y no recibirá más mensajes nuestros.',
    );
  });
  test('braces that name nothing stay, also those that every object has', () => {
    const own = { en: '{brand} {nothing} {constructor} {toString}' };
    expect(fillTemplate('opt-out-confirmation', own, about)).toBe(
      'Example Motors {nothing} {constructor} {toString}',
    );
  });
  test('a brand with braces is not filled a second time', () => {
    const account = accountWith({ brand: '{contact} Motors' });
    const text = fillTemplate(
      'opt-out-confirmation',
      { en: '{brand}: bye' },
      { ...about, account },
    );
    expect(text).toBe('{contact} Motors: bye');
  });
});

const FEES = 'Msg & data rates may apply.';
const REST = `{frequency} ${FEES}`;

describe('parts that a wording lacks are named by language', () => {
  test.each([
    ['opt-in-request', { en: `{brand}: reply YES. HELP, STOP. ${REST}` }, []],
    ['opt-in-request', { en: `{brand}: reply YES. HELP. ${REST}` }, ['en: STOP']],
    ['opt-in-request', { en: `reply YES. HELP, STOP. ${REST}` }, ['en: {brand}']],
    ['opt-in-request', { en: `{brand}: HELP, STOP. ${REST}` }, ['en: YES or SI or OUI']],
    ['opt-in-confirmation', { en: `{brand}: HELP, STOP. ${FEES}` }, ['en: {frequency}']],
    [
      'opt-in-confirmation',
      { en: '{brand}: HELP, STOP. {frequency}' },
      ['en: data rates may apply or cargos or tarifas or frais'],
    ],
    [
      'help-reply',
      { en: `{brand} {contact} STOP ${FEES}`, fr: '{brand} frais' },
      ['fr: {contact}', 'fr: STOP'],
    ],
    [
      'help-reply',
      { en: '{brand} {contact} STOP' },
      ['en: data rates may apply or cargos or tarifas or frais'],
    ],
    ['opt-out-line', { en: 'Text us to leave' }, ['en: STOP']],
    ['opt-out-line', { en: 'NON-STOP savings' }, ['en: STOP']],
    ['opt-out-line', { en: 'NONSTOP, STOP7, STOPPED, _STOP' }, ['en: STOP']],
    ['opt-out-line', { en: 'STOP2END' }, []],
    ['opt-out-line', { en: 'Reply "STOP".', fr: 'l’option STOP=fin' }, []],
    [
      'opt-out-question',
      { en: '{brand}: YESTERDAY was NOTABLE' },
      ['en: YES or SI or OUI', 'en: NO or NON'],
    ],
    ['opt-out-question', { en: '{brand}s question: YES/NO?', fr: '{brand} : OUI, NON ?' }, []],
    [
      'opt-in-confirmation',
      { en: `{brand}: HELPERS STOP. ${REST}` },
      ['en: HELP or AYUDA or AIDE'],
    ],
    ['opt-in-confirmation', { en: `{brand}: d’AIDE, STOP. ${REST}` }, []],
    [
      'opt-out-confirmation-part',
      { en: '{brand}: out of {program}. STOP ALLOWS all' },
      ['en: STOP ALL'],
    ],
  ] as const)('%s %j: %j', (name, template, missing) => {
    expect(missingParts(name, template)).toEqual(missing);
  });
});
