/** The text as it leaves (name, opt-out line), and the claim that is fence and count in one. */
import { describe, expect, test } from 'vitest';
import { HOUR, MINUTE, SECOND } from '#shared/basics.ts';
import {
  CLAIM_MEMORY_MS,
  CLAIM_OPEN_MS,
  claimOf,
  claimSend,
  MAX_CLAIMS,
  releaseClaim,
} from '#shared/claims.ts';
import { MAX_COUNTED } from '#shared/counting.ts';
import { decideSend } from '#shared/gate.ts';
import { NOTICES } from '#shared/message.ts';
import type { GateInput } from '#shared/rules/rule.ts';
import type { Sends } from '#shared/standing.ts';
import { accountWith, decide, factsWith, inputWith, NOON, OPT_OUT_LINE } from './fixtures.ts';

const NOTICE = { by: 'msg_0', at: NOON - HOUR, texts: 0 };
const TOLD: Sends = { claims: [], recent: [], notices: { default: NOTICE } };
const claim = (news: Partial<GateInput> = {}, at = NOON, by = 'run_1') => {
  const input = inputWith(news);
  return claimSend(input, decideSend(input, 'dec_1', { optOutLine: OPT_OUT_LINE }), { at, by });
};

describe('the opt-out line: on the first text ever to a contact that registered', () => {
  const body = 'Example Motors: your test drive is at 3pm.';

  test('the first text tells how to stop, and counts as having told', () => {
    const verdict = decide({ body });
    expect(verdict.body).toBe(`${body}\n${OPT_OUT_LINE}`);
    expect(verdict.givesNotice).toBe(true);
  });
  test('a later text does not', () => {
    const verdict = decide({ body, sends: TOLD });
    expect(verdict.body).toBe(body);
    expect(verdict.givesNotice).toBe(false);
  });
  test('the text that was to tell, tried again, tells again', () => {
    expect(decide({ body, sends: TOLD, messageId: 'msg_0' }).body).toContain(OPT_OUT_LINE);
  });
  test.each(['Reply stop to end.', 'Text QUIT any time.', 'UNSUBSCRIBE to leave.'])(
    'a text that tells by itself is left alone: %s',
    (own) => {
      const text = `Example Motors: ${own}`;
      const verdict = decide({ body: text });
      expect(verdict.body).toBe(text);
      expect(verdict.givesNotice).toBe(true);
    },
  );
  test('a firm whose name holds such a word has not told how to stop by naming itself', () => {
    const account = accountWith({ brand: 'West End Auto' });
    const named = decide({ account, body: 'West End Auto: your car is ready.' });
    expect(named.body).toBe(`West End Auto: your car is ready.\n${OPT_OUT_LINE}`);
    const added = decide({ account, body: 'Your car is ready.', sends: TOLD });
    expect(added.body).toBe('West End Auto: Your car is ready.');
    expect(added.givesNotice).toBe(false);
  });
  test.each(['manual', 'import'] as const)(
    'a contact added by %s is not told by default',
    (origin) => {
      expect(decide({ body, facts: factsWith({ origin }) }).body).toBe(body);
      const firstTextNotice = { selfRegistered: true, manual: true, import: true };
      const account = accountWith({ firstTextNotice });
      expect(decide({ body, account, facts: factsWith({ origin }) }).body).toContain(OPT_OUT_LINE);
    },
  );
  test.each(['web-form', 'vendor', 'text-in', undefined] as const)(
    'a contact that came by %s is told',
    (origin) => {
      const { origin: _, ...rest } = factsWith();
      const facts = origin ? { ...rest, origin } : rest;
      expect(decide({ body, facts }).body).toContain(OPT_OUT_LINE);
    },
  );
  test('an account may switch it off for those who registered', () => {
    const firstTextNotice = { selfRegistered: false, manual: false, import: false };
    expect(decide({ body, account: accountWith({ firstTextNotice }) }).body).toBe(body);
  });
  test('segments and encoding are those of the text as it leaves', () => {
    const long = `Example Motors: ${'x'.repeat(160 - 16)}`;
    expect(decide({ body: long, sends: TOLD })).toMatchObject({ segments: 1, encoding: 'GSM-7' });
    expect(decide({ body: long })).toMatchObject({ segments: 2, encoding: 'GSM-7' });
  });
});

describe('what comes of several reasons', () => {
  test('of several times to wait for, the latest', () => {
    const night = Date.parse('2026-11-19T05:00:00.000Z');
    const morning = Date.parse('2026-11-19T13:00:00.000Z');
    const until = decide({ sendAt: night }).deferredUntil ?? 0;
    expect(until).toBeGreaterThanOrEqual(morning);
    expect(until).toBeLessThan(morning + 30 * MINUTE);
    expect(decide({ sendAt: morning + HOUR }).deferredUntil).toBe(morning + HOUR);
  });
  test('a reason to refuse outweighs a reason to wait', () => {
    const facts = factsWith({ dnd: { sms: true } });
    const { decision, deferredUntil } = decide({ facts, sendAt: NOON + 1 });
    expect(decision.outcome).toBe('deny');
    expect(decision.reasons).toHaveLength(2);
    expect(deferredUntil).toBeUndefined();
  });
});

describe('the name of the sender: in front of every text outside an open conversation (CT-17)', () => {
  test('it is added when missing, and only then', () => {
    expect(decide({ body: 'Your car is ready.', sends: TOLD }).body).toBe(
      'Example Motors: Your car is ready.',
    );
    const named = 'Hi Pat, Example Motors here.';
    expect(decide({ body: named, sends: TOLD }).body).toBe(named);
  });
  test('an answer in an open conversation goes without; a millisecond after it goes with', () => {
    const facts = factsWith({ lastInboundAt: NOON - 24 * HOUR });
    const input = {
      category: 'conversational',
      facts,
      sends: TOLD,
      body: 'See you at 3.',
    } as const;
    expect(decide(input).body).toBe('See you at 3.');
    expect(decide({ ...input, now: NOON + 1 }).body).toBe('Example Motors: See you at 3.');
  });
  test('marketing in an open conversation carries it all the same', () => {
    const facts = factsWith({ lastInboundAt: NOON });
    expect(decide({ facts, sends: TOLD, body: 'New offers.' }).body).toMatch(/^Example Motors: /);
  });
  test('an account may switch it off', () => {
    const account = accountWith({ senderNamePrefix: false });
    expect(decide({ account, sends: TOLD, body: 'New offers.' }).body).toBe('New offers.');
  });
});

test.each(NOTICES)(
  '%s is whole already: nothing is added and it counts as no notice',
  (category) => {
    const verdict = decide({ category, body: 'Reply STOP to opt out of things.' });
    expect(verdict.body).toBe('Reply STOP to opt out of things.');
    expect(verdict.givesNotice).toBe(false);
  },
);

describe('a claim', () => {
  test('holds the text, counts it, and notes who told how to stop', () => {
    expect(claim({ subject: 'test drive' })).toEqual({
      claims: [{ id: 'msg_1', at: NOON, by: 'run_1', lookUp: true }],
      recent: [{ id: 'msg_1', subject: 'test drive', at: NOON }],
      notices: { default: { by: 'msg_1', at: NOON, texts: 0 } },
      last: { program: 'default', purpose: 'marketing' },
    });
  });
  test('of a conversational text or a notice is not counted for the cap', () => {
    const facts = factsWith({ lastInboundAt: NOON });
    expect(claim({ category: 'conversational', facts })?.recent).toEqual([]);
    expect(claim({ category: 'help-reply' })?.recent).toEqual([]);
  });
  test('of the question of double opt-in notes that it was asked', () => {
    const facts = factsWith({ consents: {} });
    expect(claim({ category: 'opt-in-request', facts })?.asked).toEqual({ id: 'msg_1', at: NOON });
    expect(claim()?.asked).toBeUndefined();
  });
  test('without the line counts on towards the next; one that tells by itself is the newest notice', () => {
    expect(claim({ sends: TOLD })?.notices).toEqual({ default: { ...NOTICE, texts: 1 } });
    const own = { sends: TOLD, body: 'Example Motors: reply STOP to opt out.' };
    expect(claim(own)?.notices['default']?.by).toBe('msg_1');
  });
  test('is found by its own text only', () => {
    const sends = claim();
    expect(claimOf(sends ?? TOLD, 'msg_1')?.by).toBe('run_1');
    expect(claimOf(sends ?? TOLD, 'msg_2')).toBeUndefined();
  });
});

describe('the lists stay short', () => {
  const held = (ages: readonly number[]): Sends => ({
    claims: ages.map((age, n) => ({ id: `msg_c${n}`, at: NOON - age, by: 'run_0' })),
    recent: [],
    notices: {},
  });

  test('eight texts at once may be on their way, the ninth may not', () => {
    const ages = Array.from({ length: MAX_CLAIMS - 1 }, (_, n) => n);
    expect(claim({ sends: held(ages) })?.claims).toHaveLength(MAX_CLAIMS);
    expect(claim({ sends: held([...ages, 9]) })).toBeUndefined();
  });
  test('a claim that the sweep has surely looked at makes room', () => {
    const ages = Array.from({ length: MAX_CLAIMS }, () => CLAIM_OPEN_MS);
    const full = held(ages);
    expect(claim({ sends: full })?.claims).toHaveLength(MAX_CLAIMS);
    expect(claim({ sends: full }, NOON - 1)).toBeUndefined();
  });
  test('claims are remembered for a quarter of an hour by the wall, not by the account clock', () => {
    const sends = held([CLAIM_MEMORY_MS - 1, CLAIM_MEMORY_MS]);
    const ids = claim({ sends, now: NOON + 40 * HOUR })?.claims.map(({ id }) => id);
    expect(ids).toEqual(['msg_c0', 'msg_1']);
  });
  test('texts leave the count with the window of the cap', () => {
    const recent = [24 * HOUR, 24 * HOUR - 1].map((age, n) => ({
      id: `msg_r${n}`,
      subject: 'general',
      at: NOON - age,
    }));
    const ids = claim({ sends: { claims: [], recent, notices: {} } })?.recent.map(({ id }) => id);
    expect(ids).toEqual(['msg_r1', 'msg_1']);
  });
  test('at most twenty texts are kept', () => {
    const recent = Array.from({ length: MAX_COUNTED }, (_, n) => ({
      id: `msg_r${n}`,
      subject: 'general',
      at: NOON - MINUTE + n * SECOND,
    }));
    const kept = claim({ sends: { claims: [], recent, notices: {} } })?.recent ?? [];
    expect(kept).toHaveLength(MAX_COUNTED);
    expect(kept.at(-1)?.id).toBe('msg_1');
  });
});

describe('taking a claim back', () => {
  const others: Sends = {
    claims: [{ id: 'msg_0', at: NOON - 5, by: 'run_0' }],
    recent: [{ id: 'msg_0', subject: 'general', at: NOON - 5 }],
    notices: {},
  };

  test('a claim and its release leave what was there, and the notice is owed again', () => {
    const sends = claim({ sends: others });
    expect(sends?.notices['default']?.by).toBe('msg_1');
    const released = releaseClaim(sends ?? others, 'msg_1');
    expect(released).toMatchObject(others);
    expect(decide({ sends: released, messageId: 'msg_2' }).body).toContain(OPT_OUT_LINE);
  });
  test('the question that was refused may be asked again', () => {
    const sends = claim({ category: 'opt-in-request', sends: others });
    expect(releaseClaim(sends ?? others, 'msg_1')).toEqual(others);
  });
  test('it takes nothing of another text', () => {
    const sends: Sends = {
      ...others,
      notices: { default: NOTICE },
      asked: { id: 'msg_0', at: NOON },
    };
    expect(releaseClaim(sends, 'msg_1')).toEqual(sends);
    expect(releaseClaim(sends, 'msg_0')).toEqual({ claims: [], recent: [], notices: {} });
  });
});
