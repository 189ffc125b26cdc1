/** Owns the theme studio's preview: the page of ours that shows stories, in a frame, one for the light and one for the dark. */
import { PREVIEW, type Asked, type Told } from './studio-talk.ts';

export interface Preview {
  element: HTMLElement;
  show(asked: Asked): void;
  close(): void;
}
export type PreviewOf = (tell: (told: Told) => void) => Preview;

/** What is shown has invented people only, no network, and neither camera nor sound. */
export const framed: PreviewOf = (tell) => {
  const frame = document.createElement('iframe');
  frame.src = new URL('/gallery.html', import.meta.url).href;
  frame.allow = "autoplay 'none'; camera 'none'; microphone 'none'; display-capture 'none'";
  let last: Asked | undefined;
  let ready = false;
  const say = () =>
    ready && last && frame.contentWindow?.postMessage({ [PREVIEW]: last }, new URL(frame.src).origin);
  const hear = ({ source, data }: MessageEvent) => {
    const told = source !== null && source === frame.contentWindow && (data?.[PREVIEW] as Told | undefined);
    if (!told) return;
    // Anew whenever the frame was loaded anew.
    if ('ready' in told) {
      ready = true;
      say();
    }
    tell(told);
  };
  addEventListener('message', hear);
  return {
    element: frame,
    show: (asked) => ((last = asked), say()),
    close: () => removeEventListener('message', hear),
  };
};
