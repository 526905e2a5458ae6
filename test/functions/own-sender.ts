/** A sender of its own for each test, with a registration that lets it send. */
import { beforeEach, expect } from 'vitest';
import { accountKey } from '#shared/ledger.ts';
import { AT } from '../contract/table-fixture.ts';
import type { Answer, Rig } from './rig.ts';

export interface OwnSender {
  readonly id: string;
  /** Of a PUT. */
  body(more?: object): object;
  put(more?: object): Promise<Answer>;
  get(path: string): Promise<Answer>;
}

export function useOwnSender(rig: () => Rig): () => OwnSender {
  let made = 0;
  let own: OwnSender | undefined;
  beforeEach(async () => {
    made += 1;
    rig().clock.at = AT;
    own = ownSender(rig(), made);
    expect((await own.put()).status).toBe(200);
  });
  return () => {
    if (!own) throw new Error('the sender is there once the tests run');
    return own;
  };
}

function ownSender(rig: Rig, made: number): OwnSender {
  const { admin: key } = rig.demo.keys;
  const id = `sender-${made}`;
  const number = `+148055501${String(made).padStart(2, '0')}`;
  const registration = { kind: '10dlc', status: 'approved' };
  const body = (more: object = {}) => ({
    ...{ number, provider: 'twilio', registration, providerAnswersKeywords: false },
    ...{ program: 'default', ...more },
  });
  return {
    id,
    body,
    put: (more) => rig.call('PUT', `/v1/senders/${id}`, { key, body: body(more) }),
    get: (path) => rig.call('GET', path, { key }),
  };
}

/** Of the account's own ledger: who changed what, and how many entries there are. */
export async function lastChange(rig: Rig) {
  const entries = await rig.ledger.history(accountKey(rig.demo.account), { limit: 1_000 });
  const last = entries.at(-1);
  return { actor: last?.actor, detail: last?.detail, entries: entries.length };
}

/** Why the gate refused. */
export const reasonsOf = ({ body }: Answer) =>
  body['decision']?.['reasons'] as unknown as readonly {
    code: string;
    detail: string;
    until?: string;
  }[];
