/**
 * That the comparison with the oracle can fail: gates with one planted fault each, over a sample of
 * the abstract space. Every fault must show at some point, and the gate without one at none.
 */
import { describe, expect, test } from 'vitest';
import { DIMENSIONS, inputOf, type Point, samplePoints } from '#bench/policy/space.ts';
import { judge } from '#shared/gate.ts';
import { makePack, type RulePack } from '#shared/packs/pack.ts';
import { RULES } from '#shared/rules/index.ts';
import { EVERY, FILES, FOUND, type ListedRule, type Rule } from '#shared/rules/rule.ts';
import { BLIND, type Seen } from './blind.ts';
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
const isDenied = (point: Point): boolean => oracleBits(point) >= DENY;
const notDenied = drawn.filter((point) => !isDenied(point)).slice(0, NEIGHBOURED);
const marketing = drawn.flatMap((point) => {
  const other: Point = { ...point, category: 'marketing', program: 'marketing' };
  return isDenied(other) ? [] : [other];
});
const sample = [...drawn, ...[...notDenied, ...marketing].flatMap(around)].map((point, i) => ({
  expected: oracleBits(point),
  input: inputOf(point, SEED + i),
}));

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
      rule.code === code ? { ...rule, file: FILES.asked, ...change(rule) } : rule,
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
    expect(Object.keys(faults)).toHaveLength(RULES.length);
    expect(unnoticed(faults)).toEqual([]);
  });

  test('the rule applies where it should not, and not where it should', () => {
    const faults = faultsOf(codes, (code) =>
      withRule(code, ({ check }) => ({
        check: (input) => (check(input) === undefined ? FOUND : undefined),
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
    expect(faults).toHaveLength(RULES.length * EVERY.length);
    expect(unnoticed(Object.fromEntries(faults))).toEqual([]);
  });

  test('the rule judges a scheduled text by what holds now', () => {
    const unscheduled = (code: string): Seen =>
      withRule(code, ({ check }) => ({
        check: (input) => check({ ...input, sendAt: undefined }),
      }));
    const timed = ['sender-paused', 'consent-expired', 'implied-consent-ended', 'emergency-ban'];
    const faults = faultsOf(
      [...timed, 'frequency-cap', 'contact-cap', 'scheduled', 'quiet-hours'],
      unscheduled,
    );
    expect(unnoticed(faults)).toEqual([]);
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
    expect(faults).toHaveLength(29);
    expect(unnoticed(Object.fromEntries(faults))).toEqual([]);
  });
});

test('a file that calls a text clear of its rules when it is not is found', () => {
  const blind = Object.entries(FILES).map(([name, file]): [string, Seen] => [
    name,
    withRules((rules) => rules.map((rule) => (rule.file === file ? { ...rule, file: 0 } : rule))),
  ]);
  expect(blind).toHaveLength(9);
  expect(unnoticed(Object.fromEntries(blind))).toEqual([]);
});

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

test('a gate that is blind to one fact, or reads another for it, is found', () => {
  expect(unnoticed(BLIND)).toEqual([]);
});
