/** The peers that bench/decisions times hold the same policy: each answers alike on many points. */
import { describe, expect, test } from 'vitest';
import { type Answer, sameAnswer } from '#bench/policy/attributes.ts';
import { attributesOf } from '#bench/policy/attributes-of-point.ts';
import { casbin } from '#bench/policy/casbin.ts';
import { decideByJsonLogic } from '#bench/policy/json-logic.ts';
import { jsonRulesEngine } from '#bench/policy/json-rules.ts';
import { inputOf, type Point, samplePoints } from '#bench/policy/space.ts';
import { judge } from '#shared/gate.ts';

const points = samplePoints(2_000, 7);

function ours(point: Point): Answer {
  const { outcome, found } = judge(inputOf(point));
  return { outcome, codes: found.map(({ rule }) => rule.code) };
}

describe('over 2,000 points', () => {
  test('json-logic answers as the gate does', () => {
    const differ = points.filter(
      (point) => !sameAnswer(ours(point), decideByJsonLogic(attributesOf(point))),
    );
    expect(differ.slice(0, 3)).toEqual([]);
  });
  test('json-rules-engine does', async () => {
    const decide = jsonRulesEngine();
    const differ: Point[] = [];
    for (const point of points) {
      if (!sameAnswer(ours(point), await decide(attributesOf(point)))) differ.push(point);
    }
    expect(differ.slice(0, 3)).toEqual([]);
  }, 60_000);
  test('casbin allows and denies the same', async () => {
    const allows = await casbin();
    const differ = points.filter(
      (point) => allows(attributesOf(point)) !== (ours(point).outcome === 'allow'),
    );
    expect(differ.slice(0, 3)).toEqual([]);
  });
});
