/** Words of the recording of a call: the question, the sign, what became of it. */
import type { RecordingWords } from '../en/recording.ts';

const words: RecordingWords = {
  record: '录制',
  recordTitle: '录制这次视频吗？',
  recordWhy: '会先征求患者同意。录制时双方都能看到红色标志，任何一方都可以随时停止。',
  askPatient: '询问患者',
  cancel: '取消',
  asked: '正在等患者回答是否同意录制…',
  takeBack: '收回询问',

  question: '医生想录制这次视频，您同意吗？',
  agree: '同意录制',
  refuse: '不同意，不录',

  starting: '马上开始录制…',
  on: '正在录制',
  stop: '停止录制',
  length: '已录制',
  stopping: '录制已停止，正在保存…',

  refused: '患者不同意录制。没有录下任何内容，看诊照常进行。',
  stored: '录制已停止，已保存。',
  storedPatient: '录制已停止，录下的内容已存入您的病历资料。',
  failed: '录制意外中断，通话不受影响。',
  failedKept: '录制意外中断，通话不受影响，中断前录下的内容已保存。',
  notBegun: '录制没能开始，没有录下任何内容，通话不受影响。',
  ok: '知道了',
  wait: '请稍等…',
  trouble: '没有成功，请再试一次。',

  list: '本次看诊的录像',
  recordedAt: (time) => `${time} 录制`,
  lasts: (minutes) => `时长 ${minutes}`,
  broken: '中途断开',
  kept: (day) => `至少保存到 ${day}`,
  play: '播放',
  close: '关闭',
  noPlay: '暂时打不开这段录像，请再试一次。',
};

export default words;
