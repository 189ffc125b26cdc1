// @ts-nocheck
/** Written by `npm run i18n -- --write` from zh-CN. */
import type { RxShelfWords } from '../en/rx-shelf.ts';

const words: RxShelfWords = {
  title: '常用與歷史',
  more: '收藏、最近、模板、歷史處方',
  loading: '正在讀取…',
  tabs: { favourites: '收藏', recent: '最近', templates: '模板', history: '歷史' },
  none: {
    favourites: '還沒有收藏。可在下面收藏本方的藥。',
    recent: '最近沒有簽過處方。',
    templates: '還沒有模板。可在下面把本方存為模板。',
    history: '這位患者在本院沒有以前的處方。',
  },
  put: '放入',
  putAll: '整組放入',
  putSaid: (n) => `已放入 ${n} 種藥，請核對。`,
  leftSaid: (names) => `沒有放入：${names}。`,
  overSaid: (n) => `還有 ${n} 种放不下：一張處方最多寫 20 行。`,
  gone: '已不在藥品目錄',
  unknown: '藥品目錄沒有應答',
  incomplete: '用法未寫全',
  keep: (name) => `收藏${name}`,
  keepThese: '收藏本方的藥：',
  drop: (name) => `刪除${name}`,
  dropSure: '確定刪除？',
  name: '模板名稱',
  nameHint: '成人急性咽炎',
  share: (department) => `${department}的同事也可以用`,
  saveTemplate: '把本方存為模板',
  fits: '符合診斷',
  shared: '科室共享',
  from: (name) => `${name}醫生的`,
  full: '已存滿 50 個，請先刪除一個。',
};
export default words;
