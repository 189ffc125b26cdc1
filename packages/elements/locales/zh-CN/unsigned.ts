import type { UnsignedWords } from '../en/unsigned.ts';

const words: UnsignedWords = {
  title: '还没签名的病历',
  about: '这些患者在您签名之前已转给同事或离开。请在这里写完并签名您的部分。',
  heading: (name) => `您给${name}写的病历`,
  went: (time) => `患者于 ${time} 转走或离开。`,
  final: '签名后不能再修改。',
  sign: '签名',
  signing: '正在签名…',
  later: '以后再写',
  signed: (name) => `${name}的病历已签名。`,
  unsaved: '病历还没有保存好，请稍等再试。',
};

export default words;
