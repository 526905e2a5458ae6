/**
 * The gate against an independent oracle: the same policy, written from docs/policy.md as Cedar
 * policies and decided by Cedar's engine, over points drawn evenly from the whole abstract space.
 */
import { expect, test } from 'vitest';
import { type Answer, type Attributes, sameAnswer } from '#bench/policy/attributes.ts';
import { attributesOf } from '#bench/policy/attributes-of-point.ts';
import { cedar, POLICIES } from '#bench/policy/cedar.ts';
import { inputOf, type Point, samplePoints } from '#bench/policy/space.ts';
import { present } from '#shared/basics.ts';
import { judge } from '#shared/gate.ts';
import { REASON_CODES } from '#shared/rules/index.ts';

const SEED = 20_261_122;
const POINTS = samplePoints(100_000, SEED);
/** Cedar answers some thousands a second: in parts, so that the runner hears of them. */
const PARTS = 20;
const PART = POINTS.length / PARTS;
const TIMEOUT_MS = 120_000;
/** Enough that each policy decides some. */
const SAMPLE = 400;

interface Difference {
  readonly point: Point;
  readonly gate: Answer;
  readonly cedar: Answer;
}

function gateAt(point: Point): Answer {
  const { outcome, found } = judge(inputOf(point));
  return { outcome, codes: found.map(({ rule }) => rule.code) };
}

type Oracle = (attributes: Attributes) => Answer;

function differences(points: readonly Point[], oracle: Oracle): Difference[] {
  const found: Difference[] = [];
  for (const point of points) {
    const one = { point, gate: gateAt(point), cedar: oracle(attributesOf(point)) };
    if (!sameAnswer(one.gate, one.cedar)) found.push(one);
  }
  return found;
}

test.each(Array.from({ length: PARTS }, (_, i) => i * PART))(
  `gate and Cedar answer alike: 100,000 points of seed ${SEED}, from %i on`,
  { timeout: TIMEOUT_MS },
  (from) => {
    const points = POINTS.slice(from, from + PART);
    expect(points).toHaveLength(PART);
    expect(differences(points, cedar()).slice(0, 3)).toEqual([]);
  },
);

const codeOf = (id: string): string => id.split(' ')[1] ?? '';

const firstWith = (code: string): Point | undefined =>
  POINTS.find((point) => gateAt(point).codes.includes(code));

test('the policies know every reason that there is', () => {
  const codes = Object.keys(POLICIES).map(codeOf).filter(Boolean);
  expect(new Set(codes)).toEqual(new Set(REASON_CODES));
});

test.each(Object.keys(POLICIES).filter((id) => id !== 'allow'))(
  'without the policy “%s” differences are found, and only of its reason',
  { timeout: TIMEOUT_MS },
  (planted) => {
    const policies = Object.fromEntries(Object.entries(POLICIES).filter(([id]) => id !== planted));
    const code = codeOf(planted);
    // A rare reason may be in no small sample: the first point that has it is always looked at.
    const first = present(firstWith(code), `a point with ${code}`);
    const found = differences([...POINTS.slice(0, SAMPLE), first], cedar(policies));
    expect(found.length).toBeGreaterThan(0);
    for (const { gate } of found) expect(gate.codes).toContain(code);
  },
);
