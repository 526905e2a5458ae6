/**
 * Configuration as items of the table: names of partitions and what each holds. Used by the
 * handlers that write them and by whoever makes an account; ledgers, messages and guards are the
 * adapter's own.
 */
import type { Account, Form, Integrations, Sender, Settings } from './account.ts';
import { accountKey } from './ledger.ts';
import type { ConfigKind, ConfigWrite, Identity, KeyInfo } from './store.ts';

export const SETTINGS = 'SETTINGS';
export const CLOCK = 'CLOCK';
export const INTEGRATIONS = 'INTEGRATIONS';

export const configSk = (kind: ConfigKind, id: string): string => `${kind.toUpperCase()}#${id}`;
export const formAddress = (key: string) => ({ pk: `FORM#${key}`, sk: 'FORM' });
export const numberAddress = (number: string) => ({ pk: `NUMBER#${number}`, sk: 'NUMBER' });
export const keyAddress = (hash: string) => ({ pk: `KEY#${hash}`, sk: 'KEY' });

export const configItem = (
  account: string,
  kind: ConfigKind,
  id: string,
  value: object | undefined,
): ConfigWrite => ({ pk: accountKey(account), sk: configSk(kind, id), value });

export const settingsItem = (
  account: Pick<Account, 'id' | 'region' | 'mode'>,
  settings: Settings,
): ConfigWrite => ({
  pk: accountKey(account.id),
  sk: SETTINGS,
  value: { region: account.region, mode: account.mode, settings },
});

export const integrationsItem = (account: string, integrations: Integrations): ConfigWrite => ({
  pk: accountKey(account),
  sk: INTEGRATIONS,
  value: integrations,
});

export const clockItem = (account: string, now: number | undefined): ConfigWrite => ({
  pk: accountKey(account),
  sk: CLOCK,
  value: now,
});

/** Form keys are public and found without an account, so a key has one owner in the whole table. */
export const formItem = (
  owner: { readonly account: string; readonly region: string },
  form: Form,
): ConfigWrite => ({
  ...formAddress(form.key),
  value: { ...owner, form },
  exclusiveTo: owner.account,
});

/** A number belongs to one sender of one account: replies to it must find exactly one ledger. */
export const numberItem = (account: string, sender: Sender): ConfigWrite => ({
  ...numberAddress(sender.number),
  value: { account, sender: sender.id },
  exclusiveTo: `${account}/${sender.id}`,
});

/**
 * The key as the authoriser finds it, and as its admin lists it; the secret itself is kept nowhere.
 */
export const keyItems = (identity: Identity, info: KeyInfo): ConfigWrite[] => [
  { ...keyAddress(info.hash), value: identity, exclusiveTo: identity.account },
  configItem(identity.account, 'key', info.id, info),
];
