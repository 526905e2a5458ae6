/**
 * Capturing consent: is this proof good (web form or another door), and which entries does it make?
 * Double opt-in: a new consent by phone is pending until the handset has proved itself (CT-04,
 * D-20). Reading the answer YES is inbound.ts; sending the question is the gate's.
 */
import type { Account, Channel, Disclosure, Form, Program, Vendor } from './account.ts';
import type { ConsentRequest, FormConsent } from './api.ts';
import { err, type Instant, iso, ok, type Result, sha256 } from './basics.ts';
import { asksFirst } from './double-opt-in.ts';
import type { EntryBody } from './entries.ts';
import type { Actor, EntryDraft } from './ledger.ts';
import { carriesSenderName } from './notices.ts';
import { type Problem, problem } from './problems.ts';
import { type ConsentState, emailsOf, type Facts, isFullOfEmails } from './standing.ts';

/** What the server saw of the post: never taken from the body (EV-02). */
export interface Seen {
  readonly at: Instant;
  readonly actor: Actor;
  readonly ip?: string;
  readonly userAgent?: string;
  readonly origin?: string;
}

type Body<Type extends EntryBody['type']> = Extract<EntryBody, { type: Type }>['detail'];
type Source = Body<'consent-captured'>['source'];

/** A checked proof, before it meets the contact's standing. */
export interface Proof {
  readonly channels: readonly Channel[];
  readonly program: Program;
  readonly source: Source;
  readonly grade: ConsentState['grade'];
  readonly basis?: NonNullable<ConsentState['basis']>;
  readonly obtainedAt: Instant;
  readonly vendor?: Vendor;
  readonly disclosure?: Disclosure;
  readonly evidence: Record<string, unknown>;
}

/** The same words, however the page broke its lines. */
export const foldWording = (text: string): string =>
  text.normalize('NFC').replace(/\s+/g, ' ').trim();
export const wordingHash = (text: string): string => sha256(foldWording(text));

/** What both doors send; only the keyed one has papers. */
type Request = Omit<FormConsent, 'disclosure'> &
  Partial<Pick<ConsentRequest, 'document' | 'recording' | 'obtainedBy'>>;

/** Sources whose evidence can carry prior express written consent (CN-03, CN-06). */
const WRITTEN_SOURCES: readonly Source[] = ['web-form', 'vendor', 'paper'];

/** A web form's proof: 47 CFR 64.1200(f)(9) needs the wording as shown and an act of the person. */
export function checkFormProof(
  request: FormConsent,
  known: { readonly form: Form; readonly program: Program; readonly disclosure: Disclosure },
  seen: Seen,
): Result<Proof, Problem> {
  const fault = checkConsent(request) ?? checkWording(request.disclosure, known.disclosure);
  if (fault) return err(fault);
  return ok({
    channels: chosen(request),
    program: known.program,
    source: 'web-form',
    grade: 'written',
    obtainedAt: seen.at,
    disclosure: known.disclosure,
    evidence: { form: known.form.key, ...evidenceOf(request, seen) },
  });
}

/** The proof of any other door: how much it proves depends on what came with it. */
export function checkDoorProof(
  request: ConsentRequest,
  known: {
    readonly program: Program;
    readonly disclosure?: Disclosure;
    readonly vendor?: Vendor;
  },
  seen: Seen,
): Result<Proof, Problem> {
  const fault =
    checkConsent(request) ??
    (request.disclosure && known.disclosure
      ? checkWording(request.disclosure, known.disclosure)
      : undefined) ??
    checkPapers(request, known.vendor, seen.at);
  if (fault) return err(fault);
  const written =
    WRITTEN_SOURCES.includes(request.source) &&
    (known.disclosure !== undefined || request.document !== undefined);
  return ok({
    channels: chosen(request),
    program: known.program,
    source: request.source,
    grade: written ? 'written' : request.basis ? 'implied' : 'express',
    ...(!written && request.basis && { basis: request.basis }),
    obtainedAt: request.obtainedAt ? Date.parse(request.obtainedAt) : seen.at,
    ...(known.vendor && { vendor: known.vendor }),
    ...(known.disclosure && { disclosure: known.disclosure }),
    evidence: evidenceOf(request, seen),
  });
}

/** One entry for each channel: consent for one is never consent for another (CT-09). */
export function captureEntries(
  proof: Proof,
  channels: readonly Channel[],
  facts: Facts,
  account: Account,
  seen: Seen,
): EntryDraft[] {
  return channels.map((channel) => ({
    type: 'consent-captured',
    at: seen.at,
    actor: seen.actor,
    source: proof.source,
    detail: {
      channel,
      program: proof.program.id,
      status: needsConfirmation(channel, proof, facts, account) ? 'pending' : 'confirmed',
      grade: proof.grade,
      ...(proof.basis && { basis: proof.basis }),
      purpose: proof.program.purpose,
      source: proof.source,
      obtainedAt: iso(proof.obtainedAt),
      ...(channel === 'sms' && { sender: proof.program.sender }),
      ...(proof.vendor && { vendor: proof.vendor.id }),
      ...(proof.vendor && proof.vendor.status !== 'trusted' && { quarantined: true }),
      ...(proof.disclosure && {
        disclosure: {
          version: proof.disclosure.version,
          hash: proof.disclosure.hash,
          text: proof.disclosure.text,
          language: proof.disclosure.language,
        },
        sellerNamed: carriesSenderName(proof.disclosure.text, account.settings.brand),
      }),
      evidence: proof.evidence,
    },
  }));
}

/**
 * What the request says of the contact itself, when it is news. Anybody can post a public form for
 * anybody's number, so a form fills what is empty and overwrites nothing; a second address is kept
 * beside the first.
 */
export function contactEntries(
  news: Body<'contact-changed'>,
  facts: Facts,
  seen: Seen,
  door: { readonly source: string; readonly isPublic: boolean },
): EntryDraft[] {
  const isNews = ([field, value]: [string, unknown]): boolean => {
    const held = facts[field as keyof Facts];
    if (value === undefined || JSON.stringify(value) === JSON.stringify(held)) return false;
    return !door.isPublic || held === undefined;
  };
  const { email } = news;
  const second = door.isPublic && email !== undefined && !knowsEmail(facts, email);
  const changed: Body<'contact-changed'> = {
    ...Object.fromEntries(Object.entries(news).filter(isNews)),
    ...(second && { otherEmail: email }),
  };
  if (Object.keys(changed).length === 0) return [];
  const { at, actor } = seen;
  return [{ type: 'contact-changed', at, actor, source: door.source, detail: changed }];
}

/** True also while there is none to add to: the first address is no second one. */
const knowsEmail = (facts: Facts, email: string): boolean =>
  facts.email === undefined || emailsOf(facts).includes(email) || isFullOfEmails(facts);

const needsConfirmation = (
  channel: Channel,
  { program, source }: Proof,
  facts: Facts,
  { settings }: Account,
): boolean =>
  channel !== 'email' &&
  facts.handsetAt === undefined &&
  asksFirst(settings, { program: program.id, source });

const chosen = (request: Request): Channel[] =>
  (['sms', 'voice', 'email'] as const).filter((channel) => request.consents[channel]);

function checkConsent(request: Request): Problem | undefined {
  if (request.evidence?.checkboxDefault === 'checked') {
    return problem('prechecked-consent', 'Show the box unchecked and let the person check it.', {
      errors: [{ pointer: '/evidence/checkboxDefault', detail: 'must not be checked' }],
    });
  }
  const channels = chosen(request);
  if (channels.length === 0) {
    return problem(
      'no-consent-given',
      'Set at least one of consents.sms, email or voice to true.',
      {
        errors: [{ pointer: '/consents', detail: 'no channel is true' }],
      },
    );
  }
  if (channels.includes('email') && !request.email) {
    return problem('invalid-request', 'Consent to email needs the email address.', {
      errors: [{ pointer: '/email', detail: 'is needed when consents.email is true' }],
    });
  }
  return undefined;
}

function checkWording(
  shown: { readonly version: string; readonly text: string },
  registered: Disclosure,
): Problem | undefined {
  if (shown.version === registered.version && wordingHash(shown.text) === registered.hash) {
    return undefined;
  }
  return problem(
    'disclosure-mismatch',
    'Show the registered wording word for word, or register the new wording as a new version.',
    { errors: [{ pointer: '/disclosure', detail: `differs from version ${registered.version}` }] },
  );
}

function checkPapers(
  request: ConsentRequest,
  vendor: Vendor | undefined,
  now: Instant,
): Problem | undefined {
  const missing = (pointer: string, detail: string) =>
    problem('evidence-missing', `Consent from source ${request.source} needs ${detail}.`, {
      errors: [{ pointer, detail: 'is needed for this source' }],
    });
  if (request.obtainedAt && Date.parse(request.obtainedAt) > now) {
    return problem('invalid-request', 'obtainedAt lies in the future; send when it was given.', {
      errors: [{ pointer: '/obtainedAt', detail: 'is later than now' }],
    });
  }
  if (request.source === 'paper' && !request.document) return missing('/document', 'the document');
  if (request.source === 'verbal' && !request.recording) {
    return missing('/recording', 'the recording');
  }
  if (request.source === 'vendor' && !vendor) return missing('/vendorId', 'a configured vendor');
  if (request.source === 'web-form' && !request.disclosure) {
    return missing('/disclosure', 'the wording that was shown');
  }
  return undefined;
}

function evidenceOf(request: Request, seen: Seen): Record<string, unknown> {
  const { evidence, page, document, recording, obtainedBy, phone } = request;
  return {
    phoneAsEntered: phone,
    ...(seen.ip && { ip: seen.ip }),
    ...(seen.userAgent && { userAgent: seen.userAgent.slice(0, 300) }),
    ...(seen.origin && { origin: seen.origin }),
    ...(page && { page }),
    ...(evidence && { given: evidence }),
    ...(document && { document }),
    ...(recording && { recording }),
    ...(obtainedBy && { obtainedBy }),
  };
}
