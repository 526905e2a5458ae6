/** Which texts an entry owes a person: the question, or one answer; nothing for an email ledger. */
import { describe, expect, test } from 'vitest';
import { DAY, iso } from '#shared/basics.ts';
import { type EntryDraft, emailKey } from '#shared/ledger.ts';
import { owedNotices, templateOf } from '#shared/owed.ts';
import { ENTRY_TYPES } from '../arbitraries.ts';
import {
  captureDraft,
  entryDraft,
  KEY,
  lastOf,
  ledgerOf,
  NOON,
  optInDraft,
  optOutDraft,
  receivedDraft,
} from './fixtures.ts';

const owed = (draft: EntryDraft, key = KEY) => owedNotices(lastOf(ledgerOf([draft], key)));
const received = (reply: { reply?: 'help-reply'; program?: string }): EntryDraft =>
  receivedDraft('HELP', {
    intent: 'help',
    certainty: 'certain',
    rule: 'keyword:help',
    language: 'en',
    ...reply,
  });

describe('what is owed', () => {
  test('a pending consent to texts owes the question, in the language of its wording', () => {
    const disclosure = { version: '1', hash: 'h', text: 't', language: 'es' };
    const draft = captureDraft({ status: 'pending', program: 'news', disclosure });
    const stored = lastOf(ledgerOf([draft]));
    expect(owedNotices(stored)).toEqual([
      {
        kind: 'notice',
        account: 'acme',
        key: KEY,
        notice: 'opt-in-request',
        entryHash: stored.entry.hash,
        owedAt: NOON,
        program: 'news',
        language: 'es',
      },
    ]);
  });
  test('the sender of the program asks', () => {
    expect(owed(captureDraft({ status: 'pending', sender: 'news' }))).toMatchObject([
      { notice: 'opt-in-request', sender: 'news' },
    ]);
  });
  test.each([
    ['confirmed', captureDraft()],
    ['of another channel', captureDraft({ channel: 'voice', status: 'pending' })],
  ])('a consent that is %s owes none', (_, draft) => {
    expect(owed(draft)).toEqual([]);
  });
  test('an opt-out and an opt-in owe one confirmation, from the number that heard them', () => {
    const stop = optOutDraft(['sms'], { sender: 'tollfree', language: 'fr' });
    expect(owed(stop)).toMatchObject([
      { notice: 'opt-out-confirmation', sender: 'tollfree', language: 'fr' },
    ]);
    expect(owed(optInDraft())).toMatchObject([{ notice: 'opt-in-confirmation' }]);
  });
  test('whoever left one kind of text is told of that kind, and of no more', () => {
    const template = (detail: object) => {
      const [task] = owed(optOutDraft(['sms'], detail));
      return [task, task?.kind === 'notice' && templateOf(task)];
    };
    const part = 'opt-out-confirmation-part';
    const notice = 'opt-out-confirmation';
    expect(template({})).toMatchObject([{ notice }, notice]);
    expect(template({ program: 'news' })).toMatchObject([{ notice, program: 'news' }, part]);
    expect(template({ purpose: 'marketing' })).toMatchObject([
      { notice, purpose: 'marketing' },
      part,
    ]);
    // The fold closes the program then: the narrower of the two.
    const both = template({ purpose: 'marketing', program: 'news' });
    expect(both).toMatchObject([{ program: 'news' }, part]);
    expect(both[0]).not.toHaveProperty('purpose');
  });
  test('the question of a program is worded as ever', () => {
    expect(templateOf({ notice: 'opt-in-request', program: 'news' })).toBe('opt-in-request');
  });
  test.each(['answered-by-provider', 'none'] as const)('not when the confirmation is %s', (how) => {
    expect(owed(optOutDraft(['sms'], { confirmation: how }))).toEqual([]);
  });
  test('HELP owes its answer, other texts owe none', () => {
    expect(owed(received({ reply: 'help-reply' }))).toMatchObject([{ notice: 'help-reply' }]);
    expect(owed(received({ reply: 'help-reply', program: 'service' }))).toMatchObject([
      { notice: 'help-reply', program: 'service' },
    ]);
    expect(owed(received({}))).toEqual([]);
  });
  test('our question is owed in the language of the reply, from the number that it came to', () => {
    const asked = entryDraft('question-asked', {
      channels: ['sms'],
      until: iso(NOON + DAY),
      words: 'ya',
      rule: 'phrase:ya',
      sender: 'toll-free',
      language: 'es',
    });
    expect(owed(asked)).toMatchObject([
      { notice: 'opt-out-question', sender: 'toll-free', language: 'es', owedAt: NOON },
    ]);
  });
  test('the same entry owes the same, so that a repeat is the same text', () => {
    expect(owed(optOutDraft())).toEqual(owed(optOutDraft()));
  });
});

describe('what never owes a text', () => {
  test('an email ledger, whatever its entry', () => {
    const mail = emailKey('acme', 'pat@customer.example');
    expect(owed(optOutDraft(['email']), mail)).toEqual([]);
    expect(owed(captureDraft({ status: 'pending' }), mail)).toEqual([]);
  });
  test.each(
    ENTRY_TYPES.filter(
      (type) =>
        ![
          'consent-captured',
          'opted-out',
          'opted-in',
          'message-received',
          'question-asked',
        ].includes(type),
    ),
  )('an entry %s', (type) => {
    const call = { calledAt: iso(NOON), subject: 'general' };
    const detail = {
      programs: [],
      evidence: {},
      reason: 'by hand',
      name: 'Pat',
      lifted: [],
      ...call,
    };
    expect(owed({ type, detail, at: NOON, actor: 'person', source: 'text' } as never)).toEqual([]);
  });
});
