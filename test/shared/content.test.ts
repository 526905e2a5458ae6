/** What is found in an outbound text, and what is let pass: one case a line, in words. */
import { describe, expect, test } from 'vitest';
import { type AboutText, type ContentFinding, MAX_QUOTE, readContent } from '#shared/content.ts';
import { CONTENT_LISTS } from '#shared/data/content-words.ts';
import { KEYWORDS } from '#shared/data/keywords.ts';
import { PUBLIC_SHORTENERS } from '#shared/data/shorteners.ts';
import { DEFAULT_TEMPLATES } from '#shared/data/templates.ts';
import { faultsInTemplate } from '#shared/template-content.ts';
import { DISGUISED, MUST_FIND } from './content/found.ts';
import { MUST_FIND_TOO } from './content/found-more.ts';
import { MUST_PASS } from './content/passed.ts';
import { MUST_PASS_TOO } from './content/passed-more.ts';

const NONE = { words: [], shorteners: [], domains: [] };
/** Without a brand, so that nothing is said about a missing name. */
const about: AboutText = { brand: '', category: 'marketing', lists: CONTENT_LISTS, own: NONE };
const read = (body: string, other: Partial<AboutText> = {}): readonly ContentFinding[] =>
  readContent(body, { ...about, ...other });
const kinds = (body: string, other: Partial<AboutText> = {}): string[] =>
  read(body, other).map(({ kind, category }) => category ?? kind);

const all = (...tables: readonly (typeof MUST_FIND)[]): [string, string][] =>
  tables.flatMap((table) =>
    Object.entries(table).flatMap(([what, texts]) =>
      texts.map((text): [string, string] => [what, text]),
    ),
  );
const FOUND = all(MUST_FIND, MUST_FIND_TOO);
const PASSED = [...MUST_PASS, ...MUST_PASS_TOO];

describe('subjects, frauds and wordings', () => {
  test('more than 150 texts each way are tried, none twice', () => {
    const found = FOUND.map(([, text]) => text);
    expect(found.length).toBeGreaterThan(300);
    expect(PASSED.length).toBeGreaterThan(300);
    expect(new Set([...found, ...PASSED]).size).toBe(found.length + PASSED.length);
  });
  test.each(FOUND)('%s: %s', (what, text) => {
    expect(kinds(text)).toContain(what);
  });
  test.each(DISGUISED)('%s behind disguise: %s', (what, text) => {
    expect(kinds(text)).toContain(what);
  });
  test.each(FOUND)('%s in capitals: %s', (what, text) => {
    expect(kinds(text.toUpperCase())).toContain(what);
  });
});

describe('ways out', () => {
  test.each(
    Object.entries(DEFAULT_TEMPLATES).flatMap(([name, wordings]) =>
      Object.entries(wordings).map(([language, wording]) => [name, language, wording]),
    ),
  )('the default text %s in %s passes', (name, _language, wording) => {
    const body = wording
      .replace('{brand}', 'Example Motors')
      .replace('{contact}', 'help@example.com')
      .replace('{frequency}', 'Msg frequency varies.');
    expect(kinds(body, { brand: name === 'opt-out-line' ? '' : 'Example Motors' })).toEqual([]);
  });
  const certain = KEYWORDS.filter(
    ({ certainty, intent }) => intent === 'opt-out' && certainty === 'certain',
  );
  test.each(certain.map(({ word }) => word))(
    '"%s" may be named: it is read as an opt-out',
    (word) => {
      expect(kinds(`Reply "${word}" to opt out.`)).toEqual([]);
      expect(kinds(`To opt out, reply "${word}".`)).toEqual([]);
    },
  );
  test.each([
    'La única forma de cancelar es llamar',
    'Solo puede cancelar llamando a la oficina',
    'La seule façon de vous désabonner est d’appeler',
  ])('no way is the only one in another language: %s', (body) => {
    expect(kinds(body)).toEqual(['exclusive-opt-out']);
  });
});

describe('everyday texts', () => {
  test.each(PASSED)('%s', (text) => {
    expect(read(text)).toEqual([]);
  });
});

describe('a finding', () => {
  test('has the words as written, the citation and what to do next', () => {
    expect(read('Ask for our ＰＡＹＤＡＹ Loans.')).toEqual([
      {
        kind: 'prohibited',
        category: 'high-risk-finance',
        quote: 'ＰＡＹＤＡＹ Loans',
        citation: expect.stringContaining('CTIA Messaging Principles (2023) 5.3.1'),
        advice: expect.stringContaining('your own loan'),
      },
    ]);
  });
  test('quotes at most 60 characters', () => {
    const [finding] = read(`Act now${' '.repeat(100)}or lose it https://x.example/a`);
    expect(finding?.quote).toHaveLength(MAX_QUOTE);
  });
  test('of one list stands once where phrases share words, and again elsewhere', () => {
    expect(kinds('Buy guns and ammo')).toEqual(['firearms']);
    expect(kinds('Buy guns here. Ammo sale too.')).toEqual(['firearms', 'firearms']);
  });
  test('is dropped only where an innocent phrase shares a word with it', () => {
    expect(kinds('Buy weed killer')).toEqual([]);
    expect(kinds('Buy weed killer and then buy weed')).toEqual(['cannabis']);
  });
  test('that needs a link counts only with one', () => {
    expect(kinds('You have an unpaid toll.')).toEqual([]);
    expect(kinds('You have an unpaid toll. https://tolls.example/x')).toEqual(['deceptive']);
  });
  test('a phrase does not run over a comma or into the next sentence', () => {
    expect(kinds('Bring the title, loan letter up to now.')).toEqual([]);
    expect(kinds('Enjoy your drink. Specials are on the board.')).toEqual([]);
  });
});

describe('what an account adds', () => {
  const own = { ...NONE, words: ['Rival Motors', 'cheap', 'c++', '  '] };
  test.each([
    ['its word', 'A cheap fix', ['cheap']],
    ['its phrase, in capitals', 'Unlike RIVAL MOTORS', ['RIVAL MOTORS']],
    ['its word behind disguise', 'A ch3ap fix', ['ch3ap']],
    ['no longer word', 'A cheaper fix', []],
    ['no half phrase', 'A rival of ours', []],
  ])('%s', (_what, body, quotes) => {
    const found = read(body, { own });
    expect(found.map(({ quote }) => quote)).toEqual(quotes);
    expect(found.every(({ category }) => category === 'account-list')).toBe(true);
  });
  test('signs of the tables mean nothing in it', () => {
    const odd = { ...NONE, words: ['*', 'gun/rifle', '[new] car'] };
    expect(kinds('Any word at all', { own: odd })).toEqual([]);
    expect(kinds('A gun/rifle and a [new] car', { own: odd })).toEqual([
      'account-list',
      'account-list',
    ]);
  });
  test('nothing of it reaches another account', () => {
    expect(kinds('A cheap fix', { own })).toEqual(['account-list']);
    expect(kinds('A cheap fix')).toEqual([]);
  });
});

describe('public shorteners (CT-15)', () => {
  test.each([...PUBLIC_SHORTENERS])('%s', (host) => {
    expect(kinds(`See https://${host}/abc`)).toEqual(['public-shortener']);
  });
  test.each([
    ['bare with a path', 'See bit.ly/abc'],
    ['with www', 'See www.bit.ly/abc'],
    ['in capitals', 'See HTTPS://BIT.LY/ABC'],
    ['with a trailing dot', 'See https://bit.ly./abc'],
    ['with a port', 'See https://bit.ly:443/abc'],
    ['under a name of its own', 'See https://firm.rebrand.ly/abc'],
    ['with a unicode dot', 'See bit。ly/abc'],
    ['in full width', 'See ｂｉｔ．ｌｙ/abc'],
    ['with a zero-width space', 'See bit\u200B.ly/abc'],
    ['with a bracketed dot', 'See bit[.]ly/abc'],
    ['with the dot in words', 'See bit(dot)ly/abc'],
    ['with spaces round the dot', 'See bit . ly/abc'],
    ['with the dot as a word', 'See bit dot ly/abc'],
    ['in round brackets', 'The map (bit.ly/abc) helps'],
    ['after a colon', 'Map:bit.ly/abc'],
    ['at the end of a sentence', 'See tinyurl.com/abc.'],
    ['as where another link leads', 'See https://firm.example/go?to=https://bit.ly/abc'],
    ['behind a name and an @', 'See https://firm.example@bit.ly/abc'],
    ['with a Cyrillic letter', 'See bіt.ly/abc'],
  ])('%s', (_what, body) => {
    expect(kinds(body)).toContain('public-shortener');
  });
  test.each([
    ['a name that ends alike', 'See https://notbit.ly.example/abc'],
    ['a shortener as the front of another name', 'See https://bit.ly.example/abc'],
    ['a longer first label', 'See https://mybit.ly/abc'],
    ["a firm's own short domain", 'See https://exmpl.co/abc'],
    ['a mailbox', 'Write to ann@bit.ly'],
    ['a sentence without a space', 'Wait a bit.Lying is bad.'],
    ['a sentence with one', 'Wait a bit. Ly is here.'],
    ['the words alone', 'The bit and the ly'],
  ])('lets pass %s', (_what, body) => {
    expect(kinds(body)).not.toContain('public-shortener');
  });
  test('an account adds its own, however it writes them', () => {
    const own = { ...NONE, shorteners: ['HTTPS://www.Short.Example/'] };
    expect(kinds('See short.example/a', { own })).toEqual(['public-shortener']);
    expect(kinds('See short.example/a')).toEqual([]);
  });
});

describe('links that do not look like the sender', () => {
  const own = { ...NONE, domains: ['examplemotors.example', 'www.Example-Law.example/'] };
  test.each([
    ['a raw address', 'Pay at https://192.0.2.7/x'],
    ['plain http', 'Pay at http://firm.example/x'],
    ['punycode', 'Pay at https://xn--exmple-cua.example/x'],
    ['mixed scripts', 'Pay at https://exаmple.example/x'],
    ['a name before an @', 'Pay at https://firm.example@evil.test/x'],
    ['one name shown, another behind', 'Pay at firm.example (https://evil.test/x)'],
    ['the same in markdown', 'Pay at [firm.example](https://evil.test/x)'],
    ['the same in angle brackets', 'Pay at firm.example <https://evil.test/x>'],
  ])('%s', (_what, body) => {
    expect(kinds(body)).toEqual(['link-mismatch']);
  });
  test.each([
    ['https', 'Pay at https://firm.example/x'],
    ['a bare domain', 'See firm.example'],
    ['the same name shown and behind', 'See firm.example (https://www.firm.example/x)'],
    ['two links in one sentence', 'See firm.example or https://other.example/x'],
    ['an address without a link', 'Build 10.0.0.1 is live'],
    ['a link in another script throughout', 'See https://пример.рф/x'],
  ])('lets pass %s', (_what, body) => {
    expect(kinds(body)).toEqual([]);
  });
  test.each([
    ['foreign', 'https://other.example/x', "not among the account's own domains"],
    ['with a digit for a letter', 'https://examp1emotors.example/x', 'looks like'],
    ['with rn for m', 'https://examplernotors.example/x', 'looks like'],
    ['with a hyphen', 'https://example-motors.example/x', 'looks like'],
    ['with the own name in front', 'https://examplemotors.example.evil.test/x', 'looks like'],
  ])('with own domains listed, %s', (_what, link, advice) => {
    const found = read(`Pay at ${link}`, { own });
    expect(found.map(({ kind }) => kind)).toEqual(['link-mismatch']);
    expect(found[0]?.advice).toContain(advice);
  });
  test.each([
    'https://examplemotors.example/x',
    'https://pay.examplemotors.example/x',
    'https://www.example-law.example',
  ])('with own domains listed, lets pass %s', (link) => {
    expect(kinds(`Pay at ${link}`, { own })).toEqual([]);
  });
});

describe('who writes (CT-17)', () => {
  const brand = 'Éxample Motors, LLC';
  test.each([
    ['the name', 'Éxample Motors: your truck is ready.'],
    ['the name in small letters, without accent', 'this is example motors'],
    ['the name in one', 'ExampleMotors: ready.'],
    ['the name with its legal form', 'Example Motors LLC: ready.'],
  ])('said by %s', (_what, body) => {
    expect(kinds(body, { brand })).toEqual([]);
  });
  test.each([
    ['no name', 'Your truck is ready.'],
    ['half of it', 'Example: your truck is ready.'],
    ['the name inside other words', 'counterexample motorsport'],
  ])('not said by %s', (_what, body) => {
    const found = read(body, { brand });
    expect(found.map(({ kind }) => kind)).toEqual(['unnamed-sender']);
    expect(found[0]).toMatchObject({ quote: '', advice: expect.stringContaining(brand) });
  });
  test('need not be said inside a conversation', () => {
    expect(kinds('At 5 then!', { brand, category: 'conversational' })).toEqual([]);
  });
});

describe('capitals', () => {
  test.each([
    ['four words in a row', 'Come NOW OR LOSE THIS GREAT BIG HOUSE'],
    ['most of a text', 'FREE WASH WITH EVERY VISIT'],
  ])('%s', (_what, body) => {
    expect(kinds(body)).toContain('all-caps');
  });
  test.each([
    ['words that must be', 'Reply STOP to opt out, HELP for help.'],
    ['short names', 'The SUV has an MLS tag, VIN and AWD on a USB key.'],
    ['three words', 'Bring ALICE SMITH JONES along to the closing'],
  ])('lets pass %s', (_what, body) => {
    expect(kinds(body)).not.toContain('all-caps');
  });
  test('lets pass the name of the firm', () => {
    const brand = 'BEST EVER AUTO HOUSE';
    expect(kinds('BEST EVER AUTO HOUSE: the truck is ready.', { brand })).toEqual([]);
  });
});

describe('the confirmation of an opt-out (RV-20)', () => {
  const faults = (en: string) =>
    faultsInTemplate('opt-out-confirmation', { en }, { lists: CONTENT_LISTS, settings: undefined });
  test('that only confirms passes', () => {
    expect(faults('You are opted out and will get no more texts from us.')).toEqual([]);
  });
  test.each([
    ['a survey', 'You are out. Take our survey?'],
    ['a question to stay', 'You are out. Are you sure?'],
    ['a question why', 'You are out. Tell us why.'],
    ['a link', 'You are out. https://firm.example/bye'],
    ['an offer', 'You are out. 20% off if you stay'],
  ])('must not hold %s', (_what, body) => {
    expect(faults(body)).toHaveLength(1);
    expect(kinds(body)).not.toContain('confirmation-extra');
  });
});
