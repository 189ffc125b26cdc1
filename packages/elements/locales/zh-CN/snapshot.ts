/** Words of a still of the patient's picture: the doctor's question, the patient's answer, the pictures in the record. */
import type { SnapshotWords } from '../en/snapshot.ts';

const words: SnapshotWords = {
  take: '拍照存档',
  purpose: '照片的用途（患者会看到，同意后才拍）',
  purposeHint: '例如：左前臂皮疹，留作对比',
  purposeMissing: '请写明照片的用途，患者会看到。',
  purposes: ['皮疹', '伤口', '咽部', '舌象'],
  askPatient: '询问患者',
  cancel: '取消',
  wait: '请稍等…',
  asked: '正在等患者回答是否同意拍照…',
  takeBack: '收回询问',
  taking: '患者已同意，正在拍照…',
  stored: '照片已存入病历。',
  refused: '患者不同意拍照，没有拍下任何内容。',
  withdrawn: '患者收回了同意，没有存下照片。',
  failed: '没能拍到画面，没有存下任何内容。请确认患者的摄像头已打开，再问一次。',

  question: '医生想拍一张您的照片，存入您的病历，您同意吗？',
  for: (purpose) => `用途：${purpose}`,
  agree: '同意拍照',
  refuse: '不同意，不拍',
  hold: '正在拍照，请不要动…',
  stop: '不拍了',
  storedPatient: '照片已存入您这次就诊的病历。',
  refusedPatient: '好的，没有拍照。',
  withdrawnPatient: '没有拍照。',
  failedPatient: '照片没有拍成，没有存下任何内容。',
  show: '看照片',
  ok: '知道了',
  trouble: '没有成功，请再试一次。',

  list: '本次看诊的照片',
  listPatient: '医生拍下的照片',
  picture: (purpose) => `照片：${purpose}，点击放大`,
  name: (purpose) => `${purpose}.jpg`,
  takenAt: (time) => `${time} 拍摄`,
  again: '照片没有取到，点击重试',
};

export default words;
