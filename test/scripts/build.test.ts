/** The built widgets: the manifest is true, the budgets hold, and what must stay out stays out. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib';
import { buildIfStale } from '../../scripts/build.ts';
import { BUDGETS, checkBudgets, type Manifest } from '../../scripts/size.ts';

const folder = join(import.meta.dirname, '../../dist/cdn');
const read = (file: string) => readFileSync(join(folder, file), 'utf8');

describe('the build', () => {
  let manifest: Manifest;
  const scripts = () => Object.keys(manifest.files);
  before(async () => {
    manifest = await buildIfStale();
  });

  it('names each file with its size, its hash and its tags', () => {
    assert.deepEqual(
      scripts().sort(),
      readdirSync(folder)
        .filter((file) => file.endsWith('.js'))
        .sort(),
    );
    for (const [file, { gzip, integrity }] of Object.entries(manifest.files)) {
      const code = readFileSync(join(folder, file));
      assert.equal(gzip, gzipSync(code, { level: 9 }).length, file);
      assert.equal(integrity, `sha384-${createHash('sha384').update(code).digest('base64')}`, file);
      assert.deepEqual(gunzipSync(readFileSync(join(folder, `${file}.gz`))), code, file);
      assert.deepEqual(brotliDecompressSync(readFileSync(join(folder, `${file}.br`))), code, file);
    }
    const tags = [
      'care-visit',
      'care-triage',
      'care-queue',
      'care-consult',
      'care-prescription',
      'care-desk',
      'care-pharmacy',
    ];
    for (const tag of tags) {
      const own = scripts().filter((file) => manifest.files[file]!.tags.includes(tag));
      assert.ok(own.includes('care.js') && own.length > 2, `${tag}: ${own}`);
      assert.ok(read('care.js').includes(`"${tag}"`), `the loader knows ${tag}`);
    }
    assert.deepEqual(
      scripts().filter((file) => !manifest.files[file]!.tags.length),
      [],
      'a file that nobody needs',
    );
  });

  it('holds the budgets', () => {
    assert.ok(manifest.firstQuestion.gzip <= 15_000);
    assert.ok(manifest.loader.gzip <= 1_000);
    assert.ok(manifest.consult!.gzip <= 1.06 * manifest.consult!.livekit);
    assert.ok(manifest.consult!.livekit > 100_000, 'the yardstick is LiveKit, not an empty bundle');
    const sum = manifest.firstQuestion.files.reduce((bytes, file) => bytes + manifest.files[file]!.gzip, 0);
    assert.equal(manifest.firstQuestion.gzip, sum);
  });

  it('fails when one is over', () => {
    const quiet = console.log;
    console.log = () => {};
    try {
      assert.equal(checkBudgets(manifest), true);
      assert.equal(checkBudgets({ ...manifest, loader: { gzip: BUDGETS.loader + 1 } }), false);
      const firstQuestion = { ...manifest.firstQuestion, gzip: BUDGETS.firstQuestion + 1 };
      assert.equal(checkBudgets({ ...manifest, firstQuestion }), false);
      const consult = { ...manifest.consult!, gzip: manifest.consult!.livekit * 1.07 };
      assert.equal(checkBudgets({ ...manifest, consult }), false);
    } finally {
      console.log = quiet;
    }
  });

  it('has livekit-client in one chunk that only a call fetches, and zod in none', () => {
    const holders = scripts().filter(
      (file) => /LiveKit|livekit/.test(read(file)) && manifest.files[file]!.gzip > 100_000,
    );
    assert.equal(holders.length, 1);
    assert.ok(!manifest.firstQuestion.files.includes(holders[0]!));
    assert.ok(!manifest.files[holders[0]!]!.tags.includes('care-triage'));
    for (const file of scripts()) assert.ok(!/ZodError|invalid_type/.test(read(file)), `${file} has zod`);
  });

  it('has a loader of ASCII alone, for pages of any encoding', () => {
    // eslint-disable-next-line no-control-regex
    assert.match(read('care.js'), /^[\x00-\x7f]*$/);
    assert.ok(!/\b(import|export)\b(?!\()/.test(read('care.js').replace(/\/\/# .*/, '')), 'a classic script');
  });

  it('keeps each language in files of its own', () => {
    const chinese = scripts().filter((file) => read(file).includes('开始就诊'));
    const english = scripts().filter((file) => read(file).includes('Start the visit'));
    assert.equal(chinese.length, 1);
    assert.equal(english.length, 1);
    assert.notEqual(chinese[0], english[0]);
  });

  it('comes with source maps', () => {
    for (const file of scripts()) {
      const { sources, mappings } = JSON.parse(read(`${file}.map`)) as {
        sources: string[];
        mappings: string;
      };
      assert.ok(sources.length > 0 && mappings.length > 0, file);
    }
  });
});
