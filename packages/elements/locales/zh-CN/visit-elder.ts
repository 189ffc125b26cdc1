/** Elder mode: what its bar says, and that there is time. */
import type { VisitElderWords } from '../en/visit-elder.ts';

const words: VisitElderWords = {
  label: '阅读帮助',
  person: '打电话找人帮忙',
  read: '读给我听',
  stop: '停止朗读',
  smaller: '字小一点',
  larger: '字大一点',
  size: (px) => `字号 ${px}`,
  back: '返回',
  of: (at, all) => `第 ${at} 项，共 ${all} 项`,
  more: '显示更多内容',
  less: '收起更多内容',
  time: '不着急，慢慢来。中途停下，以后可以接着做。',
  called: '来不及也没关系，可以重新排队。',
};

export default words;
