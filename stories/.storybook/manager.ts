/** Owns the frame around the stories: our name. */
import { addons } from 'storybook/manager-api';
import { create } from 'storybook/theming';

addons.setConfig({
  theme: create({
    base: 'light',
    brandTitle: 'Care Elements',
    colorPrimary: '#0b6b69',
    colorSecondary: '#0b6b69',
  }),
});
