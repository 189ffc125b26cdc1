// @ts-nocheck
/** Written by `npm run i18n -- --write` from zh-CN. */
import type { VisitStageWords } from '../en/visit-stage.ts';

const words: VisitStageWords = {
  phoneSoon: (phone) => `醫生會撥打 ${phone}，請留意來電。也可以在下面寫字、發圖片。`,
  calledTitle: '輪到您了，醫生在等您',
  calledBy: (name, title) => `${name} ${title}`,
  calledTime: (n) => (n > 1 ? `請在 ${n} 分鐘內進入診室` : '請現在進入診室'),
  calledLate: '請現在進入診室，否則醫生可能會先叫下一位。',
  enter: '進入診室',
  enterHint: '瀏覽器會詢問鏡頭和咪高峰，請選擇允許。',
  toVideo: '就診還沒結束，請點下面的按鈕回到醫生那裏，用視像繼續。',
  cannotCome: '現在來不了',

  endVisit: '結束這次就診',
  endSure: '確定結束這次就診嗎？您的回答已存入醫院記錄，但再看醫生需要重新開始。',
  leaveSure: '確定離開嗎？醫生會叫下一位。',
  yesEnd: '確定結束',
  yesLeave: '確定離開',
  stay: '不，返回',

  doctorAway: (name, minutes) =>
    `${name || '醫生'}那邊的網絡斷了，正在重新連接。如果超過 ${minutes} 分鐘還沒連上，醫生會再叫您，您的位置保留在最前面。`,

  concludedTitle: '就診已完成',
  noPrescription: '這次醫生沒有開藥。',
  diagnosis: '診斷',
  advice: '醫生的建議',
  closedTitle: '這次就診已結束',
  leftQueue: '您已離開候診隊伍。還想看醫生，可以在下面重新排隊。',
  closedMore: '您在醫生接診前離開了。如果不適加重，請重新就診或去醫院。',

  newVisit: '開始新的就診',
  newSure: '要開始新的就診嗎？這台設備上將不再顯示這一次，請先保存或打印需要的內容。',
  yesNew: '確定開始',
  callLate: '看診畫面還沒有下載好，網絡可能不穩，正在重試。您的位置還在。',
};

export default words;
