/** Words of the video call. `who` is the other side: the doctor, the patient. */
import type { ConsultWords } from '../en/consult.ts';
import devices from './devices.ts';

const words: ConsultWords = {
  callLabel: '视频问诊',
  controlsLabel: '通话控制',
  selfLabel: '您自己的画面',

  enterPatient: '进入诊室',
  enterDoctor: '进入通话',
  enterNote: '浏览器会询问是否允许使用摄像头和麦克风。',
  returnToCall: '回到通话',
  continueHere: '在这里继续',
  writeInstead: '改用文字问诊',
  tryNow: '立即重试',

  preparing: '浏览器询问时，请允许使用摄像头和麦克风。',
  joining: '正在进入诊室…',

  who: {
    doctor: '医生',
    patient: '患者',
    relative: '家属',
    interpreter: '翻译',
    second_doctor: '会诊医生',
    unknown: '对方',
  },
  awaited: (who) => `正在请${who}进来，请稍候。`,
  connecting: (who) => `${who}正在连接…`,
  cameraOff: (who) => `${who}关闭了摄像头，可以直接说话。`,
  noCamera: (who) => `${who}没有画面，可以直接说话。`,
  cameraNetwork: (who) => `${who}的网络太慢，画面暂停了，可以直接说话。`,
  cameraChosen: (who) => `${who}不开画面，节省流量，可以直接说话。`,
  cameraTrouble: (who) => `${who}的摄像头用不了，可以直接说话。`,
  micTrouble: (who) => `${who}的麦克风用不了`,
  soundAlone: '网络很慢，双方画面已暂停，可以继续说话。',
  soundChosen: '按您的选择，节省流量',
  soundBarely: '网络太慢，声音可能听不清，我们会继续尝试。',
  picturePaused: '网络较慢，已先保证声音。',
  lost: (who) => `${who}的网络断开了，正在重新连接，请稍候。`,
  gone: (who) => `${who}离开了通话，可以随时回来。`,
  muted: (who) => `${who}已静音`,
  speaking: '正在说话',

  reconnectingSignal: '连接不稳定，正在恢复…',
  reconnectingMedia: '网络断开了。您的就诊还在，正在重新连接。',
  mediaUnavailable: '视频暂时中断，恢复后会自动接通。',
  slow: '您的网络较慢',
  slowOther: (who) => `${who}的网络较慢`,

  soundBlocked: '打开声音',

  failed: {
    'media-unavailable': '视频暂时连不上。您的就诊还在，我们会继续尝试。',
    network: '网络断开了。您的就诊还在，我们会继续尝试。',
    'media-unreachable': '从这里连不上视频，我们会继续尝试。换一个网络（例如手机流量）可能有用。',
    refused: '您已不在这次通话中，请刷新页面。',
    unsupported: '这个浏览器不能视频通话。请用新版的 Chrome、Edge、Safari 或 Firefox 打开本页。',
  },
  left: {
    self: '您已离开通话。就诊还在继续，您可以随时回来。',
    ended: '这次通话已结束。',
    elsewhere: '通话已在另一个窗口或另一台设备上继续。',
    refused: '您已不在这次通话中，请刷新页面。',
  },

  mute: '静音',
  unmute: '取消静音',
  camera: '关摄像头',
  cameraOn: '开摄像头',
  wait: '请稍候',
  fixMicrophone: '麦克风',
  fixCamera: '摄像头',
  deniedHint: '不可用，点按重试',
  flip: '翻转',
  leave: '离开',

  ...devices,
};

export default words;
