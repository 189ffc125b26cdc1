/** Owns the frame around the stories: our name, and no panel below them. */
import { addons } from 'storybook/manager-api';
import { create } from 'storybook/theming';

addons.setConfig({
  layout: { showPanel: false },
  theme: create({
    base: 'light',
    brandTitle: 'Care Elements',
    colorPrimary: '#0b6b69',
    colorSecondary: '#0b6b69',
  }),
});
