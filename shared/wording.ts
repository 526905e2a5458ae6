/**
 * The words of the texts that Consentry itself owes: the account's template, else the default,
 * filled; and which parts a template of the account lacks.
 */
import { TEMPLATE_NAMES, type Template, type TemplateName } from './account.ts';
import { DEFAULT_TEMPLATES, REQUIRED_PARTS } from './data/templates.ts';
import { type About, fill, languageIn } from './fill.ts';
import type { Snapshot } from './store.ts';

/**
 * The account's wording, unless it lacks the language and ours has it: a person understands ours
 * better than the account's English. Ours keeps every required part in every language, which
 * test/shared/wording.test.ts holds it to, so that nothing owed is lost by the change.
 */
export function wordingFor(
  name: TemplateName,
  own: Template | undefined,
  language: string | undefined,
): Template {
  const ours = DEFAULT_TEMPLATES[name];
  return own && languageIn(own, language) === languageIn(ours, language) ? own : ours;
}

/** Every wording of the account's own; templates come with the account, and cost no read. */
export const ownWordings = (snapshot: Pick<Snapshot, 'config'>): string[] =>
  TEMPLATE_NAMES.flatMap((name) => {
    const { en, es, fr }: Partial<Template> = snapshot.config('template', name) ?? {};
    return [en, es, fr].filter((one) => one !== undefined);
  });

export const fillTemplate = (name: TemplateName, own: Template | undefined, about: About): string =>
  fill(wordingFor(name, own, about.language), about);

const MARKS_OF_PATTERNS = /[\\^$.*+?()[\]{}|]/g;
const OF_WORDS = '[\\p{L}\\p{M}\\p{N}_]';
/** STOP2END and HELP4INFO are how carriers' own samples write it. */
const NOT_JOINED = '(?![24]\\p{L})';

/** A part as whole words: NOTABLE holds no NO, NON-STOP no STOP; fields end at their braces. */
function patternOf(part: string): RegExp {
  const words = part.replace(MARKS_OF_PATTERNS, '\\$&');
  if (part.startsWith('{')) return new RegExp(words, 'u');
  return new RegExp(`(?<!${OF_WORDS}-?)${words}(?!-?${NOT_JOINED}${OF_WORDS})`, 'u');
}

const PATTERNS: ReadonlyMap<string, RegExp> = new Map(
  Object.values(REQUIRED_PARTS)
    .flat(2)
    .map((part) => [part, patternOf(part)]),
);

const holds = (text: string, part: string): boolean => PATTERNS.get(part)?.test(text) === true;

/** The required parts that a wording lacks, by language; empty when it may be used. */
export function missingParts(name: TemplateName, template: Template): string[] {
  return Object.entries(template).flatMap(([language, text]) =>
    REQUIRED_PARTS[name]
      .filter((choices) => !choices.some((part) => holds(text ?? '', part)))
      .map((choices) => `${language}: ${choices.join(' or ')}`),
  );
}
