/**
 * Email is kept in ledgers of its own, so what an act on a phone says of email must be said there
 * too (RV-11): which of the contact's addresses are touched, and their entries.
 */
import { liftedBy } from '#shared/fold-doubt.ts';
import { type ContactKey, type EntryDraft, emailKey, readKey } from '#shared/ledger.ts';
import { channelOf, emailsOf, type Facts, isFirmlyRevoked } from '#shared/standing.ts';
import type { Snapshot } from '#shared/store.ts';
import type { ReadMore } from './record.ts';

/**
 * Drafts of a phone's ledger with those of its addresses, or which of these are to be read first.
 * @param read ledgers that the snapshot holds; what is to be read is added
 */
export function withMails(
  where: { readonly account: string; readonly key: ContactKey },
  drafts: readonly EntryDraft[],
  snapshot: Snapshot,
  read: Set<ContactKey>,
): ReadMore | { readonly drafts: ReadonlyMap<ContactKey, readonly EntryDraft[]> } {
  const { account, key } = where;
  const mails = mailsOf(account, drafts, snapshot.standing(key).facts);
  const alsoRead = mails.filter((mail) => !read.has(mail));
  for (const mail of alsoRead) read.add(mail);
  if (alsoRead.length > 0) return { alsoRead };
  const all = new Map([[key, drafts]]);
  const { phone } = readKey(key);
  for (const mail of mails) all.set(mail, forMail(drafts, snapshot.standing(mail).facts, phone));
  return { drafts: all };
}

/** The ledgers of the contact's addresses, where the act says something of email. */
function mailsOf(
  account: string,
  drafts: readonly EntryDraft[],
  facts: Facts,
): readonly ContactKey[] {
  const touched = drafts.some((draft) => forMail([draft], undefined).length > 0);
  return touched ? emailsOf(facts).map((email) => emailKey(account, email)) : [];
}

const forMail = (
  drafts: readonly EntryDraft[],
  facts: Facts | undefined,
  phone?: string,
): EntryDraft[] =>
  drafts.flatMap((draft): EntryDraft[] => {
    switch (draft.type) {
      case 'opted-out':
        if (!draft.detail.channels.includes('email')) return [];
        if (facts && isFirmlyRevoked(facts, 'email')) return [];
        return [
          { ...draft, detail: { ...draft.detail, channels: ['email'], confirmation: 'none' } },
        ];
      case 'wrong-number-reported':
        // While it rests on a reading, the link stands as well.
        if (draft.detail.review !== undefined) return [];
        if (facts === undefined) return [draft];
        if (phone === undefined || facts.phone !== phone) return [];
        return [{ ...draft, detail: { ...draft.detail, ended: [], formerContact: {}, phone } }];
      case 'review-ruled':
        return facts === undefined ? [draft] : ruledForMail(draft, facts);
      default:
        return [];
    }
  });

/** Only of an address that the misread text closed. */
function ruledForMail(
  draft: Extract<EntryDraft, { type: 'review-ruled' }>,
  facts: Facts,
): EntryDraft[] {
  const { review, ruling } = draft.detail;
  const rests = Object.values(facts.doubted ?? {}).some((reviews) => reviews.includes(review));
  if (!rests) return [];
  const lifted = liftedBy(facts, review, ruling).map(channelOf);
  return [{ ...draft, detail: { ...draft.detail, lifted } }];
}
