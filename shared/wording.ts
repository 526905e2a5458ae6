/**
 * The words of the texts that Consentry itself owes: the account's template, else the default,
 * filled.
 */
import type { Account, Program, Template, TemplateName } from './account.ts';
import { DEFAULT_TEMPLATES, languageIn, PART_WORDS, REQUIRED_PARTS } from './data/templates.ts';
import type { Purpose } from './standing.ts';

export function fillTemplate(
  name: TemplateName,
  own: Template | undefined,
  about: {
    readonly account: Account;
    readonly program: Program | undefined;
    readonly language: string | undefined;
    /** What a person left, where it is one purpose and not one program. */
    readonly purpose?: Purpose;
  },
): string {
  const template = own ?? DEFAULT_TEMPLATES[name];
  const language = languageIn(template, about.language);
  const { program, purpose } = about;
  const { brand, helpContact } = about.account.settings;
  const values: Readonly<Record<string, string>> = {
    brand,
    contact: program?.helpContact ?? helpContact,
    frequency: program?.frequency ?? '',
    program: (purpose ? undefined : program?.name) ?? PART_WORDS[purpose ?? 'program'][language],
  };
  return (template[language] ?? template.en)
    .replace(/\{(\w+)\}/g, (whole, field: string) =>
      Object.hasOwn(values, field) ? (values[field] ?? whole) : whole,
    )
    .replace(/ {2,}/g, ' ')
    .trim();
}

/** The required parts that a wording lacks, by language; empty when it may be used. */
export function missingParts(name: TemplateName, template: Template): string[] {
  return Object.entries(template).flatMap(([language, text]) =>
    REQUIRED_PARTS[name]
      .filter((choices) => !choices.some((part) => (text ?? '').includes(part)))
      .map((choices) => `${language}: ${choices.join(' or ')}`),
  );
}
