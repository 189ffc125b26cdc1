// @ts-nocheck
/** Written by `npm run i18n -- --write` from zh-CN. */
import type { ReviewThreadWords } from '../en/review-thread.ts';

const words: ReviewThreadWords = {
  ask: '詢問醫生',
  askMore: '醫生會馬上看到，就診結束後也能看到。得到答覆前，這張處方為您保留。',
  title: '與醫生核實',
  doctorTitle: '藥師有疑問',
  more: '您答覆後，藥師才能繼續審核這張處方。',
  answered: '您已答覆，等藥師審核。',
  doctorAnswered: '醫生已答覆',
  decide: '現在可以審核，也可以再問。',
  about: (name, number) => `${name}，處方 ${number}`,
  you: '您',
  read: '已讀',
  sent: '已發送',
  unread: (n) => `${n} 條未讀`,
  waitsForDoctor: '等待醫生答覆',
  label: '您的問題',
  answerLabel: '您的答覆',
  send: '發送',
  sending: '正在發送',
  empty: '請先填寫內容',
  over: '這張處方已不在審核中，不能再發送。',
  failed: '沒有發送成功，請重試。',
  problems: {
    network: '網絡斷開了，沒有發送成功，請重試。',
    'review-not-held': '這張處方已不在您手中，沒有發送。',
    'state-conflict': '這張處方已不在審核中，沒有發送。',
    'too-many-requests': '發送太頻繁，請等一分鐘。',
  },
};
export default words;
