/** `npm run verify`: types, lint, format, the triage protocols, the languages and the tests that need no browser, no LiveKit and no whole server. Prints what failed, and nothing of what did not. */
import { spawn } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { underNewNode } from './with-node.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

function run(name, args) {
  const started = performance.now();
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text) => (said += text));
    child.once('close', (code) => {
      console.log(
        `${code === 0 ? 'ok    ' : 'FAILED'} ${name} (${((performance.now() - started) / 1000).toFixed(1)} s)`,
      );
      resolve({ name, ok: code === 0, said });
    });
  });
}

if (underNewNode(import.meta.url)) {
  const tests = globSync('test/**/*.test.ts', { cwd: root }).filter(
    (file) =>
      !/^test\/(elements\/|e2e\/|bench\/|server\/media\/|server\/main\.)/.test(file.replaceAll('\\', '/')) &&
      !readFileSync(join(root, file), 'utf8').includes('startTestLivekit'),
  );
  // Two at a time: the checks are all bound by the processor, and the tests have their own workers.
  const results = await Promise.all([
    run('types', ['node_modules/@typescript/native/bin/tsc', '--noEmit', '-p', 'tsconfig.json']).then(
      async (types) => [
        types,
        await run('lint', [
          'node_modules/eslint/bin/eslint.js',
          '--cache',
          '--cache-location',
          'node_modules/.cache/eslint/',
          '.',
        ]),
      ],
    ),
    run('format', [
      'node_modules/prettier/bin/prettier.cjs',
      '--check',
      '--cache',
      '--log-level',
      'warn',
      '.',
    ]).then(async (format) => [
      format,
      await run('triage:lint', ['scripts/triage-lint.ts']),
      await run('i18n', ['scripts/i18n.ts']),
      await run(`tests (${tests.length} files)`, [
        '--test',
        `--import=${pathToFileURL(join(root, 'server/quick-modules.ts')).href}`,
        '--test-concurrency=2',
        '--test-timeout=60000',
        '--test-reporter=dot',
        ...tests,
      ]),
    ]),
  ]);
  const failed = results.flat().filter(({ ok }) => !ok);
  for (const { name, said } of failed) console.log(`\n── ${name} ──\n${said.trim()}`);
  console.log(
    failed.length ? `\nverify: ${failed.map(({ name }) => name).join(', ')} failed` : '\nverify: all well',
  );
  process.exitCode = failed.length ? 1 : 0;
}
