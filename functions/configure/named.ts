/**
 * Programs, senders, forms, disclosures, vendors and templates: one way to read, list and put them
 * all.
 */

import * as z from 'zod/mini';
import type { Form, Sender, TemplateName } from '#shared/account.ts';
import { parseBody } from '#shared/api.ts';
import { ok, present } from '#shared/basics.ts';
import { type NamedKind, prepare, referencesOf, SCHEMAS } from '#shared/configuration.ts';
import { DEFAULT_TEMPLATES } from '#shared/data/templates.ts';
import { Id } from '#shared/fields.ts';
import { configItem, formItem, numberItem } from '#shared/items.ts';
import { problem } from '#shared/problems.ts';
import type { RouteKey } from '#shared/routes.ts';
import type { ConfigWrite, Directory } from '#shared/store.ts';
import { answer, type HttpHandlers, type HttpRequest, type HttpResponse, refuse } from '../http.ts';
import type { RecordDeps } from '../record.ts';
import { accountNow, callerOf, pageOf } from '../request.ts';
import { change, noSuch } from './change.ts';

export interface NamedDeps extends RecordDeps {
  readonly directory: Directory;
}

/** The kind behind each path, and the name of its path parameter. */
const PATHS: readonly (readonly [path: string, kind: NamedKind, param: string])[] = [
  ['programs', 'program', 'id'],
  ['senders', 'sender', 'id'],
  ['forms', 'form', 'key'],
  ['disclosures', 'disclosure', 'version'],
  ['vendors', 'vendor', 'id'],
  ['templates', 'template', 'name'],
];

export const namedRoutes = (deps: NamedDeps): HttpHandlers =>
  Object.fromEntries(
    PATHS.flatMap(([path, kind, param]) => [
      [`GET /v1/${path}` as RouteKey, (request: HttpRequest) => list(deps, kind, request)],
      [
        `GET /v1/${path}/{${param}}` as RouteKey,
        (request: HttpRequest) => read(deps, kind, request.params[param] ?? '', request),
      ],
      [
        `PUT /v1/${path}/{${param}}` as RouteKey,
        (request: HttpRequest) => put(deps, kind, request.params[param] ?? '', request),
      ],
    ]),
  );

async function list(deps: NamedDeps, kind: NamedKind, request: HttpRequest): Promise<HttpResponse> {
  const page = pageOf(request.query);
  if (!page.ok) return refuse(page.error);
  const found = await deps.directory.list(callerOf(request).account, kind, page.value);
  return answer(200, found);
}

async function read(
  deps: NamedDeps,
  kind: NamedKind,
  id: string,
  request: HttpRequest,
): Promise<HttpResponse> {
  const { account } = callerOf(request);
  const snapshot = await deps.reader.read({ account, config: [{ kind, id }] });
  const item = snapshot.config(kind, id) ?? defaultOf(kind, id);
  if (!item) return refuse(noSuch(kind));
  return answer(200, item);
}

const defaultOf = (kind: NamedKind, id: string): object | undefined =>
  kind === 'template' && Object.hasOwn(DEFAULT_TEMPLATES, id)
    ? { name: id, ...DEFAULT_TEMPLATES[id as TemplateName] }
    : undefined;

async function put(
  deps: NamedDeps,
  kind: NamedKind,
  id: string,
  request: HttpRequest,
): Promise<HttpResponse> {
  if (!z.safeParse(Id, id).success) {
    return refuse(problem('invalid-request', 'Use 1 to 64 letters, digits, . _ or - as the name.'));
  }
  const parsed = parseBody(SCHEMAS[kind], request.body);
  if (!parsed.ok) return refuse(parsed.error);
  const { account, region } = callerOf(request);
  const config = [{ kind, id }, ...referencesOf(kind, parsed.value)];
  const done = await change(deps, request, config, (snapshot) => {
    const owner = present(snapshot.account, 'the account of a key');
    const now = accountNow(owner, deps.clock.now());
    const item = prepare(kind, id, parsed.value, { region, snapshot, now });
    if (!item.ok) return item;
    const before = snapshot.config(kind, id);
    return ok({
      kind,
      id,
      shown: parsed.value,
      writes: [
        configItem(account, kind, id, item.value),
        ...pointers(kind, item.value, before, { account, region }),
      ],
      answer: item.value,
    });
  });
  if (done.ok) return answer(200, done.value);
  const taken = done.error.code === 'already-registered' && kind === 'sender';
  return refuse(
    taken
      ? problem('number-taken', 'Another sender has this number. Free it there first.')
      : done.error,
  );
}

/** What outsiders find it by: a form by its key, a sender by its number; each has one owner. */
function pointers(
  kind: NamedKind,
  item: object,
  before: object | undefined,
  owner: { readonly account: string; readonly region: string },
): ConfigWrite[] {
  if (kind === 'form') return [formItem(owner, item as Form)];
  if (kind !== 'sender') return [];
  const sender = item as Sender;
  const old = before as Sender | undefined;
  const moved = old !== undefined && old.number !== sender.number;
  return [
    numberItem(owner.account, sender),
    ...(moved ? [{ ...numberItem(owner.account, present(old, 'old')), value: undefined }] : []),
  ];
}
