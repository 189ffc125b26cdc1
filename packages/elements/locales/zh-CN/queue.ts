/** Waiting for the doctor. */
import type { QueueWords } from '../en/queue.ts';

const words: QueueWords = {
  title: '正在为您排队',
  ticket: '您的号码',
  next: '下一位就是您',
  ahead: (n) => `前面还有 ${n} 位`,
  wait: (min, max) => `大约 ${min}–${max} 分钟`,
  waitShort: (max) => `不到 ${max} 分钟`,
  changed: {
    joined: '您已开始排队。',
    'called-ahead': '前面一位已被叫号。',
    'left-ahead': '前面有人离开了。',
    'urgent-ahead': '一位更急的患者排到了前面。',
    requeued: '您已重新排队。',
  },
  keep: '锁屏或关闭页面，位置都会保留。保持页面打开，轮到时会响铃提醒。',
  lost: '网络断开了。您的排队位置还在，我们正在重新连接。',

  check: '检查摄像头和麦克风',
  checkMore: '大约半分钟，别人看不到也听不到您。',
  checkStart: '开始检查',
  checking: '请允许使用摄像头和麦克风。',
  speak: '请说句话，音量条会动。',
  heard: '摄像头和麦克风都正常',
  soundOnly: '麦克风正常',
  checkAgain: '再试一次',
  checkStop: '完成',
  preview: '医生将看到的画面',
  level: '麦克风音量',
  noPlace: '您没有在排队。',

  leave: '离开队列',
  leaveSure: '确定离开吗？您的位置会让给下一位，您的回答会保留。',
  yesLeave: '确定离开',
  stay: '不，继续等',
};

export default words;
