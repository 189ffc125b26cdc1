// @ts-nocheck
/** Written by `npm run i18n -- --write` from zh-CN. */
import type { ReviewStatisticsWords } from '../en/review-statistics.ts';

const words: ReviewStatisticsWords = {
  title: '審方統計：誰審了誰的處方',
  from: '開始日期',
  to: '結束日期',
  show: '檢視',
  close: '關閉',
  reading: '正在統計…',
  failed: '暫時讀不到統計資料，請再試一次。',
  wrongDays: (days) => `請選擇開始日期和不早於它的結束日期，最多 ${days} 天。`,
  empty: '這段時間沒有稽核過處方。',
  byPharmacist: '按藥師',
  byPair: '藥師與開方醫生',
  byReason: '退回或拒絕的原因',
  pharmacist: '藥師',
  prescriber: '開方醫生',
  all: '合計',
  reviewed: '稽核（張）',
  passed: '通過（張）',
  returned: '退回（張）',
  rejected: '拒絕（張）',
  overrides: '接受醫生理由（條）',
  wait: '簽名到決定（中位數）',
  hand: '稽核用時（中位數）',
  passedShare: '通過率',
  prescriberShare: '佔該醫生處方',
  shareMore: '“佔該醫生處方”的分母，是這段時間內該醫生已稽核的全部處方。',
  reason: '原因',
  biggest: (n) => `只列出最多的 ${n} 行。`,
  percent: (share) => `${Math.round(share * 100)}%`,
  time: (seconds) => {
    if (seconds === null) return '—';
    const s = Math.round(seconds);
    if (s < 60) return `${s} 秒`;
    if (s < 3600) return `${Math.floor(s / 60)} 分 ${s % 60} 秒`;
    return `${Math.floor(s / 3600)} 小時 ${Math.floor((s % 3600) / 60)} 分`;
  },
};

export default words;
