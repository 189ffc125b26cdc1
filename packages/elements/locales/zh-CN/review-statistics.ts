/** Four-eyes statistics: who reviewed whose prescriptions. */
import type { ReviewStatisticsWords } from '../en/review-statistics.ts';

const words: ReviewStatisticsWords = {
  title: '审方统计：谁审了谁的处方',
  from: '开始日期',
  to: '结束日期',
  show: '查看',
  close: '关闭',
  reading: '正在统计…',
  failed: '暂时读不到统计数据，请再试一次。',
  wrongDays: (days) => `请选择开始日期和不早于它的结束日期，最多 ${days} 天。`,
  empty: '这段时间没有审核过处方。',
  byPharmacist: '按药师',
  byPair: '药师与开方医生',
  byReason: '退回或拒绝的原因',
  pharmacist: '药师',
  prescriber: '开方医生',
  all: '合计',
  reviewed: '审核（张）',
  passed: '通过（张）',
  returned: '退回（张）',
  rejected: '拒绝（张）',
  overrides: '接受医生理由（条）',
  wait: '签名到决定（中位数）',
  hand: '审核用时（中位数）',
  passedShare: '通过率',
  prescriberShare: '占该医生处方',
  shareMore: '“占该医生处方”的分母，是这段时间内该医生已审核的全部处方。',
  reason: '原因',
  biggest: (n) => `只列出最多的 ${n} 行。`,
  percent: (share) => `${Math.round(share * 100)}%`,
  time: (seconds) => {
    if (seconds === null) return '—';
    const s = Math.round(seconds);
    if (s < 60) return `${s} 秒`;
    if (s < 3600) return `${Math.floor(s / 60)} 分 ${s % 60} 秒`;
    return `${Math.floor(s / 3600)} 小时 ${Math.floor((s % 3600) / 60)} 分`;
  },
};

export default words;
