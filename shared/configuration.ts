/**
 * What an account may configure by name: the schema of each kind, and what must hold before it is
 * stored. Each change is an entry in the account's own ledger; secrets are never part of an entry
 * or an answer.
 */
import * as z from 'zod/mini';
import {
  DisclosureSchema,
  FormSchema,
  INTEGRATION_SCHEMAS,
  type IntegrationName,
  ProgramSchema,
  type Sender,
  SenderSchema,
  TEMPLATE_NAMES,
  type Template,
  type TemplateName,
  TemplateSchema,
  VendorSchema,
} from './account.ts';
import { err, type Instant, ok, type Result } from './basics.ts';
import { wordingHash } from './consent.ts';
import { judgedFromAfter } from './health.ts';
import { packAt } from './packs/index.ts';
import { parseSenderNumber } from './phone.ts';
import { type Problem, problem } from './problems.ts';
import { registrationToStore } from './registrations.ts';
import { SettingsSchema } from './settings.ts';
import type { ConfigKind, ConfigKinds, ConfigRef, Snapshot } from './store.ts';
import { faultsInTemplate } from './template-content.ts';
import { missingParts } from './wording.ts';

/** Kinds that a PUT writes; keys are made by their own route. */
export type NamedKind = Exclude<ConfigKind, 'key'>;

export const SCHEMAS = {
  program: ProgramSchema,
  sender: SenderSchema,
  form: FormSchema,
  disclosure: DisclosureSchema,
  vendor: VendorSchema,
  template: TemplateSchema,
} as const satisfies Record<NamedKind, z.ZodMiniType>;

export { INTEGRATION_SCHEMAS, SettingsSchema };

export const isIntegration = (name: string): name is IntegrationName =>
  Object.hasOwn(INTEGRATION_SCHEMAS, name);

/** What else must be read to judge a change: the things that it names. */
export function referencesOf(kind: NamedKind, body: Record<string, unknown>): ConfigRef[] {
  const named = (of: ConfigKind, field: string): ConfigRef[] =>
    typeof body[field] === 'string' ? [{ kind: of, id: body[field] }] : [];
  switch (kind) {
    case 'form':
      return [...named('program', 'program'), ...named('disclosure', 'disclosure')];
    case 'sender':
      return named('program', 'program');
    default:
      return [];
  }
}

/** What a change is judged by. `now` is the account's. */
interface Context {
  readonly region: string;
  readonly snapshot: Snapshot;
  readonly now: Instant;
}

/** The item to store, or why not. `body` has passed the schema of its kind. */
export function prepare<Kind extends NamedKind>(
  kind: Kind,
  id: string,
  body: Record<string, unknown>,
  context: Context,
): Result<ConfigKinds[Kind], Problem> {
  const missing = referencesOf(kind, body).find(
    (ref) => context.snapshot.config(ref.kind, ref.id) === undefined,
  );
  if (missing) {
    return err(
      problem('unknown-reference', `Configure ${missing.kind} ${missing.id} first.`, {
        errors: [{ pointer: `/${missing.kind}`, detail: 'is not configured' }],
      }),
    );
  }
  const stored = completions[kind](id, body, context);
  if (!stored.ok) return stored;
  // Judged here and not among the completions: what was stored before stays what it was.
  const faults = kind === 'template' ? contentFaults(id, body, context) : [];
  if (faults.length > 0) {
    return err(
      problem('template-content', 'Take out what errors quotes: no notice may hold it.', {
        errors: faults,
      }),
    );
  }
  return ok(stored.value as ConfigKinds[Kind]);
}

const contentFaults = (name: string, body: object, { snapshot, now }: Context) =>
  faultsInTemplate(name as TemplateName, body as Template, {
    lists: packAt(now).content,
    settings: snapshot.account?.settings,
  });

/** The item that a stored body makes; undefined where it does not fit this version any more. */
export function restored<Kind extends ConfigKind>(
  kind: Kind & NamedKind,
  id: string,
  body: Record<string, unknown>,
  region: string,
): ConfigKinds[Kind] | undefined {
  const parsed = z.safeParse(SCHEMAS[kind], body);
  if (!parsed.success) return undefined;
  const none = { config: () => undefined } as unknown as Snapshot;
  const item = completions[kind](id, parsed.data as never, { region, snapshot: none, now: 0 });
  return item.ok ? (item.value as ConfigKinds[Kind]) : undefined;
}

type Complete = (
  id: string,
  body: Record<string, unknown>,
  context: Context,
) => Result<object, Problem>;

const withId: Complete = (id, body) => ok({ ...body, id });

const completions: Record<NamedKind, Complete> = {
  program: withId,
  vendor: withId,
  form: (key, body) => ok({ ...body, key }),
  sender(id, body, { region, snapshot, now }) {
    const number = parseSenderNumber(String(body['number']), region);
    if (!number.ok) {
      return err(
        problem(
          'invalid-number',
          'Give the number as +15550101234, or a short code of 5 or 6 digits.',
          {
            errors: [{ pointer: '/number', detail: 'is no number that can send' }],
          },
        ),
      );
    }
    const sender = body as Sender;
    const registration = registrationToStore(sender.provider, sender.registration);
    if (!registration.ok) return registration;
    const judgedFrom = judgedFromAfter(snapshot.config('sender', id), sender, now);
    return ok({
      ...body,
      id,
      ...number.value,
      registration: registration.value,
      ...(judgedFrom !== undefined && { judgedFrom }),
    });
  },
  disclosure(version, body, { snapshot }) {
    const hash = wordingHash(String(body['text']));
    const held = snapshot.config('disclosure', version);
    if (held && held.hash !== hash) {
      return err(
        problem('already-registered', 'A registered wording never changes: use a new version.'),
      );
    }
    return ok({ ...body, version, hash });
  },
  template(name, body) {
    if (!(TEMPLATE_NAMES as readonly string[]).includes(name)) {
      return err(problem('not-found', `There are these templates: ${TEMPLATE_NAMES.join(', ')}.`));
    }
    const missing = missingParts(name as TemplateName, body as { en: string });
    if (missing.length > 0) {
      return err(
        problem('template-incomplete', 'Add the parts that the law and the carriers ask for.', {
          errors: missing.map((part) => ({ pointer: '', detail: `lacks ${part}` })),
        }),
      );
    }
    return ok({ ...body, name });
  },
};
