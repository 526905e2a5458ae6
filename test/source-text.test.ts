/** What the tidy test sees is the code: a reader that blanks too much would let everything pass. */
import { describe, expect, test } from 'vitest';
import { blank, functionsOf, importsOf } from './source-text.ts';

describe('the reader of the tree', () => {
  test('blanks comments, strings and patterns, and keeps the code inside a template', () => {
    const text =
      "a('Date.now') /* any */ + `x \u0024{b({ c: 1 })} y` // console\n/process/.test(d)";
    const left = blank(text);
    expect(left).toHaveLength(text.length);
    expect(left.replaceAll(/\s+/g, ' ')).toBe('a( ) + b({ c: 1 }) .test(d)');
  });

  test('measures functions, methods and arrows, and nothing else', () => {
    const text =
      'const f = () => {\n};\nfunction g() {\n\n}\nclass C {\n  m(): void {\n  }\n}\nif (x) {\n}';
    expect(functionsOf(text).map(({ line, lines }) => [line, lines])).toEqual([
      [1, 2],
      [3, 3],
      [7, 2],
    ]);
  });

  test('finds every form of import', () => {
    const text = [
      "import a from 'one';",
      "import type { B } from './two.ts';",
      "import {\n  c,\n} from '#shared/three.ts';",
      "export { d } from 'four';",
      "import 'five';",
      "await import('six');",
    ].join('\n');
    const found = importsOf({ name: 'test/x.ts', text, code: '' });
    const names = ['one', './two.ts', '#shared/three.ts', 'four', 'five', 'six'];
    expect(found.map(({ from }) => from)).toEqual(names);
    expect(found.map(({ typeOnly }) => typeOnly)).toEqual([
      false,
      true,
      false,
      false,
      false,
      false,
    ]);
  });
});
