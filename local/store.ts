/**
 * What stands for AWS's own memory on one machine: queues with delay, order and dead letters,
 * schedules, published events, and a few named values, in one SQLite file so that a data folder
 * loses nothing.
 */
import { DatabaseSync } from 'node:sqlite';

export interface QueuedItem {
  readonly id: number;
  readonly queue: string;
  readonly group: string | null;
  readonly body: string;
  readonly attempts: number;
}

export interface PublishedEvent {
  readonly seq: number;
  readonly id: string;
  readonly source: string;
  readonly detailType: string;
  readonly time: string;
  readonly detail: unknown;
}

/** Events kept for reading; older ones leave. */
const MAX_EVENTS = 50_000;
const MAX_LIST = 1_000;

const TABLES = `
  CREATE TABLE IF NOT EXISTS queued (
    id INTEGER PRIMARY KEY AUTOINCREMENT, queue TEXT NOT NULL, groupId TEXT, dedupe TEXT,
    body TEXT NOT NULL, visibleAt INTEGER NOT NULL, attempts INTEGER NOT NULL DEFAULT 0,
    UNIQUE (queue, dedupe));
  CREATE TABLE IF NOT EXISTS schedules (id TEXT PRIMARY KEY, body TEXT NOT NULL, at INTEGER NOT NULL);
  CREATE TABLE IF NOT EXISTS events (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL, name TEXT NOT NULL,
    at TEXT NOT NULL, detail TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS named (name TEXT PRIMARY KEY, value TEXT NOT NULL);
`;

export class LocalStore {
  readonly #db: DatabaseSync;

  /** A file path, or nothing for memory. */
  constructor(file?: string) {
    this.#db = new DatabaseSync(file ?? ':memory:');
    this.#db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;');
    this.#db.exec(TABLES);
  }

  push(
    queue: string,
    body: string,
    options: { readonly visibleAt: number; readonly group?: string; readonly dedupe?: string },
  ): void {
    this.#db
      .prepare(
        'INSERT OR IGNORE INTO queued (queue, groupId, dedupe, body, visibleAt) VALUES (?, ?, ?, ?, ?)',
      )
      .run(queue, options.group ?? null, options.dedupe ?? null, body, options.visibleAt);
  }

  /** Visible items, oldest first; of each group only while nothing of it waits before. */
  due(queue: string, now: number, limit: number): QueuedItem[] {
    const rows = this.#db
      .prepare(
        `SELECT id, queue, groupId AS "group", body, attempts FROM queued AS q
         WHERE queue = ? AND visibleAt <= ? AND (groupId IS NULL OR NOT EXISTS (
           SELECT 1 FROM queued AS p
           WHERE p.queue = q.queue AND p.groupId = q.groupId AND p.id < q.id AND p.visibleAt > ?))
         ORDER BY id LIMIT ?`,
      )
      .all(queue, now, now, limit);
    return rows as unknown as QueuedItem[];
  }

  remove(id: number): void {
    this.#db.prepare('DELETE FROM queued WHERE id = ?').run(id);
  }

  retry(id: number, visibleAt: number): void {
    this.#db
      .prepare('UPDATE queued SET visibleAt = ?, attempts = attempts + 1 WHERE id = ?')
      .run(visibleAt, id);
  }

  /** Parks an item where it can be seen. */
  bury(id: number): void {
    this.#db
      .prepare("UPDATE queued SET queue = queue || '-dead', dedupe = NULL WHERE id = ?")
      .run(id);
  }

  depth(queue: string): number {
    const row = this.#db.prepare('SELECT count(*) AS n FROM queued WHERE queue = ?').get(queue);
    return Number(row?.['n'] ?? 0);
  }

  schedule(id: string, body: string, at: number): void {
    this.#db
      .prepare('INSERT OR IGNORE INTO schedules (id, body, at) VALUES (?, ?, ?)')
      .run(id, body, at);
  }

  /** Takes out what is due. */
  takeSchedules(now: number): string[] {
    const rows = this.#db
      .prepare('DELETE FROM schedules WHERE at <= ? RETURNING body, at')
      .all(now) as unknown as { body: string; at: number }[];
    return rows.sort((a, b) => a.at - b.at).map((row) => row.body);
  }

  publish(id: string, name: string, at: string, detail: unknown): void {
    const { lastInsertRowid } = this.#db
      .prepare('INSERT INTO events (id, name, at, detail) VALUES (?, ?, ?, ?)')
      .run(id, name, at, JSON.stringify(detail));
    this.#db.prepare('DELETE FROM events WHERE seq <= ?').run(Number(lastInsertRowid) - MAX_EVENTS);
  }

  events(after: number): PublishedEvent[] {
    const rows = this.#db
      .prepare('SELECT * FROM events WHERE seq > ? ORDER BY seq LIMIT ?')
      .all(after, MAX_LIST) as unknown as {
      seq: number;
      id: string;
      name: string;
      at: string;
      detail: string;
    }[];
    return rows.map(({ seq, id, name, at, detail }) => ({
      seq,
      id,
      source: 'consentry',
      detailType: name,
      time: at,
      detail: JSON.parse(detail) as unknown,
    }));
  }

  get(name: string): unknown {
    const row = this.#db.prepare('SELECT value FROM named WHERE name = ?').get(name);
    return row === undefined ? undefined : JSON.parse(String(row['value']));
  }

  set(name: string, value: unknown): void {
    this.#db
      .prepare('INSERT OR REPLACE INTO named (name, value) VALUES (?, ?)')
      .run(name, JSON.stringify(value));
  }

  close(): void {
    this.#db.close();
  }
}
