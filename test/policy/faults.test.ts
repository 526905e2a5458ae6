/**
 * That the comparison with the oracle can fail: gates with one planted fault each, over a sample of
 * the abstract space. Every fault must show at some point, and the gate without one at none.
 */
import { describe, expect, test } from 'vitest';
import { DIMENSIONS, inputOf, type Point, samplePoints } from '#bench/policy/space.ts';
import { DAY } from '#shared/basics.ts';
import { judge } from '#shared/gate.ts';
import { makePack, type RulePack } from '#shared/packs/pack.ts';
import { RULES } from '#shared/rules/index.ts';
import {
  EVERY,
  FOUND,
  type GateInput,
  type ListedRule,
  neverClear,
  type Rule,
} from '#shared/rules/rule.ts';
import type { Settings } from '#shared/settings.ts';
import type { ConsentState, Facts } from '#shared/standing.ts';
import { gateBits } from './gate-bits.ts';
import { BITS, DENY, oracleBits } from './oracle.ts';

const DRAWN = 40_000;
const NEIGHBOURED = 300;
const SEED = 20_270_210;

const dimensions = Object.keys(DIMENSIONS) as (keyof Point)[];

/** A point, and each other that differs from it in one dimension. */
const around = (point: Point): Point[] => [
  point,
  ...dimensions.flatMap((dimension) =>
    DIMENSIONS[dimension]
      .filter((name) => name !== point[dimension])
      .map((name): Point => ({ ...point, [dimension]: name })),
  ),
];

/**
 * Points drawn evenly, most of them denied for many reasons, and the neighbours of some that are
 * not denied: there one reason alone decides.
 */
const drawn = samplePoints(DRAWN, SEED);
const isDenied = (point: Point): boolean => (oracleBits(point) & DENY) !== 0;
const notDenied = drawn.filter((point) => !isDenied(point)).slice(0, NEIGHBOURED);
const marketing = drawn.flatMap((point) => {
  const other: Point = { ...point, category: 'marketing', program: 'marketing' };
  return isDenied(other) ? [] : [other];
});
const sample = [...drawn, ...[...notDenied, ...marketing].flatMap(around)].map((point, i) => ({
  expected: oracleBits(point),
  input: inputOf(point, SEED + i),
}));

type Seen = (input: GateInput) => GateInput;

/** Whether the comparison finds a gate out that sees each input in this way. */
const isCaught = (seen: Seen): boolean =>
  sample.some(({ expected, input }) => gateBits(judge(seen(input))) !== expected);

/** A gate whose packs are changed. */
function withPack(change: (pack: RulePack) => RulePack): Seen {
  const changed = new Map<RulePack, RulePack>();
  return (input) => {
    const pack = changed.get(input.pack) ?? change(input.pack);
    changed.set(input.pack, pack);
    return { ...input, pack };
  };
}

/** A gate whose list of rules is changed; the tables of law stay as they were. */
const withRules = (change: (rules: readonly ListedRule[]) => readonly ListedRule[]): Seen =>
  withPack((pack) => {
    const { quietHours } = pack;
    return { ...makePack({ ...pack, rules: change(pack.rules) }), quietHours };
  });

/** The fault is the rule's own: what its file knows does not hide it. */
const withRule = (code: string, change: (rule: Rule) => Partial<Rule>): Seen =>
  withRules((rules) =>
    rules.map((rule) =>
      rule.code === code ? { ...rule, clear: neverClear, ...change(rule) } : rule,
    ),
  );

const codes = RULES.map(({ code }) => code);

/** Names of the faults that nobody would notice. */
const unnoticed = (faults: Readonly<Record<string, Seen>>): string[] =>
  Object.entries(faults)
    .filter(([, seen]) => !isCaught(seen))
    .map(([name]) => name);

const faultsOf = (
  names: readonly string[],
  fault: (name: string) => Seen,
): Readonly<Record<string, Seen>> => Object.fromEntries(names.map((name) => [name, fault(name)]));

test('a gate without a fault is not found out, nor is one made again of the same rules', () => {
  expect(isCaught((input) => input)).toBe(false);
  expect(isCaught(withRules((rules) => [...rules]))).toBe(false);
});

describe('a fault planted in each rule is found', () => {
  test('the rule is missing', () => {
    const faults = faultsOf(codes, (code) =>
      withRules((rules) => rules.filter((rule) => rule.code !== code)),
    );
    expect(Object.keys(faults)).toHaveLength(29);
    expect(unnoticed(faults)).toEqual([]);
  });

  test('the rule applies where it should not, and not where it should', () => {
    const faults = faultsOf(codes, (code) =>
      withRule(code, ({ check }) => ({
        check: (input, consent) => (check(input, consent) === undefined ? FOUND : undefined),
      })),
    );
    expect(unnoticed(faults)).toEqual([]);
  });

  test('the rule defers instead of denying, or denies instead of deferring', () => {
    const faults = faultsOf(codes, (code) =>
      withRule(code, ({ outcome }) => ({ outcome: outcome === 'deny' ? 'defer' : 'deny' })),
    );
    expect(unnoticed(faults)).toEqual([]);
  });

  test('the rule judges one category more, or one less', () => {
    const faults = codes.flatMap((code) =>
      EVERY.map((category): [string, Seen] => [
        `${code} and ${category}`,
        withRule(code, ({ judges }) => ({
          judges: judges.includes(category)
            ? judges.filter((judged) => judged !== category)
            : [...judges, category],
        })),
      ]),
    );
    expect(faults).toHaveLength(29 * 8);
    // The same gate: within a conversation the person wrote lately, so that no consent expired.
    expect(unnoticed(Object.fromEntries(faults))).toEqual(['consent-expired and conversational']);
  });

  test('the rule has changed places with the next one that it can meet', () => {
    const meet = (one: string, other: string): boolean => {
      const both = (BITS.get(one) ?? 0) | (BITS.get(other) ?? 0);
      return sample.some(({ expected }) => (expected & both) === both);
    };
    const faults = codes.flatMap((code, i): [string, Seen][] => {
      const next = codes.slice(i + 1).find((other) => meet(code, other));
      return next === undefined ? [] : [[`${code} and ${next}`, withRules(swapped(code, next))]];
    });
    // No rule after notice-late judges what it judges; quiet-hours is the last.
    expect(faults).toHaveLength(27);
    expect(unnoticed(Object.fromEntries(faults))).toEqual([]);
  });
});

test('a file that calls a text clear of its rules when it is not is found', () => {
  const tests = [...new Set(RULES.map(({ clear }) => clear))].filter((one) => one !== neverClear);
  const blind = tests.map((clear): [string, Seen] => [
    clear.name,
    withRules((rules) =>
      rules.map((rule) => (rule.clear === clear ? { ...rule, clear: yes } : rule)),
    ),
  ]);
  expect(blind).toHaveLength(6);
  expect(unnoticed(Object.fromEntries(blind))).toEqual([]);
});

const yes = (): boolean => true;

const swapped =
  (one: string, other: string) =>
  (rules: readonly ListedRule[]): readonly ListedRule[] => {
    const find = (code: string) => rules.filter((rule) => rule.code === code);
    return rules.flatMap((rule) =>
      rule.code === one ? find(other) : rule.code === other ? find(one) : [rule],
    );
  };

test('a fault in the tables of a pack is found', () => {
  const revokeAll = (from: number): Seen =>
    withPack((pack) => ({ ...pack, revokeAll: { ...pack.revokeAll, from } }));
  const months = (purchase: number, inquiry: number): Seen =>
    withPack((pack) => ({ ...pack, impliedMonths: { purchase, inquiry } }));
  const faults: Readonly<Record<string, Seen>> = {
    'revoke-all never in force': revokeAll(Number.POSITIVE_INFINITY),
    'revoke-all always in force': revokeAll(0),
    'revoke-all a month too early': revokeAll(Date.parse('2026-12-31')),
    'a purchase implies for too short': months(6, 6),
    'a purchase implies for too long': months(36, 6),
    'an inquiry implies for too short': months(24, 2),
    'an inquiry implies for too long': months(24, 24),
    'no cap by statute': withPack((pack) => ({ ...pack, capAt: () => undefined })),
    'every emergency lifted by a consent': withPack((pack) => ({
      ...pack,
      emergencyAt: (at, place, own, consent) =>
        consent === 'none' ? pack.emergencyAt(at, place, own, consent) : undefined,
    })),
    'no emergency lifted by a consent': withPack((pack) => ({
      ...pack,
      emergencyAt: (at, place, own) => pack.emergencyAt(at, place, own, 'none'),
    })),
    'no opening found where there is one': withPack((pack) => ({
      ...pack,
      quietHours: { ...pack.quietHours, deferUntil: () => Number.NaN },
    })),
    'always open': withPack((pack) => ({
      ...pack,
      quietHours: { ...pack.quietHours, deferUntil: (at) => at, nextOpening: (at) => at },
    })),
  };
  expect(unnoticed(faults)).toEqual([]);
});

const settings =
  (news: Partial<Settings>): Seen =>
  ({ account, ...input }) => ({
    ...input,
    account: { ...account, settings: { ...account.settings, ...news } },
  });
const facts =
  (change: (facts: Facts) => Partial<Facts>): Seen =>
  (input) => ({
    ...input,
    facts: { ...input.facts, ...change(input.facts) },
  });
const consent = (news: Partial<ConsentState>): Seen =>
  facts(({ consents }) => {
    const held = consents['sms:default'];
    return held ? { consents: { ...consents, 'sms:default': { ...held, ...news } } } : {};
  });
const without =
  <Key extends keyof Facts>(name: Key): Seen =>
  (input) => {
    const { [name]: _, ...rest } = input.facts;
    return { ...input, facts: rest as Facts };
  };

const BLIND: Readonly<Record<string, Seen>> = {
  'no age of consent': settings({ consentMaxAgeMonths: null }),
  'consent ages too slowly': settings({ consentMaxAgeMonths: 36 }),
  'consent ages too fast': settings({ consentMaxAgeMonths: 11 }),
  'age of consent where there is none': settings({ consentMaxAgeMonths: 18 }),
  'conversations never close': settings({ conversationHours: 1_000_000 }),
  'conversations close at once': settings({ conversationHours: 0 }),
  'essential texts never after STOP': settings({ essentialAfterStop: 'deny' }),
  'essential texts always after STOP': settings({ essentialAfterStop: 'allow' }),
  'revoke-all off': settings({ revokeAll: 'off' }),
  'revoke-all on': settings({ revokeAll: 'on' }),
  'revoke-all by date': settings({ revokeAll: 'by-date' }),
  'no cap of the contact': settings({ contactCap: null }),
  'no cap of essential texts': settings({ essentialCap: { limit: 20, hours: 1 } }),
  'one cap of the subject': settings({ frequencyCap: { limit: 3, hours: 24 } }),
  'no emergencies': settings({ emergencies: [] }),
  'blind to the last text': without('lastInboundAt'),
  'blind to calls': without('calls'),
  'blind to look-ups': without('line'),
  'blind to revocations': facts(() => ({ revoked: {} })),
  'blind to do-not-disturb': facts(() => ({ dnd: {} })),
  'do-not-disturb of any channel': facts(({ dnd }) => ({
    dnd: Object.values(dnd).includes(true) ? { sms: true } : {},
  })),
  'revocations of any channel': facts(({ revoked }) => ({
    revoked: Object.fromEntries(
      Object.entries(revoked).map(([key, at]) => [key.replace(/^\w+:/, 'sms:'), at]),
    ),
  })),
  'consent to anything': facts(({ consents }) => {
    const [held] = Object.values(consents);
    return held ? { consents: { 'sms:default': held } } : {};
  }),
  'every consent of today': consent({ at: Date.parse('2027-02-10T00:00:00Z') }),
  'every consent for marketing': consent({ purpose: 'marketing' }),
  'every consent by an inquiry': consent({ basis: 'inquiry' }),
  'every program for marketing': ({ program, ...input }) => ({
    ...input,
    program: program && { ...program, purpose: 'marketing' },
  }),
  'every vendor trusted': (input) => ({
    ...input,
    vendor: { id: 'leads', name: 'Leads', status: 'trusted' },
  }),
  'every number American': (input) => ({
    ...input,
    phone: input.phone && { ...input.phone, country: 'US' },
  }),
  'no text ever its own': (input) => ({ ...input, messageId: 'msg_other' }),
  'nothing scheduled': (input) => ({ ...input, sendAt: undefined }),
  'the start for now': (input) => ({ ...input, now: input.sendAt ?? input.now }),
  'nobody rejects': (input) => ({ ...input, quietHours: 'defer' }),
  'notices late a year too late': ({ expiresAt, ...input }) => ({
    ...input,
    expiresAt: expiresAt && expiresAt + 365 * DAY,
  }),
  'notices never late': (input) => ({ ...input, expiresAt: undefined }),
  'every finding prohibits': (input) => ({
    ...input,
    content: input.content.map((finding) => ({ ...finding, kind: 'prohibited' })),
  }),
};

test('a gate that is blind to one fact, or reads another for it, is found', () => {
  expect(unnoticed(BLIND)).toEqual([]);
});
