/** Owns the fake of a shared screen: a page of a report, drawn, that is shown at once and shared without a question. */
import type { InCallState } from '@care-elements/client/consult-incall.ts';
import { NO_SCREEN, type Screen, type ScreenState } from '@care-elements/client/consult-screen.ts';

/** A blood count, small enough that it has to be enlarged on a phone. */
function report(): string {
  const canvas = document.createElement('canvas');
  canvas.width = 1600;
  canvas.height = 900;
  const pen = canvas.getContext('2d')!;
  pen.fillStyle = '#e8ecef';
  pen.fillRect(0, 0, 1600, 900);
  pen.fillStyle = '#fff';
  pen.fillRect(250, 40, 1100, 860);
  pen.fillStyle = '#16211f';
  pen.font = 'bold 44px sans-serif';
  pen.fillText('血常规 Complete blood count', 300, 120);
  pen.font = '32px sans-serif';
  const rows = [
    ['WBC', '6.2', '3.5 – 9.5', '10⁹/L'],
    ['RBC', '4.61', '3.8 – 5.1', '10¹²/L'],
    ['HGB', '108 ↓', '115 – 150', 'g/L'],
    ['HCT', '0.34 ↓', '0.35 – 0.45', ''],
    ['MCV', '74.1 ↓', '82 – 100', 'fL'],
    ['PLT', '231', '125 – 350', '10⁹/L'],
    ['NEUT', '3.9', '1.8 – 6.3', '10⁹/L'],
    ['LYMPH', '1.7', '1.1 – 3.2', '10⁹/L'],
  ];
  rows.forEach((cells, row) => {
    const y = 210 + row * 80;
    pen.fillStyle = '#c9d3d6';
    pen.fillRect(300, y + 24, 1000, 2);
    pen.fillStyle = cells[1]!.includes('↓') ? '#b3261e' : '#16211f';
    cells.forEach((cell, column) => pen.fillText(cell, 310 + column * 260, y));
  });
  return canvas.toDataURL('image/png');
}

export const SHARED: ScreenState = { ...NO_SCREEN, face: 'on', surface: 'window' };
export const LOOKED_AT: ScreenState = { ...NO_SCREEN, by: 'p_other', picture: 'on' };

export const fakeScreen = (
  get: () => ScreenState,
  change: (next: Pick<InCallState, 'screen'>) => void,
): Screen => ({
  get,
  subscribe: () => () => {},
  share: async (on) => change({ screen: on ? SHARED : { ...NO_SCREEN, face: 'off' } }),
  attach(video) {
    video.poster = report();
    return () => video.removeAttribute('poster');
  },
});
