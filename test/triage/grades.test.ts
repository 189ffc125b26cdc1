import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { gradeOf } from '@care-elements/triage/grades.ts';

test('an emergency is Ⅰ–Ⅱ, urgent Ⅲ, what can wait Ⅳ', () => {
  assert.deepEqual(([1, 2, 3, 4] as const).map(gradeOf), ['Ⅰ–Ⅱ', 'Ⅲ', 'Ⅳ', 'Ⅳ']);
});

test('the mapping stands in one place', () => {
  const root = new URL('../../', import.meta.url).pathname;
  const files = globSync('{packages,scripts,server}/**/*.ts', {
    cwd: root,
    exclude: (name) => name === 'node_modules' || name === 'locales',
  });
  assert.deepEqual(
    files.filter((file) =>
      /['"][ⅠⅡⅢⅣ][^'"]*['"],? *(?:\d: )?['"][ⅠⅡⅢⅣ]/.test(readFileSync(root + file, 'utf8')),
    ),
    ['packages/triage/grades.ts'],
  );
});
