/**
 * Look-ups of the function tests: a provider that is counted, the tasks that the stream asks for,
 * worked as the queue would, and what came of them.
 */
import { beforeEach } from 'vitest';
import { fanOut } from '#functions/fan-out.ts';
import { keepRecords } from '#functions/keep-records.ts';
import { lookUpNumber } from '#functions/look-up-number.ts';
import { DAY } from '#shared/basics.ts';
import type { StoredEntry } from '#shared/events.ts';
import { settingsItem } from '#shared/items.ts';
import { phoneKey } from '#shared/ledger.ts';
import type { FoundLine, LookUpTask, TableChange } from '#shared/ports.ts';
import { DEFAULT_SETTINGS, type Settings } from '#shared/settings.ts';
import { AT } from '../contract/table-fixture.ts';
import { freshPhone, optedIn } from './people.ts';
import { NO_TALK } from './recorders.ts';
import type { Answer, Rig } from './rig.ts';

export const MOBILE: FoundLine = {
  lineType: 'mobile',
  carrier: 'Example Wireless',
  country: 'US',
};
/** For so long an answer stands. */
export const OLD = DEFAULT_SETTINGS.lineType.maxAgeDays * DAY;

const NO_EFFECTS: StoredEntry['effects'] = {
  sms: 'none',
  email: 'none',
  voice: { automated: 'none', manual: 'none', priority: 'none' },
};

/** The tasks that the stream pushes for these changes. */
export async function tasksOf(changes: readonly TableChange[]): Promise<LookUpTask[]> {
  const asked: LookUpTask[] = [];
  const silent = { publish: async () => undefined, push: async () => undefined };
  const tell = fanOut({
    ...{ bus: silent, topic: silent, sends: silent, records: silent },
    lookUps: { push: async (tasks) => void asked.push(...tasks) },
    scheduler: { schedule: async () => undefined },
    ...NO_TALK,
  });
  for (const change of changes) await tell(change);
  return asked;
}

export class LookUps {
  /** Numbers that the provider was asked for: each is charged. */
  charged: string[] = [];
  answer: () => Promise<FoundLine> = async () => MOBILE;
  readonly #rig: () => Rig;

  constructor(rig: () => Rig) {
    this.#rig = rig;
  }

  becomes(lineType: FoundLine['lineType']): void {
    this.answer = async () => ({ lineType });
  }

  async work(...tasks: readonly LookUpTask[]): Promise<void> {
    const lookup = {
      name: 'aws',
      lookUp: (phone: string) => {
        this.charged.push(phone);
        return this.answer();
      },
    };
    for (const task of tasks) await lookUpNumber({ ...this.#rig().deps, lookup })(task);
  }

  keyOf = (phone: string, account = this.#rig().demo.account) => phoneKey(account, phone);

  /** By the entries of its ledger. */
  async askedByEntries(phone: string, account?: string): Promise<LookUpTask[]> {
    const key = this.keyOf(phone, account);
    const entries = await this.#rig().ledger.history(key, { limit: 100 });
    const stored = entries.map((entry) => ({ key, entry, contact: {}, effects: NO_EFFECTS }));
    return tasksOf(stored.map((one) => ({ kind: 'entry', stored: one })));
  }

  /** The first of them. */
  async askedByConsent(phone: string): Promise<LookUpTask> {
    const [task] = await this.askedByEntries(phone);
    if (!task) throw new Error('a consent to texts asks');
    return task;
  }

  /** By the claims that its standing holds. */
  async askedByClaims(phone: string): Promise<LookUpTask[]> {
    const key = this.keyOf(phone);
    const { account } = this.#rig().demo;
    const { sends } = (await this.#rig().reader.read({ account, ledgers: [key] })).standing(key);
    return tasksOf([{ kind: 'standing', key, after: sends }]);
  }

  /** By the refused texts whose records wait in the queue. */
  async askedByRefusals(): Promise<LookUpTask[]> {
    const waiting = this.#rig().records.splice(0);
    const records = waiting.flatMap(({ task }) => (task.kind === 'refused' ? [task.record] : []));
    for (const record of records) {
      await keepRecords(this.#rig().deps)({ kind: 'refused', record });
    }
    return tasksOf(records.map((after) => ({ kind: 'message', after })));
  }

  /** The look-ups that its ledger holds. */
  async kept(phone: string) {
    const entries = await this.#rig().ledger.history(this.keyOf(phone), { limit: 100 });
    return entries.filter(({ type }) => type === 'number-looked-up');
  }

  async contact(phone: string, key = this.#rig().demo.keys.agent) {
    return (await this.#rig().call('GET', `/v1/contacts/${phone}`, { key })).body;
  }

  /** A person who agreed, with a line that was looked up now. */
  async known(lineType: FoundLine['lineType'] = 'mobile'): Promise<string> {
    const phone = freshPhone();
    await optedIn(this.#rig(), phone);
    this.becomes(lineType);
    await this.work(await this.askedByConsent(phone));
    this.charged = [];
    return phone;
  }

  /** Settings of the demo account while `during` runs. */
  async whereLines<T>(news: Partial<Settings['lineType']>, during: () => Promise<T>): Promise<T> {
    await this.#set(news);
    try {
      return await during();
    } finally {
      await this.#set({});
    }
  }

  async #set(news: Partial<Settings['lineType']>): Promise<void> {
    const lineType = { ...DEFAULT_SETTINGS.lineType, ...news };
    const config = [settingsItem({ id: this.#rig().demo.account }, { lineType })];
    await this.#rig().ledger.append({ changes: [], config });
  }
}

/** One for each file; at noon, with mobiles and nothing charged, before each test. */
export function useLookUps(rig: () => Rig): LookUps {
  const lookUps = new LookUps(rig);
  beforeEach(() => {
    lookUps.charged = [];
    lookUps.answer = async () => MOBILE;
    rig().clock.at = AT;
    rig().records.splice(0);
  });
  return lookUps;
}

/** Status and reason codes of an answer to a text. */
export const refusalOf = ({ status, body }: Answer): [number, string[]] => [
  status,
  ((body['decision']?.['reasons'] ?? []) as unknown as { code: string }[]).map(({ code }) => code),
];
