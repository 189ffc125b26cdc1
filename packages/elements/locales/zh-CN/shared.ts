/** Words that several widgets share. */
import type { SharedWords } from '../en/shared.ts';

const words: SharedWords = {
  back: '返回',
  next: '继续',
  cancel: '取消',
  close: '关闭',
  retry: '重试',
  loading: '请稍候',
  optional: '选填',
  notSure: '不确定',
  errorTitle: '请检查',
  problems: {
    network: '网络断开了。您填的内容还在，请重试。',
    'not-ready': '医院的服务正忙。您填的内容还在，请稍后重试。',
    'too-many-requests': '操作太频繁了，请等一分钟再试。',
    'token-expired': '您离开较久，为保护隐私已退出登录。',
    'state-conflict': '情况有变化，这是最新的状态。',
    'visit-ended': '本次就诊已结束。',
  },
  failed: '没有提交成功。您填的内容还在，请重试。',
  levelEmergency: '急症：请立即求助',
  levelUrgent: '今天就需要看医生',
  levelRoutine: '建议近期看医生',
  levelSelfCare: '可以在家照护',
};

export default words;
