/**
 * The settings of an account: what a firm decides for itself within the law, the schema that checks
 * a change, and the defaults that a new account starts with.
 */
import * as z from 'zod/mini';
import { ATLEAST_ONE, Id, MAX_LIST, MAX_NAME, Mailbox, Name, Time } from './fields.ts';
import { CONSENT_SOURCES } from './ledger.ts';
import { zonesOfState } from './places.ts';

const Cap = z.strictObject({
  limit: z.int().check(ATLEAST_ONE, z.maximum(20)),
  hours: z.int().check(ATLEAST_ONE, z.maximum(72)),
});
const Share = z.number().check(z.gt(0), z.maximum(1));
/** A week at most: the law's ten business days are its limit, not a target. */
const HonourMinutes = z.int().check(ATLEAST_ONE, z.maximum(10_080));
const LineTypePolicy = z.enum(['allow', 'deny']);
const PackName = z
  .string()
  .check(z.regex(/^\d{4}-\d\d-\d\d$/, 'use a pack version such as 2026-10-18'));

/** A list that people can know by heart; what is longer is a reader, and ours reads already. */
const MAX_EXTRA_WORDS = 50;

const triesSomething = (shadow: object): boolean => Object.keys(shadow).length > 0;

/** A letter or two stand in every text. */
const Phrase = Name.check(z.minLength(3));
/** A sign or a letter stands for too much: an emoji, "k", "y". */
const ExtraWords = z.array(Name.check(z.minLength(2))).check(z.maxLength(MAX_EXTRA_WORDS));
const Domain = Name.check(
  z.regex(/^[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})+$/i, 'use a domain such as lnk.example'),
);

const isState = (code: string): boolean => zonesOfState(code).length > 0;
const endsAfterStart = (one: { readonly from: string; readonly until?: string }): boolean =>
  one.until === undefined || Date.parse(one.until) > Date.parse(one.from);

interface Rates {
  readonly optOut: number;
  readonly error: number;
}
const watchesFirst = ({ watch, act }: { readonly watch: Rates; readonly act: Rates }): boolean =>
  watch.optOut <= act.optOut && watch.error <= act.error;

const Days = z.int().check(ATLEAST_ONE, z.maximum(365));
/** What is not set has the default of double-opt-in.ts. */
const DoubleOptInSchema = z.strictObject({
  enabled: z.boolean(),
  /** Programs and sources whose consents count without the question: a risk each (risks.ts). */
  exceptPrograms: z.exactOptional(z.array(Id).check(z.maxLength(MAX_LIST))),
  exceptSources: z.exactOptional(z.array(z.enum(CONSENT_SOURCES))),
  /** How long an answer is waited for; 30 when not set. */
  expiryDays: z.exactOptional(Days),
  /** How long a text is held at most; as long as the answer is waited for when not set. */
  holdDays: z.exactOptional(Days),
});

export const SettingsSchema = z.strictObject({
  /** The firm's name as people know it: prefix of texts, subject of notices (CT-17). */
  brand: Name,
  /** How to reach a person, for HELP (KW-12). */
  helpContact: z.string().check(z.trim(), z.minLength(3), z.maxLength(MAX_NAME)),
  doubleOptIn: DoubleOptInSchema,
  /** Where the firm is, as mails must say (15 USC 7704(a)(5)); null: nobody is asked by mail. */
  postalAddress: z.nullable(z.string().check(z.trim(), z.minLength(5), z.maxLength(300))),
  /** Which contacts get the opt-out line on their first text ever. */
  firstTextNotice: z.strictObject({
    selfRegistered: z.boolean(),
    manual: z.boolean(),
    import: z.boolean(),
  }),
  senderNamePrefix: z.boolean(),
  /**
   * How far a STOP reaches: texts and automated calls (`sms`), or every channel (`all`; RV-11,
   * D-06).
   */
  optOutScope: z.enum(['sms', 'all']),
  /**
   * Consent older than this since it was given or last answered is stale (CT-19: policy, not law).
   */
  consentMaxAgeMonths: z.nullable(z.int().check(ATLEAST_ONE, z.maximum(120))),
  /** Texts to one person on one subject in a rolling window, over all senders (QX-04). */
  frequencyCap: Cap,
  /** Keeps the hours that some states set for automatic devices only, for texts too. */
  deviceHours: z.boolean(),
  /** How long after a person's own text a reply counts as conversational (CT-01). */
  conversationHours: z.int().check(ATLEAST_ONE, z.maximum(168)),
  /**
   * How far a STOP reaches among texts: every text, those of one purpose, or one program (RV-14,
   * D-04). The revoke-all rule widens the narrower ones.
   */
  optOutReach: z.enum(['account', 'purpose', 'program']),
  /** The revoke-all rule of 47 CFR 64.1200(a)(10): from its date, already now, or not (RV-11). */
  revokeAll: z.enum(['by-date', 'on', 'off']),
  /** Texts and calls of all subjects to one person in a rolling window; null: no such cap. */
  contactCap: z.nullable(Cap),
  /** What an account-wide STOP does to log-in codes, receipts and safety notices. */
  essentialAfterStop: z.enum(['deny', 'allow']),
  /** Essential texts to one person: bounds what a stranger at the log-in page can set off. */
  essentialCap: Cap,
  /**
   * The account's own target for a revocation, from when it was said until texts are blocked and
   * every target that it concerns has acknowledged: through doors that nobody has to read (text,
   * web, provider), and through those that somebody hears or opens and types in (call, letter).
   */
  honourMinutes: z.strictObject({ direct: HonourMinutes, relayed: HonourMinutes }),
  lineType: z.strictObject({
    /** A looked-up line type older than this is looked up again, beside the send. */
    maxAgeDays: z.int().check(ATLEAST_ONE, z.maximum(730)),
    voip: LineTypePolicy,
    /** While no look-up has answered. */
    unknown: z.strictObject({
      marketing: LineTypePolicy,
      informational: LineTypePolicy,
      essential: LineTypePolicy,
    }),
  }),
  /** Beside the pack's own lists: words never sent, shorteners, and the firm's own link domains. */
  content: z.strictObject({
    words: z.array(Phrase).check(z.maxLength(MAX_LIST)),
    shorteners: z.array(Domain).check(z.maxLength(MAX_LIST)),
    domains: z.array(Domain).check(z.maxLength(MAX_LIST)),
  }),
  /** Declared emergencies that suspend solicitation, beside those the rule pack knows (QH-08). */
  emergencies: z
    .array(
      z
        .strictObject({
          state: z.string().check(z.refine(isState, 'use a state or province such as US-LA')),
          from: Time,
          until: z.exactOptional(Time),
        })
        .check(z.refine(endsAfterStart, 'until must come after from')),
    )
    .check(z.maxLength(MAX_LIST)),
  /** A text that may be an opt-out: the person is asked once, or a person of the firm rules. */
  unsureReplies: z.enum(['ask', 'review']),
  /** How long our question waits for an answer; silence after it means stop. */
  answerHours: z.int().check(ATLEAST_ONE, z.maximum(72)),
  /** The confirmation of a bare STOP asks whoever agreed to several programs if one was meant. */
  askWhichProgram: z.boolean(),
  /** Whole replies that mean this to this account, beside those of law and carriers. */
  extraWords: z.strictObject({ optOut: ExtraWords, help: ExtraWords }),
  senderHealth: z
    .strictObject({
      /** Texts in the rolling 24 hours below which no rate is judged. */
      minimumSample: z.int().check(ATLEAST_ONE, z.maximum(100_000)),
      /** Shares of 1, not per cent (TH-07). */
      watch: z.strictObject({ optOut: Share, error: Share }),
      act: z.strictObject({ optOut: Share, error: Share }),
      /** How long the rates rule pauses a sender. */
      pauseHours: z.int().check(ATLEAST_ONE, z.maximum(168)),
    })
    .check(z.refine(watchesFirst, 'watch must not be above act')),
  /** What goes out when a conversation rests or is closed. */
  transcripts: z.strictObject({
    /** Minutes in which neither side says anything; null or 0: only what is closed by hand. */
    restMinutes: z.nullable(z.int().check(z.minimum(0), z.maximum(1_440))),
    /** The CRM's address; null: by event only. */
    mailTo: z.nullable(Mailbox),
    format: z.enum(['text', 'adf', 'text-and-adf']),
  }),
  /** A pack or settings that are tried beside the live ones, without acting. */
  shadow: z.nullable(
    z.strictObject({
      pack: z.exactOptional(PackName),
      settings: z.exactOptional(z.record(z.string(), z.unknown())),
    }),
  ),
});
export type Settings = z.infer<typeof SettingsSchema>;

/**
 * A change of settings: only what is named changes, so that a client need not know them all. What
 * is tried out must fit today; once stored it is read as it is, since a later version may know
 * better.
 */
export const SettingsPatchSchema = z.extend(z.partial(SettingsSchema), {
  shadow: z.exactOptional(
    z.nullable(
      z
        .strictObject({
          pack: z.exactOptional(PackName),
          settings: z.exactOptional(z.partial(z.omit(SettingsSchema, { shadow: true }))),
        })
        .check(z.refine(triesSomething, 'name a pack, settings or both')),
    ),
  ),
  /** Only the parts that are named change. */
  doubleOptIn: z.exactOptional(z.partial(DoubleOptInSchema)),
  /** Some settings are a risk that an admin takes by name: risks.ts. */
  acknowledgeRisk: z.exactOptional(z.boolean()),
});

export const DEFAULT_SETTINGS: Omit<Settings, 'brand' | 'helpContact'> = {
  doubleOptIn: { enabled: true },
  postalAddress: null,
  firstTextNotice: { selfRegistered: true, manual: false, import: false },
  senderNamePrefix: true,
  optOutScope: 'sms',
  consentMaxAgeMonths: 18,
  frequencyCap: { limit: 3, hours: 24 },
  deviceHours: false,
  conversationHours: 24,
  optOutReach: 'account',
  revokeAll: 'by-date',
  contactCap: null,
  essentialAfterStop: 'deny',
  essentialCap: { limit: 10, hours: 1 },
  // Five minutes is what the FCC presumes timely for the confirmation (47 CFR 64.1200(a)(12)); a
  // day lets the office read its post and voicemail and is far from ten business days.
  honourMinutes: { direct: 5, relayed: 1_440 },
  lineType: {
    maxAgeDays: 90,
    voip: 'allow',
    unknown: { marketing: 'allow', informational: 'allow', essential: 'allow' },
  },
  content: { words: [], shorteners: [], domains: [] },
  emergencies: [],
  unsureReplies: 'ask',
  answerHours: 24,
  askWhichProgram: false,
  extraWords: { optOut: [], help: [] },
  senderHealth: {
    minimumSample: 100,
    watch: { optOut: 0.01, error: 0.06 },
    act: { optOut: 0.02, error: 0.12 },
    pauseHours: 24,
  },
  transcripts: { restMinutes: 30, mailTo: null, format: 'text' },
  shadow: null,
};
