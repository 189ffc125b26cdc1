// @ts-nocheck
/** Written by `npm run i18n -- --write` from zh-CN. */
import type { CallMoreWords } from '../en/call-more.ts';

const words: CallMoreWords = {
  more: '更多',
  carry: '畫面和聲音',
  rungs: {
    auto: '自動',
    'small-video': '畫面小一點',
    'remote-video-off': '不看對方畫面',
    audio: '只用聲音',
    text: '打字',
  },
  rungNotes: {
    auto: '隨網路情況自動調整。',
    'small-video': '雙方畫面變小，節省流量。',
    'remote-video-off': '您看不到對方，對方能看到您。',
    audio: '雙方畫面暫停，節省流量，可以繼續說話。',
    text: '您的鏡頭和麥克風已關閉，請打字；您仍能聽到對方。',
  },
  device: { camera: '鏡頭', microphone: '麥克風', speaker: '揚聲器' },
  volume: '對方的音量',
  hearMe: '能聽到我嗎？',
  hearMeAgain: '再問一次',
  meter: '您的麥克風',
  hearing: {
    listening: '請說幾句話，正在檢查您的麥克風。',
    silent: '麥克風沒有聽到聲音。請看看是否靜音了，靠近一點，再問一次。',
    asking: '您的麥克風正常。已經問了對方，請稍候。',
    yes: '對方能聽到您。',
    no: '對方聽不清您。',
    nobody: '對方還沒有回答。可以再問一次，或者在聊天裡打字。',
  },
  helpTitle: '可以這樣試試',
  help: [
    '說話大聲一點，靠近裝置一點。',
    '看看這裡有沒有靜音，也請對方把音量調大。',
    '如果戴著耳機，請摘下來，或者重新插一下。',
  ],
  question: {
    doctor: '醫生想知道：您能聽清醫生說話嗎？',
    patient: '患者想知道：您能聽清患者說話嗎？',
    unknown: '對方想知道：您能聽清對方說話嗎？',
  },
  hear: '能聽清',
  hearNot: '聽不清',
  writeUnheard: '對方聽不到您。可以改用打字，通話不會斷。',
  again: '重試',
  writeNote: '現在聲音很難聽清。可以改用打字，通話不會斷。',
  write: '開啟聊天',
};

export default words;
