import { statusChip, type Tone } from '../packages/elements/controls/status-chip.ts';
import { control } from './story.ts';

const WORDS: Record<'zh-CN' | 'en', [Tone, string][]> = {
  'zh-CN': [
    ['green', '已保存 10:32'],
    ['amber', '网络较慢，已先保证声音'],
    ['red', '没有麦克风'],
    ['plain', '第 2 版'],
    ['pending', '正在重新连接'],
  ],
  en: [
    ['green', 'Saved 10:32'],
    ['amber', 'The network is slow: sound goes first'],
    ['red', 'No microphone'],
    ['plain', 'Revision 2'],
    ['pending', 'Reconnecting'],
  ],
};

export default { title: 'Controls/Status chip', tags: ['phone'] };

export const Tones = control((lang) => WORDS[lang].map(([tone, words]) => statusChip(tone, words)));
