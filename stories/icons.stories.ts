import { html } from 'lit';
import * as call from '../packages/elements/controls/icons-call.ts';
import type { Icon } from '../packages/elements/controls/icons-first.ts';
import * as general from '../packages/elements/controls/icons.ts';
import * as work from '../packages/elements/controls/icons-work.ts';
import { control } from './story.ts';

export default { title: 'Controls/Icons', tags: ['phone'] };

export const All = control((lang) => {
  const icons = { ...general, ...call, ...work } as unknown as Record<string, Icon>;
  const drawn = Object.entries(icons).filter(([name]) => /^icon[A-Z]/.test(name));
  return html`<h2>${lang === 'en' ? 'Lucide’s drawings' : 'Lucide 图标'}</h2>
    ${drawn.map(([name, draw]) => html`<div class="chip">${draw(24)}<span>${name}</span></div>`)}`;
});
