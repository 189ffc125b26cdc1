// @ts-nocheck
/** Written by `npm run i18n -- --write` from zh-CN. */
import type { RatingWords } from '../en/rating.ts';

const words: RatingWords = {
  title: '這次就診怎麼樣？',
  stars: ['很不好', '不好', '一般', '好', '很好'],
  wrongTitle: '哪裏不好？（可多選）',
  wrong: {
    'no-sound': '沒有聲音',
    'bad-sound': '聲音斷斷續續',
    'no-picture': '沒有畫面',
    'bad-picture': '畫面不清楚',
    'cut-off': '通話斷了',
    'could-not-enter': '進不去診室',
    'waited-long': '等得太久',
    'not-understood': '沒聽明白醫生説的',
    'not-helped': '問題沒有解決',
    other: '其他',
  },
  text: '還想説的話（可不填）',
  textHint: '最多 500 字。給您看病的醫生看不到這些話。',
  send: '提交',
  sending: '正在提交',
  thanks: '謝謝，我們記下了。您的評價：',
  change: '修改',
  failed: '沒有提交成功，請再試一次。',
  late: '已經不能修改了。',
};

export default words;
