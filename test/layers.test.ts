/** The lint rule that holds the house: each direction that is forbidden is caught, and none that is needed. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ESLint } from 'eslint';

/** Directions, and expressions that take longer than in proportion to what they are matched with. */
const HOLDS = /no-restricted|no-super-linear/;
const eslint = new ESLint({
  cwd: new URL('..', import.meta.url).pathname,
  // `npm run lint` sees to the others.
  ruleFilter: ({ ruleId }) => HOLDS.test(ruleId),
});
/** What these rules say of one line in a file, which need not exist. */
async function objections(file: string, line: string): Promise<string[]> {
  const [result] = await eslint.lintText(`${line}\n`, { filePath: file });
  return result!.messages.filter(({ ruleId }) => HOLDS.test(ruleId ?? '')).map((m) => m.message);
}
const importing = (from: string) => `export * from '${from}';`;

const FORBIDDEN: [file: string, from: string][] = [
  // contract <- triage <- client <- elements <- stories
  ['packages/contract/x.ts', '../triage/engine.ts'],
  ['packages/contract/x.ts', '@care-elements/triage/engine.ts'],
  ['packages/contract/x.ts', 'lit'],
  ['packages/contract/x.ts', 'zod/mini'],
  ['packages/triage/x.ts', '@care-elements/client/api.ts'],
  ['packages/triage/x.ts', 'zod'],
  ['packages/client/x.ts', '../elements/base/define.ts'],
  ['packages/client/x.ts', '@care-elements/elements/base/define.ts'],
  ['packages/client/x.ts', 'lit'],
  ['packages/client/x.ts', 'zod/mini'],
  ['packages/client/x.ts', 'livekit-client'],
  ['packages/elements/x.ts', '../../server/problems.ts'],
  ['packages/elements/widgets/x.ts', '../../../stories/story.ts'],
  ['packages/elements/widgets/x.ts', '../../../test/kit/flow.ts'],
  ['packages/elements/widgets/x.ts', 'livekit-client'],
  ['packages/elements/controls/x.ts', '../widgets/care-queue.ts'],
  ['packages/elements/base/x.ts', '../widgets/care-queue.ts'],
  ['packages/elements/loader.ts', './widgets/care-queue.ts'],
  ['stories/x.ts', '../server/problems.ts'],
  ['stories/x.ts', '../test/kit/flow.ts'],
  // contract, triage <- server
  ['server/x.ts', '@care-elements/client/api.ts'],
  ['server/visits/x.ts', '../../packages/elements/base/define.ts'],
  ['server/x.ts', '../test/kit/flow.ts'],
  // routes -> service -> repo -> db; a capability's repo is its own
  ['server/app.ts', './queue/repo.ts'],
  ['server/visits/service.ts', '../queue/repo.ts'],
  ['server/visits/view.ts', '../queue/table.ts'],
  ['server/live/topics.ts', '../queue/repo.ts'],
  ['server/demo/seed.ts', '../sessions/repo.ts'],
  ['server/prescriptions/checks/x.ts', '../../queue/repo.ts'],
  ['server/queue/routes.ts', './repo.ts'],
  ['server/queue/routes.ts', './table.ts'],
  ['server/queue/service.ts', './routes.ts'],
  ['server/visits/service.ts', '../queue/routes.ts'],
  ['server/queue/repo.ts', './service.ts'],
];
const NEEDED: [file: string, from: string][] = [
  ['packages/contract/x.ts', 'zod'],
  ['packages/triage/x.ts', '@care-elements/contract/common.ts'],
  ['packages/client/x.ts', '@care-elements/triage/engine.ts'],
  ['packages/elements/widgets/x.ts', '../controls/steps.ts'],
  ['packages/elements/widgets/x.ts', '@care-elements/client/care.ts'],
  ['server/visits/view.ts', '../queue/service.ts'],
  ['server/queue/service.ts', './repo.ts'],
  ['server/queue/repo.ts', './table.ts'],
  ['server/queue/repo.ts', '../db/open.ts'],
  ['server/visits/x.ts', '@care-elements/triage/age.ts'],
];

test('each forbidden direction is caught', async () => {
  for (const [file, from] of FORBIDDEN)
    assert.notDeepEqual(await objections(file, importing(from)), [], `${file} may import ${from}`);
});

test('types and later imports are caught, too', async () => {
  const type = "import type { EntryRow } from '../queue/repo.ts';\nexport type It = EntryRow;";
  assert.notDeepEqual(await objections('server/visits/service.ts', type), []);
  for (const [file, from] of [
    ['packages/elements/controls/x.ts', '../widgets/care-queue.ts'],
    ['packages/elements/widgets/x.ts', 'zod'],
    ['packages/client/x.ts', 'livekit-client'],
  ] as const)
    assert.notDeepEqual(
      await objections(file, `export const it = import('${from}');`),
      [],
      `${file}: ${from}`,
    );
});

test('no element owns a request, a socket or a device', async () => {
  for (const code of ["fetch('/')", "new EventSource('/')", 'new MediaStream()', 'navigator.mediaDevices'])
    assert.notDeepEqual(await objections('packages/elements/widgets/x.ts', `export const it = ${code};`), []);
});

test('no expression takes longer than in proportion to what was sent', async () => {
  for (const file of ['server/x.ts', 'packages/client/x.ts']) {
    assert.notDeepEqual(await objections(file, 'export const it = /^(a+)+$/;'), [], file);
    assert.deepEqual(await objections(file, 'export const it = /^a+$/;'), [], file);
  }
});

test('no template begins with a space, which the build would cut', async () => {
  const code = (template: string) => `import { html } from 'lit';\nexport const it = html\`${template}\`;`;
  assert.notDeepEqual(await objections('packages/elements/widgets/x.ts', code(' <b>x</b>')), []);
  assert.deepEqual(await objections('packages/elements/widgets/x.ts', code('<b>x</b> <i>y</i>')), []);
});

test('what the house is built of is allowed', async () => {
  for (const [file, from] of NEEDED)
    assert.deepEqual(await objections(file, importing(from)), [], `${file} <- ${from}`);
});

test('and the house as it stands holds it', async () => {
  const results = await eslint.lintFiles(['packages/**/*.ts', 'server/**/*.ts', 'stories/**/*.ts']);
  const broken = results.flatMap(({ filePath, messages }) =>
    messages.filter(({ ruleId }) => HOLDS.test(ruleId ?? '')).map((m) => `${filePath}: ${m.message}`),
  );
  assert.deepEqual(broken, []);
});
