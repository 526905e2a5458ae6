/** Queues and a mailer that keep what they are given. */
import type { Mail, Mailer } from '#shared/ports.ts';

export interface Pushed<Task> {
  readonly task: Task;
  readonly delaySeconds: number;
}

export const recorder = <Task>(into: Pushed<Task>[]) => ({
  async push(tasks: readonly Task[], delaySeconds = 0) {
    into.push(...tasks.map((task) => ({ task, delaySeconds })));
  },
});

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
