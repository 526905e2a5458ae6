/**
 * Configuration as items of the table: names of partitions and what each holds. Used by the
 * handlers that write them and by whoever makes an account; ledgers, messages and guards are the
 * adapter's own.
 */
import type { Account, Form, IntegrationName, Sender } from './account.ts';
import { accountKey } from './ledger.ts';
import type { Settings } from './settings.ts';
import type { ConfigKind, ConfigPart, ConfigWrite, Identity, KeyInfo } from './store.ts';

export const SETTINGS = 'SETTINGS';

export const configSk = (kind: ConfigKind, id: string): string => `${kind.toUpperCase()}#${id}`;
/**
 * The head of an account: region, mode, settings, test clock, integrations and templates in one
 * item, since every decision reads all of them and pays by the item (docs/decisions/0014). 1 KB as
 * made, below 4 KB with all texts in two languages; a strong read of up to 4 KB is one unit. By
 * the limits of its schemas at most 350 KB, nearly all of it the firm's own word lists and those
 * tried in shadow: below the 400 KB that an item may have.
 */
export const headAddress = (account: string) => ({ pk: accountKey(account), sk: SETTINGS });
export const formAddress = (key: string) => ({ pk: `FORM#${key}`, sk: 'FORM' });
export const numberAddress = (number: string) => ({ pk: `NUMBER#${number}`, sk: 'NUMBER' });
export const keyAddress = (hash: string) => ({ pk: `KEY#${hash}`, sk: 'KEY' });

/** Templates are a part of the head, every other kind is an item of its own. */
export const configItem = (
  account: string,
  kind: ConfigKind,
  id: string,
  value: object | undefined,
): ConfigWrite =>
  kind === 'template'
    ? headParts(account, [{ path: ['templates', id], value }])
    : { pk: accountKey(account), sk: configSk(kind, id), value };

/** The head of an account that is made, whole; later only parts of it are written. */
export const accountItem = ({
  id,
  ...head
}: Pick<Account, 'id' | 'region' | 'mode' | 'settings' | 'integrations'>): ConfigWrite => ({
  ...headAddress(id),
  value: { ...head, templates: {} },
});

/**
 * Each setting, integration and template by itself: what another admin changes at the same moment
 * is not put back to what this one has read.
 */
const headParts = (account: string, parts: readonly ConfigPart[]): ConfigWrite => ({
  ...headAddress(account),
  parts,
});

export const settingsItem = ({ id }: Pick<Account, 'id'>, news: Partial<Settings>): ConfigWrite =>
  headParts(
    id,
    Object.entries(news).map(([name, value]) => ({ path: ['settings', name], value })),
  );

export const integrationItem = (
  account: string,
  name: IntegrationName,
  value: object,
): ConfigWrite => headParts(account, [{ path: ['integrations', name], value }]);

export const clockItem = (account: string, now: number | undefined): ConfigWrite =>
  headParts(account, [{ path: ['clock'], value: now }]);

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
