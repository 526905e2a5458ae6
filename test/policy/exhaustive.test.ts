/**
 * The gate against the oracle over every point of the abstract space: outcome and the ordered list
 * of reasons must be the same at each. Beside that, facts that must hold whatever the oracle says.
 */
import { beforeAll, describe, expect, test } from 'vitest';
import { DIMENSIONS, forEachPoint, type Point, SIZE } from '#bench/policy/space.ts';
import { type Judgement, judge } from '#shared/gate.ts';
import { RULES } from '#shared/rules/index.ts';
import type { GateInput } from '#shared/rules/rule.ts';
import { REASONS } from './classes.ts';
import { gateBits } from './gate-bits.ts';
import { codesOf, oracle, oracleBits, union } from './oracle.ts';

/** What the check may take; it takes a quarter of it. */
const TIME_LIMIT_MS = 60_000;
const SHOWN = 5;

interface Difference {
  readonly point: Point;
  readonly expected: ReturnType<typeof oracle>;
  readonly got: ReturnType<typeof judged>;
  /** JSON of all of the input but its pack, which has many tables. */
  readonly input: string;
  readonly pack: string;
}

const judged = (input: GateInput) => {
  const { outcome, found } = judge(input);
  return { outcome, codes: found.map(({ rule }) => rule.code) };
};

const dimensions = Object.keys(DIMENSIONS) as (keyof Point)[];
const tally = { points: 0, allowed: 0, deferred: 0, denied: 0, differences: 0, seconds: 0 };
const shown: Difference[] = [];
/** Points that the gate allowed although nothing may allow them, by what was overlooked. */
const wronglyAllowed = { revoked: 0, dnd: 0, unconsented: 0 };
const allowedClasses = new Set<string>();
let seen = 0;
let badlyDeferred = 0;

const TO_THE_PERSON = new Set<Point['category']>(['opt-out-confirmation', 'help-reply']);
const REVOKED = new Set<Point['stop']>([
  'everything',
  'everything-dnd',
  'everything-essential-allowed',
  'everything-asked',
  'widened',
  'widened-essential-allowed',
]);
const ESSENTIAL_ALLOWED = new Set<Point['stop']>([
  'everything-essential-allowed',
  'widened-essential-allowed',
]);
const NO_CONSENT = new Set<Point['consent']>([
  'absent',
  'pending',
  'pending-untrusted',
  'pending-claimed',
  'pending-lapsed',
  'declined',
]);

function noteAllowed(point: Point): void {
  const { category, consent, stop } = point;
  const exempt = category === 'essential' && ESSENTIAL_ALLOWED.has(stop);
  if (REVOKED.has(stop) && !TO_THE_PERSON.has(category) && !exempt) wronglyAllowed.revoked += 1;
  if ((stop === 'dnd' || stop === 'everything-dnd') && category !== 'help-reply')
    wronglyAllowed.dnd += 1;
  if (category === 'marketing' && NO_CONSENT.has(consent)) wronglyAllowed.unconsented += 1;
  for (const dimension of dimensions) allowedClasses.add(`${dimension}: ${point[dimension]}`);
}

/**
 * Whether each instant that a deferred text must wait for lies ahead: for a scheduled text the one
 * it was scheduled for, for quiet hours one at which every place is open.
 */
function waitsWell({ now, pack, place, sendAt }: GateInput, found: Judgement['found']): boolean {
  return found.every(({ rule, finding: { until } }) => {
    if (until === undefined || !(until > now)) return false;
    if (rule.code === 'scheduled') return until === sendAt;
    return place !== undefined && pack.quietHours.isOpen(until, place);
  });
}

function compare(point: Point, input: GateInput): void {
  const judgement = judge(input);
  const got = gateBits(judgement);
  seen = union(seen, got);
  const { outcome } = judgement;
  if (outcome === 'deny') tally.denied += 1;
  else if (outcome === 'defer') {
    tally.deferred += 1;
    if (!waitsWell(input, judgement.found)) badlyDeferred += 1;
  } else {
    tally.allowed += 1;
    noteAllowed(point);
  }
  if (got === oracleBits(point)) return;
  tally.differences += 1;
  if (shown.length < SHOWN)
    shown.push({
      point,
      expected: oracle(point),
      got: judged(input),
      input: JSON.stringify({ ...input, pack: undefined }),
      pack: input.pack.version,
    });
}

beforeAll(() => {
  const start = performance.now();
  tally.points = forEachPoint(compare);
  tally.seconds = (performance.now() - start) / 1_000;
  const { points, allowed, deferred, denied, differences, seconds } = tally;
  console.info(
    `exhaustive: ${points} points, ${allowed} allowed, ${deferred} deferred, ${denied} denied, ` +
      `${differences} differences, ${seconds.toFixed(1)} s`,
  );
}, TIME_LIMIT_MS);

describe('the gate over the whole abstract space', () => {
  test('answers as the policy says: the same outcome, the same reasons in the same order', () => {
    expect(shown).toEqual([]);
    expect(tally.differences).toBe(0);
  });

  test('was asked at every point: each combination of classes, once', () => {
    expect(tally.points).toBe(SIZE);
    expect(SIZE).toBeGreaterThan(5_000_000);
  });

  test('has the rules of the policy, in its order', () => {
    expect(RULES.map(({ code }) => code)).toEqual([...REASONS]);
  });

  test('gives every reason somewhere', () => {
    expect(REASONS.filter((code) => !codesOf(seen).includes(code))).toEqual([]);
  });
});

describe('facts that hold without the oracle', () => {
  test('each of the three outcomes occurs', () => {
    expect(Math.min(tally.allowed, tally.deferred, tally.denied)).toBeGreaterThan(1_000);
  });

  test('nothing but confirmation and help is allowed after everything was revoked', () => {
    expect(wronglyAllowed.revoked).toBe(0);
  });

  test('nothing but help is allowed under do-not-disturb', () => {
    expect(wronglyAllowed.dnd).toBe(0);
  });

  test('no marketing is allowed without a confirmed consent', () => {
    expect(wronglyAllowed.unconsented).toBe(0);
  });

  test('a deferred text waits for its own time, and for an hour that is legal everywhere', () => {
    expect(badlyDeferred).toBe(0);
  });

  test('every class is allowed somewhere, but those that refuse every text', () => {
    const never = dimensions.flatMap((dimension) =>
      DIMENSIONS[dimension]
        .map((name) => `${dimension}: ${name}`)
        .filter((name) => !allowedClasses.has(name)),
    );
    expect(never).toEqual([
      'route: landline',
      'route: abroad-toll-free',
      'route: abroad-broken',
      'route: invalid',
      'route: invalid-landline-unsent',
      'route: sender-missing',
      'route: sender-unregistered',
      'rest: all-wrong',
    ]);
  });
});
