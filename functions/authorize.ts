/**
 * Who calls: the account and role of a key, found by its hash. An unknown key passes as nobody, so
 * that the shell answers 401 in the contract's own form on every stack.
 */
import { sha256 } from '#shared/basics.ts';
import type { Directory, Identity } from '#shared/store.ts';

const BEARER = /^Bearer ([A-Za-z0-9_-]{20,100})$/i;

export const authorize =
  (deps: { readonly directory: Directory }) =>
  async (authorization: string | undefined): Promise<Identity | undefined> => {
    const key = BEARER.exec(authorization ?? '')?.[1];
    return key === undefined ? undefined : deps.directory.identity(sha256(key));
  };
