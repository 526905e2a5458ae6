/**
 * The words of the texts that Consentry itself owes: the account's template, else the default,
 * filled.
 */
import type { Account, Program, Template, TemplateName } from './account.ts';
import { DEFAULT_TEMPLATES, REQUIRED_PARTS, wordingIn } from './data/templates.ts';

export function fillTemplate(
  name: TemplateName,
  own: Template | undefined,
  about: {
    readonly account: Account;
    readonly program: Program | undefined;
    readonly language: string | undefined;
  },
): string {
  const { brand, helpContact } = about.account.settings;
  const values: Readonly<Record<string, string>> = {
    brand,
    contact: helpContact,
    frequency: about.program?.frequency ?? '',
  };
  return wordingIn(own ?? DEFAULT_TEMPLATES[name], about.language)
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
