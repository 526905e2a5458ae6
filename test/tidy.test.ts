/**
 * The house rules as a test: who may import whom, sizes, calls that a pure core must not make,
 * numbers of the fictional kind only. Each finding names file and line. What Biome, oxlint and tsc
 * check is not here.
 */
import { describe, expect, test } from 'vitest';
import {
  functionsOf,
  importsOf,
  isCode,
  lineOf,
  readTree,
  type SourceFile,
  targetOf,
} from './source-text.ts';

const MAX_FILE_LINES = 300;
const MAX_FUNCTION_LINES = 60;
const MAX_LINE_LENGTH = 100;

/** Tables that are one piece may be longer: name under shared/data, and why it is not two. */
const LONGER_TABLES: Readonly<Record<string, string>> = {};

/** A string cannot be wrapped without a seam in it; what stands around it is short. */
const ONE_STRING = /^.{0,40}(['"`]).*\1.{0,20}$/;

const tree = readTree();
const code = tree.filter((file) => isCode(file.name));
const under = (...folders: string[]): SourceFile[] =>
  code.filter((file) => folders.some((folder) => file.name.startsWith(`${folder}/`)));
const at = (file: SourceFile, line: number, what: string): string => `${file.name}:${line} ${what}`;

/** Every place where a pattern matches the code (or the whole text) of the files. */
const places = (
  files: readonly SourceFile[],
  pattern: RegExp,
  part: 'code' | 'text' = 'code',
): string[] =>
  files.flatMap((file) =>
    [...file[part].matchAll(new RegExp(pattern, 'g'))].map((match) =>
      at(file, lineOf(file.text, match.index), match[0].trim()),
    ),
  );

/** Imports of the files that the rule does not allow. */
const imports = (
  files: readonly SourceFile[],
  allowed: (target: string, file: SourceFile, isPackage: boolean) => boolean,
): string[] =>
  files.flatMap((file) =>
    importsOf(file)
      .filter(({ from }) => {
        const target = targetOf(file, from);
        return !allowed(target ?? from, file, target === undefined);
      })
      .map(({ from, line }) => at(file, line, `imports ${from}`)),
  );

test('the tree is read: a tidy test over nothing would pass', () => {
  expect(code.length).toBeGreaterThan(100);
});

describe('who may import whom', () => {
  const within = (target: string, ...folders: string[]): boolean =>
    folders.some((folder) => target.startsWith(`${folder}/`));
  const isHandlerSide = (name: string): boolean =>
    !within(name, 'functions/adapters', 'functions/lambda') && name !== 'functions/deps.ts';

  test('shared imports shared, zod/mini, node:crypto, and phone.ts its metadata', () => {
    const found = imports(under('shared'), (target, { name }, isPackage) => {
      if (!isPackage) return within(target, 'shared');
      if (/^libphonenumber-js\/(core|metadata\.max\.json)$/.test(target))
        return name === 'shared/phone.ts';
      return target === 'zod/mini' || target === 'node:crypto';
    });
    expect(found).toEqual([]);
  });

  test('handlers import shared, zod/mini and their parts, never an adapter or a client', () => {
    const handlers = under('functions').filter(({ name }) => isHandlerSide(name));
    const found = imports(handlers, (target, { name }, isPackage) => {
      if (!isPackage) return within(target, 'shared', 'functions') && isHandlerSide(target);
      if (target === 'zod/mini') return true;
      if (name !== 'functions/shell.ts') return false;
      return /^(@middy\/core|aws-lambda|@aws-lambda-powertools\/\w+)$/.test(target);
    });
    expect(found).toEqual([]);
  });

  test('adapters import shared, AWS clients and node; the bindings import deps, shell, a handler', () => {
    const adapters = imports(under('functions/adapters'), (target, _, isPackage) =>
      isPackage
        ? /^(@aws-sdk\/|@smithy\/|node:|zod\/mini$)/.test(target)
        : within(target, 'shared', 'functions/adapters'),
    );
    const bindings = imports(under('functions/lambda'), (target, _, isPackage) =>
      isPackage ? false : within(target, 'shared', 'functions') && !within(target, 'local'),
    );
    expect([...adapters, ...bindings]).toEqual([]);
  });

  test('infra imports CDK, shared and the plans it thins; local never infra, bench its bundling alone', () => {
    const infra = imports(under('infra'), (target, _, isPackage) =>
      isPackage
        ? /^(aws-cdk-lib|cdk-nag$|constructs$|node:|libphonenumber-js\/metadata)/.test(target)
        : within(target, 'shared', 'infra'),
    );
    const local = imports(under('local'), (target, _, isPackage) =>
      isPackage ? true : within(target, 'shared', 'functions', 'local'),
    );
    const bench = imports(under('bench'), (target, _, isPackage) =>
      isPackage || target === 'infra/bundling.ts'
        ? true
        : within(target, 'shared', 'functions', 'local', 'bench'),
    );
    expect([...infra, ...local, ...bench]).toEqual([]);
  });

  test('nobody imports test but test', () => {
    const others = code.filter(({ name }) => !within(name, 'test'));
    expect(imports(others, (target) => !within(target, 'test'))).toEqual([]);
  });

  test('across top folders by #, inside one by relative path, with the ending of the file', () => {
    const found = code.flatMap((file) =>
      importsOf(file).flatMap(({ from, line }) => {
        const target = targetOf(file, from);
        if (target === undefined) return [];
        const same = target.split('/')[0] === file.name.split('/')[0];
        const ending = /\.(ts|json|mjs)$/.test(from);
        return same !== from.startsWith('#') && ending ? [] : [at(file, line, from)];
      }),
    );
    expect(found).toEqual([]);
  });

  test('plain zod and the small phone metadata are in no bundle', () => {
    const found = imports(
      code,
      (target) => !/^(zod|libphonenumber-js|libphonenumber-js\/(min|mobile))$/.test(target),
    );
    expect(found).toEqual([]);
  });

  test('files of shared form no ring', () => {
    expect(ringsOf(under('shared'))).toEqual([]);
  });
});

/** Rings of imports that are there when the code runs; a type may look back. */
function ringsOf(files: readonly SourceFile[]): string[] {
  const edges = new Map(
    files.map((file) => [
      file.name,
      importsOf(file).flatMap(({ from, typeOnly }) => {
        const target = typeOnly ? undefined : targetOf(file, from);
        return target === undefined ? [] : [target];
      }),
    ]),
  );
  const done = new Set<string>();
  const rings: string[] = [];
  const visit = (name: string, trail: readonly string[]): void => {
    if (trail.includes(name)) {
      rings.push([...trail.slice(trail.indexOf(name)), name].join(' -> '));
      return;
    }
    if (done.has(name)) return;
    for (const next of edges.get(name) ?? []) visit(next, [...trail, name]);
    done.add(name);
  };
  for (const name of edges.keys()) visit(name, []);
  return rings;
}

describe('sizes', () => {
  test(`no file is longer than ${MAX_FILE_LINES} lines`, () => {
    const long = code
      .filter(({ name }) => !(name.startsWith('shared/data/') && LONGER_TABLES[name]))
      .map((file) => ({ file, lines: file.text.trimEnd().split('\n').length }))
      .filter(({ lines }) => lines > MAX_FILE_LINES);
    expect(long.map(({ file, lines }) => at(file, lines, 'lines'))).toEqual([]);
  });

  test(`no function is longer than ${MAX_FUNCTION_LINES} lines, but the list of a describe`, () => {
    const long = code.flatMap((file) =>
      functionsOf(file.code)
        .filter(({ lines, head }) => lines > MAX_FUNCTION_LINES && !/\bdescribe\b/.test(head))
        .map(({ line, lines }) => at(file, line, `a function of ${lines} lines`)),
    );
    expect(long).toEqual([]);
  });

  test(`no line is longer than ${MAX_LINE_LENGTH} characters, but one that is one string`, () => {
    const long = code.flatMap((file) =>
      file.text.split('\n').flatMap((line, i) => {
        const around = file.code.split('\n')[i] ?? '';
        // Short around its strings, or inside a template from its first character on.
        const inString =
          around.trim().length < MAX_LINE_LENGTH / 2 || around[line.search(/\S/)] === ' ';
        const isText = inString && !/^\s*(\/?\*|\/\/)/.test(line);
        if (line.length <= MAX_LINE_LENGTH || isText || ONE_STRING.test(line)) return [];
        return [at(file, i + 1, `${line.length} characters`)];
      }),
    );
    expect(long).toEqual([]);
  });
});

describe('what code must not do', () => {
  test('shared knows no clock, chance, environment or timer', () => {
    const impure =
      /\bDate\.now\b|\bnew Date\(\s*\)|\bMath\.random\b|\bprocess\.|\bset(Timeout|Interval|Immediate)\b|\bperformance\.|\bfetch\(|\brandom(UUID|Bytes)\b/;
    expect(places(under('shared'), impure)).toEqual([]);
  });

  test('of the functions, only deps.ts reads the environment', () => {
    const others = under('functions').filter(({ name }) => name !== 'functions/deps.ts');
    expect(places(others, /\bprocess\.env\b/)).toEqual([]);
  });

  test('what runs in AWS prints by its logger only', () => {
    expect(places(under('shared', 'functions', 'infra'), /\bconsole\.\w+/)).toEqual([]);
  });

  test('no any, no silenced checker, no word of unfinished work', () => {
    const any = places(code, /[:<|&,(]\s*any\b(?!\s*[:(])|\bas any\b|\bany\[\]/);
    const silenced = new RegExp(
      ['@ts-', 'biome-', 'oxlint-', 'eslint-']
        .map((tool) => `${tool}\\w*(ignore|disable)`)
        .join('|'),
    );
    const words = new RegExp(`@ts-(no|expect-)|\\b(${['TO', 'FIX'].join('DO|')}ME)\\b`);
    const checked = code.filter(({ name }) => !name.startsWith('test/types/'));
    expect([...any, ...places(checked, silenced, 'text'), ...places(code, words, 'text')]).toEqual(
      [],
    );
  });

  test('no test is skipped, alone, or put off', () => {
    expect(
      places(under('test'), /\b(test|it|describe|suite)\.(only|skip|todo|fails|skipIf|runIf)\b/),
    ).toEqual([]);
  });
});

describe('what every file says', () => {
  test('a header comment: what it decides, what it does not', () => {
    const bare = code.filter(({ text }) => !/^(#!.*\n)?(\/\*\*|\/\/)/.test(text));
    const bindings = bare.filter(({ name }) => !name.startsWith('functions/lambda/'));
    expect(bindings.map((file) => at(file, 1, 'has no header comment'))).toEqual([]);
  });

  test('a table of law or carrier data names its source and its date', () => {
    const bare = under('shared/data').filter(({ text }) => {
      const header = text.slice(0, text.indexOf('*/'));
      return !/sources?\b/i.test(header) || !/20\d\d-\d\d(-\d\d)?/.test(header);
    });
    expect(bare.map((file) => at(file, 1, 'has no source or date on top'))).toEqual([]);
  });

  test('numbers are fictional: 555-01XX in any area, or the area 555', () => {
    const number = /\+1[ .(-]*(\d{3})[ .)-]*(\d{3})[ .-]*(\d{4})(?!\d)/g;
    const real = tree.flatMap((file) =>
      [...file.text.matchAll(number)]
        .filter(([, area, office, line = '']) => {
          const fictional = office === '555' && line.startsWith('01');
          return area !== '555' && !fictional;
        })
        .map((match) => at(file, lineOf(file.text, match.index), match[0])),
    );
    expect(real).toEqual([]);
  });

  test('no path of one machine, no host of a registry', () => {
    const path = /(?<=^|[\s"'`(=:])\/(work|tmp|root|home|Users)\/\w/;
    const host = /\bregistry\.\w|\bnpmjs\.|\bpypi\.org|\bartifactory\b/i;
    const others = tree.filter(({ name }) => name !== 'test/tidy.test.ts');
    expect([...places(others, path, 'text'), ...places(others, host, 'text')]).toEqual([]);
  });
});
