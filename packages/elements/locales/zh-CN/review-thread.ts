/** The clarification about a prescription, at the pharmacy and at the doctor's desk. */
import type { ReviewThreadWords } from '../en/review-thread.ts';

const words: ReviewThreadWords = {
  ask: '询问医生',
  askMore: '医生会马上看到，就诊结束后也能看到。得到答复前，这张处方为您保留。',
  title: '与医生核实',
  doctorTitle: '药师有疑问',
  more: '您答复后，药师才能继续审核这张处方。',
  answered: '您已答复，等药师审核。',
  doctorAnswered: '医生已答复',
  decide: '现在可以审核，也可以再问。',
  about: (name, number) => `${name}，处方 ${number}`,
  you: '您',
  read: '已读',
  sent: '已发送',
  unread: (n) => `${n} 条未读`,
  waitsForDoctor: '等待医生答复',
  label: '您的问题',
  answerLabel: '您的答复',
  send: '发送',
  sending: '正在发送',
  empty: '请先填写内容',
  over: '这张处方已不在审核中，不能再发送。',
  failed: '没有发送成功，请重试。',
  problems: {
    network: '网络断开了，没有发送成功，请重试。',
    'review-not-held': '这张处方已不在您手中，没有发送。',
    'state-conflict': '这张处方已不在审核中，没有发送。',
    'too-many-requests': '发送太频繁，请等一分钟。',
  },
};
export default words;
