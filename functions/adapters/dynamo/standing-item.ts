/**
 * A standing as the table keeps it: small, since every send reads and rewrites it and DynamoDB
 * bills by the kilobyte (docs/decisions/0016). What does not unpack to a whole standing throws:
 * unreadable means closed.
 */
import { CHANNELS } from '#shared/account.ts';
import { CONSENT_SOURCES, GRADES, LINE_TYPES, PURPOSES } from '#shared/ledger.ts';
import { MESSAGE_ID } from '#shared/message.ts';
import {
  type ConsentState,
  type Facts,
  NO_FACTS,
  NO_SENDS,
  type Sends,
  type Standing,
} from '#shared/standing.ts';
import {
  count,
  type Fields,
  join,
  listOf,
  mapOf,
  oneOf,
  packer,
  packHex,
  packNumber,
  plain,
  recordOf,
  split,
  text,
  unpackHex,
  unpackNumber,
  wordAt,
} from './packing.ts';

const HASH = /^[0-9a-f]{64}$/;
const REVIEW = 'rev_';
const REVIEW_DIGITS = /^[0-9a-f]{32}$/;
const STATUSES = ['pending', 'confirmed', 'declined'] as const;
const BASES = ['purchase', 'inquiry'] as const;
/** Of a message, without what all of them begin with. */
const ID = /^[0-9a-f]{32}$/;
const MESSAGE_PREFIX = 'msg_';
/** In a consent's line: not set. */
const UNSET = '-';

const FACTS: Fields<Facts> = {
  name: plain('n', text),
  email: plain('e', text),
  pastEmails: listOf('p', text, text),
  phone: plain('t', text),
  externalId: plain('x', text),
  origin: plain('o', oneOf(CONSENT_SOURCES)),
  place: plain('l', placeOf),
  consents: mapOf('c', packConsent, unpackConsent),
  revoked: mapOf('r', count, count),
  dnd: mapOf('d', isTrue, isTrue),
  handsetAt: plain('h', count),
  lastInboundAt: plain('i', count),
  mailedAt: plain('m', count),
  clarifiedAt: plain('f', count),
  language: plain('g', oneOf(['es', 'fr'])),
  cameBackAt: plain('b', count),
  line: {
    short: 'k',
    pack: ({ type, at }) => join(type, packNumber(at)),
    unpack(packed) {
      const [type, at] = split(packed);
      return { type: oneOf(LINE_TYPES)(type), at: unpackNumber(at) };
    },
  },
  calls: listOf(
    'a',
    ({ subject, at }) => join(subject, packNumber(at)),
    (packed) => {
      const [subject, at] = split(packed);
      return { subject: text(subject), at: unpackNumber(at) };
    },
  ),
  question: {
    short: 'q',
    pack: ({ seq, at, until, channels, isWrongNumber }) =>
      join(
        ...[seq, at, until].map((one) => packNumber(one)),
        channels.map((one) => CHANNELS.indexOf(one)).join(''),
        ...(isWrongNumber ? ['1'] : []),
      ),
    unpack(packed) {
      const [seq, at, until, channels, wrong] = split(packed);
      return {
        seq: unpackNumber(seq),
        at: unpackNumber(at),
        until: unpackNumber(until),
        channels: [...text(channels)].map((digit) => wordAt(CHANNELS, digit)),
        ...(wrong === '1' && { isWrongNumber: true }),
      };
    },
  },
  which: {
    short: 'w',
    pack: ({ program, until }) => join(packNumber(until), program),
    unpack(packed) {
      const [until, program] = split(packed);
      return { program: text(program), until: unpackNumber(until) };
    },
  },
  doubted: mapOf(
    'u',
    (reviews) => join(...reviews.map(packReview)),
    (packed) => split(packed).map(unpackReview),
  ),
  wrongNumber: { short: 'y', pack: packWrongNumber, unpack: unpackWrongNumber },
  mayLeave: { short: 'v', pack: packReview, unpack: (packed) => unpackReview(text(packed)) },
  prefers: plain('j', oneOf(CHANNELS)),
};

const SENDS: Fields<Sends> = {
  claims: listOf('c', packClaim, unpackClaim),
  recent: listOf(
    'r',
    ({ id, subject, at }) => join(id, subject, packNumber(at)),
    (packed) => {
      const [id, subject, at] = split(packed);
      return { id: text(id), subject: text(subject), at: unpackNumber(at) };
    },
  ),
  notices: mapOf(
    'n',
    ({ by, at, texts }) => join(by, packNumber(at), packNumber(texts)),
    (packed) => {
      const [by, at, texts] = split(packed);
      return { by: text(by), at: unpackNumber(at), texts: unpackNumber(texts) };
    },
  ),
  last: {
    short: 'l',
    pack: ({ program, purpose }) => join(String(PURPOSES.indexOf(purpose)), program),
    unpack(packed) {
      const [purpose, program] = split(packed);
      return { program: text(program), purpose: wordAt(PURPOSES, purpose) };
    },
  },
  held: listOf(
    'h',
    ({ id, until }) =>
      join(
        MESSAGE_ID.test(id) ? packHex(id.slice(MESSAGE_PREFIX.length), ID) : id,
        packNumber(until),
      ),
    (packed) => {
      const [id = '', until] = split(packed);
      const hex = unpackHex(id);
      return { id: ID.test(hex) ? `${MESSAGE_PREFIX}${hex}` : hex, until: unpackNumber(until) };
    },
  ),
  asked: {
    short: 'a',
    pack: ({ id, at }) => join(id, packNumber(at)),
    unpack(packed) {
      const [id, at] = split(packed);
      return { id: text(id), at: unpackNumber(at) };
    },
  },
};

export const { pack: packFacts, unpack: unpackFacts } = packer(FACTS, NO_FACTS);
/** Unpacking is also of an image in the stream, where the rest of the standing is not at hand. */
export const { pack: packSends, unpack: unpackSends } = packer(SENDS, NO_SENDS);
export const packHead = (hash: string): string => packHex(hash, HASH);

/** Throws on anything that is not a standing as packed here. */
export const unpackStanding = (item: Readonly<Record<string, unknown>>): Standing => ({
  version: count(item['version']),
  seq: count(item['seq']),
  head: unpackHex(text(item['head'])),
  facts: unpackFacts(item['facts']),
  sends: item['sends'] === undefined ? NO_SENDS : unpackSends(item['sends']),
});

function placeOf(value: unknown): NonNullable<Facts['place']> {
  const { state, zip, timeZone } = recordOf(value);
  return {
    ...(state !== undefined && { state: text(state) }),
    ...(zip !== undefined && { zip: text(zip) }),
    ...(timeZone !== undefined && { timeZone: text(timeZone) }),
  };
}

function isTrue(value: unknown): true {
  if (value !== true) throw new Error('a mark of a standing is none');
  return true;
}

function packReview(review: string): string {
  return packHex(review.slice(REVIEW.length), REVIEW_DIGITS);
}
const unpackReview = (packed: string): string => `${REVIEW}${unpackHex(packed)}`;

type WrongNumber = NonNullable<Facts['wrongNumber']>;

/** Of the review its digits; whether somebody came back; then whose number it is not. */
function packWrongNumber({ at, who, review, back }: WrongNumber): string {
  return join(
    packNumber(at),
    review === undefined ? UNSET : packReview(review),
    back === true ? '1' : UNSET,
    ...(who === undefined ? [UNSET] : who),
  );
}

function unpackWrongNumber(packed: unknown): WrongNumber {
  const [at, review, back, ...who] = split(packed);
  return {
    at: unpackNumber(at),
    ...(who[0] !== UNSET && { who }),
    ...(review !== UNSET && { review: unpackReview(text(review)) }),
    ...(back === '1' && { back: true }),
  };
}

type Claim = Sends['claims'][number];

const RUN = /^[0-9a-f]{8}$/;
const ID_DIGITS = 32;
const TIME_DIGITS = 12;
const CLAIM_DIGITS = ID_DIGITS + TIME_DIGITS + 8;
/** Before the bytes of a claim; the second tells that the number was due to be looked up. */
const CLAIM = '~';
const CLAIM_DUE = '^';
const DUE = 'l';

/** Sixteen bytes of id, six of time, four of the run: 36 characters where each is our own. */
function packClaim({ id, at, by, lookUp }: Claim): string {
  if (!MESSAGE_ID.test(id) || !RUN.test(by)) {
    return join(lookUp === true ? DUE : '', id, packNumber(at), by);
  }
  const when = at.toString(16).padStart(TIME_DIGITS, '0');
  const hex = `${id.slice(MESSAGE_PREFIX.length)}${when}${by}`;
  const mark = lookUp === true ? CLAIM_DUE : CLAIM;
  return `${mark}${Buffer.from(hex, 'hex').toString('base64url')}`;
}

function unpackClaim(value: unknown): Claim {
  const packed = text(value);
  const mark = packed.slice(0, 1);
  if (mark !== CLAIM && mark !== CLAIM_DUE) {
    const [due, id, at, by] = split(packed);
    const claim = { id: text(id), at: unpackNumber(at), by: text(by) };
    return due === DUE ? { ...claim, lookUp: true } : claim;
  }
  const hex = Buffer.from(packed.slice(1), 'base64url').toString('hex');
  if (hex.length !== CLAIM_DIGITS) throw new Error('a claim of a standing is cut');
  const claim = {
    id: `${MESSAGE_PREFIX}${hex.slice(0, ID_DIGITS)}`,
    at: Number.parseInt(hex.slice(ID_DIGITS, ID_DIGITS + TIME_DIGITS), 16),
    by: hex.slice(ID_DIGITS + TIME_DIGITS),
  };
  return mark === CLAIM_DUE ? { ...claim, lookUp: true } : claim;
}

/** Of the times that end a consent's line: nothing, where another follows one that is not set. */
const packTime = (at: number | undefined): string => (at === undefined ? '' : packNumber(at));
const unpackTime = (packed: string | undefined): number | undefined =>
  packed === undefined || packed === '' ? undefined : unpackNumber(packed);

function packConsent(consent: ConsentState): string {
  const { at, basis, grade, hash, purpose, quarantined, source, status, unnamed } = consent;
  const kind = [
    STATUSES.indexOf(status),
    GRADES.indexOf(grade),
    PURPOSES.indexOf(purpose),
    basis === undefined ? UNSET : BASES.indexOf(basis),
    quarantined === undefined ? UNSET : Number(quarantined),
    unnamed === true ? 1 : UNSET,
  ].join('');
  const { renewedAt, since, vendor = '' } = consent;
  const line = [kind, packNumber(at), packHex(hash, HASH), source, vendor];
  if (renewedAt !== undefined || since !== undefined) line.push(packTime(renewedAt));
  if (since !== undefined) line.push(packTime(since));
  return join(...line);
}

function unpackConsent(line: unknown): ConsentState {
  const [kind = '', at, hash, source, vendor, renewedAt, since] = split(line);
  const [status, grade, purpose, basis, quarantined, unnamed] = kind;
  return {
    status: wordAt(STATUSES, status),
    grade: wordAt(GRADES, grade),
    basis: basis === UNSET ? undefined : wordAt(BASES, basis),
    purpose: wordAt(PURPOSES, purpose),
    at: unpackNumber(at),
    renewedAt: unpackTime(renewedAt),
    hash: unpackHex(text(hash)),
    source: oneOf(CONSENT_SOURCES)(source),
    vendor: text(vendor) === '' ? undefined : vendor,
    since: unpackTime(since),
    quarantined: quarantined === UNSET ? undefined : quarantined === '1',
    unnamed: unnamed === UNSET ? undefined : true,
  };
}
