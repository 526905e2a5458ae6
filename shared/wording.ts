/**
 * The words of the texts that Consentry itself owes: the account's template, else the default,
 * filled.
 */
import type { Template, TemplateName } from './account.ts';
import { DEFAULT_TEMPLATES, REQUIRED_PARTS } from './data/templates.ts';
import { type About, fill } from './fill.ts';

export const fillTemplate = (name: TemplateName, own: Template | undefined, about: About): string =>
  fill(own ?? DEFAULT_TEMPLATES[name], about);

/** The required parts that a wording lacks, by language; empty when it may be used. */
export function missingParts(name: TemplateName, template: Template): string[] {
  return Object.entries(template).flatMap(([language, text]) =>
    REQUIRED_PARTS[name]
      .filter((choices) => !choices.some((part) => (text ?? '').includes(part)))
      .map((choices) => `${language}: ${choices.join(' or ')}`),
  );
}
