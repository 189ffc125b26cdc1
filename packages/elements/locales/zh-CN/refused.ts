import type { RefusedWords } from '../en/refused.ts';

const words: RefusedWords = {
  title: '本页暂时不能线上看病',
  patient: '网站还没有设置好。请给医院打电话。',
  webmaster: '致本网站的管理员',
  why: (hospital) => `只有登记过的网页才能使用医院“${hospital}”的服务。本页还没有登记：`,
  nowhere:
    '本页没有可以登记的地址：它是从文件直接打开的，或者放在受限的框架（sandbox）里。请通过网站服务器打开。',
  how: '请医院的管理员在这里登记，然后重新打开本页。',
  register: '去登记本页',
  reload: '重新打开',
};

export default words;
