/** The confirmation of a STOP may ask if one program was meant; no answer means everything. */
import { describe, expect, test } from 'vitest';
import { HOUR, iso } from '#shared/basics.ts';
import { dialerOf } from '#shared/effects.ts';
import { growLedger } from '#shared/grow.ts';
import type { InboundFacts } from '#shared/inbound.ts';
import type { EntryDraft } from '#shared/ledger.ts';
import { owedNotices, templateOf } from '#shared/owed.ts';
import { type Facts, NO_SENDS, type Standing } from '#shared/standing.ts';
import {
  accountWith,
  codesOf,
  consentWith,
  factsWith,
  KEY,
  lastOf,
  NOON,
  optInDraft,
  programWith,
  standingWith,
  tollFree,
} from './fixtures.ts';
import { detailOf, read, readAs, typesOf } from './inbound.helpers.ts';

const account = accountWith({ askWhichProgram: true });
const TWO = { 'sms:default': consentWith(), 'sms:service': consentWith() };
const LAST = { ...NO_SENDS, last: { program: 'default', purpose: 'marketing' } as const };
const agreed = (news: Partial<Facts> = {}, sends = LAST): Standing =>
  standingWith(factsWith({ consents: TWO, ...news }), sends);
const stop = (news: Partial<InboundFacts> = {}, body = 'STOP') =>
  read(body, { account, standing: agreed(), ...news });
const whichOf = (drafts: EntryDraft[]) => detailOf(drafts, 'opted-out').which;

/** The facts after these, and a further text an hour later. */
const grown = (standing: Standing, drafts: readonly EntryDraft[]): Standing => ({
  ...standing,
  facts: growLedger(KEY, standing, drafts).facts,
});
const stopped = grown(agreed(), stop());
const answer = (body: string, now = NOON + HOUR, standing = stopped) =>
  read(body, { account, standing, now });
const mayGo = (facts: Facts, programId: string) =>
  codesOf({ facts, programId, program: programWith({ id: programId }), now: NOON + HOUR });

describe('STOP of somebody who agreed to several programs', () => {
  test('ends all texts at once, and the one confirmation asks which was meant', () => {
    const drafts = stop();
    expect(detailOf(drafts, 'opted-out')).toMatchObject({
      channels: ['sms'],
      confirmation: 'owed',
    });
    expect(whichOf(drafts)).toEqual({ program: 'default', until: iso(NOON + 24 * HOUR) });
    expect(mayGo(stopped.facts, 'default')).toEqual(['opted-out']);
    expect(mayGo(stopped.facts, 'service')).toEqual(['opted-out']);
    const change = growLedger(KEY, agreed(), drafts);
    const [task, ...more] = owedNotices(lastOf(change));
    expect(more).toEqual([]);
    expect(task).toMatchObject({ notice: 'opt-out-confirmation', program: 'default', asks: true });
    expect(task?.kind === 'notice' && templateOf(task)).toBe('opt-out-confirmation-which');
  });
  test.each([
    ['the account does not want it', { account: accountWith() }, 'STOP'],
    [
      'there is one program',
      { standing: agreed({ consents: { 'sms:default': consentWith() } }) },
      'STOP',
    ],
    ['nothing was sent yet', { standing: agreed({}, NO_SENDS as never) }, 'STOP'],
    ['the words say all', {}, 'STOP ALL'],
    ['the words are the person’s own', {}, 'stop texting me'],
    ['the toll-free network told that all end', { sender: tollFree() }, 'STOP'],
    [
      'a question for consent is open',
      {
        standing: agreed({ consents: { ...TWO, 'sms:news': consentWith({ status: 'pending' }) } }),
      },
      'STOP',
    ],
    [
      'one program ends all by the revoke-all rule',
      { account: accountWith({ askWhichProgram: true, revokeAll: 'on' }) },
      'STOP',
    ],
    [
      'a STOP ends every channel',
      { account: accountWith({ askWhichProgram: true, optOutScope: 'all' }) },
      'STOP',
    ],
    [
      'a STOP ends one program anyway',
      { account: accountWith({ askWhichProgram: true, optOutReach: 'program' }) },
      'STOP',
    ],
  ] satisfies readonly (readonly [string, Partial<InboundFacts>, string])[])(
    'asks nothing where %s',
    (_, news, body) => {
      expect(whichOf(stop(news, body))).toBeUndefined();
    },
  );
});

describe('after our question whether to stop, nobody is asked which program was meant', () => {
  const question = { seq: 3, at: 0, until: NOON + HOUR, channels: ['sms'] } as const;
  const part = { certainty: 'certain', scope: 'part' } as const;
  const asks = (drafts: EntryDraft[]) => whichOf(drafts) !== undefined;

  test.each(['YES', 'STOP'])('%s in answer to it ends all of them', (body) => {
    const drafts = stop({ standing: agreed({ question }) }, body);
    expect(detailOf(drafts, 'opted-out')).toMatchObject({ channels: ['sms'] });
    expect(asks(drafts)).toBe(false);
  });
  test('nor where the words speak of a part; without a question they are asked about', () => {
    expect(asks(readAs(part, { account, standing: agreed() }))).toBe(true);
    expect(asks(readAs(part, { account, standing: agreed({ question }) }))).toBe(false);
  });
  test('nor by a reading that is an answer', () => {
    const answers = { ...part, rule: 'answer:yes' };
    expect(asks(readAs(answers, { account, standing: agreed() }))).toBe(false);
  });
  test('once it is answered NO, a STOP is asked about as any', () => {
    const asked = agreed({ question });
    const standing = grown(asked, stop({ standing: asked }, 'NO'));
    expect(asks(stop({ standing }))).toBe(true);
  });
});

describe('the answer', () => {
  test('YES keeps the other programs, by the person’s own word; automated calls stay ended', () => {
    const drafts = answer('YES');
    expect(typesOf(drafts)).toEqual(['message-received', 'opted-in', 'opted-out']);
    const { facts } = grown(stopped, drafts);
    expect(mayGo(facts, 'service')).toEqual([]);
    expect(mayGo(facts, 'default')).toEqual(['opted-out']);
    expect(dialerOf(facts).automatedCalls).toBe('suppressed');
    expect(facts.which).toBeUndefined();
  });
  test('is owed no text', () => {
    const drafts = answer('YES');
    expect(detailOf(drafts, 'opted-in').confirmation).toBe('none');
    expect(detailOf(drafts, 'opted-out').confirmation).toBe('none');
  });
  test.each(['NO', 'STOP', 'ok', 'what?'])('%s keeps none', (body) => {
    const { facts } = grown(stopped, answer(body));
    expect(mayGo(facts, 'service')).toEqual(['opted-out']);
  });
  test.each(['NO', 'STOP'])('after %s a YES is too late', (body) => {
    const after = grown(stopped, answer(body));
    expect(typesOf(answer('YES', NOON + 2 * HOUR, after))).toEqual(['message-received']);
  });
  test('counts to the millisecond before its time is over; silence means all', () => {
    expect(typesOf(answer('YES', NOON + 24 * HOUR - 1))).toContain('opted-in');
    expect(typesOf(answer('YES', NOON + 24 * HOUR))).toEqual(['message-received']);
  });
  test.each(['failed', 'blocked', 'outcome-unknown'] as const)(
    'is none to a question that did not go out: %s',
    (status) => {
      const text = { id: 'm', sender: 'main', body: 'Which?', reasons: [] };
      const category = 'opt-out-confirmation' as const;
      const yes = (at: number, how: typeof status | 'sent') => {
        const textsOut = [{ ...text, category, at, status: how }];
        const now = NOON + HOUR;
        return typesOf(read('YES', { account, standing: stopped, now, textsOut }));
      };
      expect(yes(NOON, status)).toEqual(['message-received']);
      expect(yes(NOON, 'sent')).toContain('opted-in');
      // That of an earlier STOP tells nothing of this one's, which is not noted yet.
      expect(yes(NOON - 1, status)).toContain('opted-in');
    },
  );
  test('is not asked for any more after START', () => {
    const back = grown(stopped, [optInDraft(['default', 'service'], NOON + 1)]);
    expect(typesOf(answer('YES', NOON + HOUR, back))).toEqual(['message-received']);
  });
});
