/**
 * The bus, topic, queues and scheduler of one machine, behind the ports that AWS's adapters
 * implement.
 */
import { sha256 } from '#shared/basics.ts';
import type { EventBus, Queue, Scheduler, SuppressionTopic } from '#shared/ports.ts';
import type { LocalStore } from './store.ts';

export const localBus = (store: LocalStore): EventBus => ({
  async publish(events) {
    for (const { name, ...detail } of events) store.publish(detail.id, name, detail.at, detail);
  },
});

/** One FIFO queue per target, grouped by contact, repeats dropped as the FIFO topic drops them. */
export const localTopic = (store: LocalStore, wall: () => number): SuppressionTopic => ({
  async publish(change) {
    for (const queue of ['email', 'dialer']) {
      store.push(queue, JSON.stringify(change), {
        visibleAt: wall(),
        group: sha256(change.key),
        dedupe: change.entryHash,
      });
    }
  },
});

export const localQueue = <Task>(
  store: LocalStore,
  name: string,
  wall: () => number,
  groupOf?: (task: Task) => string,
): Queue<Task> => ({
  async push(tasks, delaySeconds = 0) {
    for (const task of tasks) {
      store.push(name, JSON.stringify(task), {
        visibleAt: wall() + delaySeconds * 1_000,
        ...(groupOf && { group: sha256(groupOf(task)) }),
      });
    }
  },
});

export const localScheduler = (store: LocalStore): Scheduler => ({
  async schedule(id, task, at) {
    store.schedule(id, JSON.stringify(task), at);
  },
});
