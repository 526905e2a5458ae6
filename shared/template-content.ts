/**
 * What a wording of the account must not hold: it leaves with texts and as notices that no rule of
 * content judges any more, so it is judged when it is stored.
 */
import type { Template, TemplateName } from './account.ts';
import { linksOf, withPlainDots } from './content/links.ts';
import { foldText } from './content/tokens.ts';
import {
  type ContentFinding,
  type ContentKind,
  type ContentLists,
  readContent,
} from './content.ts';
import { CONFIRMATION_EXTRA } from './data/content-confirmation.ts';
import type { InvalidField } from './problems.ts';
import type { Settings } from './settings.ts';

const BARRED: readonly ContentKind[] = ['prohibited', 'public-shortener', 'exclusive-opt-out'];
/** A confirmation of an opt-out only confirms (47 CFR 64.1200(a)(12)). */
const BARRED_IN_CONFIRMATIONS: readonly ContentKind[] = [
  ...BARRED,
  'marketing-words',
  'confirmation-extra',
];
const CONFIRMATION = 'opt-out-confirmation';

/** What is wrong and where, by language; empty when the wording may be used. */
export function faultsInTemplate(
  name: TemplateName,
  template: Template,
  about: { readonly lists: ContentLists; readonly settings: Settings | undefined },
): InvalidField[] {
  const confirms = name.startsWith(CONFIRMATION);
  const barred = confirms ? BARRED_IN_CONFIRMATIONS : BARRED;
  const { shorteners, lists } = about.lists;
  const own = about.settings?.content ?? { words: [], shorteners: [], domains: [] };
  const brand = about.settings?.brand ?? '';
  const read = {
    brand,
    category: name,
    lists: confirms ? { shorteners, lists: [...lists, CONFIRMATION_EXTRA] } : about.lists,
    own,
  };
  return Object.entries(template).flatMap(([language, text = '']) =>
    [...readContent(text, read), ...(confirms ? extraLinks(text) : [])]
      .filter(({ kind }) => barred.includes(kind))
      .map(({ advice, citation, quote }) => ({
        pointer: `/${language}`,
        detail: `“${quote}”: ${advice} (${citation})`,
      })),
  );
}

function extraLinks(text: string): ContentFinding[] {
  const folded = foldText(text);
  return linksOf(withPlainDots(folded) ?? folded).map(({ start, end }) => ({
    kind: 'confirmation-extra',
    quote: text.slice(start, end),
    citation: '47 CFR 64.1200(a)(12)',
    advice: 'A confirmation of an opt-out only confirms. Take the link out.',
  }));
}
