/**
 * `npm run docs`: writes the documents that are made from the code (rules, events, contract), so
 * that they cannot say anything else than the code does. test/docs.test.ts fails when they are
 * stale.
 */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { NOTICES } from '#shared/message.ts';
import { openApiDocument } from '#shared/openapi.ts';
import { PACKS } from '#shared/packs/index.ts';
import { AMENDMENTS, type Remark, WARNINGS } from '#shared/remarks.ts';
import { RULES } from '#shared/rules/index.ts';
import { eventsDocument } from './docs-events.ts';
import { table } from './docs-table.ts';

const ROOT = path.resolve(import.meta.dirname, '..');

/** Path from the root to what stands there. */
export const documents = (): Readonly<Record<string, string>> => ({
  'docs/rules.md': rulesDocument(),
  'docs/events.md': eventsDocument(),
  'docs/openapi.json': `${JSON.stringify(openApiDocument(), null, 2)}\n`,
});

const CONFIDENCE = {
  V: 'the text of the source was read',
  Q: 'a faithful copy or quotation of it was read',
  S: 'taken from an official or trade summary',
  M: 'from memory or a policy of ours; no clause was found',
} as const;

const REMEDY = {
  person: 'the person',
  admin: 'an admin of the account',
  time: 'time',
  nobody: 'nobody',
} as const;

const remarks = (rows: readonly Remark[]): string =>
  table(
    ['Code', 'What it is', 'Citation', 'Conf.', 'What to do'],
    rows.map((row) => [`\`${row.code}\``, row.title, row.citation, row.confidence, row.advice]),
  );

function rulesDocument(): string {
  const rows = RULES.map((rule) => [
    `\`${rule.code}\``,
    rule.title,
    rule.outcome,
    rule.citation,
    rule.confidence,
    REMEDY[rule.remedy],
    rule.advice,
    rule.judges.join(', '),
  ]);
  const editions = PACKS.flatMap(({ version, changes }) =>
    changes.map(({ what, citation }) => [`\`${version}\``, what, citation]),
  );
  const head = [
    'Code',
    'Rule',
    'Outcome',
    'Citation',
    'Conf.',
    'Who can remedy',
    'What to do',
    'Judges',
  ];
  return `# The rules of the gate

Made by \`npm run docs\` from shared/rules and shared/packs. Every decision names the rule pack that it was
made by: a dated edition of the rules and of every table they read. Editions:

${table(['Pack', 'What changed', 'Source'], editions)}

Every text is judged by all rules that judge its category, in this order, and every reason that
applies is given. One \`deny\` makes the decision \`deny\`; otherwise one \`defer\` makes it \`defer\`. A code is
never renamed or used for something else. A reason may carry a citation more exact than the one here,
such as the statute of the state whose quiet hours apply.

${table(head, rows)}

## What the gate adds

What a text lacks and the gate can add is no reason to refuse it: the decision lists it under \`amendments\`.

${remarks(AMENDMENTS)}

## What the gate warns of

These go out as they are; the decision lists them under \`warnings\`.

${remarks(WARNINGS)}
Confidence: ${Object.entries(CONFIDENCE)
    .map(([mark, words]) => `**${mark}** ${words}`)
    .join('; ')}.

${NOTICES.map((notice) => `\`${notice}\``).join(', ')} are the
texts that Consentry itself owes a person; nobody can ask for them over the API, and they pass the same gate.
This list is no legal advice.
`;
}

if (import.meta.main) {
  for (const [name, text] of Object.entries(documents())) {
    writeFileSync(path.join(ROOT, name), text);
    console.log(`wrote ${name}`);
  }
}
