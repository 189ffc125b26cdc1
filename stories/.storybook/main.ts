/** Owns how Storybook is built: which stories, which bundler, and that it works without the internet. */
import type { StorybookConfig } from '@storybook/web-components-vite';
import { STORY_FILES } from '../files.ts';

const config: StorybookConfig = {
  framework: '@storybook/web-components-vite',
  stories: STORY_FILES.map((name) => `../${name}.stories.ts`),
  core: { disableTelemetry: true, disableWhatsNewNotifications: true },
  // Stories are whole states: there is nothing to turn on a panel, and nothing to record.
  features: { sidebarOnboardingChecklist: false, controls: false, actions: false, interactions: false },
  viteFinal: (vite) => ({
    ...vite,
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
