import { html } from 'lit';
import '../packages/elements/controls/level-meter.ts';
import { control } from './story.ts';

const LABEL = { 'zh-CN': '麦克风音量', en: 'Microphone level' };

export default { title: 'Controls/Level meter (care-level-meter)', tags: ['phone'] };

export const Levels = control((lang) =>
  [0, 0.3, 0.7, 1].map(
    (level) => html`<p>${level}</p>
      <care-level-meter lang=${lang} .level=${level} label="${LABEL[lang]} ${level}"></care-level-meter>`,
  ),
);
