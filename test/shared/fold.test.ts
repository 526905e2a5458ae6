/**
 * What the fold keeps of calls: as many as a cap may count, and no longer than the longest window
 * (QX-04); of coming back; and of what is implied. The other entries are in standing.test.ts.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { HOUR, iso, MINUTE } from '#shared/basics.ts';
import { MAX_CAP_HOURS, MAX_COUNTED, subjectKey } from '#shared/counting.ts';
import { foldEntries } from '#shared/fold.ts';
import type { EntryDraft } from '#shared/ledger.ts';
import { ESSENTIAL } from '#shared/rules/frequency.ts';
import { captureDraft, entryDraft, factsAfter, NOON, optInDraft, optOutDraft } from './fixtures.ts';

const call = (calledAt: number, subject = 'general'): EntryDraft =>
  entryDraft('call-reported', { calledAt: iso(calledAt), subject });
const GENERAL = subjectKey('general');
const callsAfter = (...drafts: EntryDraft[]) => factsAfter(...drafts).calls;

describe('calls of a contact', () => {
  test('nobody has called: nothing is kept', () => {
    expect(foldEntries([]).calls).toBeUndefined();
  });
  test('each is kept by when it was made, not by when it was told of, oldest first', () => {
    expect(callsAfter(call(NOON - HOUR), call(NOON - 2 * HOUR))).toEqual([
      { subject: GENERAL, at: NOON - 2 * HOUR },
      { subject: GENERAL, at: NOON - HOUR },
    ]);
  });
  test('subjects are folded as those of texts are', () => {
    expect(callsAfter(call(NOON, '  Spring SALE '))?.map(({ subject }) => subject)).toEqual([
      subjectKey('spring sale'),
    ]);
  });
  test('no caller can say what essential texts are counted under', () => {
    for (const subject of [ESSENTIAL, ` ${ESSENTIAL}`, ESSENTIAL.toUpperCase()]) {
      expect(callsAfter(call(NOON, subject))?.map((one) => one.subject)).not.toContain(ESSENTIAL);
    }
  });
  test('the newest twenty, whatever order they were told of in', () => {
    const ats = Array.from({ length: MAX_COUNTED + 3 }, (_, n) => NOON - n * MINUTE);
    expect(MAX_COUNTED).toBe(20);
    for (const told of [ats, ats.toReversed()]) {
      const kept = foldAll(told.map((at) => call(at)))?.map(({ at }) => at);
      expect(kept).toEqual(ats.slice(0, MAX_COUNTED).toReversed());
    }
  });
  test('a call leaves when a newer one is the longest window later, to the millisecond', () => {
    const edge = NOON - MAX_CAP_HOURS * HOUR;
    expect(MAX_CAP_HOURS).toBe(72);
    expect(callsAfter(call(edge), call(NOON))?.map(({ at }) => at)).toEqual([NOON]);
    expect(callsAfter(call(edge + 1), call(NOON))?.map(({ at }) => at)).toEqual([edge + 1, NOON]);
  });
  test('a call older than every window is told of and kept in the ledger alone', () => {
    const old = NOON - 100 * HOUR;
    expect(callsAfter(call(NOON), call(old))?.map(({ at }) => at)).toEqual([NOON]);
    expect(callsAfter(call(old))?.map(({ at }) => at)).toEqual([old]);
  });
  test('any calls in any order: bounded, sorted, and none within a cap’s window is lost', () => {
    const ats = fc.array(fc.integer({ min: 0, max: 100 * HOUR }), { minLength: 1, maxLength: 19 });
    fc.assert(
      fc.property(ats, (offsets) => {
        const times = offsets.map((offset) => NOON - offset);
        const newest = Math.max(...times);
        const kept = foldAll(times.map((at) => call(at)))?.map(({ at }) => at);
        const due = times.filter((at) => at > newest - MAX_CAP_HOURS * HOUR);
        expect(kept).toEqual(due.sort((a, b) => a - b));
      }),
    );
  });
});

describe('when the person last came back to texts', () => {
  test('is when they last said START', () => {
    expect(factsAfter(optOutDraft()).cameBackAt).toBeUndefined();
    expect(factsAfter(optOutDraft(), optInDraft()).cameBackAt).toBe(NOON);
    expect(factsAfter(optInDraft(), optInDraft(['news'], NOON + 1)).cameBackAt).toBe(NOON + 1);
  });
  test('an opt-out of that very instant came after it; others leave it as it was', () => {
    const left = (at: number, channels: readonly ('sms' | 'voice')[] = ['sms']) =>
      factsAfter(optInDraft(), optOutDraft(channels, { program: 'news' }, { at })).cameBackAt;
    expect(left(NOON)).toBe(NOON - 1);
    expect(left(NOON, ['voice'])).toBe(NOON);
    expect([left(NOON - 1), left(NOON + 1)]).toEqual([NOON, NOON]);
  });
});

describe('consent that a relationship implies (CASL s.10(9)-(10))', () => {
  const implied = (basis: 'purchase' | 'inquiry', day: string) => {
    const obtainedAt = `${day}T00:00:00.000Z`;
    return captureDraft({ grade: 'implied', basis, obtainedAt }, Date.parse(obtainedAt));
  };
  const heldAfter = (...drafts: EntryDraft[]) => factsAfter(...drafts).consents['sms:default'];
  const bought = implied('purchase', '2025-01-10');

  test('an inquiry after a purchase does not end what the purchase implies, told in any order', () => {
    const asked = implied('inquiry', '2025-02-10');
    expect(heldAfter(bought, asked)).toMatchObject({ basis: 'purchase' });
    expect(heldAfter(asked, bought)).toMatchObject({ basis: 'purchase' });
  });
  test('the one that ends later holds: an inquiry from eighteen months after the purchase on', () => {
    expect(heldAfter(bought, implied('inquiry', '2026-07-09'))?.basis).toBe('purchase');
    expect(heldAfter(bought, implied('inquiry', '2026-07-10'))?.basis).toBe('inquiry');
  });
  test('START says in words what was implied: it is express and ends no more', () => {
    const held = heldAfter(bought, optOutDraft(), optInDraft());
    expect(held).toMatchObject({ grade: 'express', at: NOON });
    expect(held).not.toHaveProperty('basis');
  });
});

describe('a consent given again by a weaker proof', () => {
  const day = (text: string) => Date.parse(`${text}T00:00:00.000Z`);
  const written = captureDraft({ obtainedAt: '2025-03-01T00:00:00.000Z' });
  const spoken = (on: string, news: Parameters<typeof captureDraft>[0] = {}) =>
    captureDraft({ grade: 'express', source: 'verbal', obtainedAt: iso(day(on)), ...news });
  const heldAfter = (...drafts: EntryDraft[]) => factsAfter(...drafts).consents['sms:default'];

  test('the stronger one is kept and the newer day remembered, told in any order', () => {
    const kept = { grade: 'written', at: day('2025-03-01'), renewedAt: day('2026-11-17') };
    expect(heldAfter(written, spoken('2026-11-17'))).toMatchObject(kept);
    expect(heldAfter(spoken('2026-11-17'), written)).toMatchObject(kept);
  });
  test('the latest of several, and none that is older than the consent itself', () => {
    const drafts = [spoken('2026-11-17'), spoken('2026-05-01'), spoken('2025-02-28')];
    expect(heldAfter(written, ...drafts)?.renewedAt).toBe(day('2026-11-17'));
    expect(heldAfter(written, spoken('2025-02-28'))).not.toHaveProperty('renewedAt');
    expect(heldAfter(written, spoken('2025-03-01'))).not.toHaveProperty('renewedAt');
  });
  test('it goes on when another stale proof takes the place of the first', () => {
    const paper = captureDraft({ obtainedAt: '2025-04-01T00:00:00.000Z', source: 'paper' });
    expect(heldAfter(written, spoken('2026-11-17'), paper)).toMatchObject({
      source: 'paper',
      renewedAt: day('2026-11-17'),
    });
  });
  test.each([
    ['a lead in quarantine', { quarantined: true, vendor: 'leads', source: 'vendor' }],
    ['a wording that does not name the firm', { sellerNamed: false }],
    ['a question that is still open', { status: 'pending' }],
  ] as const)('%s is no sign', (_, news) => {
    expect(heldAfter(written, spoken('2026-11-17', news))).toEqual(heldAfter(written));
  });
  test('a question that waits for its YES is not renewed', () => {
    const asked = captureDraft({ status: 'pending', obtainedAt: '2025-03-01T00:00:00.000Z' });
    expect(heldAfter(asked, spoken('2026-11-17', { status: 'pending' }))).toEqual(heldAfter(asked));
  });
});

/** One act makes at most twenty entries; a ledger grows by many acts. */
function foldAll(drafts: readonly EntryDraft[]) {
  const head = { seq: 1, prevHash: '0', hash: '0' };
  return foldEntries(drafts.map((draft) => ({ ...draft, ...head }))).calls;
}
