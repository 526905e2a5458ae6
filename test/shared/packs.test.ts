/** Rule packs: dated editions; the same facts with an older pack give the older answer. */
import { describe, expect, test } from 'vitest';
import { present } from '#shared/basics.ts';
import { PACKS, packAt, packNamed } from '#shared/packs/index.ts';
import { makePack } from '#shared/packs/pack.ts';
import { placeOf } from '#shared/places.ts';
import { RULES } from '#shared/rules/index.ts';
import { codesOf, consentWith, decide, factsWith } from './fixtures.ts';

const pack = (version: string) => present(packNamed(version), version);
const fresh = (now: number) =>
  factsWith({ consents: { 'sms:default': consentWith({ at: now - 1 }) } });

describe('which edition is in force', () => {
  test('oldest first, each with what changed and its source', () => {
    const versions = PACKS.map(({ version }) => version);
    expect(versions).toEqual([...versions].sort());
    expect(new Set(versions).size).toBe(versions.length);
    for (const { version, changes, from } of PACKS) {
      expect(from).toBe(Date.parse(`${version}T00:00:00Z`));
      expect(changes.length).toBeGreaterThan(0);
      for (const { what, citation } of changes) expect([what, citation]).not.toContain('');
    }
  });
  test.each(PACKS.slice(1).map((one) => [one.version, one.from] as const))(
    '%s from its first millisecond',
    (version, from) => {
      expect(packAt(from).version).toBe(version);
      expect(packAt(from - 1).version).not.toBe(version);
    },
  );
  test('before the first edition the first answers', () => {
    expect(packAt(0)).toBe(PACKS[0]);
  });
  test('a name that is none is no pack', () => {
    expect(packNamed('2026-02-30')).toBeUndefined();
  });
  test('a decision names its pack', () => {
    for (const one of PACKS) expect(decide({ pack: one }).decision.rulePack).toBe(one.version);
  });
});

describe('the older pack gives the older answer over the same facts', () => {
  test('Pennsylvania at 19:30: closed by Act 47 of 2026, open in the edition before it', () => {
    const now = Date.parse('2026-11-18T00:30:00Z');
    const text = { now, place: placeOf('+12155550143'), facts: fresh(now) };
    expect(codesOf({ ...text, pack: pack('2026-10-18') })).toEqual(['quiet-hours']);
    expect(codesOf({ ...text, pack: pack('2026-01-01') })).toEqual([]);
  });
  test('Oregon at 20:30: closed since 2026, open in the edition before it', () => {
    const now = Date.parse('2026-02-12T04:30:00Z');
    const text = { now, place: placeOf('+15035550143'), facts: fresh(now) };
    expect(codesOf({ ...text, pack: pack('2026-01-01') })).toEqual(['quiet-hours']);
    expect(codesOf({ ...text, pack: pack('2025-04-11') })).toEqual([]);
  });
  test('an opt-out of one program: ends all by the edition of 2027, one by the edition before', () => {
    const now = Date.parse('2027-02-10T17:00:00Z');
    const facts = { ...fresh(now), revoked: { 'sms:news': Date.parse('2027-01-31T00:00:00Z') } };
    expect(codesOf({ now, facts, pack: pack('2027-01-31') })).toEqual(['opted-out']);
    expect(codesOf({ now, facts, pack: pack('2026-10-18') })).toEqual([]);
  });
  test('Utah on Good Friday: closed by the law of May 2026, open in the edition before it', () => {
    const now = Date.parse('2027-03-26T17:00:00Z');
    const text = { now, place: placeOf('+18015550143'), facts: fresh(now) };
    expect(codesOf({ ...text, pack: pack('2026-10-18') })).toEqual(['quiet-hours']);
    expect(codesOf({ ...text, pack: pack('2026-01-01') })).toEqual([]);
  });
  test('a rule that came later is in no edition before it, and in each from then on', () => {
    const [first, ...others] = RULES;
    const later = { ...present(first, 'a rule'), code: 'new-rule', since: '2026-10-18' };
    const has = (version: string): boolean =>
      makePack({ ...pack(version), rules: [...others, later] }).rules.includes(later);
    expect(PACKS.map(({ version }) => [version, has(version)])).toEqual([
      ['2025-04-11', false],
      ['2026-01-01', false],
      ['2026-10-18', true],
      ['2027-01-31', true],
    ]);
    const invalid = { phone: undefined, pack: makePack({ ...pack('2026-01-01'), rules: [later] }) };
    expect(codesOf(invalid)).toEqual([]);
    const known = { ...invalid, pack: makePack({ ...pack('2026-10-18'), rules: [later] }) };
    expect(codesOf(known)).toEqual(['new-rule']);
  });
  test('a law comes into force by the clock of the person, not by midnight in UTC', () => {
    const evening = Date.parse('2026-10-17T23:30:00Z'); // Saturday 19:30 in Pennsylvania
    const text = { place: placeOf('+12155550143'), facts: fresh(evening) };
    expect(codesOf({ ...text, now: evening })).toEqual([]);
    const later = Date.parse('2026-10-18T00:20:00Z'); // 20:20, the pack of the 18th is in force
    expect(packAt(later).version).toBe('2026-10-18');
    expect(codesOf({ ...text, now: later, facts: fresh(later) })).toEqual([]);
  });
});
