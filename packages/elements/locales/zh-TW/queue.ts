// @ts-nocheck
/** Written by `npm run i18n -- --write` from zh-CN. */
import type { QueueWords } from '../en/queue.ts';

const DEVICES = { microphone: '麥克風', camera: '鏡頭', both: '鏡頭和麥克風' };

const words: QueueWords = {
  label: '候診',
  title: (department) => `您在${department}候診`,
  ticket: '您的號碼',
  next: '下一位就是您',
  first: '您排在最前面',
  ahead: (n) => `前面還有 ${n} 位`,
  wait: (min, max) => `大約 ${min}–${max} 分鐘`,
  waitShort: (max) => `大約 ${max} 分鐘以內`,
  waitHours: (min, max) => `大約 ${min}–${max} 小時`,
  noDoctor: '現在沒有醫生線上。有醫生上線就會叫您，您的位置保留著。',
  changed: {
    joined: '您已排上隊。',
    'called-ahead': '前面的患者已被叫號或離開。',
    'left-ahead': '前面的患者離開了。',
    'urgent-ahead': '有急症或過號回來的患者排到了前面。',
    requeued: '您已重新排上隊。',
  },
  keep: '可以鎖屏或離開，您的位置會保留。',
  keepMore:
    '輪到時，開啟著的頁面會提醒您，醫生會等您幾分鐘。鎖屏後可能聽不到提醒，也沒有簡訊，請時常回來看看。',
  lost: '網路斷開了。您的排隊位置還在，我們正在重新連線。',

  doctor: (name, title) => `${name} ${title}`,
  callsBack: '醫生會再叫您',
  doctorPaused: (doctor) => `${doctor}暫停了這次就診，會再叫您。您不用做什麼，等著就好。`,
  doctorLost: (doctor) => `${doctor}那邊的網路斷了。醫生會再叫您，也可能由另一位醫生接著看。您說過的都還在。`,
  anyCallsBack: '會有醫生再叫您。您不用做什麼，等著就好。',
  keptFirst: '您的位置在最前面，沒有人會排到您前面。',
  transferTitle: (to) => `接下來由${to}給您看`,
  transferWhy: (doctor, reason) => `${doctor}把您轉過來了${reason ? `：${reason}` : ''}。`,
  doctorSays: (text) => `醫生說：“${text}”`,
  recordGoesAlong: '您的回答和醫生寫的病歷都一併轉過來了，不用從頭再說。',
  reasons: {
    speciality: '需要另一個專科的醫生',
    'second-opinion': '想請另一位醫生也看一看',
    language: '另一位醫生會說您的語言',
    'shift-ends': '醫生的出診時間到了',
    other: '原因見下',
  },

  check: '檢查鏡頭和麥克風',
  checkMore: '大約半分鐘。畫面和聲音只留在您的裝置上。',
  checkStart: '開始檢查',
  checking: '瀏覽器詢問時，請允許使用鏡頭和麥克風。',
  speak: '請說句話',
  heard: '鏡頭和麥克風都正常',
  soundOnly: '麥克風正常。沒有鏡頭也可以，醫生能聽到您。',
  noSound: '沒有麥克風，醫生在視訊裡聽不到您。您可以在視訊裡打字，醫生也可以打您登記的電話。',
  notAllowed: {
    denied: (device) => `瀏覽器沒有允許使用${DEVICES[device]}。`,
    'denied-by-system': (device) => `系統沒有允許瀏覽器使用${DEVICES[device]}。`,
  },
  checkAgain: '重試',
  checkAnew: '再檢查一次',
  checkStop: '完成檢查',
  preview: '醫生將看到的畫面',
  level: '麥克風音量',
  device: { camera: '鏡頭', microphone: '麥克風', speaker: '揚聲器' },
  deviceNumber: (device, n) => `${device} ${n}`,
  speakerTest: '試聽揚聲器',
  speakerAgain: '再放一次',
  speakerPlaying: '現在您應該聽到三個音。',
  speakerAsk: '聽到三個音了嗎？',
  speakerYes: '聽到了',
  speakerNo: '沒聽到',
  speakerGood: '揚聲器正常',
  speakerHelp:
    '請把手機或電腦的音量調大，關掉靜音。如果連著耳機或藍牙音箱，聲音會從那裡出來：請關掉它，或換一個揚聲器。然後再放一次。',
  speakerSilent: '瀏覽器沒有放出聲音，請再試一次。',

  meeting: {
    video: () => '醫生會通過視訊為您看診。',
    text: () => '您會和醫生用文字和圖片交流，不用通話。',
    phone: (phone) => `醫生會打 ${phone} 給您。`,
  },
  meetBy: { text: '不用視訊，改用文字和圖片', video: '改用視訊' },

  leave: '離開候診',
  leaveSure: (ticket) => `要離開候診嗎？號碼 ${ticket} 會作廢，再來要重新取號。您的回答會保留。`,
  yesLeave: '離開候診',
  stay: '繼續等候',
  leftTitle: '您已離開候診',
  leftMore: '您的回答還在。需要看醫生時，可以重新取號。',

  missedTitle: '剛才叫到您，沒有等到您進來',
  missedMore: (ticket) => `可以重新排隊：號碼還是 ${ticket}，最多讓 3 位患者先看。`,
  missedLong: '離那次叫號已經超過半小時。可以重新排隊，會取一個新號。',
  rejoin: '重新排隊',

  inConsult: '您正在就診',
  enter: '回到診室',
  unreachable: '暫時連不上醫院的服務。您的排隊位置在醫院那裡，沒有丟失。',
  demo: '演示資料，不是真實的醫療服務。',
  callLate: '看診畫面還沒有下載好，網路可能不穩，正在重試。您的位置還在。',
};

export default words;
