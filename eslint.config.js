/** The lint rules, and among them the one that holds the house: who may import whom. */
import js from '@eslint/js';
import { createNodeResolver, importX } from 'eslint-plugin-import-x';
import lit from 'eslint-plugin-lit';
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
const capabilities = ['visits', 'queue', 'triage', 'consult', 'encounters', 'prescriptions', 'formulary', 'sessions', 'hospitals', 'terminology'];
/** A capability may call another's service, never its repo, table or routes. */
const capabilityZones = capabilities.map((name) => ({
  target: `./server/!(${name})/**/*`,
  from: [`./server/${name}/repo.ts`, `./server/${name}/table.ts`],
  message: `server/${name}/repo.ts and table.ts are its own: call server/${name}/service.ts.`,
}));

export default tseslint.config(
  { ignores: ['**/node_modules', 'dist', 'data', 'storybook-static', 'coverage', 'demo'] },
  js.configs.recommended,
  ...tseslint.configs.recommended,
  {
    files: ['**/*.ts', '**/*.js', '**/*.mjs'],
    plugins: { 'import-x': importX },
    settings: { 'import-x/resolver-next': [createNodeResolver({ extensions: ['.ts', '.js', '.mjs', '.json'] })] },
    languageOptions: { globals: { process: 'readonly', console: 'readonly', URL: 'readonly', fetch: 'readonly', setTimeout: 'readonly' } },
    rules: {
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
            { target: './server', from: ['./packages/client', './packages/elements', './stories', './test', './scripts'], message: 'The server imports contract and triage only.' },
            { target: './stories', from: ['./server', './test'], message: 'Stories run on a fake client.' },
            { target: './packages/elements/controls', from: './packages/elements/widgets', message: 'Widgets use controls; controls never use widgets.' },
            { target: './packages/elements/!(widgets)/**/*', from: './packages/elements/widgets', message: 'Only the loader may reach a widget.' , except: [] },
            ...capabilityZones,
            { target: './server/*/routes.ts', from: ['./server/*/repo.ts', './server/*/table.ts'], message: 'routes -> service -> repo -> db.' },
            { target: './server/*/service.ts', from: './server/*/routes.ts', message: 'routes -> service -> repo -> db.' },
            { target: './server/*/repo.ts', from: ['./server/*/routes.ts', './server/*/service.ts'], message: 'routes -> service -> repo -> db.' },
          ],
        },
      ],
    },
  },
  { files: ['packages/contract/**'], rules: { 'no-restricted-imports': ['error', { patterns: [{ regex: '^(?!\\./|\\.\\./|zod$)', message: 'contract imports zod only.' }] }] } },
  { files: ['packages/elements/**', 'packages/client/**'], rules: { 'no-restricted-imports': ['error', { paths: [{ name: 'zod', message: 'zod never enters the browser.' }], patterns: [{ regex: 'livekit-client', allowTypeImports: true, message: 'Only the call chunk loads livekit-client.' }] }] } },
  { ...lit.configs['flat/recommended'], files: ['packages/elements/**'] },
);
