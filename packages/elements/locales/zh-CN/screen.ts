/** Words of a screen that the doctor shares in a call: the doctor's button and sign, what the others see. */
import type { ScreenWords } from '../en/screen.ts';

const words: ScreenWords = {
  share: '共享屏幕',
  unshare: '停止共享',
  again: '重新共享',
  wait: '请稍等…',
  choose: '请在浏览器弹出的窗口里，选择要展示的内容。',
  shown: {
    monitor: '通话中的人都能看到您的整个屏幕。',
    window: '通话中的人都能看到您的这个窗口。',
    browser: '通话中的人都能看到您的这个标签页。',
    unknown: '通话中的人都能看到您的屏幕。',
  },
  held: '现在只有声音，屏幕暂时没有传给对方。',
  broken: '连接断开过，屏幕共享已停止。可以重新共享。',
  problem: {
    dismissed: '没有共享任何内容。请点“重新共享”，再选择一个窗口或标签页。',
    'denied-by-system':
      '电脑系统不允许浏览器共享屏幕。请到系统的隐私设置里，允许浏览器“屏幕录制”，然后再试一次。',
    'blocked-by-page': '这个网页不允许共享屏幕，请网站管理员放开“display-capture”权限。',
    failed: '屏幕没能共享，请再试一次。',
  },
  looks: '医生正在给您看屏幕。',
  over: '医生已停止共享屏幕。',
  picture: '医生的屏幕',
  paused: '网络太慢，暂时看不到医生的屏幕，网络好了会自动恢复。',
  coming: '医生的屏幕马上出来…',
  closer: '放大',
  farther: '看整页',
  whole: '全屏',
  unwhole: '退出全屏',
};

export default words;
