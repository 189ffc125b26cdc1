// @ts-nocheck
/** Written by `npm run i18n -- --write` from zh-CN. */
import type { ConsultWords } from '../en/consult.ts';
import devices from './devices.ts';

const words: ConsultWords = {
  callLabel: '視訊問診',
  controlsLabel: '通話控制',
  selfLabel: '您自己的畫面',

  enterPatient: '進入診室',
  enterDoctor: '進入通話',
  enterNote: '瀏覽器會詢問是否允許使用鏡頭和麥克風。',
  returnToCall: '回到通話',
  continueHere: '在這裡繼續',
  writeInstead: '改用文字問診',
  tryNow: '立即重試',

  preparing: '瀏覽器詢問時，請允許使用鏡頭和麥克風。',
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
  connecting: (who) => `${who}正在連線…`,
  cameraOff: (who) => `${who}關閉了鏡頭，可以直接說話。`,
  noCamera: (who) => `${who}沒有畫面，可以直接說話。`,
  cameraNetwork: (who) => `${who}的網路太慢，畫面暫停了，可以直接說話。`,
  cameraChosen: (who) => `${who}不開畫面，節省流量，可以直接說話。`,
  cameraTrouble: (who) => `${who}的鏡頭用不了，可以直接說話。`,
  micTrouble: (who) => `${who}的麥克風用不了`,
  soundAlone: '網路很慢，雙方畫面已暫停，可以繼續說話。',
  soundChosen: '按您的選擇，節省流量',
  soundBarely: '網路太慢，聲音可能聽不清，我們會繼續嘗試。',
  picturePaused: '網路較慢，已先保證聲音。',
  lost: (who) => `${who}的網路斷開了，正在重新連線，請稍候。`,
  gone: (who) => `${who}離開了通話，可以隨時回來。`,
  muted: (who) => `${who}已靜音`,
  speaking: '正在說話',

  reconnectingSignal: '連線不穩定，正在恢復…',
  reconnectingMedia: '網路斷開了。您的就診還在，正在重新連線。',
  mediaUnavailable: '視訊暫時中斷，恢復後會自動接通。',
  slow: '您的網路較慢',
  slowOther: (who) => `${who}的網路較慢`,

  soundBlocked: '開啟聲音',

  failed: {
    'media-unavailable': '視訊暫時連不上。您的就診還在，我們會繼續嘗試。',
    network: '網路斷開了。您的就診還在，我們會繼續嘗試。',
    'media-unreachable': '從這裡連不上視訊，我們會繼續嘗試。換一個網路（例如手機流量）可能有用。',
    refused: '您已不在這次通話中，請重新整理頁面。',
    unsupported: '這個瀏覽器不能視訊通話。請用新版的 Chrome、Edge、Safari 或 Firefox 開啟本頁。',
  },
  left: {
    self: '您已離開通話。就診還在繼續，您可以隨時回來。',
    ended: '這次通話已結束。',
    elsewhere: '通話已在另一個視窗或另一臺裝置上繼續。',
    refused: '您已不在這次通話中，請重新整理頁面。',
  },

  mute: '靜音',
  unmute: '取消靜音',
  camera: '關鏡頭',
  cameraOn: '開鏡頭',
  wait: '請稍候',
  fixMicrophone: '麥克風',
  fixCamera: '鏡頭',
  deniedHint: '不可用，點按重試',
  flip: '翻轉',
  leave: '離開',

  ...devices,
};

export default words;
