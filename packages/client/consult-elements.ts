/** Owns which media elements of the page show the own camera or play somebody, from before the call until after it. */
import type { Call } from './consult-call.ts';
import { showTrack } from './consult-devices.ts';

export interface Elements {
  /** Shows the own camera in an element from now on. Returns how to stop. */
  local(video: HTMLVideoElement): () => void;
  /** The same with a participant. */
  remote(identity: string, element: HTMLMediaElement): () => void;
  /** Shows the own camera as it is now. */
  preview(): void;
  /** A call has come: whoever waits for their picture gets it. */
  attach(): void;
  /** The call is gone; the elements wait for the next. */
  forget(): void;
}

export function createElements(
  camera: () => MediaStreamTrack | null,
  call: () => Call | undefined,
): Elements {
  const previews = new Set<HTMLVideoElement>();
  const remotes = new Map<HTMLMediaElement, { identity: string; off?: (() => void) | undefined }>();
  const attach = () => {
    for (const [element, attached] of remotes) attached.off ??= call()?.attach(attached.identity, element);
  };
  return {
    local(video) {
      previews.add(video);
      showTrack(video, camera());
      return () => {
        previews.delete(video);
        video.srcObject = null;
      };
    },
    remote(identity, element) {
      remotes.set(element, { identity });
      attach();
      return () => {
        remotes.get(element)?.off?.();
        remotes.delete(element);
      };
    },
    preview() {
      for (const video of previews) showTrack(video, camera());
    },
    attach,
    forget() {
      for (const attached of remotes.values()) attached.off = undefined;
    },
  };
}
