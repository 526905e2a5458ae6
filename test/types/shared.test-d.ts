/**
 * What the compiler must know of the core: closed lists stay closed, facts cannot be changed in
 * place, a wrong detail does not fit its type. Checked by tsc alone; nothing here runs.
 */
import type { Account, Sender } from '#shared/account.ts';
import type { Result } from '#shared/basics.ts';
import type { EntryBody, EntryType } from '#shared/entries.ts';
import type { DomainEvent, EventName } from '#shared/events.ts';
import type { Verdict } from '#shared/gate.ts';
import type { EntryDraft, EntryHead, LedgerEntry } from '#shared/ledger.ts';
import type { Category, Notice } from '#shared/message.ts';
import type { Problem, ProblemCode } from '#shared/problems.ts';
import type { Route, RouteKey } from '#shared/routes.ts';
import type { ReasonCode } from '#shared/rules/index.ts';
import type { GateInput, Rule } from '#shared/rules/rule.ts';

type Same<A, B> =
  (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
type Fits<A, B> = [A] extends [B] ? true : false;
type Yes<T extends true> = T;
type No<T extends false> = T;
type IsReadonly<T> = Same<T, Readonly<T>>;

export type ClosedLists = [
  No<Fits<string, ReasonCode>>,
  No<Fits<string, ProblemCode>>,
  No<Fits<string, RouteKey>>,
  No<Fits<string, EventName>>,
  No<Fits<string, EntryType>>,
  No<Fits<'pigeon', Sender['provider']>>,
  No<Fits<'because', ReasonCode>>,
  Yes<Fits<Notice, Category>>,
  No<Fits<Category, Notice>>,
  Yes<Same<LedgerEntry['type'], EntryType>>,
  Yes<Same<Rule['outcome'], 'deny' | 'defer'>>,
  Yes<Same<Account['mode'], 'live' | 'test'>>,
];

export type NothingChangesInPlace = [
  No<IsReadonly<{ changed: number }>>,
  Yes<IsReadonly<EntryHead>>,
  Yes<IsReadonly<Verdict>>,
  Yes<IsReadonly<GateInput>>,
  Yes<IsReadonly<Route>>,
  Yes<IsReadonly<Problem>>,
  Yes<IsReadonly<Account>>,
];

type Outcome = Result<number, Problem>;
export type BothSidesOfAnOutcome = [
  No<Fits<'value', keyof Outcome>>,
  No<Fits<'error', keyof Outcome>>,
  Yes<Same<Extract<Outcome, { ok: true }>['value'], number>>,
  Yes<Same<Extract<Outcome, { ok: false }>['error'], Problem>>,
];

type Head = Pick<EntryDraft, 'at' | 'actor' | 'source'>;
type Declined = Head & { type: 'consent-declined'; detail: { evidence: Record<string, unknown> } };
export type DetailsFitTheirTypes = [
  Yes<Fits<Declined, EntryDraft>>,
  No<Fits<{ type: 'opted-out'; detail: Declined['detail'] }, EntryBody>>,
  No<Fits<Omit<Declined, 'actor'>, EntryDraft>>,
  No<Fits<Omit<DomainEvent, 'account'>, { readonly account: string }>>,
];
