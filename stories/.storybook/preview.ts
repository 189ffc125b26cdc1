/** Owns the frame of every story: the toolbar's language, elder mode and theme, the sizes of screens, controls and actions of the tag. */
import { setCustomElementsManifest, type Preview } from '@storybook/web-components-vite';
import { html } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { keyed } from 'lit/directives/keyed.js';
import { THEMES } from '@care-elements/contract/theme.tokens.ts';
import manifest from 'virtual:custom-elements';
import { apply } from '../playground.ts';
import { tagPage } from '../tag-page.ts';
import { addons } from 'storybook/preview-api';

// A story that leads its widget on has to begin anew when the toolbar changes what is said.
let shown = '';
addons.getChannel().on('globalsUpdated', () => addons.getChannel().emit('forceRemount', { storyId: shown }));

setCustomElementsManifest(manifest);
/** Shown by the docs, not to be turned: the toolbar has it, or the fake client stands in its place. */
const FIXED = ['lang', 'server', 'hospital', 'secret', 'token', 'care', 'visit'];

const preview: Preview = {
  globalTypes: {
    lang: {
      description: 'Language',
      toolbar: {
        title: 'Language',
        icon: 'globe',
        dynamicTitle: true,
        items: [
          { value: 'zh-CN', title: '中文' },
          { value: 'en', title: 'English' },
        ],
      },
    },
    elder: {
      description: 'Elder mode',
      toolbar: {
        title: 'Elder mode',
        icon: 'accessibility',
        dynamicTitle: true,
        items: [
          { value: 'off', title: 'Usual size' },
          { value: 'on', title: 'Elder mode' },
        ],
      },
    },
    theme: {
      description: 'Theme',
      toolbar: {
        title: 'Theme',
        icon: 'contrast',
        dynamicTitle: true,
        items: [
          { value: 'light', title: 'Light' },
          { value: 'dark', title: 'Dark' },
        ],
      },
    },
  },
  argTypes: {
    theme: { control: 'select', options: [undefined, ...THEMES] },
  },
  // Of those that the tag has: named for all tags, they would stand on the page of each.
  argTypesEnhancers: [
    ({ argTypes }) =>
      Object.fromEntries(
        Object.entries(argTypes).map(([name, of]) => [
          name,
          FIXED.includes(name) ? { ...of, control: { disable: true } } : of,
        ]),
      ),
  ],
  initialGlobals: { lang: 'zh-CN', elder: 'off', theme: 'light' },
  parameters: {
    layout: 'fullscreen',
    controls: {
      include: ['theme', 'elder', 'fill', 'talk', 'autojoin', 'as', 'other', 'inline', 'text'],
      disableSaveFromUI: true,
    },
    docs: { page: tagPage, story: { inline: false, iframeHeight: '760px' } },
    viewport: {
      options: {
        narrow: { name: 'Narrow phone', styles: { width: '320px', height: '640px' }, type: 'mobile' },
        phone: { name: 'Phone', styles: { width: '390px', height: '844px' }, type: 'mobile' },
        tablet: { name: 'Tablet', styles: { width: '1024px', height: '768px' }, type: 'tablet' },
        desk: { name: 'Desk', styles: { width: '1280px', height: '800px' }, type: 'desktop' },
      },
    },
    options: {
      storySort: {
        order: [
          'Guides',
          'Patient',
          'Desks',
          'Call',
          'Meeting',
          'Problems',
          'Extremes',
          'Widgets',
          'Controls',
        ],
      },
    },
  },
  decorators: [
    (story, { id, args, component, canvasElement, globals: { lang, elder, theme } }) => {
      shown = id;
      const page = document.documentElement;
      page.lang = lang;
      page.style.colorScheme = theme;
      page.style.background = 'Canvas';
      page.style.setProperty('--care-scale', elder === 'on' ? '1.3' : '1');
      apply(canvasElement as HTMLElement, `${component ?? ''}`, args);
      // A changed control must not throw away what was led on.
      return html`${guard([id, lang, elder, theme], () => keyed({}, story()))}`;
    },
  ],
};
export default preview;
