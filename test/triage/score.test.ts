import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'node:test';
import { score } from '../../scripts/triage-score.ts';

it('a gold department may be a code, the catalogue’s own name, or a hospital’s usual one in either language', () => {
  const folder = mkdtempSync(join(tmpdir(), 'triage-score-'));
  const file = join(folder, 'cases.jsonl');
  const names = ['05.01', '妇科专业', '妇科', 'Gynaecology', '骨科专业'];
  writeFileSync(
    file,
    names
      .map((name) =>
        JSON.stringify({ id: name, text: '月经不调', age: 30, sex: 'female', level: 3, departments: [name] }),
      )
      .join('\n'),
  );
  try {
    assert.deepEqual(
      score([file]).scored.map(({ departmentFits }) => departmentFits),
      [true, true, true, true, false],
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
});
