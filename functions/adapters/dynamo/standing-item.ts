/**
 * A standing as the table keeps it: small, since every send reads and rewrites it and DynamoDB
 * bills by the kilobyte. Hashes in base64, lists as lines of fields, instants in base 36. What does
 * not unpack to a whole standing throws: unreadable means closed.
 */
import * as z from 'zod/mini';
import { GRADES, PURPOSES } from '#shared/ledger.ts';
import { MESSAGE_ID } from '#shared/message.ts';
import {
  type Facts,
  NO_SENDS,
  type Sends,
  SendsSchema,
  type Standing,
  StandingSchema,
} from '#shared/standing.ts';

const HASH = /^[0-9a-f]{64}$/;
const STATUSES = ['pending', 'confirmed', 'declined'] as const;
const BASES = ['purchase', 'inquiry'] as const;
const MESSAGE_PREFIX = 'msg_';
const RUN = /^[0-9a-f]{8}$/;
const ID_DIGITS = 32;
const TIME_DIGITS = 12;
const CLAIM_DIGITS = ID_DIGITS + TIME_DIGITS + 8;
/** What is packed starts with a mark that no text of ours starts with by itself. */
const PACKED = '~';
const PACKED_DUE = '^';
const BETWEEN = '|';

type Item = Readonly<Record<string, unknown>>;
type Packed = Readonly<Record<string, unknown>>;

/** Short names of what a standing holds: they are billed with every text. */
const FACT_NAMES: Readonly<Record<keyof Facts, string>> = {
  name: 'n',
  email: 'e',
  pastEmails: 'p',
  phone: 't',
  externalId: 'x',
  origin: 'o',
  place: 'l',
  consents: 'c',
  revoked: 'r',
  dnd: 'd',
  handsetAt: 'h',
  lastInboundAt: 'i',
  cameBackAt: 'b',
  line: 'k',
  calls: 'a',
};
const SEND_NAMES: Readonly<Record<keyof Sends, string>> = {
  claims: 'c',
  recent: 'r',
  notices: 'n',
  last: 'l',
  asked: 'a',
};

export const packHead = (hash: string): string => packHex(hash, HASH);

export function packFacts({ calls, consents, line, ...rest }: Facts): Packed {
  return renamed(FACT_NAMES, {
    ...rest,
    consents: mapValues(consents, packConsent),
    ...(line && { line: join(line.type, time(line.at)) }),
    ...(calls && { calls: calls.map(({ subject, at }) => join(subject, time(at))) }),
  });
}

export function packSends({ asked, claims, last, notices, recent }: Sends): Packed {
  return renamed(SEND_NAMES, {
    claims: claims.map(packClaim),
    recent: recent.map(({ id, subject, at }) => join(id, subject, time(at))),
    notices: mapValues(notices, ({ by, at, texts }) => join(by, time(at), time(texts))),
    ...(last && { last: join(String(PURPOSES.indexOf(last.purpose)), last.program) }),
    ...(asked && { asked: join(asked.id, time(asked.at)) }),
  });
}

/** Throws on anything that is not a standing as packed here. */
export const unpackStanding = (item: Item): Standing =>
  z.parse(StandingSchema, {
    version: item['version'],
    seq: item['seq'],
    head: unpackHex(text(item['head'])),
    facts: unpackFacts(item['facts']),
    sends: item['sends'] === undefined ? NO_SENDS : sendsOf(item['sends']),
  });

function unpackFacts(value: unknown): Record<string, unknown> {
  const packed = recordOf(value, 'facts');
  const { calls, consents, line, ...rest } = unnamed(FACT_NAMES, packed);
  return {
    ...rest,
    consents: mapValues(recordOf(consents, 'consents'), (one) => unpackConsent(text(one))),
    ...(line !== undefined && { line: unpackLine(line) }),
    ...(calls !== undefined && {
      calls: lines(calls).map(([subject, at]) => ({ subject, at: instant(at) })),
    }),
  };
}

function unpackLine(value: unknown) {
  const [type, at] = text(value).split(BETWEEN);
  return { type, at: instant(at) };
}

/** Of an image in the stream, where the rest of the standing is not at hand. */
export const unpackSends = (value: unknown): Sends => z.parse(SendsSchema, sendsOf(value));

function sendsOf(value: unknown) {
  const packed = unnamed(SEND_NAMES, recordOf(value, 'sends'));
  const { asked, claims, last, notices, recent } = packed;
  const [purpose, program] = last === undefined ? [] : text(last).split(BETWEEN);
  const [askedId, askedAt] = asked === undefined ? [] : text(asked).split(BETWEEN);
  return {
    claims: list(claims).map(unpackClaim),
    recent: lines(recent).map(([id, subject, at]) => ({ id, subject, at: instant(at) })),
    notices: mapValues(recordOf(notices, 'notices'), (line) => {
      const [by, at, texts] = text(line).split(BETWEEN);
      return { by, at: instant(at), texts: instant(texts) };
    }),
    ...(last !== undefined && { last: { program, purpose: PURPOSES[Number(purpose)] } }),
    ...(asked !== undefined && { asked: { id: askedId, at: instant(askedAt) } }),
  };
}

type Claim = Sends['claims'][number];

/** Sixteen bytes of id, six of time, four of the run: 36 characters where each is our own. */
function packClaim({ id, at, by, lookUp }: Claim): string {
  const mark = lookUp === true ? PACKED_DUE : PACKED;
  if (!MESSAGE_ID.test(id) || !RUN.test(by)) {
    return join(lookUp === true ? 'l' : '', id, time(at), by);
  }
  const when = at.toString(16).padStart(TIME_DIGITS, '0');
  const hex = `${id.slice(MESSAGE_PREFIX.length)}${when}${by}`;
  return `${mark}${Buffer.from(hex, 'hex').toString('base64url')}`;
}

function unpackClaim(value: unknown): Claim {
  const packed = text(value);
  const mark = packed.slice(0, 1);
  if (mark !== PACKED && mark !== PACKED_DUE) {
    const [due, id, at, by] = packed.split(BETWEEN);
    const claim = { id: text(id), at: instant(at), by: text(by) };
    return due === 'l' ? { ...claim, lookUp: true } : claim;
  }
  const hex = Buffer.from(packed.slice(1), 'base64url').toString('hex');
  if (hex.length !== CLAIM_DIGITS) throw new Error('a claim of a standing is cut');
  const claim = {
    id: `${MESSAGE_PREFIX}${hex.slice(0, ID_DIGITS)}`,
    at: Number.parseInt(hex.slice(ID_DIGITS, ID_DIGITS + TIME_DIGITS), 16),
    by: hex.slice(ID_DIGITS + TIME_DIGITS),
  };
  return mark === PACKED_DUE ? { ...claim, lookUp: true } : claim;
}

function packConsent(consent: Facts['consents'][string]): string {
  const { at, basis, grade, hash, purpose, quarantined, source, status, unnamed, vendor } = consent;
  const kind = [
    STATUSES.indexOf(status),
    GRADES.indexOf(grade),
    PURPOSES.indexOf(purpose),
    basis === undefined ? '-' : BASES.indexOf(basis),
    quarantined === undefined ? '-' : Number(quarantined),
    unnamed === true ? 1 : '-',
  ].join('');
  return join(kind, time(at), packHex(hash, HASH), source, vendor ?? '');
}

function unpackConsent(line: string) {
  const [kind = '', at, hash, source, vendor] = line.split(BETWEEN);
  const [status, grade, purpose, basis, quarantined, unnamed] = [...kind];
  return {
    status: STATUSES[Number(status)],
    grade: GRADES[Number(grade)],
    purpose: PURPOSES[Number(purpose)],
    at: instant(at),
    hash: unpackHex(text(hash)),
    source,
    ...(basis !== '-' && { basis: BASES[Number(basis)] }),
    ...(vendor !== '' && { vendor }),
    ...(quarantined !== '-' && { quarantined: quarantined === '1' }),
    ...(unnamed !== '-' && { unnamed: true as const }),
  };
}

const packHex = (hex: string, form: RegExp): string =>
  form.test(hex) ? `${PACKED}${Buffer.from(hex, 'hex').toString('base64url')}` : hex;
const unpackHex = (packed: string): string =>
  packed.startsWith(PACKED) ? Buffer.from(packed.slice(1), 'base64url').toString('hex') : packed;

const time = (instantOrCount: number): string => instantOrCount.toString(36);
const instant = (packed: string | undefined): number => {
  const value = Number.parseInt(text(packed), 36);
  if (!Number.isSafeInteger(value)) throw new Error('a standing holds an instant that is none');
  return value;
};

const join = (...fields: readonly string[]): string => {
  if (fields.some((field) => field.includes(BETWEEN))) {
    throw new Error('a field of a standing holds the mark that parts fields');
  }
  return fields.join(BETWEEN);
};

function list(value: unknown): unknown[] {
  if (!Array.isArray(value)) throw new Error('a list of a standing is none');
  return value;
}

const lines = (value: unknown): string[][] => list(value).map((line) => text(line).split(BETWEEN));

function text(value: unknown): string {
  if (typeof value !== 'string') throw new Error('a field of a standing is missing');
  return value;
}

function recordOf(value: unknown, what: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Error(`a standing without ${what}`);
  }
  return value as Record<string, unknown>;
}

const mapValues = <From, To>(
  record: Readonly<Record<string, From>>,
  change: (value: From) => To,
): Record<string, To> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));

const renamed = (names: Readonly<Record<string, string>>, record: Item): Packed =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [names[name] ?? name, value]));

/** A name that none of ours was made of belongs to another version: it is not read past. */
function unnamed(names: Readonly<Record<string, string>>, packed: Item): Record<string, unknown> {
  const long = new Map(Object.entries(names).map(([name, short]) => [short, name]));
  return Object.fromEntries(
    Object.entries(packed).map(([short, value]) => {
      const name = long.get(short);
      if (name === undefined) throw new Error('a standing holds a field of another version');
      return [name, value];
    }),
  );
}
