/** The ledger: names, numbers and chain. The format is fixed; whatever is changed is found. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { present } from '#shared/basics.ts';
import { EntryBodySchema } from '#shared/entries.ts';
import {
  accountKey,
  chainEntries,
  emailKey,
  findBrokenLink,
  genesisHash,
  hashEntry,
  type LedgerEntry,
  phoneKey,
  readKey,
} from '#shared/ledger.ts';
import { draftLists, entryDrafts, seeded } from '../arbitraries.ts';
import { captureDraft, entryDraft, KEY, NOON, optOutDraft } from './fixtures.ts';

const settings = seeded('ledger properties', 200);
const chain = (drafts: Parameters<typeof chainEntries>[1], key = KEY) =>
  chainEntries({ seq: 0, hash: genesisHash(key) }, drafts);
const chains = draftLists().map((drafts) => chain(drafts));
const headOf = (entries: readonly LedgerEntry[]) => {
  const { seq, hash } = present(entries.at(-1), 'the last entry');
  return { seq, hash };
};

describe('names of ledgers', () => {
  test.each([
    [accountKey('acme'), { account: 'acme' }],
    [phoneKey('acme', '+12025550143'), { account: 'acme', phone: '+12025550143' }],
    [emailKey('acme', 'pat@customer.example'), { account: 'acme', email: 'pat@customer.example' }],
    [emailKey('acme', 'a#b@customer.example'), { account: 'acme', email: 'a#b@customer.example' }],
  ])('%s is read back whole', (key, read) => {
    expect(readKey(key)).toEqual(read);
  });
  test('an email address is one person however its letters and spaces are typed', () => {
    expect(emailKey('acme', ' Pat@Customer.Example ')).toBe(
      emailKey('acme', 'pat@customer.example'),
    );
  });
  test.each(['', 'A#', 'B#acme', 'acme'])('%j names no ledger', (key) => {
    expect(() => readKey(key)).toThrow(/ledger key/);
  });
  test('two accounts never share the first link', () => {
    expect(genesisHash(phoneKey('acme', '+12025550143'))).not.toBe(
      genesisHash(phoneKey('other', '+12025550143')),
    );
  });
});

/** Both hashes were computed by other means than this code: SHA-256 of the texts beside them. */
describe('the format never changes by accident', () => {
  // consentry ledger A#acme#tel:+12025550143
  const genesis = 'c6f03367c4aeb9bf31e9a659c9a90b674b2071f4349567b9fa71e4ddb11609cc';
  // {"actor":"person","at":"2026-11-18T17:00:00.000Z","detail":{"channels":["sms"],
  // "confirmation":"owed","language":"en","receivedAt":"2026-11-18T17:00:00.000Z",
  // "rule":"keyword:stop","sender":"main","words":"stop"},"prevHash":<genesis>,"seq":1,
  // "source":"text","type":"opted-out"} without line breaks
  const stop = '21eb6662cd67848716c1d92eefbf1fe1aa4a4b05b9c280c8a3a849fae6a3ec38';

  test('the first link of a ledger', () => {
    expect(genesisHash('A#acme#tel:+12025550143')).toBe(genesis);
  });
  test('an opt-out as the first entry', () => {
    const detail = {
      channels: ['sms' as const],
      receivedAt: '2026-11-18T17:00:00.000Z',
      words: 'stop',
      rule: 'keyword:stop',
      confirmation: 'owed' as const,
      sender: 'main',
      language: 'en',
    };
    const head = { at: 1_795_021_200_000, actor: 'person', source: 'text' };
    const [entry] = chain([{ type: 'opted-out', detail, ...head }], 'A#acme#tel:+12025550143');
    expect(entry).toMatchObject({ seq: 1, prevHash: genesis, hash: stop });
  });
});

describe('numbers and links', () => {
  test('entries are numbered without gaps behind a head and chained to it', () => {
    const [first, second] = chainEntries({ seq: 41, hash: 'a'.repeat(64) }, [
      captureDraft(),
      optOutDraft(),
    ]);
    expect([first?.seq, second?.seq]).toEqual([42, 43]);
    expect(first?.prevHash).toBe('a'.repeat(64));
    expect(second?.prevHash).toBe(first?.hash);
  });
  test('a field that is undefined is dropped before it is hashed, as storage drops it', () => {
    const odd = { ...captureDraft().detail, vendor: undefined } as never;
    const draft = { ...captureDraft(), detail: odd };
    expect(chain([draft])).toEqual(chain([captureDraft()]));
  });
  test('the order in which fields came does not matter, their values do', () => {
    const [entry] = chain([entryDraft('consent-declined', { evidence: { a: 1, b: 2 } })]);
    const [same] = chain([entryDraft('consent-declined', { evidence: { b: 2, a: 1 } })]);
    const [other] = chain([entryDraft('consent-declined', { evidence: { a: 2, b: 1 } })]);
    expect(same?.hash).toBe(entry?.hash);
    expect(other?.hash).not.toBe(entry?.hash);
  });
  test('what the schema reads back from storage hashes to the same', () => {
    fc.assert(
      fc.property(entryDrafts, (draft) => {
        const entry = present(chain([draft])[0], 'an entry');
        const stored = JSON.parse(JSON.stringify(entry)) as LedgerEntry;
        const body = EntryBodySchema.parse({ type: stored.type, detail: stored.detail });
        expect(hashEntry({ ...stored, ...body })).toBe(entry.hash);
      }),
      settings,
    );
  });
});

describe('a chain that was touched is found', () => {
  test('an honest chain holds, with and without its head', () => {
    fc.assert(
      fc.property(chains, (entries) => {
        expect(findBrokenLink(KEY, entries)).toBeUndefined();
        expect(findBrokenLink(KEY, entries, headOf(entries))).toBeUndefined();
      }),
      settings,
    );
  });

  test('any one character of any entry, changed', () => {
    fc.assert(
      fc.property(chains, fc.nat(), fc.nat(), (entries, which, where) => {
        const index = which % entries.length;
        const text = JSON.stringify(entries[index]);
        const at = where % text.length;
        const flipped = String.fromCodePoint(text.charCodeAt(at) ^ 1 || 2);
        const changed = parse(`${text.slice(0, at)}${flipped}${text.slice(at + 1)}`);
        fc.pre(changed !== undefined && JSON.stringify(changed) !== text);
        const forged = entries.with(index, changed as LedgerEntry);
        expect(finds(forged)).toBe(true);
      }),
      { ...settings, numRuns: 500 },
    );
  });

  test('an entry left out, two swapped, one twice', () => {
    fc.assert(
      fc.property(chains, fc.nat(), (entries, which) => {
        const index = which % entries.length;
        const head = headOf(entries);
        expect(findBrokenLink(KEY, entries.toSpliced(index, 1), head)).toBeDefined();
        const one = present(entries[index], 'an entry');
        expect(findBrokenLink(KEY, entries.toSpliced(index, 0, one), head)).toBeDefined();
        const next = entries[index + 1];
        if (!next) return;
        const swapped = entries.with(index, next).with(index + 1, one);
        expect(findBrokenLink(KEY, swapped)).toMatchObject({ seq: index + 1 });
      }),
      settings,
    );
  });

  test('a chain cut short is found by the head of the standing, and only by it', () => {
    const entries = chain([captureDraft(), optOutDraft()]);
    const cut = entries.slice(0, 1);
    expect(findBrokenLink(KEY, cut)).toBeUndefined();
    expect(findBrokenLink(KEY, cut, headOf(entries))?.seq).toBe(2);
    expect(findBrokenLink(KEY, [], headOf(entries))?.seq).toBe(1);
  });

  test('a chain forged anew from a changed entry on is found by the head', () => {
    const entries = chain([captureDraft(), optOutDraft()]);
    const forged = chain([captureDraft(), captureDraft({ program: 'news' })]);
    expect(findBrokenLink(KEY, forged, headOf(entries))).toBeDefined();
  });

  test('a chain of another contact or account', () => {
    const entries = chain([captureDraft()]);
    expect(findBrokenLink(phoneKey('acme', '+12025550144'), entries)).toMatchObject({ seq: 1 });
    expect(findBrokenLink(phoneKey('other', '+12025550143'), entries)).toMatchObject({ seq: 1 });
  });
});

/** A forgery may be so crude that it cannot be hashed; that is found too. */
function finds(entries: readonly LedgerEntry[]): boolean {
  try {
    return findBrokenLink(KEY, entries) !== undefined;
  } catch {
    return true;
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

test('times inside an entry are shown to the millisecond', () => {
  const [entry] = chain([captureDraft({}, NOON + 1)]);
  expect(hashEntry({ ...present(entry, 'an entry'), at: NOON })).not.toBe(entry?.hash);
});
