/**
 * The local stand-in for AWS's memory: queues with delay, order and dead letters, schedules,
 * events.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { LocalStore } from '#local/store.ts';

let folder: string;
let store: LocalStore;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'consentry-store-'));
  store = new LocalStore(path.join(folder, 'local.db'));
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true });
});

const push = (body: string, more: { at?: number; group?: string; dedupe?: string } = {}) => {
  const { at = 0, ...rest } = more;
  store.push('q', body, { visibleAt: at, ...rest });
};
const due = (now = 0, limit = 10) => store.due('q', now, limit).map(({ body }) => body);

function reopen(): void {
  store.close();
  store = new LocalStore(path.join(folder, 'local.db'));
}

describe('a queue', () => {
  test('gives what is visible, oldest first, each again until it is removed', () => {
    for (const body of ['a', 'b', 'c']) push(body);
    expect(due()).toEqual(['a', 'b', 'c']);
    expect(due(0, 2)).toEqual(['a', 'b']);
    const [first] = store.due('q', 0, 1);
    store.remove(first?.id ?? 0);
    expect(due()).toEqual(['b', 'c']);
    expect(store.due('another', 0, 10)).toEqual([]);
  });

  test('hides a delayed item until its instant', () => {
    push('later', { at: 1_000 });
    expect(due(999)).toEqual([]);
    expect(due(1_000)).toEqual(['later']);
  });

  test('hides a failed item until its next try, and counts the tries', () => {
    push('a');
    const [item] = store.due('q', 0, 1);
    store.retry(item?.id ?? 0, 500);
    expect(due(499)).toEqual([]);
    expect(store.due('q', 500, 1)).toMatchObject([{ body: 'a', attempts: 1 }]);
  });

  test('holds a group back while an earlier one of it waits; others go on', () => {
    for (const [body, group] of [
      ['a1', 'a'],
      ['a2', 'a'],
      ['b1', 'b'],
    ] as const)
      push(body, { group });
    const [first] = store.due('q', 0, 1);
    store.retry(first?.id ?? 0, 500);
    expect(due(499)).toEqual(['b1']);
    expect(due(500)).toEqual(['a1', 'a2', 'b1']);
  });

  test('drops a repeat while the first is there, within its own queue only', () => {
    push('first', { dedupe: 'x' });
    push('repeat', { dedupe: 'x' });
    store.push('other', 'elsewhere', { visibleAt: 0, dedupe: 'x' });
    expect(due()).toEqual(['first']);
    expect(store.depth('other')).toBe(1);
  });

  test('parks a buried item where it can be counted, and frees its group', () => {
    push('a1', { group: 'a', dedupe: '1' });
    push('a2', { group: 'a', dedupe: '2' });
    const [first] = store.due('q', 0, 1);
    store.bury(first?.id ?? 0);
    expect(due()).toEqual(['a2']);
    expect([store.depth('q'), store.depth('q-dead')]).toEqual([1, 1]);
  });

  test('loses nothing when it is closed and opened again', () => {
    push('a', { group: 'a' });
    push('b', { at: 1_000 });
    const [item] = store.due('q', 0, 1);
    store.retry(item?.id ?? 0, 10);
    reopen();
    expect(store.due('q', 10, 10)).toMatchObject([{ body: 'a', attempts: 1, group: 'a' }]);
    expect(due(1_000)).toEqual(['a', 'b']);
  });
});

describe('schedules', () => {
  test('are taken once, when due, soonest first', () => {
    store.schedule('2', 'second', 2_000);
    store.schedule('1', 'first', 1_000);
    expect(store.takeSchedules(999)).toEqual([]);
    expect(store.takeSchedules(2_000)).toEqual(['first', 'second']);
    expect(store.takeSchedules(2_000)).toEqual([]);
  });

  test('put twice under one name are one, and outlive a restart', () => {
    store.schedule('1', 'kept', 1_000);
    store.schedule('1', 'repeat', 5);
    reopen();
    expect(store.takeSchedules(10)).toEqual([]);
    expect(store.takeSchedules(1_000)).toEqual(['kept']);
  });
});

describe('events and values', () => {
  test('events keep their order and number across a restart', () => {
    for (const id of ['a', 'b', 'a']) store.publish(id, 'Message Sent', 'at', { id });
    reopen();
    store.publish('c', 'Message Sent', 'at', { id: 'c' });
    expect(store.events(0).map(({ seq, id }) => [seq, id])).toEqual([
      [1, 'a'],
      [2, 'b'],
      [3, 'a'],
      [4, 'c'],
    ]);
    expect(store.events(3)).toEqual([
      {
        seq: 4,
        id: 'c',
        source: 'consentry',
        detailType: 'Message Sent',
        time: 'at',
        detail: { id: 'c' },
      },
    ]);
  });

  test('a named value is the last one set, and undefined before', () => {
    expect(store.get('x')).toBeUndefined();
    store.set('x', { a: 1 });
    store.set('x', { a: 2 });
    reopen();
    expect(store.get('x')).toEqual({ a: 2 });
  });

  test('a file of memory is gone with the process: nothing is written to disk', () => {
    const memory = new LocalStore();
    memory.set('x', 1);
    expect(memory.get('x')).toBe(1);
    memory.close();
    const other = new LocalStore();
    expect(other.get('x')).toBeUndefined();
    other.close();
  });
});
