/**
 * The frequency cap: texts to one person on one subject in a rolling window, over all senders
 * (QX-04).
 */
import { describe, expect, test } from 'vitest';
import { HOUR, iso, MINUTE, present } from '#shared/basics.ts';
import { claimSend } from '#shared/claims.ts';
import { MAX_COUNTED, subjectKey } from '#shared/counting.ts';
import { placeOf } from '#shared/places.ts';
import { ESSENTIAL } from '#shared/rules/frequency.ts';
import type { Sends } from '#shared/standing.ts';
import { accountWith, codesOf, decide, factsWith, inputWith, NOON } from '../fixtures.ts';

const sent = (ats: readonly number[], subject = 'general'): Sends => ({
  claims: [],
  recent: ats.map((at, index) => ({ id: `msg_old_${index}`, subject, at })),
  notices: {},
});
const HOURLY = [NOON - 3 * HOUR, NOON - 2 * HOUR, NOON - HOUR];

describe('three in 24 hours on one subject', () => {
  test('the third text goes out, the fourth is refused', () => {
    expect(codesOf({ sends: sent(HOURLY.slice(0, 2)) })).toEqual([]);
    expect(codesOf({ sends: sent(HOURLY) })).toEqual(['frequency-cap']);
  });
  test('the window rolls to the millisecond', () => {
    const sends = sent([NOON - 24 * HOUR, NOON - 2 * HOUR, NOON - HOUR]);
    expect(codesOf({ sends, now: NOON - 1 })).toEqual(['frequency-cap']);
    expect(codesOf({ sends, now: NOON })).toEqual([]);
  });
  test('of a text for later it is the window before that hour, to the millisecond', () => {
    const sends = sent([NOON - 3 * HOUR, NOON - 2 * HOUR, NOON - HOUR]);
    const room = NOON + 21 * HOUR;
    expect(codesOf({ sends, sendAt: room - 1 })).toEqual(['frequency-cap', 'scheduled']);
    expect(codesOf({ sends, sendAt: room })).toEqual(['scheduled']);
    expect(codesOf({ sends, sendAt: NOON - 1 })).toEqual(['frequency-cap']);
  });
  test('it is a refusal that says when the next text could go', () => {
    const { decision } = decide({ sends: sent(HOURLY) });
    expect(decision.outcome).toBe('deny');
    expect(decision.reasons[0]?.until).toBe(iso(NOON + 21 * HOUR));
  });
  test('when the cap was lowered meanwhile, it is when enough of them have left', () => {
    const sends = sent([NOON - 5 * HOUR, NOON - 4 * HOUR, ...HOURLY]);
    expect(decide({ sends }).decision.reasons[0]?.until).toBe(iso(NOON + 21 * HOUR));
  });
  test('texts on another subject do not count', () => {
    expect(codesOf({ sends: sent(HOURLY, 'service') })).toEqual([]);
  });
  test('one subject in other letters or cut long is one subject', () => {
    const subject = ' Spring Sale of the whole Year and more';
    expect(
      codesOf({
        sends: sent(HOURLY, subjectKey(subject)),
        subject: subjectKey(subject.toUpperCase()),
      }),
    ).toEqual(['frequency-cap']);
  });
  test('this very text, counted by an earlier try, does not count against itself', () => {
    expect(codesOf({ sends: sent(HOURLY), messageId: 'msg_old_0' })).toEqual([]);
  });
});

describe('what it judges, and its bounds', () => {
  test('information counts as well as marketing', () => {
    expect(codesOf({ category: 'informational', sends: sent(HOURLY) })).toEqual(['frequency-cap']);
  });
  test('an answer in a conversation is no solicitation', () => {
    const facts = factsWith({ lastInboundAt: NOON });
    expect(codesOf({ category: 'conversational', facts, sends: sent(HOURLY) })).toEqual([]);
  });
  test('the account sets number and hours', () => {
    const account = accountWith({ frequencyCap: { limit: 1, hours: 2 } });
    expect(codesOf({ account, sends: sent([NOON - 2 * HOUR]) })).toEqual([]);
    expect(codesOf({ account, sends: sent([NOON - 2 * HOUR + 1]) })).toEqual(['frequency-cap']);
  });
  test('a full list is over any cap, whatever the subjects', () => {
    const full = Array.from({ length: MAX_COUNTED }, (_, n) => NOON - (n + 1) * MINUTE);
    expect(codesOf({ sends: sent(full.slice(1), 'service') })).toEqual([]);
    expect(codesOf({ sends: sent(full, 'service') })).toEqual(['frequency-cap']);
  });
});

describe('calls by the dialer count beside texts (QX-04)', () => {
  const called = (ats: readonly number[], subject = 'general') =>
    factsWith({ calls: ats.map((at) => ({ subject, at })) });

  test('two texts and a call are three', () => {
    const sends = sent(HOURLY.slice(0, 2));
    expect(codesOf({ sends, facts: called([NOON - HOUR]) })).toEqual(['frequency-cap']);
    expect(codesOf({ sends, facts: called([NOON - HOUR], 'service') })).toEqual([]);
  });
  test('a call leaves with the window, to the millisecond', () => {
    const facts = called([NOON - 24 * HOUR, NOON - 2 * HOUR, NOON - HOUR]);
    expect(codesOf({ facts, now: NOON - 1 })).toEqual(['frequency-cap']);
    expect(codesOf({ facts })).toEqual([]);
  });
});

describe('a statute is stricter than the account may be looser', () => {
  const loose = accountWith({ frequencyCap: { limit: 10, hours: 24 } });
  test('in Florida three it is, elsewhere what the account says', () => {
    expect(codesOf({ account: loose, sends: sent(HOURLY) })).toEqual([]);
    const place = placeOf('+13055550143');
    expect(codesOf({ account: loose, sends: sent(HOURLY), place })).toEqual(['frequency-cap']);
  });
  test('each cap counts in its own window: neither lends the other its limit or its hours', () => {
    const place = placeOf('+13055550143');
    const short = accountWith({ frequencyCap: { limit: 2, hours: 1 } });
    const old = sent([NOON - 6 * HOUR, NOON - 5 * HOUR]);
    expect(codesOf({ account: short, sends: old, place })).toEqual([]);
    expect(codesOf({ account: short, sends: sent(HOURLY), place })).toEqual(['frequency-cap']);
    const long = accountWith({ frequencyCap: { limit: 4, hours: 72 } });
    const spread = sent([NOON - 50 * HOUR, NOON - 2 * HOUR, NOON - HOUR]);
    expect(codesOf({ account: long, sends: spread, place })).toEqual([]);
  });
  test('over both caps, it waits for the later of the two, and cites the statute where it alone is full', () => {
    const place = placeOf('+13055550143');
    const long = accountWith({ frequencyCap: { limit: 3, hours: 72 } });
    const both = decide({ account: long, sends: sent(HOURLY), place }).decision.reasons[0];
    expect(both?.until).toBe(iso(NOON + 69 * HOUR));
    const loose = accountWith({ frequencyCap: { limit: 9, hours: 24 } });
    const [one] = decide({ account: loose, sends: sent(HOURLY), place }).decision.reasons;
    expect(one?.until).toBe(iso(NOON + 21 * HOUR));
    expect(one?.citation).toBe('Fla. Stat. 501.616(6)(b)');
  });
});

describe('contact-cap: all subjects together, by the choice of the account', () => {
  const account = accountWith({ contactCap: { limit: 3, hours: 24 } });
  test('without such a cap nothing is refused, with it the fourth is', () => {
    const sends = sent(HOURLY, 'service');
    expect(codesOf({ sends })).toEqual([]);
    expect(codesOf({ account, sends })).toEqual(['contact-cap']);
    expect(codesOf({ account, sends: sent(HOURLY.slice(1), 'service') })).toEqual([]);
  });
  test('log-in codes are not counted in it', () => {
    expect(codesOf({ account, sends: sent(HOURLY, ESSENTIAL) })).toEqual([]);
  });
  test('log-in codes have a cap of their own', () => {
    const own = accountWith({ essentialCap: { limit: 3, hours: 24 } });
    const text = { category: 'essential', account: own } as const;
    expect(codesOf({ ...text, sends: sent(HOURLY, 'service') })).toEqual([]);
    expect(codesOf({ ...text, sends: sent(HOURLY.slice(1), ESSENTIAL) })).toEqual([]);
    expect(codesOf({ ...text, sends: sent(HOURLY, ESSENTIAL) })).toEqual(['contact-cap']);
  });
});

describe('the words say what was counted and which cap decides', () => {
  const florida = { place: placeOf('+13055550143') };
  const reasonOf = (news: Parameters<typeof decide>[0]) => {
    const [reason] = decide(news).decision.reasons;
    return present(reason, 'a reason');
  };
  test('the number of texts and calls, also where it is over the limit', () => {
    const sends = sent([NOON - 5 * HOUR, NOON - 4 * HOUR, ...HOURLY]);
    expect(reasonOf({ sends }).detail).toMatch(
      /^The contact had 5 texts or calls on this subject within 24 hours; the limit is 3\. There is/,
    );
    const account = accountWith({ contactCap: { limit: 4, hours: 72 } });
    expect(reasonOf({ account, sends: sent([NOON - 1, ...HOURLY], 'service') }).detail).toMatch(
      /^The contact had 4 texts or calls within 72 hours; the limit is 4\./,
    );
    const own = accountWith({ essentialCap: { limit: 2, hours: 24 } });
    const codes = sent(HOURLY, ESSENTIAL);
    expect(reasonOf({ account: own, category: 'essential', sends: codes }).detail).toMatch(
      /^The contact had 3 essential texts within 24 hours; the limit is 2\./,
    );
  });
  test('over both caps: the citation, the hours and the time are those of the one that ends later', () => {
    const short = accountWith({ frequencyCap: { limit: 1, hours: 2 } });
    const law = reasonOf({ ...florida, account: short, sends: sent(HOURLY) });
    expect(law.citation).toBe('Fla. Stat. 501.616(6)(b)');
    expect(law.until).toBe(iso(NOON + 21 * HOUR));
    expect(law.detail).toContain('had 3 texts or calls on this subject within 24 hours');
    const long = accountWith({ frequencyCap: { limit: 2, hours: 72 } });
    const own = reasonOf({ ...florida, account: long, sends: sent(HOURLY) });
    expect(own.citation).toBe('Account policy: settings.frequencyCap');
    expect(own.until).toBe(iso(NOON + 70 * HOUR));
    expect(own.detail).toContain('within 72 hours; the limit is 2');
  });
  test('a full list of log-in codes: nobody is told of texts on the subject that were not sent', () => {
    const full = Array.from({ length: MAX_COUNTED }, (_, n) => NOON - (n + 1) * MINUTE);
    const { code, detail } = reasonOf({ sends: sent(full, ESSENTIAL) });
    expect(code).toBe('frequency-cap');
    expect(detail).toMatch(/^The contact had 20 texts or calls of any kind within 24 hours/);
    expect(detail).toContain('the limit of 3 texts or calls on this subject counts as reached');
  });
});

describe('calls that the dialer reported count beside texts (QX-04)', () => {
  const called = (ats: readonly number[], subject = 'general') =>
    factsWith({ calls: ats.map((at) => ({ subject, at })) });

  test('two calls leave room for one text, a third takes it', () => {
    expect(codesOf({ facts: called(HOURLY.slice(0, 2)) })).toEqual([]);
    expect(codesOf({ facts: called(HOURLY) })).toEqual(['frequency-cap']);
  });
  test('one call and two texts are three', () => {
    const sends = sent(HOURLY.slice(0, 2));
    expect(codesOf({ sends, facts: called([]) })).toEqual([]);
    expect(codesOf({ sends, facts: called([NOON - MINUTE]) })).toEqual(['frequency-cap']);
  });
  test('the window rolls to the millisecond, by when the call was made', () => {
    const facts = called([NOON - 24 * HOUR, NOON - 2 * HOUR, NOON - HOUR]);
    expect(codesOf({ facts, now: NOON - 1 })).toEqual(['frequency-cap']);
    expect(codesOf({ facts, now: NOON })).toEqual([]);
  });
  test('until is when the oldest of them leaves, call or text', () => {
    const facts = called([NOON - 5 * HOUR]);
    const { decision } = decide({ facts, sends: sent(HOURLY.slice(0, 2)) });
    expect(decision.reasons[0]?.until).toBe(iso(NOON + 19 * HOUR));
  });
  test('a call on another subject counts for the account’s cap alone', () => {
    const facts = called(HOURLY, 'service');
    expect(codesOf({ facts })).toEqual([]);
    const account = accountWith({ contactCap: { limit: 3, hours: 24 } });
    expect(codesOf({ account, facts })).toEqual(['contact-cap']);
  });
  test('calls are no essential texts: log-in codes still go out', () => {
    const account = accountWith({ essentialCap: { limit: 1, hours: 24 } });
    expect(codesOf({ account, category: 'essential', facts: called(HOURLY) })).toEqual([]);
  });
  test('twenty calls in the window are over any cap, whatever their subjects', () => {
    const full = Array.from({ length: MAX_COUNTED }, (_, n) => NOON - (n + 1) * MINUTE);
    expect(codesOf({ facts: called(full.slice(1), 'service') })).toEqual([]);
    expect(codesOf({ facts: called(full, 'service') })).toEqual(['frequency-cap']);
  });
});

describe('log-in codes of a whole day', () => {
  test('fill no list: a text on another matter goes out, and the cap of the hour still holds', () => {
    let sends: Sends = sent([]);
    for (let minute = 0; minute < 22 * 60; minute += 60) {
      const now = NOON + minute * MINUTE;
      const input = inputWith({ category: 'essential', messageId: `msg_${minute}`, now, sends });
      const claimed = claimSend(input, { givesNotice: false }, { at: now, by: 'run' });
      sends = { ...present(claimed, 'a claim'), claims: [] };
    }
    const now = NOON + 21 * HOUR + 1;
    expect(codesOf({ category: 'informational', now, sends })).not.toContain('frequency-cap');
    const account = accountWith({ essentialCap: { limit: 1, hours: 1 } });
    expect(codesOf({ account, category: 'essential', now, sends })).toEqual(['contact-cap']);
  });
});
