/** A ledger with drafts added: numbered and chained behind its head, each with what it did. */
import { describe, expect, test } from 'vitest';
import { growLedger, MAX_DRAFTS } from '#shared/grow.ts';
import { findBrokenLink } from '#shared/ledger.ts';
import { captureDraft, entryDraft, KEY, ledgerOf, optOutDraft, standingWith } from './fixtures.ts';

describe('growing a ledger', () => {
  test('each entry carries contact and effects as of itself, not of the end', () => {
    const { entries, facts } = ledgerOf([
      captureDraft(),
      entryDraft('contact-changed', { name: 'Pat', email: 'pat@customer.example' }),
      optOutDraft(),
    ]);
    expect(entries.map(({ contact }) => contact.name)).toEqual([undefined, 'Pat', 'Pat']);
    expect(entries.map(({ effects }) => effects.sms)).toEqual(['allow', 'allow', 'suppress']);
    expect(facts.name).toBe('Pat');
    expect(
      findBrokenLink(
        KEY,
        entries.map(({ entry }) => entry),
      ),
    ).toBeUndefined();
  });
  test('it goes on behind the head, and leaves the standing as it was read', () => {
    const before = { ...standingWith(), seq: 3, head: 'b'.repeat(64) };
    const frozen = JSON.stringify(before);
    const change = growLedger(KEY, before, [optOutDraft()]);
    expect(change.entries[0]?.entry).toMatchObject({ seq: 4, prevHash: 'b'.repeat(64) });
    expect(change.before).toBe(before);
    expect(JSON.stringify(before)).toBe(frozen);
    expect(change.facts.revoked).toHaveProperty(['sms:*']);
  });
  test('twenty entries are one act, none and twenty-one are a mistake in the code', () => {
    const many = Array.from({ length: MAX_DRAFTS }, () => optOutDraft());
    expect(ledgerOf(many).entries).toHaveLength(MAX_DRAFTS);
    expect(() => ledgerOf([...many, optOutDraft()])).toThrow(/1 to 20/);
    expect(() => ledgerOf([])).toThrow(/1 to 20/);
  });
});
