/**
 * Makes an account: its head, program, keys and the first entry of its own ledger, as one
 * write. Used by the demo and by `npm run account`, since an account cannot make itself through the
 * API.
 */
import type { Integrations } from '#shared/account.ts';
import { type Instant, sha256 } from '#shared/basics.ts';
import { growLedger } from '#shared/grow.ts';
import { accountItem, configItem, keyItems } from '#shared/items.ts';
import { accountKey, SETUP } from '#shared/ledger.ts';
import type { Role } from '#shared/routes.ts';
import { DEFAULT_SETTINGS, type Settings } from '#shared/settings.ts';
import { emptyStanding } from '#shared/standing.ts';
import type { LedgerWrite } from '#shared/store.ts';

export interface NewAccount {
  readonly id: string;
  readonly brand: string;
  readonly helpContact: string;
  /** ISO country of numbers without a prefix; for good. */
  readonly region: string;
  /** For good: only an account in test mode has a clock to set. */
  readonly mode: 'live' | 'test';
  readonly keys: readonly { readonly role: Role; readonly secret: string; readonly name: string }[];
  readonly integrations: Integrations;
  /** Where they differ from the defaults. */
  readonly settings?: Partial<Settings>;
}

const FIRST_PROGRAM = {
  name: 'Offers and news',
  purpose: 'marketing',
  sender: 'main',
  frequency: 'Msg frequency varies.',
  optOutReminder: { days: 30, texts: null },
} as const;

export function accountWrite(account: NewAccount, at: Instant): LedgerWrite {
  const { id, brand, helpContact, region, mode } = account;
  const key = accountKey(id);
  const settings = { ...DEFAULT_SETTINGS, ...account.settings, brand, helpContact };
  const setUp = (kind: string, name: string, change: Record<string, unknown>) => ({
    type: 'settings-changed' as const,
    at,
    actor: 'system',
    source: SETUP,
    detail: { kind, id: name, change },
  });
  const opening = growLedger(key, emptyStanding(key), [
    setUp('account', id, { region, mode, settings }),
    setUp('program', 'default', FIRST_PROGRAM),
  ]);
  return {
    changes: [opening],
    config: [
      accountItem({ id, region, mode, settings, integrations: account.integrations }),
      configItem(id, 'program', 'default', { ...FIRST_PROGRAM, id: 'default' }),
      ...account.keys.flatMap(({ role, secret, name }) => {
        const info = { id: `key_${role}`, name, role, createdAt: at, hash: sha256(secret) };
        return keyItems({ account: id, region, role, keyId: info.id }, info);
      }),
    ],
  };
}
