// @ts-nocheck
/** Written by `npm run i18n -- --write` from zh-CN. */
import type { SharedWords } from '../en/shared.ts';

const words: SharedWords = {
  back: '返回',
  next: '繼續',
  cancel: '取消',
  close: '關閉',
  retry: '重試',
  loading: '請稍候',
  notSure: '不確定',
  problems: {
    network: '網路斷開了。您填的內容還在，請重試。',
    'token-expired': '您離開較久，為保護隱私已退出登入。',
    'hospital-unknown': '沒有找到這家醫院。',
    'state-conflict': '情況有變化，這是最新的狀態。',
  },
  failed: '沒有提交成功。您填的內容還在，請稍後重試。',
};

export default words;
