/** The visit from the triage's result on. */
import type { VisitStageWords } from '../en/visit-stage.ts';

const words: VisitStageWords = {
  phoneSoon: (phone) => `医生会拨打 ${phone}，请留意来电。也可以在下面写字、发图片。`,
  calledTitle: '轮到您了，医生在等您',
  calledBy: (name, title) => `${name} ${title}`,
  calledTime: (n) => (n > 1 ? `请在 ${n} 分钟内进入诊室` : '请现在进入诊室'),
  calledLate: '请现在进入诊室，否则医生可能会先叫下一位。',
  enter: '进入诊室',
  enterHint: '浏览器会询问摄像头和麦克风，请选择允许。',
  toVideo: '就诊还没结束，请点下面的按钮回到医生那里，用视频继续。',
  cannotCome: '现在来不了',

  endVisit: '结束这次就诊',
  endSure: '确定结束这次就诊吗？您的回答已存入医院记录，但再看医生需要重新开始。',
  leaveSure: '确定离开吗？医生会叫下一位。',
  yesEnd: '确定结束',
  yesLeave: '确定离开',
  stay: '不，返回',

  doctorAway: (name, minutes) =>
    `${name || '医生'}那边的网络断了，正在重新连接。如果超过 ${minutes} 分钟还没连上，医生会再叫您，您的位置保留在最前面。`,

  concludedTitle: '就诊已完成',
  noPrescription: '这次医生没有开药。',
  diagnosis: '诊断',
  advice: '医生的建议',
  closedTitle: '这次就诊已结束',
  leftQueue: '您已离开候诊队伍。还想看医生，可以在下面重新排队。',
  closedMore: '您在医生接诊前离开了。如果不适加重，请重新就诊或去医院。',

  newVisit: '开始新的就诊',
  newSure: '要开始新的就诊吗？这台设备上将不再显示这一次，请先保存或打印需要的内容。',
  yesNew: '确定开始',
  callLate: '看诊画面还没有下载好，网络可能不稳，正在重试。您的位置还在。',
};

export default words;
