import { html } from 'lit';
import '../packages/elements/controls/qr-code.ts';
import { find } from './act.ts';
import { control } from './story.ts';

const LABEL = { 'zh-CN': '取药码', en: 'Code for the pharmacy' };
const drawn = async ({ canvasElement }: { canvasElement: HTMLElement }) => {
  await find(canvasElement, 'svg, path');
};

export default { title: 'Controls/QR code (care-qr)', tags: ['phone'] };

export const AccessCode = {
  ...control(
    (lang) => html`<p>${LABEL[lang]}</p>
      <care-qr lang=${lang} .value=${'7K3MQ2W9XT4RBN6V'} label=${LABEL[lang]}></care-qr>`,
  ),
  play: drawn,
};
