/** Owns the frame of every story: the toolbar's language, elder mode and theme, and the sizes of screens. */
import type { Preview } from '@storybook/web-components-vite';
import { html } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { addons } from 'storybook/preview-api';

// A story that leads its widget on has to begin anew when the toolbar changes what is said.
let shown = '';
addons.getChannel().on('globalsUpdated', () => addons.getChannel().emit('forceRemount', { storyId: shown }));

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
  initialGlobals: { lang: 'zh-CN', elder: 'off', theme: 'light' },
  parameters: {
    layout: 'fullscreen',
    viewport: {
      options: {
        narrow: { name: 'Narrow phone', styles: { width: '320px', height: '640px' }, type: 'mobile' },
        phone: { name: 'Phone', styles: { width: '390px', height: '844px' }, type: 'mobile' },
        tablet: { name: 'Tablet', styles: { width: '1024px', height: '768px' }, type: 'tablet' },
        desk: { name: 'Desk', styles: { width: '1280px', height: '800px' }, type: 'desktop' },
      },
    },
    options: { storySort: { order: ['Patient', 'Desks', 'Controls'] } },
  },
  decorators: [
    (story, { id, globals: { lang, elder, theme } }) => {
      shown = id;
      const page = document.documentElement;
      page.lang = lang;
      page.style.colorScheme = theme;
      page.style.background = 'Canvas';
      page.style.setProperty('--care-scale', elder === 'on' ? '1.3' : '1');
      return html`${keyed({}, story())}`;
    },
  ],
};
export default preview;
