// @ts-nocheck
/** Written by `npm run i18n -- --write` from zh-CN. */
import type { SnapshotWords } from '../en/snapshot.ts';

const words: SnapshotWords = {
  take: '拍照存檔',
  purpose: '照片的用途（患者會看到，同意後才拍）',
  purposeHint: '例如：左前臂皮疹，留作對比',
  purposeMissing: '請寫明照片的用途，患者會看到。',
  purposes: ['皮疹', '傷口', '咽部', '舌象'],
  askPatient: '詢問患者',
  cancel: '取消',
  wait: '請稍等…',
  asked: '正在等患者回答是否同意拍照…',
  takeBack: '收回詢問',
  taking: '患者已同意，正在拍照…',
  stored: '照片已存入病歷。',
  refused: '患者不同意拍照，沒有拍下任何內容。',
  withdrawn: '患者收回了同意，沒有存下照片。',
  failed: '沒能拍到畫面，沒有存下任何內容。請確認患者的鏡頭已開啟，再問一次。',

  question: '醫生想拍一張您的照片，存入您的病歷，您同意嗎？',
  for: (purpose) => `用途：${purpose}`,
  agree: '同意拍照',
  refuse: '不同意，不拍',
  hold: '正在拍照，請不要動…',
  stop: '不拍了',
  storedPatient: '照片已存入您這次就診的病歷。',
  refusedPatient: '好的，沒有拍照。',
  withdrawnPatient: '沒有拍照。',
  failedPatient: '照片沒有拍成，沒有存下任何內容。',
  show: '看照片',
  ok: '知道了',
  trouble: '沒有成功，請再試一次。',

  list: '本次看診的照片',
  listPatient: '醫生拍下的照片',
  picture: (purpose) => `照片：${purpose}，點選放大`,
  name: (purpose) => `${purpose}.jpg`,
  takenAt: (time) => `${time} 拍攝`,
  again: '照片沒有取到，點選重試',
};

export default words;
