/** Words of what else a call can do: how much of it is wanted, "can you hear me?", the other side's volume. */
import type { CallMoreWords } from '../en/call-more.ts';

const words: CallMoreWords = {
  more: '更多',
  carry: '画面和声音',
  rungs: {
    auto: '自动',
    'small-video': '画面小一点',
    'remote-video-off': '不看对方画面',
    audio: '只用声音',
    text: '打字',
  },
  rungNotes: {
    auto: '随网络情况自动调整。',
    'small-video': '双方画面变小，节省流量。',
    'remote-video-off': '您看不到对方，对方能看到您。',
    audio: '双方画面暂停，节省流量，可以继续说话。',
    text: '您的摄像头和麦克风已关闭，请打字；您仍能听到对方。',
  },
  device: { camera: '摄像头', microphone: '麦克风', speaker: '扬声器' },
  volume: '对方的音量',
  hearMe: '能听到我吗？',
  hearMeAgain: '再问一次',
  meter: '您的麦克风',
  hearing: {
    listening: '请说几句话，正在检查您的麦克风。',
    silent: '麦克风没有听到声音。请看看是否静音了，靠近一点，再问一次。',
    asking: '您的麦克风正常。已经问了对方，请稍候。',
    yes: '对方能听到您。',
    no: '对方听不清您。',
    nobody: '对方还没有回答。可以再问一次，或者在聊天里打字。',
  },
  helpTitle: '可以这样试试',
  help: [
    '说话大声一点，靠近设备一点。',
    '看看这里有没有静音，也请对方把音量调大。',
    '如果戴着耳机，请摘下来，或者重新插一下。',
  ],
  question: {
    doctor: '医生想知道：您能听清医生说话吗？',
    patient: '患者想知道：您能听清患者说话吗？',
    unknown: '对方想知道：您能听清对方说话吗？',
  },
  hear: '能听清',
  hearNot: '听不清',
  writeUnheard: '对方听不到您。可以改用打字，通话不会断。',
  again: '重试',
  writeNote: '现在声音很难听清。可以改用打字，通话不会断。',
  write: '打开聊天',
};

export default words;
