/** Words that several widgets share. */
import type { SharedWords } from '../en/shared.ts';

const words: SharedWords = {
  back: '返回',
  next: '继续',
  cancel: '取消',
  close: '关闭',
  retry: '重试',
  loading: '请稍候',
  notSure: '不确定',
  problems: {
    network: '网络断开了。您填的内容还在，请重试。',
    'token-expired': '您离开较久，为保护隐私已退出登录。',
    'hospital-unknown': '没有找到这家医院。',
    'state-conflict': '情况有变化，这是最新的状态。',
  },
  failed: '没有提交成功。您填的内容还在，请稍后重试。',
};

export default words;
