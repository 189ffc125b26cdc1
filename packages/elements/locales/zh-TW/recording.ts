// @ts-nocheck
/** Written by `npm run i18n -- --write` from zh-CN. */
import type { RecordingWords } from '../en/recording.ts';

const words: RecordingWords = {
  record: '錄製',
  recordTitle: '錄製這次視訊嗎？',
  recordWhy: '會先徵求患者同意。錄製時雙方都能看到紅色標誌，任何一方都可以隨時停止。',
  askPatient: '詢問患者',
  cancel: '取消',
  asked: '正在等患者回答是否同意錄製…',
  takeBack: '收回詢問',

  question: '醫生想錄制這次視訊，您同意嗎？',
  agree: '同意錄製',
  refuse: '不同意，不錄',

  starting: '馬上開始錄製…',
  on: '正在錄製',
  stop: '停止錄製',
  length: '已錄製',
  stopping: '錄製已停止，正在儲存…',

  refused: '患者不同意錄製。沒有錄下任何內容，看診照常進行。',
  stored: '錄製已停止，已儲存。',
  storedPatient: '錄製已停止，錄下的內容已存入您的病歷資料。',
  failed: '錄製意外中斷，通話不受影響。',
  failedKept: '錄製意外中斷，通話不受影響，中斷前錄下的內容已儲存。',
  notBegun: '錄製沒能開始，沒有錄下任何內容，通話不受影響。',
  ok: '知道了',
  wait: '請稍等…',
  trouble: '沒有成功，請再試一次。',

  list: '本次看診的錄影',
  recordedAt: (time) => `${time} 錄製`,
  lasts: (minutes) => `時長 ${minutes}`,
  broken: '中途斷開',
  kept: (day) => `至少儲存到 ${day}`,
  play: '播放',
  close: '關閉',
  noPlay: '暫時打不開這段錄影，請再試一次。',
};

export default words;
