/** How the patient found the visit. */
import type { RatingWords } from '../en/rating.ts';

const words: RatingWords = {
  title: '这次就诊怎么样？',
  stars: ['很不好', '不好', '一般', '好', '很好'],
  wrongTitle: '哪里不好？（可多选）',
  wrong: {
    'no-sound': '没有声音',
    'bad-sound': '声音断断续续',
    'no-picture': '没有画面',
    'bad-picture': '画面不清楚',
    'cut-off': '通话断了',
    'could-not-enter': '进不去诊室',
    'waited-long': '等得太久',
    'not-understood': '没听明白医生说的',
    'not-helped': '问题没有解决',
    other: '其他',
  },
  text: '还想说的话（可不填）',
  textHint: '最多 500 字。给您看病的医生看不到这些话。',
  send: '提交',
  sending: '正在提交',
  thanks: '谢谢，我们记下了。您的评价：',
  change: '修改',
  failed: '没有提交成功，请再试一次。',
  late: '已经不能修改了。',
};

export default words;
