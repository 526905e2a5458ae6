/**
 * Makes an account: settings, integrations, keys and the first entry of its own ledger, as one
 * write. Used by the demo and by `npm run account`, since an account cannot make itself through the
 * API.
 */
import { DEFAULT_SETTINGS, type Integrations } from '#shared/account.ts';
import { type Instant, sha256 } from '#shared/basics.ts';
import { growLedger } from '#shared/grow.ts';
import { configItem, integrationsItem, keyItems, settingsItem } from '#shared/items.ts';
import { accountKey } from '#shared/ledger.ts';
import type { Role } from '#shared/routes.ts';
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
}

export function accountWrite(account: NewAccount, at: Instant): LedgerWrite {
  const { id, brand, helpContact, region, mode } = account;
  const key = accountKey(id);
  const opening = growLedger(key, emptyStanding(key), [
    {
      type: 'settings-changed',
      at,
      actor: 'system',
      source: 'setup',
      detail: { kind: 'account', id, change: { brand, helpContact, region, mode } },
    },
  ]);
  return {
    changes: [opening],
    config: [
      settingsItem({ id, region, mode }, { ...DEFAULT_SETTINGS, brand, helpContact }),
      integrationsItem(id, account.integrations),
      configItem(id, 'program', 'default', {
        id: 'default',
        name: 'Offers and news',
        purpose: 'marketing',
        sender: 'main',
        frequency: 'Msg frequency varies.',
      }),
      ...account.keys.flatMap(({ role, secret, name }) => {
        const info = { id: `key_${role}`, name, role, createdAt: at, hash: sha256(secret) };
        return keyItems({ account: id, region, role, keyId: info.id }, info);
      }),
    ],
  };
}
