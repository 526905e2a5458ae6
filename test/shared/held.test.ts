/** Texts that wait for a YES: when one may, how many, how long, and what became of them. */
import { describe, expect, test } from 'vitest';
import { DAY, iso } from '#shared/basics.ts';
import { heldUntil } from '#shared/double-opt-in.ts';
import { decideSend } from '#shared/gate.ts';
import { dropHeld, holdSend, isOverdue, MAX_HELD, timedOut, voidedBy } from '#shared/held.ts';
import type { MessageRecord } from '#shared/message.ts';
import type { GateInput } from '#shared/rules/rule.ts';
import { NO_SENDS, type Sends } from '#shared/standing.ts';
import { consentWith, factsWith, inputWith, NOON, OPT_OUT_LINE, settingsWith } from './fixtures.ts';

const PENDING = factsWith({ consents: { 'sms:default': consentWith({ status: 'pending' }) } });
const outcome = (news: Partial<GateInput>, holds = true) =>
  decideSend(inputWith({ facts: PENDING, ...news }), 'dec_1', { optOutLine: OPT_OUT_LINE, holds })
    .decision.outcome;
const textsOf = (count: number): Sends => ({
  ...NO_SENDS,
  held: Array.from({ length: count }, (_, n) => ({ id: `msg_h${n}`, until: NOON })),
});

describe('a text to a contact who has not confirmed', () => {
  test('is held where the caller asked for it, and refused where not', () => {
    expect(outcome({})).toBe('hold');
    expect(outcome({}, false)).toBe('deny');
  });
  test('names the missing YES, and no other hour, as what it waits for', () => {
    const wording = { optOutLine: OPT_OUT_LINE, holds: true };
    const verdict = decideSend(inputWith({ facts: PENDING }), 'dec_1', wording);
    expect(verdict.decision.reasons.map(({ code }) => code)).toEqual(['consent-pending']);
    expect(verdict.deferredUntil).toBeUndefined();
  });
  test('is held too where it would have to wait for another hour besides', () => {
    expect(outcome({ sendAt: NOON + DAY })).toBe('hold');
    expect(outcome({ now: Date.parse('2026-11-18T05:00:00.000Z') })).toBe('hold');
  });
  test('is refused where anything else refuses it', () => {
    expect(outcome({ facts: { ...PENDING, revoked: { 'sms:*': NOON } } })).toBe('deny');
    expect(outcome({ facts: { ...PENDING, dnd: { sms: true } } })).toBe('deny');
    expect(outcome({ sender: undefined })).toBe('deny');
    expect(outcome({ facts: factsWith({ consents: {} }) })).toBe('deny');
  });
  test('is refused once nobody waits for an answer any more', () => {
    expect(outcome({ now: NOON + 29 * DAY })).toBe('hold');
    expect(outcome({ now: NOON + 29 * DAY + 1 })).toBe('deny');
  });
  test('is refused when as many wait as may; a repeat of one of them is none more', () => {
    expect(outcome({ sends: textsOf(MAX_HELD - 1) })).toBe('hold');
    expect(outcome({ sends: textsOf(MAX_HELD) })).toBe('deny');
    expect(outcome({ sends: textsOf(MAX_HELD), messageId: 'msg_h0' })).toBe('hold');
  });
  test('a text that may go goes, and one that must wait for its hour is deferred', () => {
    expect(outcome({ facts: factsWith() })).toBe('allow');
    expect(outcome({ facts: factsWith(), sendAt: NOON + DAY })).toBe('defer');
  });
});

describe('how long', () => {
  const consent = consentWith({ status: 'pending', at: NOON });
  const until = (doubleOptIn: object, sends = NO_SENDS) =>
    heldUntil(
      consent,
      sends,
      settingsWith({ doubleOptIn: { enabled: true, ...doubleOptIn } }),
      NOON + DAY,
    );

  test('as long as the answer is waited for', () => {
    expect(until({})).toBe(NOON + 30 * DAY);
    expect(until({ expiryDays: 7 })).toBe(NOON + 7 * DAY);
    expect(until({}, { ...NO_SENDS, asked: { id: 'msg_0', at: NOON + DAY } })).toBe(
      NOON + 31 * DAY,
    );
  });
  test('or for as many days as the account says, and never longer than for the answer', () => {
    expect(until({ holdDays: 2 })).toBe(NOON + 3 * DAY);
    expect(until({ holdDays: 90 })).toBe(NOON + 30 * DAY);
  });
  test('to its last moment; a YES before that counts although the release is late', () => {
    const text = { heldUntil: NOON };
    expect(isOverdue(text, consent, NOON)).toBe(false);
    expect(isOverdue(text, consent, NOON + 1)).toBe(true);
    expect(isOverdue(text, undefined, NOON + 1)).toBe(true);
    expect(isOverdue(text, { status: 'confirmed', at: NOON }, NOON + DAY)).toBe(false);
    expect(isOverdue(text, { status: 'confirmed', at: NOON + 1 }, NOON + DAY)).toBe(true);
    expect(timedOut(text).detail).toContain(iso(NOON));
  });
});

describe('the list of a contact', () => {
  test('takes a text once, keeps the order, and is nothing when it is empty', () => {
    const one = holdSend(NO_SENDS, { id: 'msg_1', until: NOON });
    const two = holdSend(one, { id: 'msg_2', until: NOON });
    expect(holdSend(two, { id: 'msg_1', until: NOON + 1 })).toBe(two);
    expect(two.held?.map(({ id }) => id)).toEqual(['msg_1', 'msg_2']);
    expect(dropHeld(two, ['msg_1', 'msg_9'])).toEqual({
      ...NO_SENDS,
      held: [{ id: 'msg_2', until: NOON }],
    });
    expect(dropHeld(two, ['msg_1', 'msg_2'])).toEqual(NO_SENDS);
  });
});

test.each([
  [['opted-out', 'consent-declined'], 'declined'],
  [['opted-out', 'consent-pending'], 'opted-out'],
  [['consent-expired'], 'expired'],
  [['sender-paused'], 'refused'],
])('refused by %j it is voided as %s', (codes, code) => {
  const reasons = codes.map((one) => ({ code: one, rule: 'r', citation: 'c', detail: 'd' }));
  const record = { decision: { reasons } } as unknown as MessageRecord;
  expect(voidedBy(record).code).toBe(code);
});
