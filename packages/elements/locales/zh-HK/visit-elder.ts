// @ts-nocheck
/** Written by `npm run i18n -- --write` from zh-CN. */
import type { VisitElderWords } from '../en/visit-elder.ts';

const words: VisitElderWords = {
  label: '閲讀幫助',
  person: '打電話找人幫忙',
  read: '讀給我聽',
  stop: '停止朗讀',
  smaller: '字小一點',
  larger: '字大一點',
  size: (px) => `字號 ${px}`,
  back: '返回',
  of: (at, all) => `第 ${at} 項，共 ${all} 項`,
  more: '顯示更多內容',
  less: '收起更多內容',
  time: '不着急，慢慢來。中途停下，以後可以接着做。',
  called: '來不及也沒關係，可以重新排隊。',
};

export default words;
