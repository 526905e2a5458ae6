/**
 * The question of double opt-in by email, beside the one by text: whether a contact gets it, and
 * its words. Only a text proves the handset, so the mail says how to answer by text; it opens
 * nothing by itself. Rests on CAN-SPAM (15 USC 7704(a)(3), (5): a working way to refuse, a postal
 * address) and CASL s.6(2), s.10(1) (who asks, for what, how to reach them, that it can be undone).
 */
import type { Account, Language, Program, Sender, Template, Vendor } from './account.ts';
import type { Instant } from './basics.ts';
import { hasBasis, hasLapsed, mayBeCanadian } from './double-opt-in.ts';
import { languageIn } from './fill.ts';
import { mailFrom } from './mail.ts';
import type { RulePack } from './packs/pack.ts';
import type { Phone } from './phone.ts';
import { placeOf } from './places.ts';
import {
  type ConsentState,
  channelOf,
  type Facts,
  isLeft,
  type Standing,
  scopeKey,
} from './standing.ts';
import { fillTemplate, wordingFor } from './wording.ts';

/** What the question by email rests on, read in one trip. */
export interface MailGrounds {
  readonly account: Account;
  readonly program: Program | undefined;
  readonly sender: Sender | undefined;
  readonly vendor: Vendor | undefined;
  readonly phone: Phone;
  readonly standing: Pick<Standing, 'facts' | 'sends'>;
  /** What the ledger of the address says. */
  readonly mail: Facts;
  readonly pack: RulePack;
  readonly now: Instant;
}

/** Why no mail asks; undefined when one may. */
export type NoMail =
  | 'no-sender-address'
  | 'not-configured'
  | 'not-open'
  | 'already-asked'
  | 'closed'
  | 'vendor-quarantined'
  | 'no-basis';

export function whyNoMail(grounds: MailGrounds, programId: string): NoMail | undefined {
  const { account, mail, now, program, sender, standing, vendor } = grounds;
  const { facts, sends } = standing;
  const { settings } = account;
  if (mailFrom(account) === undefined || settings.postalAddress === null)
    return 'no-sender-address';
  if (!program || !sender) return 'not-configured';
  if (facts.mailedAt !== undefined || mail.mailedAt !== undefined) return 'already-asked';
  const consent = facts.consents[scopeKey('sms', programId)];
  if (consent?.status !== 'pending' || hasLapsed(consent, sends, settings, now)) return 'not-open';
  const closed = isLeft(facts, 'email') || isLeft(mail, 'email');
  if (isLeft(facts, 'sms') || facts.question || closed) return 'closed';
  if (consent.vendor !== undefined && vendor?.status !== 'trusted') return 'vendor-quarantined';
  return lacksBasis(grounds) ? 'no-basis' : undefined;
}

/** In Canada a mail that asks is a commercial message as well: it needs consent to mail. */
function lacksBasis({ mail, now, pack, phone, standing }: MailGrounds): boolean {
  if (!mayBeCanadian(phone, placeOf(phone.e164, standing.facts.place))) return false;
  const given = Object.entries(mail.consents)
    .filter(([key, { status }]) => channelOf(key) === 'email' && status === 'confirmed')
    .map(([, consent]): ConsentState => consent);
  return !given.some((consent) => hasBasis(consent, pack.impliedMonths, now));
}

/** Who writes, where they are, and how to get no more: not the account's to leave out. */
const FOOTER: Readonly<Record<Language, string>> = {
  en: 'You get this once, because your address was given to us with this request. No more emails from us: reply to this email with STOP.',
  es: 'Recibe este correo una sola vez porque nos dieron su dirección con esta solicitud. Para no recibir más correos nuestros, responda STOP a este correo.',
  fr: 'Vous recevez ce courriel une seule fois, car votre adresse nous a été donnée avec cette demande. Pour ne plus recevoir de courriels de notre part, répondez STOP à ce courriel.',
};

export function optInMail(
  about: {
    readonly account: Account;
    readonly program: Program;
    readonly sender: Sender;
    readonly language: string | undefined;
  },
  own: (name: 'opt-in-mail' | 'opt-in-mail-subject') => Template | undefined,
): { readonly subject: string; readonly text: string } {
  const { settings } = about.account;
  const text = fillTemplate('opt-in-mail', own('opt-in-mail'), about);
  const wording = wordingFor('opt-in-mail', own('opt-in-mail'), about.language);
  const language = languageIn(wording, about.language);
  const identity = `${settings.brand}\n${settings.postalAddress ?? ''}\n${settings.helpContact}`;
  return {
    subject: fillTemplate('opt-in-mail-subject', own('opt-in-mail-subject'), about),
    text: `${text}\n\n${FOOTER[language]}\n\n${identity}\n`,
  };
}
