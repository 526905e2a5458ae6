/** A wording with its fields filled. It chooses no wording: see wording.ts. */
import type { Account, Language, Program, Sender, Template } from './account.ts';
import { PART_WORDS } from './data/opt-out-line.ts';
import type { Purpose } from './standing.ts';

export interface About {
  readonly account: Account;
  readonly program: Program | undefined;
  readonly language: string | undefined;
  /** The number to text, where a wording names it. */
  readonly sender?: Sender;
  /** What a person left, where it is one purpose and not one program. */
  readonly purpose?: Purpose;
}

/** The language asked for where the template has it, else English. */
export const languageIn = (template: Template, language: string | undefined): Language =>
  template[language as Language] === undefined ? 'en' : (language as Language);

export function fill(template: Template, about: About): string {
  const language = languageIn(template, about.language);
  const { program, purpose } = about;
  const { brand, helpContact } = about.account.settings;
  const values: Readonly<Record<string, string>> = {
    brand,
    contact: program?.helpContact ?? helpContact,
    frequency: program?.frequency ?? '',
    number: about.sender?.number ?? '',
    program: (purpose ? undefined : program?.name) ?? PART_WORDS[purpose ?? 'program'][language],
  };
  return (template[language] ?? template.en)
    .replace(/\{(\w+)\}/g, (whole, field: string) =>
      Object.hasOwn(values, field) ? (values[field] ?? whole) : whole,
    )
    .replace(/ {2,}/g, ' ')
    .trim();
}
