/** Contacts of the function tests: what their forms post, and the way to a confirmed consent. */
import { releaseSends } from '#functions/release-sends.ts';
import { phoneKey } from '#shared/ledger.ts';
import { owedNotices } from '#shared/owed.ts';
import type { SendTask } from '#shared/ports.ts';
import type { Answer, Rig } from './rig.ts';

export const NO_EFFECTS = {
  sms: 'none',
  email: 'none',
  voice: { automated: 'none', manual: 'none', priority: 'none' },
} as const;

let line = 0;

/** Of Florida, where it is noon at the tests' instant; fresh within its file. */
export function freshPhone(): string {
  line += 1;
  return `+1305555${String(100 + line).padStart(4, '0')}`;
}

export const formBody = (rig: Rig, phone: string, more: object = {}) => ({
  phone,
  name: 'Pat Doe',
  consents: { sms: true },
  disclosure: rig.demo.disclosure,
  ...more,
});

export const postForm = (rig: Rig, phone: string, more: object = {}): Promise<Answer> =>
  rig.call('POST', `/v1/forms/${rig.demo.formKey}/consents`, { body: formBody(rig, phone, more) });

let sid = 0;

/** A text of a person to the main sender. */
export function textFrom(rig: Rig, phone: string, body: string): Promise<Answer> {
  sid += 1;
  const form = { MessageSid: `SM${sid}`, From: phone, To: rig.demo.sender.number, Body: body };
  return rig.webhook(form);
}

/** The notices that the entries of a contact owe, as the stream would push them. */
export async function owedTo(rig: Rig, phone: string): Promise<SendTask[]> {
  const key = phoneKey(rig.demo.account, phone);
  const entries = await rig.ledger.history(key, { limit: 100 });
  return entries.flatMap((entry) => owedNotices({ key, entry, contact: {}, effects: NO_EFFECTS }));
}

/** Form, question, YES. */
export async function optedIn(rig: Rig, phone: string): Promise<void> {
  const posted = await postForm(rig, phone);
  if (posted.status !== 201) throw new Error(`the form was refused: ${posted.text}`);
  for (const task of await owedTo(rig, phone)) await releaseSends(rig.deps)(task);
  const answered = await textFrom(rig, phone, 'YES');
  if (answered.status !== 200) throw new Error(`YES was refused: ${answered.text}`);
}

export const message = (
  rig: Rig,
  to: string,
  more: object = {},
  headers: Record<string, string> = {},
): Promise<Answer> =>
  rig.call('POST', '/v1/messages', {
    key: rig.demo.keys.service,
    headers,
    body: { to, body: 'Your car is ready for pickup.', category: 'informational', ...more },
  });

/** Runs with the clock at an instant, and sets it back whatever happens. */
export async function atTime<T>(
  { clock }: Pick<Rig, 'clock'>,
  instant: number,
  work: () => Promise<T>,
): Promise<T> {
  const before = clock.at;
  clock.at = instant;
  try {
    return await work();
  } finally {
    clock.at = before;
  }
}
