/**
 * What happened in one schedule, as the auditor will look at it: every write as it took effect,
 * every provider call as it began, everything published and applied. Nothing here decides anything.
 */
import type { Table } from '#functions/adapters/dynamo/table.ts';
import type { Demo } from '#local/demo.ts';
import type { DomainEvent, StoredEntry } from '#shared/events.ts';
import type {
  LookUpTask,
  Mail,
  RecordTask,
  SendTask,
  SuppressionChange,
  TargetName,
} from '#shared/ports.ts';
import type { Sends } from '#shared/standing.ts';
import { SimQueue } from './queues.ts';
import type { Random } from './random.ts';
import type { Scheduler } from './scheduler.ts';

/** When something took effect: by number of step and by monotonic time. */
export interface Moment {
  readonly step: number;
  readonly mono: number;
  readonly wall: number;
}

export interface ProviderCall extends Moment {
  readonly messageId: string;
  readonly to: string;
  readonly body: string;
  /** `maybe`: taken, or not, with an answer that does not say. */
  readonly outcome: 'taken' | 'maybe' | 'refused';
}

/** A claim as it took effect, when it was first seen on the standing. */
export interface ClaimMade extends Moment {
  readonly messageId: string;
  /** The run that made it, and when by its own word: a run may claim anew after a release. */
  readonly made: string;
}

/** What a target holds of one address: the last thing that it was told, as a plain system would. */
export interface TargetState {
  sms?: string;
  email?: string;
  automated?: string;
  manual?: string;
}

/** Where the firm has its transcripts mailed; all other mails ask. */
export const TRANSCRIPTS_TO = 'leads@crm.example';

export class World {
  readonly scheduler: Scheduler;
  readonly random: Random;
  readonly table: Table;
  readonly demo: Demo;
  readonly calls: ProviderCall[] = [];
  readonly claims: ClaimMade[] = [];
  /** By hash of the entry: when its write took effect. */
  readonly written = new Map<string, Moment>();
  readonly published: (Moment & { readonly event: DomainEvent })[] = [];
  readonly mails: (Moment & { readonly mail: Mail })[] = [];
  readonly targets: Record<TargetName, Map<string, TargetState>> = {
    email: new Map(),
    dialer: new Map(),
  };
  readonly schedules = new Map<string, { readonly task: SendTask; readonly at: number }>();
  readonly queues = {
    send: new SimQueue<SendTask>('send'),
    record: new SimQueue<RecordTask>('record'),
    lookUp: new SimQueue<LookUpTask>('lookUp'),
    email: new SimQueue<SuppressionChange>('email'),
    dialer: new SimQueue<SuppressionChange>('dialer'),
  };
  /** Raised by every write to the table: tells the stream that there may be something to read. */
  writes = 0;
  commands = 0;
  /** By hash of the entry: when the topic last took it. */
  readonly topicSeen = new Map<string, number>();
  /** Times the usual chance that the provider refuses or does not answer. */
  readonly providerTrouble: number;
  /** People whom the provider itself holds to be out. */
  readonly blocked = new Set<string>();

  constructor(table: Table, demo: Demo, scheduler: Scheduler) {
    this.table = table;
    this.demo = demo;
    this.scheduler = scheduler;
    this.random = scheduler.random;
    this.providerTrouble = scheduler.random.pick([1, 1, 1, 6]);
  }

  now(): Moment {
    const { step, mono } = this.scheduler;
    return { step, mono, wall: this.scheduler.wall() };
  }

  sawEntries(entries: readonly Pick<StoredEntry['entry'], 'hash'>[]): void {
    for (const { hash } of entries) {
      if (!this.written.has(hash)) this.written.set(hash, this.now());
    }
  }

  sawClaims(claims: Sends['claims']): void {
    for (const { id, by, at } of claims) {
      const made = `${by} ${at}`;
      if (this.claims.some((held) => held.messageId === id && held.made === made)) continue;
      this.claims.push({ messageId: id, made, ...this.now() });
    }
  }

  /** Schedules that are due go to the send queue, as EventBridge Scheduler does. */
  releaseSchedules(): void {
    for (const [id, { task, at }] of this.schedules) {
      if (at > this.scheduler.wall()) continue;
      this.schedules.delete(id);
      this.queues.send.push(task, { visibleAt: this.scheduler.wall() });
    }
  }

  /** When the next thing falls due that nobody can hurry; undefined when nothing waits. */
  nextDue(): number | undefined {
    const times = [
      ...[...this.schedules.values()].map(({ at }) => at),
      ...Object.values(this.queues).flatMap((queue) => queue.nextVisible() ?? []),
    ];
    return times.length > 0 ? Math.min(...times) : undefined;
  }
}
