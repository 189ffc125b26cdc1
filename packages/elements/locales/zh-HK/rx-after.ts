// @ts-nocheck
/** Written by `npm run i18n -- --write` from zh-CN. */
import type { RxAfterWords } from '../en/rx-after.ts';

const words: RxAfterWords = {
  title: '處方去向',
  heldBy: (pharmacy, phone) => `${pharmacy}已接單，電話 ${phone}`,
  validUntil: (time) => `有效期至 ${time}`,
  extended: (time, reason) => `${time} 已延長：${reason}`,
  extend: '延長有效期',
  extendTitle: '延長有效期',
  until: '有效期至',
  sure: (time) => `延長後有效期至 ${time}。延長會加蓋簽章，之後不能再縮短。`,
  extendNow: '確認延長',
  extendLong: '按本院規定，有效期不能延長到那麼久。',
  askBack: '請藥房退回',
  askTitle: '請藥房退回處方',
  askMore: (pharmacy) => `現在通知${pharmacy}，藥房答覆之前不會發藥。藥房同意後，這張處方作廢。`,
  askNow: '發出請求',
  asked: (time) => `${time} 已請藥房退回`,
  waits: '藥房尚未答覆。答覆之前不會發藥。',
  refused: (why) => `藥房未退回：${why}`,
  accepted: '藥房已退回。',
  reason: '原因',
  choose: '請選擇',
  note: '説明',
  noteNeeded: '請寫明原因',
  sending: '正在提交',
  cancel: '取消',
  join: '：',
  failed: '沒有成功。當前情況如下，請再看一遍。',
  save: '下載帶簽章的處方檔案',
  saving: '正在讀取',
  saved: '已下載',
  saveMore: '檔案含簽章和公鑰，可在任何地方核驗（npm run verify-rx）。',
  saveFailed: '讀取失敗，請重試。',
};
export default words;
