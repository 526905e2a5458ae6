/** The fold over random ledgers: the same however it is counted, and a STOP that stays a STOP. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foldEntries } from '#shared/fold.ts';
import type { EntryDraft } from '#shared/ledger.ts';
import { emptyStanding, isClosed, revokedSince } from '#shared/standing.ts';
import { draftLists, entryDrafts, programs, seeded } from '../arbitraries.ts';
import { factsAfter, KEY, ledgerOf, optOutDraft } from './fixtures.ts';

const settings = seeded('standing properties', 300);

describe('the fold', () => {
  const lifts = ({ type, detail }: EntryDraft): boolean =>
    type === 'opted-in' ||
    (type === 'dnd-changed' && detail.sms === false && detail.evidence !== undefined);

  test('is the same entry by entry as all at once, and changes nothing that it is given', () => {
    fc.assert(
      fc.property(draftLists(), (drafts) => {
        const { entries, facts } = ledgerOf(drafts);
        const before = JSON.stringify(entries);
        expect(foldEntries(entries.map(({ entry }) => entry))).toEqual(facts);
        expect(JSON.stringify(entries)).toBe(before);
      }),
      settings,
    );
  });

  test('starts from nobody', () => {
    expect(foldEntries([])).toEqual(emptyStanding(KEY).facts);
  });

  test('a STOP is lifted by nothing but START and a lift with evidence', () => {
    const others = fc.array(
      entryDrafts.filter((draft) => !lifts(draft)),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(others, others, programs, (before, later, program) => {
        const facts = factsAfter(...before, optOutDraft(), ...later);
        expect(revokedSince(facts, 'sms', { program })).toBeDefined();
        expect(isClosed(facts, 'sms')).toBe(true);
      }),
      settings,
    );
  });

  test('a STOP of one program too', () => {
    const others = fc.array(
      entryDrafts.filter((draft) => !lifts(draft)),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(others, programs, (later, program) => {
        const facts = factsAfter(optOutDraft(['sms'], { program }), ...later);
        expect(revokedSince(facts, 'sms', { program })).toBeDefined();
      }),
      settings,
    );
  });
});
