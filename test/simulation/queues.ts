/**
 * Queues as SQS has them: delay, at-least-once delivery, visibility, retries, order within a group,
 * and a place where what failed too often is parked.
 */
export interface Item<Task> {
  readonly id: string;
  readonly task: Task;
  readonly group: string | undefined;
  visibleAt: number;
  attempts: number;
  inFlight: number;
}

interface PushOptions {
  readonly visibleAt: number;
  readonly group?: string;
}

/** The stack's redrive limit is lower; here faults are a thousand times as common. */
const MAX_ATTEMPTS = 10;
const VISIBILITY_MS = 30_000;
const BACKOFF_MS = 1_000;

export class SimQueue<Task> {
  readonly name: string;
  readonly parked: Item<Task>[] = [];
  #items: Item<Task>[] = [];
  #count = 0;

  constructor(name: string) {
    this.name = name;
  }

  push(task: Task, { visibleAt, group }: PushOptions): void {
    this.#count += 1;
    const id = `${this.name}-${this.#count}`;
    // Through JSON, as on the wire: what does not survive it must not be relied on.
    const copy = JSON.parse(JSON.stringify(task)) as Task;
    this.#items.push({ id, task: copy, group, visibleAt, attempts: 0, inFlight: 0 });
  }

  /** What may be delivered now: of each group only the first, and that alone. */
  due(now: number): readonly Item<Task>[] {
    const first = new Map<string, Item<Task>>();
    for (const item of this.#items) {
      if (item.group !== undefined && !first.has(item.group)) first.set(item.group, item);
    }
    return this.#items.filter(
      (item) =>
        item.visibleAt <= now &&
        (item.group === undefined || (first.get(item.group) === item && item.inFlight === 0)),
    );
  }

  nextVisible(): number | undefined {
    return this.#items.length > 0
      ? Math.min(...this.#items.map((item) => item.visibleAt))
      : undefined;
  }

  /** `again`: a standard queue may hand the same message to two consumers. */
  take(item: Item<Task>, now: number, again: boolean): void {
    item.inFlight += 1;
    item.attempts += 1;
    if (!again) item.visibleAt = now + VISIBILITY_MS;
  }

  done(item: Item<Task>): void {
    item.inFlight -= 1;
    this.#items = this.#items.filter((other) => other !== item);
  }

  /** It comes again after a pause; too often, and it is parked. */
  failed(item: Item<Task>, now: number): void {
    item.inFlight -= 1;
    if (!this.#items.includes(item)) return;
    item.visibleAt = now + BACKOFF_MS * item.attempts;
    if (item.attempts < MAX_ATTEMPTS) return;
    this.#items = this.#items.filter((other) => other !== item);
    this.parked.push(item);
  }

  /** An operator redrives what is parked, once the trouble is over. */
  redrive(now: number): number {
    const items = this.parked.splice(0);
    for (const { task, group } of items) {
      this.push(task, { visibleAt: now, ...(group !== undefined && { group }) });
    }
    return items.length;
  }
}
