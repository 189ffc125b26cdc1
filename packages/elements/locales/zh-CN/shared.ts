/** Words that several widgets share. */
import type { SharedWords } from '../en/shared.ts';

const words: SharedWords = {
  back: '返回',
  next: '继续',
  cancel: '取消',
  close: '关闭',
  save: '保存',
  retry: '重试',
  loading: '请稍候',
  optional: '选填',
  notSure: '不确定',
  errorTitle: '请检查以下内容',
  offline: '网络断开了，正在重新连接。',
  failed: '没有提交成功，已填内容还在。请重试。',
  male: '男',
  female: '女',
  years: (n) => `${n} 岁`,
  levelEmergency: '急症：请立即求助',
  levelUrgent: '今天就需要看医生',
  levelRoutine: '建议近期看医生',
  levelSelfCare: '可以在家照护',
};

export default words;
