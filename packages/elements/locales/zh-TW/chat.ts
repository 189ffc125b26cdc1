// @ts-nocheck
/** Written by `npm run i18n -- --write` from zh-CN. */
import type { ChatWords } from '../en/chat.ts';

const words: ChatWords = {
  chat: '聊天',
  chatLabel: '聊天訊息',
  who: { patient: '患者', doctor: '醫生' },
  you: '您',
  says: (who) => `${who}：`,
  closeChat: '關閉聊天',
  change: { text: '改用文字', video: '改用視訊' },
  leaveVideo: {
    sure: '視訊會為雙方結束，就診在這裡用文字繼續。',
    no: '繼續視訊',
    yes: '結束視訊，改用文字',
  },
  history: '更早的訊息在上面，往上滑動可以看。',
  empty: { patient: '給醫生寫幾句話，或者發一張相關的照片。醫生會在這裡回覆。', doctor: '還沒有人發訊息。' },
  loadingChat: '正在讀取訊息…',
  fetchingEarlier: '正在讀取更早的訊息…',
  unreachable: '現在讀不到訊息。您寫的內容都保留著。',
  tryNow: '立即重試',
  today: '今天',
  yesterday: '昨天',
  newest: (n) => `${n} 條新訊息`,
  toNewest: '到最新訊息',
  typing: (who) => `${who}正在輸入…`,

  standing: { sent: '已傳送', delivered: '已送達', read: '已讀' },
  sending: '正在傳送…',
  waiting: '網路斷開了，恢復後會自動發出。',
  notSent: '沒有發出',
  sendAgain: '重新發送',
  discard: '刪除',

  write: '訊息',
  writeHint: '寫訊息',
  send: '傳送',
  attach: '圖片或 PDF',
  takePhoto: '拍照',
  speak: '語音訊息',
  tooLong: (n) => `超出 ${n} 個字，請分兩次傳送。`,
  closedNow: '現在不能寫訊息，之前的訊息還可以看。',

  asking: '瀏覽器詢問時，請允許使用麥克風。',
  recording: (s, most) => `正在錄音 ${s} / ${most}`,
  sendVoice: '傳送錄音',
  dropVoice: '刪除錄音',
  microphone: '麥克風用不了。請在瀏覽器裡允許使用，或者改用文字。',

  picture: '圖片',
  pictureOf: (name) => `圖片 ${name}，點選放大`,
  pdf: 'PDF 檔案',
  voice: '語音訊息',
  seconds: (n) => `${n} 秒`,
  playVoice: (n) => `播放語音訊息，${n} 秒`,
  stopVoice: '停止播放',
  loadAgain: '沒有讀到，點選重試。',
  cantPlay: '這臺裝置播放不了。',

  enlarged: (name) => `圖片 ${name}`,
  closer: '放大',
  farther: '縮小',
  whole: '看全圖',
  save: '儲存',
  closePicture: '關閉',
  zoomHelp: '雙指捏合、滾輪或按 + − 鍵縮放；拖動或按方向鍵移動。',

  refused: {
    'other-type': '這個檔案和它的名稱不符。可以傳送圖片和 PDF。',
    broken: '這張圖片或檔案打不開。請換一個，或重新拍照。',
    'too-many-pixels': '這張圖片太大，請換一張小一些的。',
    active: '這個檔案裡藏有其他內容，不能傳送。請發照片或普通 PDF。',
    locked: '這個 PDF 有密碼。請發沒有密碼的，或把每頁拍成照片。',
    'too-many': '這次就診不能再發更多檔案了。',
  },
  problems: {
    'body-too-large': '檔案超過 10 MB，請發小一些的。',
    'unsupported-media-type': '只能傳送圖片和 PDF。',
    'visit-ended': '就診已經結束，之前的訊息還可以看。',
    'state-conflict': '現在沒有醫生接診。',
    'token-expired': '您離開的時間較長，為保護隱私已自動退出。',
  },
  failed: '沒有傳送成功，請稍後再試。',
};

export default words;
