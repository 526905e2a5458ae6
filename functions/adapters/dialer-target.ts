/**
 * Tells the firm's dialer what a contact's ledger now says, by a signed webhook.
 *
 * Decides the form of the post and which addresses may be posted to. Does not decide the effects.
 * A change counts as applied when the dialer answers 2xx, and as nothing else.
 * Rests on the Standard Webhooks specification 1.0 (https://www.standardwebhooks.com): id, time
 * and body signed with HMAC-SHA256; checked against its official package in test/contract.
 */
import { createHmac } from 'node:crypto';
import { lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';
import type { Instant } from '#shared/basics.ts';
import type { SuppressionTarget } from '#shared/ports.ts';

const TIMEOUT_MS = 10_000;
const SECRET_PREFIX = 'whsec_';
const MAX_REFERENCE = 120;

export interface DialerOptions {
  readonly fetch?: typeof fetch;
  readonly now: () => Instant;
  readonly timeoutMs?: number;
  /** For runs on one machine: allows http and private addresses. Never set in AWS. */
  readonly allowPrivate?: boolean;
  /** Every address of a host name; the resolver of the system unless given. */
  readonly resolve?: (host: string) => Promise<readonly string[]>;
}

export function dialerTarget(options: DialerOptions): SuppressionTarget {
  const send = options.fetch ?? fetch;
  return {
    name: 'dialer',
    async apply(change, account) {
      const dialer = account.integrations.dialer;
      if (!dialer) return { status: 'not-applicable', detail: 'no dialer is connected' };
      const url = new URL(dialer.url);
      await refuseInside(url, options);
      const { id, account: of, seq, entryHash, contact, effects } = change;
      const body = JSON.stringify({
        type: change.type,
        timestamp: change.at,
        data: { id, account: of, seq, entryHash, contact, effects },
      });
      const timestamp = Math.floor(options.now() / 1_000);
      const response = await send(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'webhook-id': id,
          'webhook-timestamp': String(timestamp),
          'webhook-signature': signStandardWebhook(dialer.secret, { id, timestamp, body }),
        },
        body,
        redirect: 'manual',
        signal: AbortSignal.timeout(options.timeoutMs ?? TIMEOUT_MS),
      });
      await response.body?.cancel();
      if (!response.ok) throw new Error(`the dialer answered ${response.status}, not 2xx`);
      return { status: 'applied', reference: `${response.status} ${id}`.slice(0, MAX_REFERENCE) };
    },
  };
}

/** `v1,` and base64 of HMAC-SHA256 over `id.timestamp.body`; the secret is `whsec_` and base64. */
export function signStandardWebhook(
  secret: string,
  post: { readonly id: string; readonly timestamp: number; readonly body: string },
): string {
  const key = Buffer.from(secret.replace(SECRET_PREFIX, ''), 'base64');
  const signed = `${post.id}.${post.timestamp}.${post.body}`;
  return `v1,${createHmac('sha256', key).update(signed).digest('base64')}`;
}

/** Addresses that are not on the public internet (IANA special-purpose registries, RFC 6890). */
const INSIDE = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const)
  INSIDE.addSubnet(network, prefix, 'ipv4');
/** The public part of IPv6, less tunnels that end in IPv4 and the part kept for documentation. */
const PUBLIC_V6 = new BlockList();
PUBLIC_V6.addSubnet('2000::', 3, 'ipv6');
for (const [network, prefix] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const)
  INSIDE.addSubnet(network, prefix, 'ipv6');

/** True for an address that no outside dialer can have: loopback, private, link-local, metadata. */
export function isInsideAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return INSIDE.check(address, 'ipv4');
  return !(family === 6 && PUBLIC_V6.check(address, 'ipv6') && !INSIDE.check(address, 'ipv6'));
}

/**
 * Keeps a configured address from reaching into the network of the function (SSRF). The name is
 * resolved again by the call itself: one that changes in between is not caught here, and such a
 * post still needs TLS with a certificate for that name, which no inside service has.
 */
async function refuseInside(url: URL, options: DialerOptions): Promise<void> {
  if (options.allowPrivate) return;
  if (url.protocol !== 'https:') throw new Error('the dialer address must start with https://');
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const addresses = isIP(host) ? [host] : await (options.resolve ?? resolveAll)(host);
  if (addresses.length === 0 || addresses.some(isInsideAddress))
    throw new Error('the dialer address leads to a private network; use a public one');
}

const resolveAll = async (host: string): Promise<readonly string[]> =>
  (await lookup(host, { all: true })).map(({ address }) => address);
