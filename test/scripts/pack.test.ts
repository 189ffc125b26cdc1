/** The npm package: as publishers and type checkers want it, importable without a window, and its events as it says. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { globSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { promisify } from 'node:util';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { Ajv } from 'ajv';
import type { Package } from 'custom-elements-manifest';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { freshApp, packElements, type Packed } from '../kit/packed.ts';

const run = promisify(execFile);
const root = join(import.meta.dirname, '../..');
const require = createRequire(import.meta.url);

/** What a person with a React app, one with a Vue app and one without write, right and wrong. */
const CONSUMER = `
import '@care-elements/elements/react';
import '@care-elements/elements/vue';
import { loadCare } from '@care-elements/elements';
import { CareQueueStateEvent } from '@care-elements/elements/care-queue';
import type { GlobalComponents } from 'vue';

export const right = <care-visit server="https://care.example" hospital="renhe" elder lang="en"
  oncare-queue-state={(event) => event.state satisfies string} />;
// @ts-expect-error no such attribute
export const wrong = <care-visit hospitl="renhe" />;
// @ts-expect-error a doctor is not a nurse
export const nurse = <care-consult as="nurse" />;
const visit = document.querySelector('care-visit')!;
visit.hospital = 'renhe';
visit.prefill = { name: 'Ann', by: 'other', guardian: { relation: 'child' }, allergies: { status: 'unknown' } };
// @ts-expect-error that there is none the patient says
visit.prefill = { allergies: { status: 'none' } };
visit.addEventListener('care-queue-state', (event) => event.state satisfies string);
document.createElement('care-queue').addEventListener('care-queue-state', (event) => event.state === 'called');
// @ts-expect-error no such state
document.createElement('care-queue').addEventListener('care-queue-state', (event) => event.state === 'lost');
void visit.updateComplete.then((shown: boolean) => shown);
void loadCare('care-visit', 'care-frame').then(() => new CareQueueStateEvent('waiting').state);
// @ts-expect-error no such tag
void loadCare('care-visitor');
export type Props = InstanceType<GlobalComponents['care-queue']>['$props'];
export const props: Props = { hospital: 'renhe', onCareQueueState: (event) => event.state satisfies string };
`;

describe('the npm package', () => {
  let packed: Packed;
  let app: string;
  let own: string;
  let manifest: Package;
  before(async () => {
    packed = await packElements();
    const tsconfig = {
      compilerOptions: {
        ...{ strict: true, noEmit: true, skipLibCheck: false, jsx: 'react-jsx', types: [] },
        ...{
          module: 'ESNext',
          moduleResolution: 'Bundler',
          target: 'ES2022',
          lib: ['ES2022', 'DOM', 'DOM.Iterable'],
        },
      },
      include: ['*.tsx'],
    };
    app = freshApp(
      packed,
      'consumer',
      {
        'package.json': '{"type":"module"}',
        'tsconfig.json': JSON.stringify(tsconfig),
        'page.tsx': CONSUMER,
      },
      ['react', '@types/react', 'vue'],
    );
    own = join(app, 'node_modules', packed.manifest.name);
    manifest = JSON.parse(readFileSync(join(own, 'custom-elements.json'), 'utf8'));
  });
  after(() => rmSync(packed.folder, { recursive: true, force: true }));

  it('is clean to publint', async () => {
    const { messages, pkg } = await publint({ pkgDir: own, strict: true, pack: false });
    assert.deepEqual(
      messages.map((message) => formatMessage(message, pkg)),
      [],
    );
  });

  it('is clean to arethetypeswrong, as a package of ES modules', async () => {
    const result = await checkPackage(createPackageFromTarballData(readFileSync(packed.tarball)));
    assert.ok(result.types, 'types are included');
    const modern = result.problems.filter(
      (problem) =>
        !('resolutionKind' in problem && ['node10', 'node16-cjs'].includes(problem.resolutionKind)),
    );
    assert.deepEqual(modern, []);
  });

  it('types React, Vue and the DOM, and is wrong where they are', async () => {
    const tsc = join(root, 'node_modules/@typescript/native/bin/tsc');
    await run(process.execPath, [tsc, '-p', app]).catch((failed: { stdout: string }) =>
      assert.fail(failed.stdout),
    );
  });

  it('has no type of zod, Lit or livekit-client', () => {
    const typings = globSync('**/*.d.ts', { cwd: own });
    assert.ok(typings.length > 10);
    for (const file of typings)
      assert.doesNotMatch(readFileSync(join(own, file), 'utf8'), /zod|livekit|from 'lit|\bany\b/, file);
  });

  it('has a manifest that the schema accepts, and every part of it says what it is', () => {
    const schema = JSON.parse(readFileSync(require.resolve('custom-elements-manifest/schema.json'), 'utf8'));
    const valid = new Ajv({ strict: false }).compile(schema);
    assert.ok(valid(manifest), JSON.stringify(valid.errors?.slice(0, 3)));
    for (const { declarations } of manifest.modules)
      for (const declaration of declarations!) {
        assert.ok('customElement' in declaration && declaration.customElement);
        const { attributes = [], members = [], events = [], cssParts = [] } = declaration;
        assert.ok(declaration.description, declaration.name);
        assert.ok(cssParts.length > 0 && attributes.length > 1, declaration.name);
        for (const item of [...attributes, ...members, ...events, ...cssParts])
          assert.ok(item.description, `${declaration.tagName} ${item.name} is not described`);
      }
  });

  it('is imported in plain Node, every entry, without a window', async () => {
    const entries = Object.keys(packed.manifest.exports).filter((entry) => !entry.endsWith('.json'));
    const names = entries.map((entry) => packed.manifest.name + entry.slice(1));
    // Each event as the manifest has it, made for real.
    const events = manifest.modules.flatMap(({ path, declarations }) =>
      declarations!.flatMap((of) =>
        ('events' in of ? of.events! : []).map(({ name, type }) => [path, name, type.text]),
      ),
    );
    const source = `
      import assert from 'node:assert/strict';
      assert.equal(typeof window, 'undefined');
      const all = {};
      for (const name of ${JSON.stringify(names)}) all[name] = await import(name);
      for (const [path, name, of] of ${JSON.stringify(events)}) {
        const Class = all['${packed.manifest.name}/' + path.slice(0, -3)][of];
        if (of.startsWith('Event')) continue;
        const event = new Class('x', true);
        assert.equal(event.type, name);
        assert.ok(event.bubbles && event.composed, name);
      }
      await all['${packed.manifest.name}'].loadCare('care-visit');
      console.log(Object.keys(all).length, ${events.length});`;
    const { stdout } = await run(process.execPath, ['--input-type=module', '-e', source], { cwd: app });
    assert.equal(stdout.trim(), `${names.length} ${events.length}`);
    assert.ok(names.length > 12 && events.length > 10);
  });
});
