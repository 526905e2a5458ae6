/** Queues and a mailer that keep what they are given. */
import type { FanOutDeps } from '#functions/fan-out.ts';
import type { Mail, Mailer, Scheduler, SendTask } from '#shared/ports.ts';
import { emptyStanding } from '#shared/standing.ts';

export interface Pushed<Task> {
  readonly task: Task;
  readonly delaySeconds: number;
}

export const recorder = <Task>(into: Pushed<Task>[]) => ({
  async push(tasks: readonly Task[], delaySeconds = 0) {
    into.push(...tasks.map((task) => ({ task, delaySeconds })));
  },
});

export interface Scheduled {
  readonly id: string;
  readonly task: SendTask;
  readonly at: number;
}

export const keepingScheduler = (into: Scheduled[]): Scheduler => ({
  async schedule(id, task, at) {
    if (!into.some((one) => one.id === id)) into.push({ id, task, at });
  },
});

/** What fan-out reads and notes of conversations: an account that nobody knows, and nothing. */
export const NO_TALK: Pick<FanOutDeps, 'reader' | 'conversations'> = {
  reader: {
    read: async () => ({
      account: undefined,
      guard: undefined,
      message: undefined,
      standing: emptyStanding,
      config: () => undefined,
    }),
  },
  conversations: {
    note: async () => undefined,
    textsOut: async () => [],
    transcript: async () => undefined,
  },
};

/** Takes nothing while `failing`. */
export interface Post {
  readonly mails: Mail[];
  readonly mailer: Mailer;
  failing: boolean;
}

export function openPost(): Post {
  const mails: Mail[] = [];
  const post: Post = {
    mails,
    failing: false,
    mailer: {
      async send(mail) {
        if (post.failing) throw new Error('the mail was not taken');
        mails.push(mail);
      },
    },
  };
  return post;
}
