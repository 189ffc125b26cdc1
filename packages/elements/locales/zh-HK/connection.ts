// @ts-nocheck
/** Written by `npm run i18n -- --write` from zh-CN. */
import type { ConnectionWords } from '../en/connection.ts';

const words: ConnectionWords = {
  title: '網絡能視像嗎？',
  more: '大約 15 秒。可以知道在您現在的地方能不能視像看診。',
  start: '檢查網絡',
  running: '正在檢查，大約 15 秒。',
  stop: '停止',
  again: '再檢查一次',

  verdict: {
    video: '可以視像看診',
    sound: '聲音可以，畫面可能不行',
    text: '在這裏視像和聲音都不通',
  },
  verdictMore: {
    video: '您的網絡夠好，能看到也能聽到醫生。',
    sound: '現在網絡較慢。醫生能聽到您，畫面可能會停。換個位置或換個網絡可能會好些。',
    text: '這個網絡不讓視像通過。請換成手機流量或別的無線網，再檢查一次。您的排隊位置還在；如果都不行，醫生會打您留下的電話。',
  },
  failure: {
    'media-unavailable': '醫院的視像現在用不了。您的排隊位置還在，醫生可以打您留下的電話。',
    network: '現在連不上醫院。請看看手機是否上網，然後重試。',
    busy: '剛才檢查了很多次。請等一分鐘再試。',
    refused: '現在不能檢查了。請刷新頁面。',
    unsupported:
      '這個瀏覽器不能視像通話。請換一個瀏覽器打開，例如 Chrome、Edge、Safari 或 Firefox；也可以由醫生打您留下的電話。',
  },

  ways: '試過的方式',
  way: {
    signal: '醫院視像有應答',
    udp: '直接連接（UDP）',
    tcp: '穿過防火牆（TCP）',
    relay: '中轉（TURN）',
    relayTls: '像網頁一樣的中轉（TURN/TLS）',
  },
  face: {
    waiting: '還沒試',
    running: '正在試',
    open: '通',
    blocked: '不通',
    absent: '本服務器沒有提供',
    untried: '沒有試',
  },
  ms: (n) => `${n} 毫秒`,
  line: (kbps) => `從您到醫院大約 ${kbps} kbit/s`,

  reportMore: '可以發給醫院的客服。裏面沒有您的個人資訊。',
  copy: '複製檢查報告',
  copied: '報告已複製，可以粘貼到消息裏。',
  notCopied: '瀏覽器不讓我們複製。請選中下面的文字，自己複製。',
  report: '檢查報告',
};

export default words;
