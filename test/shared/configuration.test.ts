/** What must hold before a configured thing is stored: references, numbers, wordings, templates. */
import { describe, expect, test } from 'vitest';
import { type NamedKind, prepare, referencesOf, restored, SCHEMAS } from '#shared/configuration.ts';
import { wordingHash } from '#shared/consent.ts';
import { DEFAULT_TEMPLATES } from '#shared/data/templates.ts';
import type { ConfigKind, Snapshot } from '#shared/store.ts';
import { disclosureWith, NOON, programWith, standingWith, WORDING } from './fixtures.ts';

/** An account that has configured these, by kind and name. */
const having = (held: Readonly<Record<string, object>>): Snapshot => ({
  account: undefined,
  guard: undefined,
  message: undefined,
  standing: () => standingWith(),
  config: (kind: ConfigKind, id: string) => held[`${kind} ${id}`] as never,
});
const known = having({
  'program default': programWith(),
  'disclosure 2026-11-01': disclosureWith(),
});
const put = (kind: NamedKind, id: string, body: Record<string, unknown>, snapshot = known) =>
  prepare(kind, id, body, { region: 'US', snapshot, now: NOON });
const faultOf = (result: ReturnType<typeof put>) => (result.ok ? undefined : result.error.code);

describe('things name things that are there', () => {
  const form = { name: 'Contact', origins: ['https://a.example'], program: 'default' };
  const complete = { ...form, disclosure: '2026-11-01' };

  test('a form whose program and wording are configured is stored under its key', () => {
    expect(put('form', 'contact', complete)).toEqual({
      ok: true,
      value: { ...complete, key: 'contact' },
    });
  });
  test.each([
    ['/program', { ...complete, program: 'news' }],
    ['/disclosure', { ...complete, disclosure: 'v2' }],
  ])('a form that names something else is told where: %s', (pointer, body) => {
    const result = put('form', 'contact', body);
    expect(result).toMatchObject({
      ok: false,
      error: { code: 'unknown-reference', errors: [{ pointer }] },
    });
  });
  test('what is read before: the things that the body names, by kind', () => {
    expect(referencesOf('form', complete)).toEqual([
      { kind: 'program', id: 'default' },
      { kind: 'disclosure', id: '2026-11-01' },
    ]);
    expect(referencesOf('sender', { program: 'news' })).toEqual([{ kind: 'program', id: 'news' }]);
    expect(referencesOf('vendor', { program: 'news' })).toEqual([]);
  });
});

describe('a sender has a number that can send', () => {
  const sender = (number: string) =>
    put('sender', 'main', {
      number,
      provider: 'twilio',
      program: 'default',
      registration: { kind: '10dlc', status: 'none' },
    });
  test.each([
    ['(202) 555-0100', '+12025550100', 'long-code'],
    ['800-555-0199', '+18005550199', 'toll-free'],
    ['23456', '23456', 'short-code'],
  ])('%s is %s, a %s', (typed, number, kind) => {
    expect(sender(typed)).toMatchObject({ ok: true, value: { id: 'main', number, kind } });
  });
  test.each(['911', '12345', '+1202', 'Example'])('%s is none', (typed) => {
    expect(faultOf(sender(typed))).toBe('invalid-number');
  });
});

describe('a registered wording never changes', () => {
  test('the first registration keeps its hash', () => {
    const result = put('disclosure', 'v2', { text: 'Other words.', language: 'en' });
    expect(result).toMatchObject({
      ok: true,
      value: { version: 'v2', hash: wordingHash('Other words.') },
    });
  });
  test('the same words again are no change; other words need a new version', () => {
    expect(put('disclosure', '2026-11-01', { text: ` ${WORDING}\n`, language: 'en' }).ok).toBe(
      true,
    );
    const changed = put('disclosure', '2026-11-01', { text: `${WORDING}!`, language: 'en' });
    expect(faultOf(changed)).toBe('already-registered');
  });
});

describe('a template of the account', () => {
  test('with all its parts is stored under its name', () => {
    const en = '{brand}: you are out.';
    expect(put('template', 'opt-out-confirmation', { en })).toEqual({
      ok: true,
      value: { en, name: 'opt-out-confirmation' },
    });
  });
  test('that lacks a part is told which, in which language', () => {
    const result = put('template', 'opt-out-line', { en: 'Reply STOP.', fr: 'Au revoir' });
    expect(result).toMatchObject({
      ok: false,
      error: { code: 'template-incomplete', errors: [{ detail: 'lacks fr: STOP' }] },
    });
  });
  test.each([
    [
      'an only way to stop',
      'opt-out-line',
      'The only way to opt out is to reply STOP.',
      'only way',
    ],
    [
      'a public shortener',
      'help-reply',
      '{brand}: ask {contact} or bit.ly/x. Des frais. STOP.',
      'bit.ly',
    ],
    ['a barred subject', 'opt-out-line', 'Payday loans! Reply STOP to end.', 'Payday loan'],
    ['an offer', 'opt-out-confirmation', '{brand}: you are out. 20% off if you return!', '% off'],
    ['a question to stay', 'opt-out-confirmation', '{brand}: out. Are you sure?', 'Are you sure'],
    ['a link', 'opt-out-confirmation', '{brand}: out. See acme.example/why', 'acme.example'],
    [
      'a survey',
      'opt-out-confirmation-part',
      '{brand}: you left {program}. Tell us why! STOP ALL ends all.',
      'Tell us why',
    ],
  ] as const)('with %s is refused, and told where', (_, name, fr, quote) => {
    const en = DEFAULT_TEMPLATES[name].en;
    expect(put('template', name, { en }).ok).toBe(true);
    const result = put('template', name, { en, fr });
    expect(result).toMatchObject({ error: { code: 'template-content' } });
    const errors = result.ok ? [] : (result.error.errors ?? []);
    expect(errors.map(({ pointer }) => pointer)).toContain('/fr');
    expect(errors.map(({ detail }) => detail).join()).toContain(quote);
  });
  test('may hold in other notices what only a confirmation may not', () => {
    const en = '{brand}: an offer? {contact}. See acme.example. Msg & data rates may apply. STOP.';
    expect(put('template', 'help-reply', { en }).ok).toBe(true);
  });
  test('our own wordings could all be stored', () => {
    for (const [name, template] of Object.entries(DEFAULT_TEMPLATES)) {
      expect(put('template', name, { ...template })).toMatchObject({ ok: true });
    }
  });
  test('that was stored before it was judged is restored as it was', () => {
    const en = 'The only way to opt out is STOP.';
    expect(restored('template', 'opt-out-line', { en }, 'US')).toMatchObject({ en });
  });
  test('of a name that there is not is not found', () => {
    expect(faultOf(put('template', 'greeting', { en: 'Hi' }))).toBe('not-found');
  });
});

test('every kind that is put has a schema that refuses what it does not know', () => {
  for (const schema of Object.values(SCHEMAS)) {
    expect(schema.safeParse({ surprise: true }).success).toBe(false);
  }
});
