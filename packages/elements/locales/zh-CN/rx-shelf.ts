/** What a doctor need not type again: favourites, recent lines, templates, the patient's earlier prescriptions. */
import type { RxShelfWords } from '../en/rx-shelf.ts';

const words: RxShelfWords = {
  title: '常用与历史',
  more: '收藏、最近、模板、历史处方',
  loading: '正在读取…',
  tabs: { favourites: '收藏', recent: '最近', templates: '模板', history: '历史' },
  none: {
    favourites: '还没有收藏。可在下面收藏本方的药。',
    recent: '最近没有签过处方。',
    templates: '还没有模板。可在下面把本方存为模板。',
    history: '这位患者在本院没有以前的处方。',
  },
  put: '放入',
  putAll: '整组放入',
  putSaid: (n) => `已放入 ${n} 种药，请核对。`,
  leftSaid: (names) => `没有放入：${names}。`,
  overSaid: (n) => `还有 ${n} 种放不下：一张处方最多写 20 行。`,
  gone: '已不在药品目录',
  unknown: '药品目录没有应答',
  incomplete: '用法未写全',
  keep: (name) => `收藏${name}`,
  keepThese: '收藏本方的药：',
  drop: (name) => `删除${name}`,
  dropSure: '确定删除？',
  name: '模板名称',
  nameHint: '成人急性咽炎',
  share: (department) => `${department}的同事也可以用`,
  saveTemplate: '把本方存为模板',
  fits: '符合诊断',
  shared: '科室共享',
  from: (name) => `${name}医生的`,
  full: '已存满 50 个，请先删除一个。',
};
export default words;
