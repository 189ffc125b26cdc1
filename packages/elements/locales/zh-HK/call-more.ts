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
    auto: '隨網絡情況自動調整。',
    'small-video': '雙方畫面變小，節省流量。',
    'remote-video-off': '您看不到對方，對方能看到您。',
    audio: '雙方畫面暫停，節省流量，可以繼續説話。',
    text: '您的鏡頭和咪高峰已關閉，請打字；您仍能聽到對方。',
  },
  device: { camera: '鏡頭', microphone: '咪高峰', speaker: '揚聲器' },
  volume: '對方的音量',
  hearMe: '能聽到我嗎？',
  hearMeAgain: '再問一次',
  meter: '您的咪高峰',
  hearing: {
    listening: '請説幾句話，正在檢查您的咪高峰。',
    silent: '咪高峰沒有聽到聲音。請看看是否靜音了，靠近一點，再問一次。',
    asking: '您的咪高峰正常。已經問了對方，請稍候。',
    yes: '對方能聽到您。',
    no: '對方聽不清您。',
    nobody: '對方還沒有回答。可以再問一次，或者在聊天裏打字。',
  },
  helpTitle: '可以這樣試試',
  help: [
    '説話大聲一點，靠近設備一點。',
    '看看這裏有沒有靜音，也請對方把音量調大。',
    '如果戴着耳機，請摘下來，或者重新插一下。',
  ],
  question: {
    doctor: '醫生想知道：您能聽清醫生説話嗎？',
    patient: '患者想知道：您能聽清患者説話嗎？',
    unknown: '對方想知道：您能聽清對方説話嗎？',
  },
  hear: '能聽清',
  hearNot: '聽不清',
  writeUnheard: '對方聽不到您。可以改用打字，通話不會斷。',
  again: '重試',
  writeNote: '現在聲音很難聽清。可以改用打字，通話不會斷。',
  write: '打開聊天',
};

export default words;
