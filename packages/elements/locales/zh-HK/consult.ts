// @ts-nocheck
/** Written by `npm run i18n -- --write` from zh-CN. */
import type { ConsultWords } from '../en/consult.ts';
import devices from './devices.ts';

const words: ConsultWords = {
  callLabel: '視像問診',
  controlsLabel: '通話控制',
  selfLabel: '您自己的畫面',

  enterPatient: '進入診室',
  enterDoctor: '進入通話',
  enterNote: '瀏覽器會詢問是否允許使用鏡頭和咪高峰。',
  returnToCall: '回到通話',
  continueHere: '在這裏繼續',
  writeInstead: '改用文字問診',
  tryNow: '立即重試',

  preparing: '瀏覽器詢問時，請允許使用鏡頭和咪高峰。',
  joining: '正在進入診室…',

  who: {
    doctor: '醫生',
    patient: '患者',
    relative: '家屬',
    interpreter: '翻譯',
    second_doctor: '會診醫生',
    unknown: '對方',
  },
  awaited: (who) => `正在請${who}進來，請稍候。`,
  connecting: (who) => `${who}正在連接…`,
  cameraOff: (who) => `${who}關閉了鏡頭，可以直接説話。`,
  noCamera: (who) => `${who}沒有畫面，可以直接説話。`,
  cameraNetwork: (who) => `${who}的網絡太慢，畫面暫停了，可以直接説話。`,
  cameraChosen: (who) => `${who}不開畫面，節省流量，可以直接説話。`,
  cameraTrouble: (who) => `${who}的鏡頭用不了，可以直接説話。`,
  micTrouble: (who) => `${who}的咪高峰用不了`,
  soundAlone: '網絡很慢，雙方畫面已暫停，可以繼續説話。',
  soundChosen: '按您的選擇，節省流量',
  soundBarely: '網絡太慢，聲音可能聽不清，我們會繼續嘗試。',
  picturePaused: '網絡較慢，已先保證聲音。',
  lost: (who) => `${who}的網絡斷開了，正在重新連接，請稍候。`,
  gone: (who) => `${who}離開了通話，可以隨時回來。`,
  muted: (who) => `${who}已靜音`,
  speaking: '正在説話',

  reconnectingSignal: '連接不穩定，正在恢復…',
  reconnectingMedia: '網絡斷開了。您的就診還在，正在重新連接。',
  mediaUnavailable: '視像暫時中斷，恢復後會自動接通。',
  slow: '您的網絡較慢',
  slowOther: (who) => `${who}的網絡較慢`,

  soundBlocked: '打開聲音',

  failed: {
    'media-unavailable': '視像暫時連不上。您的就診還在，我們會繼續嘗試。',
    network: '網絡斷開了。您的就診還在，我們會繼續嘗試。',
    'media-unreachable': '從這裏連不上視像，我們會繼續嘗試。換一個網絡（例如手機流量）可能有用。',
    refused: '您已不在這次通話中，請刷新頁面。',
    unsupported: '這個瀏覽器不能視像通話。請用新版的 Chrome、Edge、Safari 或 Firefox 打開本頁。',
  },
  left: {
    self: '您已離開通話。就診還在繼續，您可以隨時回來。',
    ended: '這次通話已結束。',
    elsewhere: '通話已在另一個窗口或另一台設備上繼續。',
    refused: '您已不在這次通話中，請刷新頁面。',
  },

  mute: '靜音',
  unmute: '取消靜音',
  camera: '關鏡頭',
  cameraOn: '開鏡頭',
  wait: '請稍候',
  fixMicrophone: '咪高峰',
  fixCamera: '鏡頭',
  deniedHint: '不可用，點按重試',
  flip: '翻轉',
  leave: '離開',

  ...devices,
};

export default words;
