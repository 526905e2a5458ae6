/** How often a contact is told how to stop, and that what was added is told too (CT-08). */
import { describe, expect, test } from 'vitest';
import { DAY } from '#shared/basics.ts';
import { claimSend, uncountSend } from '#shared/claims.ts';
import { decideSend } from '#shared/gate.ts';
import { NO_SENDS, type Sends } from '#shared/standing.ts';
import { decide, factsWith, inputWith, NOON, OPT_OUT_LINE, programWith } from './fixtures.ts';

const body = 'Example Motors: your car is ready.';
const told = (daysAgo: number, texts = 0, program = 'default'): Sends => ({
  ...NO_SENDS,
  notices: { [program]: { by: 'msg_0', at: NOON - daysAgo * DAY, texts } },
});
const tells = (sends: Sends, news: Parameters<typeof decide>[0] = {}): boolean =>
  decide({ body, sends, ...news }).body.endsWith(OPT_OUT_LINE);
const cadence = (days: number | null, texts: number | null) => ({
  program: programWith({ optOutReminder: { days, texts } }),
});

describe('the opt-out line is repeated, program by program', () => {
  test('after thirty days, to the millisecond', () => {
    expect(tells(told(30), { now: NOON - 1 })).toBe(false);
    expect(tells(told(30))).toBe(true);
  });
  test('with every third text, where the program says so', () => {
    expect(tells(told(1, 1), cadence(null, 3))).toBe(false);
    expect(tells(told(1, 2), cadence(null, 3))).toBe(true);
  });
  test('never again, where the program says neither', () => {
    expect(tells(told(400, 99), cadence(null, null))).toBe(false);
  });
  test('the first text of a second program tells, though the first program has told', () => {
    expect(tells(told(1, 0, 'service'))).toBe(true);
  });
  test('not inside an open conversation', () => {
    const facts = factsWith({ lastInboundAt: NOON });
    expect(tells(told(90), { category: 'conversational', facts })).toBe(false);
  });
  test('never in a log-in code, not even the first', () => {
    expect(tells(NO_SENDS, { category: 'essential' })).toBe(false);
  });
  test('never twice: a text that tells by itself is left alone, and counts as telling', () => {
    const own = 'Example Motors: your car is ready. Text STOP to opt out';
    expect(decide({ body: own, sends: told(90) })).toMatchObject({ body: own, givesNotice: true });
  });
});

describe('a word that only looks like how to stop', () => {
  test('takes nothing from the first text: it gets the line', () => {
    const sale = 'Example Motors: our sale runs until the end of May.';
    expect(decide({ body: sale }).body).toBe(`${sale}\n${OPT_OUT_LINE}`);
  });
  test('a line of the account in words that nobody knows counts as the notice that it is', () => {
    const line = 'Sag STOP, wenn es reicht.';
    for (const text of [body, `${body}\n${line}`]) {
      const verdict = decideSend(inputWith({ body: text }), 'dec_1', { optOutLine: line });
      expect(verdict).toMatchObject({ body: `${body}\n${line}`, givesNotice: true });
    }
  });
});

describe('what was added is told with its reason', () => {
  test('name and line', () => {
    const { amendments } = decide({ body: 'Your car is ready.' });
    expect(amendments.map(({ code }) => code)).toEqual(['sender-name-added', 'opt-out-line-added']);
    for (const { citation, detail } of amendments) {
      expect(citation).toMatch(/CTIA/);
      expect(detail).toMatch(/[.]$/);
    }
  });
  test('nothing added, nothing told', () => {
    const verdict = decide({ body, sends: told(1) });
    expect(verdict.amendments).toEqual([]);
    expect(verdict.decision).not.toHaveProperty('amendments');
  });
  test('the decision holds them', () => {
    expect(decide({ body }).decision.amendments).toHaveLength(1);
  });
});

describe('what is remembered of notices', () => {
  const noticesOf = (sends: Sends, news: Parameters<typeof inputWith>[0] = {}) => {
    const input = inputWith({ sends, body, ...news });
    const claimed = claimSend(input, decide({ sends, body, ...news }), { at: NOON, by: 'run' });
    return claimed?.notices ?? {};
  };
  test('a text without the line counts towards the next', () => {
    expect(noticesOf(told(1, 4))['default']).toMatchObject({ by: 'msg_0', texts: 5 });
  });
  test('a text with it starts the count anew', () => {
    expect(noticesOf(told(30, 9))['default']).toEqual({ by: 'msg_1', at: NOON, texts: 0 });
  });
  test('a contact that is not told at first is told when the cadence comes round', () => {
    const facts = factsWith({ origin: 'import' });
    const notices = noticesOf(NO_SENDS, { facts });
    expect(notices).toEqual({ default: { by: '', at: NOON, texts: 1 } });
    const sends = { ...NO_SENDS, notices };
    expect(tells(sends, { facts, now: NOON + 30 * DAY - 1, quietHours: 'reject' })).toBe(false);
    expect(tells(sends, { facts, now: NOON + 30 * DAY })).toBe(true);
  });
  test('a log-in code starts no cadence, and counts towards none', () => {
    const facts = factsWith({ origin: 'import' });
    expect(noticesOf(NO_SENDS, { facts, category: 'essential' })).toEqual({});
    expect(noticesOf(told(1, 4), { category: 'essential' })['default']).toMatchObject({ texts: 4 });
  });
  test('nine programs: the one told longest ago is forgotten, and is told again', () => {
    const notices = Object.fromEntries(
      Array.from({ length: 8 }, (_, n) => [`p${n}`, { by: `msg_${n}`, at: NOON - n, texts: 0 }]),
    );
    const kept = Object.keys(noticesOf({ ...NO_SENDS, notices }));
    expect(kept).toHaveLength(8);
    expect(kept).toContain('default');
    expect(kept).not.toContain('p7');
  });
  test('a text that the provider refused has told nobody', () => {
    const notices = noticesOf(NO_SENDS);
    expect(uncountSend({ ...NO_SENDS, notices }, 'msg_1').notices).toEqual({});
  });
});
