/**
 * Reads the tree as text for the tidy test: files, imports, and code with its comments and the
 * insides of its strings blanked, so that a rule about code does not fire on words. It judges
 * nothing.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

export const ROOT = path.resolve(import.meta.dirname, '..');
export const CODE_FOLDERS = ['bench', 'functions', 'infra', 'local', 'shared', 'test', 'web'];
const TEXT_FILES = /\.(ts|mjs|json|md|html|css)$/;

export interface SourceFile {
  /** From the root, with forward slashes. */
  readonly name: string;
  readonly text: string;
  /** The text with comments and strings blanked; same length, same lines. */
  readonly code: string;
}

/** Every text file of the project that people write; not the lock file, not what tools make. */
export function readTree(): readonly SourceFile[] {
  const top = readdirSync(ROOT, { withFileTypes: true });
  const files = top.filter((entry) => entry.isFile() && TEXT_FILES.test(entry.name));
  const names = files.map((entry) => entry.name).filter((name) => name !== 'package-lock.json');
  for (const folder of top.filter((entry) => entry.isDirectory())) {
    if (![...CODE_FOLDERS, 'docs', '.ci'].includes(folder.name)) continue;
    const inside = readdirSync(path.join(ROOT, folder.name), { recursive: true }) as string[];
    names.push(...inside.map((name) => `${folder.name}/${name.replaceAll('\\', '/')}`));
  }
  return names
    .filter((name) => TEXT_FILES.test(name))
    .sort()
    .map((name) => {
      const text = readFileSync(path.join(ROOT, name), 'utf8');
      return { name, text, code: isCode(name) ? blank(text) : '' };
    });
}

export const isCode = (name: string): boolean => /\.(ts|mjs)$/.test(name);

export const lineOf = (text: string, index: number): number =>
  text.slice(0, index).split('\n').length;

export interface Import {
  readonly from: string;
  readonly line: number;
  readonly typeOnly: boolean;
}

const IMPORT = /^(?:import|export)(\s+type)?\s(?:[^;'`]*?\sfrom\s+)?'([^']+)'/gm;
const DYNAMIC_IMPORT = /\bimport\('([^']+)'\)/g;

export function importsOf({ text }: SourceFile): readonly Import[] {
  const fixed = [...text.matchAll(IMPORT)].map((match) => ({
    from: match[2] ?? '',
    line: lineOf(text, match.index),
    typeOnly: match[1] !== undefined,
  }));
  const dynamic = [...text.matchAll(DYNAMIC_IMPORT)].map((match) => ({
    from: match[1] ?? '',
    line: lineOf(text, match.index),
    typeOnly: false,
  }));
  return [...fixed, ...dynamic];
}

/** What an import names, as a path from the root; undefined for packages. */
export function targetOf(file: SourceFile, from: string): string | undefined {
  if (from.startsWith('#')) return from.slice(1);
  if (!from.startsWith('.')) return undefined;
  return path.posix.normalize(path.posix.join(path.posix.dirname(file.name), from));
}

/**
 * Comments, strings, templates (their `${…}` stays code) and regular expressions, in that order.
 */
const TOKEN =
  /\/\*[\s\S]*?\*\/|\/\/[^\n]*|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`|(?<=[(,=:[!&|?{};\n]\s*|return\s)\/(?![*/])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+\/[a-z]*|[{}]/g;

export function blank(text: string): string {
  const out: string[] = [];
  /** Depth of braces at which each open template's `${` began. */
  const templates: number[] = [];
  let depth = 0;
  let at = 0;
  const keep = (to: number) => out.push(text.slice(at, to));
  const skip = (to: number) => out.push(text.slice(at, to).replace(/[^\n]/g, ' '));
  const token = new RegExp(TOKEN);
  while (at < text.length) {
    token.lastIndex = at;
    const match = token.exec(text);
    if (!match) break;
    const [found] = match;
    keep(match.index);
    at = match.index;
    if (found === '{') depth += 1;
    if (found === '}') depth -= 1;
    const closes = found === '}' && templates.at(-1) === depth;
    if (closes) templates.pop();
    let end = at + found.length;
    if (found === '`' || closes) {
      const chunk = endOfTemplateText(text, end);
      end = chunk.end;
      if (chunk.opens) {
        templates.push(depth);
        depth += 1;
      }
      skip(end);
    } else if (found === '{' || found === '}') {
      keep(end);
    } else skip(end);
    at = end;
  }
  keep(text.length);
  return out.join('');
}

/** After the back-tick that ends a template, or after the `${` that opens code in it. */
function endOfTemplateText(text: string, from: number): { end: number; opens: boolean } {
  for (let i = from; i < text.length; i += 1) {
    if (text[i] === '\\') i += 1;
    else if (text[i] === '`') return { end: i + 1, opens: false };
    else if (text[i] === '$' && text[i + 1] === '{') return { end: i + 2, opens: true };
  }
  return { end: text.length, opens: false };
}

export interface FunctionSpan {
  readonly line: number;
  readonly lines: number;
  readonly head: string;
}

const MAX_HEAD = 400;

/** Bodies of functions, methods and arrows, by matching braces over blanked code. */
export function functionsOf(code: string): readonly FunctionSpan[] {
  const spans: FunctionSpan[] = [];
  const open: { readonly at: number; readonly head: string | undefined }[] = [];
  for (const { index, 0: brace } of code.matchAll(/[{}]/g)) {
    if (brace === '{') {
      open.push({ at: index, head: headOf(code, index) });
      continue;
    }
    const body = open.pop();
    if (body?.head === undefined) continue;
    const line = lineOf(code, body.at);
    spans.push({ line, lines: lineOf(code, index) - line + 1, head: body.head });
  }
  return spans;
}

/** What stands before a brace that opens the body of a function; undefined before any other. */
function headOf(code: string, brace: number): string | undefined {
  const before = code.slice(Math.max(0, brace - MAX_HEAD), brace).trimEnd();
  const statement = before.slice(before.search(/[^;{}]*$/)).trim();
  if (before.endsWith('=>')) return statement;
  if (/\bfunction\b/.test(statement)) return statement;
  if (/^(if|for|while|switch|catch|else|do|try|interface|class|export class)\b/.test(statement)) {
    return undefined;
  }
  return /^[\w#*\s<>,[\]]+\([\s\S]*\)(\s*:[^=]+)?$/.test(statement) ? statement : undefined;
}
