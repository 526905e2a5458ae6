/**
 * Web forms post consent here, and other doors with a key. Verifies the proof (shared/consent.ts),
 * writes phone and email ledgers in one transaction, and answers; the stream asks for the opt-in.
 */
import { ConsentSchema, FormConsentSchema, parseBody } from '#shared/api.ts';
import { err, MINUTE, present, type Result } from '#shared/basics.ts';
import { checkDoorProof, checkFormProof } from '#shared/consent.ts';
import { accountKey } from '#shared/ledger.ts';
import { fingerprint } from '#shared/message.ts';
import { type Problem, problem } from '#shared/problems.ts';
import type { ConfigRef, Directory, FormOwner } from '#shared/store.ts';
import { type Captured, capture } from './capture.ts';
import { answer, type HttpHandlers, type HttpRequest, type HttpResponse, refuse } from './http.ts';
import { idempotency, type RecordDeps, type Repeat } from './record.ts';
import { callerOf } from './request.ts';

export interface CaptureDeps extends RecordDeps {
  readonly directory: Directory;
}

/** The same post again within this time is a double click, not a second consent. */
const DOUBLE_CLICK_MS = 10 * MINUTE;

export const captureConsent = (deps: CaptureDeps): HttpHandlers => ({
  'POST /v1/forms/{formKey}/consents': (request) => fromForm(deps, request),
  'OPTIONS /v1/forms/{formKey}/consents': (request) => preflight(deps, request),
  'POST /v1/consents': async (request) => {
    const captured = await captureDoor(deps, request);
    return captured.ok ? answer(201, captured.value) : refuse(captured.error);
  },
});

async function preflight(deps: CaptureDeps, request: HttpRequest): Promise<HttpResponse> {
  const owner = await deps.directory.form(request.params['formKey'] ?? '');
  const cors = owner && corsOf(owner, request);
  if (!cors) return refuse(problem('origin-not-allowed', 'Add this origin to the form first.'));
  return {
    status: 204,
    headers: {
      ...cors,
      'access-control-allow-methods': 'POST',
      'access-control-allow-headers': 'content-type, idempotency-key',
      'access-control-max-age': '3600',
    },
  };
}

async function fromForm(deps: CaptureDeps, request: HttpRequest): Promise<HttpResponse> {
  const owner = await deps.directory.form(request.params['formKey'] ?? '');
  if (!owner) return refuse(problem('not-found', 'There is no form with this key.'));
  const cors = corsOf(owner, request);
  if (!cors) return refuse(problem('origin-not-allowed', 'Add this origin to the form first.'));
  const captured = await captureForm(deps, owner, request);
  const response = captured.ok ? answer(201, captured.value) : refuse(captured.error);
  return { ...response, headers: { ...response.headers, ...cors } };
}

/** Browsers always name the origin of such a post; a server that posts for a form names none. */
function corsOf(owner: FormOwner, request: HttpRequest): Record<string, string> | undefined {
  const origin = request.headers['origin'];
  if (origin === undefined) return { vary: 'origin' };
  if (!owner.form.origins.includes(origin)) return undefined;
  return { 'access-control-allow-origin': origin, vary: 'origin' };
}

async function captureForm(
  deps: CaptureDeps,
  { account, region, form }: FormOwner,
  request: HttpRequest,
): Promise<Result<Captured, Problem>> {
  const parsed = parseBody(FormConsentSchema, request.body);
  if (!parsed.ok) return parsed;
  const body = parsed.value;
  if (body.program !== form.program) {
    return err(unknown('/program', `this form captures consent for program ${form.program}`));
  }
  const pk = accountKey(account);
  const doubleClick: Repeat = {
    pk,
    name: `form:${fingerprint([form.key, body])}`,
    request: fingerprint(body),
    windowMs: DOUBLE_CLICK_MS,
    clash: 'replay',
  };
  return capture(deps, {
    account,
    region,
    body,
    request,
    actor: `form:${form.key}`,
    isPublic: true,
    repeat: idempotency(pk, `form ${form.key}`, request.headers, body) ?? doubleClick,
    config: [
      { kind: 'program', id: form.program },
      { kind: 'disclosure', id: form.disclosure },
    ],
    check: (snapshot, seen) =>
      checkFormProof(
        body,
        {
          form,
          program: present(snapshot.config('program', form.program), 'the program of a form'),
          disclosure: present(
            snapshot.config('disclosure', form.disclosure),
            'the disclosure of a form',
          ),
        },
        seen,
      ),
  });
}

async function captureDoor(
  deps: CaptureDeps,
  request: HttpRequest,
): Promise<Result<Captured, Problem>> {
  const parsed = parseBody(ConsentSchema, request.body);
  if (!parsed.ok) return parsed;
  const body = parsed.value;
  const { account, region, keyId } = callerOf(request);
  const config: ConfigRef[] = [{ kind: 'program', id: body.program }];
  if (body.disclosure) config.push({ kind: 'disclosure', id: body.disclosure.version });
  if (body.vendorId) config.push({ kind: 'vendor', id: body.vendorId });
  return capture(deps, {
    account,
    region,
    body,
    request,
    actor: `key:${keyId}`,
    isPublic: false,
    repeat: idempotency(accountKey(account), 'consents', request.headers, body),
    config,
    check(snapshot, seen) {
      const program = snapshot.config('program', body.program);
      if (!program) return err(unknown('/program', 'no such program; an admin can add it'));
      const disclosure = body.disclosure && snapshot.config('disclosure', body.disclosure.version);
      if (body.disclosure && !disclosure) {
        return err(unknown('/disclosure/version', 'no such version; register the wording first'));
      }
      const vendor = body.vendorId ? snapshot.config('vendor', body.vendorId) : undefined;
      if (body.vendorId && !vendor) {
        return err(unknown('/vendorId', 'no such vendor; an admin can add it'));
      }
      return checkDoorProof(
        body,
        { program, ...(disclosure && { disclosure }), ...(vendor && { vendor }) },
        seen,
      );
    },
  });
}

const unknown = (pointer: string, detail: string): Problem =>
  problem('unknown-reference', 'Correct the reference listed in errors.', {
    errors: [{ pointer, detail }],
  });
