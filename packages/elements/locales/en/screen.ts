/** Words of a screen that the doctor shares in a call: the doctor's button and sign, what the others see. */
import type { ScreenState } from '@care-elements/client/consult-screen.ts';

const words = {
  share: 'Share screen',
  unshare: 'Stop sharing',
  again: 'Share again',
  wait: 'Please wait…',
  choose: 'Choose in the browser’s window what to show.',
  shown: {
    monitor: 'Everyone in the call sees your whole screen.',
    window: 'Everyone in the call sees this window of yours.',
    browser: 'Everyone in the call sees this browser tab.',
    unknown: 'Everyone in the call sees your screen.',
  } satisfies Record<NonNullable<ScreenState['surface']> | 'unknown', string>,
  held: 'There is sound only at the moment: your screen is not being sent.',
  broken: 'The connection was lost, and sharing ended with it. You can share again.',
  problem: {
    dismissed: 'Nothing is being shared. Press “Share again” and choose a window or a tab.',
    'denied-by-system':
      'Your computer does not let this browser show the screen. Allow it in the system’s privacy settings under “Screen recording”, then try again.',
    'blocked-by-page': 'This page may not share screens. Its webmaster has to allow “display-capture”.',
    failed: 'The screen could not be shared. Please try again.',
  } satisfies Record<NonNullable<ScreenState['problem']>, string>,
  /** For those who look. */
  looks: 'The doctor is showing you a screen.',
  over: 'The doctor no longer shows a screen.',
  picture: 'The doctor’s screen',
  paused:
    'The network is too slow: the doctor’s screen can’t be seen at the moment. It comes back by itself.',
  coming: 'The doctor’s screen is coming…',
  closer: 'Larger',
  farther: 'Whole page',
  whole: 'Full screen',
  unwhole: 'Leave full screen',
};

export type ScreenWords = typeof words;
export default words;
