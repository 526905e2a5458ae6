/** The labelled sets are whole and apart, the weights are learnt from the tuned ones alone. */
import { describe, expect, test } from 'vitest';
import { REPLY_WEIGHTS } from '#shared/data/reply-weights.ts';
import type { Wish } from '#shared/replies/weigh.ts';
import { clashes } from '#shared/replies/words.ts';
import { readReply } from '#shared/replies.ts';
import { countOf } from './measure.ts';
import { PEERS } from './peers.ts';
import { isStop, type Labelled, outcomeOf, readSets } from './sets.ts';
import { learnAll } from './train.ts';

const tuned = readSets('tuned');
const heldOut = readSets('held-out');
const all = [...tuned, ...heldOut];
const OURS = {
  name: 'ours',
  judge: (one: Labelled) => outcomeOf(readReply(one.text, one)),
};

describe('the sets', () => {
  test('hold out at least 600 opt-outs and 600 look-alikes', () => {
    for (const stops of [true, false]) {
      const of = (texts: readonly Labelled[]) => texts.filter((one) => isStop(one) === stops);
      expect(of(all).length).toBeGreaterThan(1_800);
      expect(of(heldOut).length).toBeGreaterThan(600);
    }
  });
  test('speak three languages and every kind, tuned and held out', () => {
    for (const texts of [tuned, heldOut]) {
      expect(new Set(texts.map(({ language }) => language))).toEqual(
        new Set(['en', 'es', 'fr', 'mixed']),
      );
      expect(new Set(texts.map(({ kind }) => kind)).size).toBeGreaterThan(30);
    }
  });
  test('share no text longer than a keyword or two', () => {
    const key = ({ text }: Labelled): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ');
    const known = new Set(tuned.map(key));
    const shared = heldOut.filter((one) => known.has(key(one)) && one.text.split(' ').length > 4);
    expect(shared.map(({ text }) => text)).toEqual([]);
  });
});

test('the weights are what the tuned sets teach, to the last byte', () => {
  const learnt = learnAll(tuned);
  expect(Object.keys(learnt)).toEqual(Object.keys(REPLY_WEIGHTS));
  for (const [name, { bias, scale, weights }] of Object.entries(learnt)) {
    const kept = REPLY_WEIGHTS[name as Wish];
    expect(Buffer.from(weights.buffer).toString('base64') === kept.weights, name).toBe(true);
    expect([scale, bias]).toEqual([kept.scale, kept.bias]);
  }
});

test('a word stands in one class', () => {
  expect([...new Set(clashes)]).toEqual([]);
});

describe('held-out replies', () => {
  const ours = countOf(OURS, heldOut);
  test('99 opt-outs in 100 are caught: acted on at once or asked about', () => {
    expect((ours.acted + ours.asked) / ours.stops).toBeGreaterThan(0.99);
  });
  test('at most three look-alikes in 1,000 are blocked, one in five asked about', () => {
    expect(ours.falseAlarms / ours.others).toBeLessThan(3 / 1_000);
    expect(ours.needless / ours.others).toBeLessThan(1 / 5);
  });
  test('of what people write every day one in eight is asked about in vain at most', () => {
    const everyday = countOf(
      OURS,
      heldOut.filter(({ kind }) => kind === 'everyday'),
    );
    expect(everyday.others).toBeGreaterThan(3_000);
    expect(everyday.falseAlarms).toBe(0);
    expect(everyday.needless / everyday.others).toBeLessThan(1 / 8);
    expect((everyday.acted + everyday.asked) / everyday.stops).toBeGreaterThan(0.97);
  });
  test('every peer catches less or blocks more look-alikes', () => {
    for (const peer of PEERS) {
      const theirs = countOf(peer(tuned), heldOut);
      expect(theirs.acted / theirs.stops).toBeLessThan((ours.acted + ours.asked) / ours.stops);
    }
  });
});
