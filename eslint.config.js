/** The lint rules, and among them the one that holds the house: who may import whom. `test/layers.test.ts` tries it. */
import { existsSync, readdirSync } from 'node:fs';
import js from '@eslint/js';
import { createNodeResolver, importX } from 'eslint-plugin-import-x';
import lit from 'eslint-plugin-lit';
import regexp from 'eslint-plugin-regexp';
import tseslint from 'typescript-eslint';

const packages = ['contract', 'triage', 'client', 'elements'];
/** contract <- triage <- client <- elements: a package never imports one to its right. */
const packageZones = packages.flatMap((name, i) =>
  packages.slice(i + 1).map((later) => ({
    target: `./packages/${name}`,
    from: `./packages/${later}`,
    message: `packages/${name} may not import packages/${later} (contract <- triage <- client <- elements).`,
  })),
);
const server = new URL('server/', import.meta.url);
const capabilities = readdirSync(server).filter((name) => existsSync(new URL(`${name}/repo.ts`, server)));
/** A capability may call another's service, never its repo, table or routes. */
const capabilityZones = capabilities.map((name) => ({
  target: [`./server/!(${name})/**/*`, './server/*.ts'],
  from: [`./server/${name}/repo.ts`, `./server/${name}/table.ts`],
  message: `server/${name}/repo.ts and table.ts are its own: call server/${name}/service.ts.`,
}));
const DOWNWARDS = 'routes -> service -> repo -> db.';

/** What would bring the server's or the call's weight into a patient's first screens. */
const HEAVY = {
  patterns: [
    { regex: '^zod(/|$)', message: 'zod never enters the browser.' },
    {
      regex: '^livekit-client',
      allowTypeImports: true,
      message: 'Only the call chunk loads livekit-client.',
    },
  ],
};
const HEAVY_LATER = {
  selector: 'ImportExpression[source.value=/^(zod|livekit-client)/]',
  message: 'Neither zod nor livekit-client is loaded from here, not even later.',
};
/** The build cuts the space at a template's beginning, and two words stand together. */
const SPACE_FIRST = {
  selector:
    "TaggedTemplateExpression[tag.name='html'] > TemplateLiteral > TemplateElement:first-child[value.raw=/^ /]",
  message: 'The build cuts a space at the beginning of a template: put it before the hole.',
};
/** What the stores own: an element asks them. */
const OWNED = ['fetch', 'XMLHttpRequest', 'WebSocket', 'EventSource', 'MediaStream', 'RTCPeerConnection'];

export default tseslint.config(
  {
    ignores: [
      'packages/elements/locales/zh-{TW,HK}/',
      '**/node_modules',
      'dist',
      'data',
      'storybook-static',
      'coverage',
      'demo',
      'test/pages/lib',
    ],
  },
  js.configs.recommended,
  ...tseslint.configs.recommended,
  {
    // What people send is matched by these: none may take longer than in proportion to it.
    files: ['server/**/*.ts', 'packages/**/*.ts'],
    plugins: { regexp },
    rules: { 'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }] },
  },
  {
    files: ['server/**/*.ts'],
    rules: { 'regexp/no-super-linear-move': ['error', { ignoreSticky: false, ignorePartial: true }] },
  },
  {
    files: ['**/*.ts', '**/*.js', '**/*.mjs'],
    plugins: { 'import-x': importX },
    settings: {
      'import-x/resolver-next': [createNodeResolver({ extensions: ['.ts', '.js', '.mjs', '.json'] })],
    },
    rules: {
      // TypeScript's own.
      'no-undef': 'off',
      'max-lines': ['error', { max: 400 }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/no-explicit-any': 'error',
      'import-x/no-restricted-paths': [
        'error',
        {
          zones: [
            ...packageZones,
            ...packages.map((name) => ({
              target: `./packages/${name}`,
              from: ['./server', './stories', './test', './scripts'],
              message: 'Nobody imports server, stories, scripts or test.',
            })),
            {
              target: './server',
              from: ['./packages/client', './packages/elements', './stories', './test', './scripts'],
              message: 'The server imports contract and triage only.',
            },
            { target: './stories', from: ['./server', './test'], message: 'Stories run on a fake client.' },
            {
              target: './packages/elements/!(widgets)/**/*',
              from: './packages/elements/widgets',
              message: 'Widgets use controls; controls never use widgets.',
            },
            {
              target: './packages/elements/loader.ts',
              from: './packages/elements/!(loader.ts)/**/*',
              message: 'The loader fetches chunks and imports none.',
            },
            ...capabilityZones,
            {
              target: './server/*/routes.ts',
              from: ['./server/*/repo.ts', './server/*/table.ts'],
              message: DOWNWARDS,
            },
            { target: './server/*/service.ts', from: './server/*/routes.ts', message: DOWNWARDS },
            {
              target: './server/*/repo.ts',
              from: ['./server/*/routes.ts', './server/*/service.ts'],
              message: DOWNWARDS,
            },
          ],
        },
      ],
    },
  },
  {
    files: ['packages/contract/**'],
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [{ regex: '^(?!\\./|\\.\\./|zod$)', message: 'contract imports zod only.' }] },
      ],
    },
  },
  {
    files: ['packages/triage/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: '^(?!\\./|\\.\\./|@care-elements/contract/)',
              message: 'triage is pure: it imports contract only.',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['packages/client/**'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          ...HEAVY,
          patterns: [...HEAVY.patterns, { regex: '^lit(-html)?(/|$)', message: 'client knows no Lit.' }],
        },
      ],
      'no-restricted-syntax': ['error', HEAVY_LATER],
    },
  },
  {
    files: ['packages/elements/**'],
    rules: {
      'no-restricted-imports': ['error', HEAVY],
      'no-restricted-syntax': ['error', HEAVY_LATER, SPACE_FIRST],
      'no-restricted-globals': [
        'error',
        ...OWNED.map((name) => ({ name, message: 'The store owns the world: ask it.' })),
      ],
      'no-restricted-properties': [
        'error',
        { object: 'navigator', property: 'mediaDevices', message: 'The store owns the world: ask it.' },
      ],
    },
  },
  { ...lit.configs['flat/recommended'], files: ['packages/elements/**'] },
);
