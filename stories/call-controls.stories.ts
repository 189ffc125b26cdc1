import { html } from 'lit';
import { callButton, deviceButton, type Face } from '../packages/elements/controls/call-controls.ts';
import { iconFlip, iconHangUp, iconMic, iconMicOff } from '../packages/elements/controls/icons-call.ts';
import { control } from './story.ts';

const WORDS = {
  'zh-CN': {
    pending: '请稍候',
    on: '静音',
    off: '取消静音',
    denied: '打开麦克风',
    flip: '翻转',
    leave: '离开',
    hint: '浏览器没有允许',
  },
  en: {
    pending: 'One moment',
    on: 'Mute',
    off: 'Unmute',
    denied: 'Fix microphone',
    flip: 'Flip',
    leave: 'Leave',
    hint: 'not allowed in the browser',
  },
};
const press = () => {};

export default { title: 'Controls/Call controls', tags: ['phone'] };

export const FourFaces = control(
  (lang) => html`<div class="dark">
    ${(['pending', 'on', 'off', 'denied'] as Face[]).map((face) =>
      deviceButton(
        'microphone',
        face,
        { on: iconMic, off: iconMicOff },
        WORDS[lang][face],
        face === 'denied' ? WORDS[lang].hint : '',
        press,
      ),
    )}
  </div>`,
);
export const WithoutDevice = control(
  (lang) => html`<div class="dark">
    ${callButton('flip', iconFlip, WORDS[lang].flip, press)}
    ${callButton('leave', iconHangUp, WORDS[lang].leave, press, 'leave')}
  </div>`,
);
