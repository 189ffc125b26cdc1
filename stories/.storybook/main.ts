/** Owns how Storybook is built: which stories, which bundler, and that it works without the internet. */
import type { StorybookConfig } from '@storybook/web-components-vite';
import { customElements } from '../../scripts/pack/manifests.ts';
import { describeTags } from '../../scripts/pack/describe.ts';
import { TOKENS } from '@care-elements/contract/theme.tokens.ts';
import { STORY_FILES } from '../files.ts';

/** What the npm package says of the tags, read from their classes; private members are not in it. */
function manifest(): object {
  const cssProperties = Object.entries(TOKENS).map(([name, kind]) => ({
    name,
    description: typeof kind === 'string' ? kind : `${kind[0]} to ${kind[1]}${kind[2] && ` ${kind[2]}`}`,
  }));
  return customElements(
    describeTags().map((tag) => ({ ...tag, tokens: tag.tokens.length ? tag.tokens : cssProperties })),
  );
}
const VIRTUAL = 'virtual:custom-elements';

const config: StorybookConfig = {
  framework: '@storybook/web-components-vite',
  stories: ['../guides/*.mdx', ...STORY_FILES.map((name) => `../${name}.stories.ts`)],
  addons: ['@storybook/addon-docs'],
  core: { disableTelemetry: true, disableWhatsNewNotifications: true },
  features: { sidebarOnboardingChecklist: false, interactions: false },
  viteFinal: (vite) => ({
    ...vite,
    plugins: [
      ...(vite.plugins ?? []),
      {
        name: 'custom-elements',
        resolveId: (id: string) => (id === VIRTUAL ? `\0${id}` : null),
        load: (id: string) => (id === `\0${VIRTUAL}` ? `export default ${JSON.stringify(manifest())}` : null),
      },
    ],
    build: {
      ...vite.build,
      // Readers of stories have today's browsers.
      target: 'esnext',
      reportCompressedSize: false,
      chunkSizeWarningLimit: 2000,
      rollupOptions: {
        ...vite.build?.rollupOptions,
        // zod's comments in places where rollup does not read them: nothing to act on.
        onwarn: (warning, say) => (warning.code === 'INVALID_ANNOTATION' ? undefined : say(warning)),
      },
    },
  }),
};
export default config;
