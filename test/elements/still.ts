/** Runs out what moves: a text that is half faded in has no contrast yet. What has no text, before and after an element, goes on. */
import { deep } from '../../stories/act.ts';

export function still(root: Element): void {
  // An element tells of what moves below it, but not within the shadow roots there.
  const shadows = [...deep(root)].flatMap(({ shadowRoot }) => shadowRoot ?? []);
  const moving = [root.getAnimations({ subtree: true }), ...shadows.map((shadow) => shadow.getAnimations())];
  for (const animation of moving.flat()) {
    const effect = animation.effect as KeyframeEffect | null;
    if (effect?.pseudoElement) continue;
    if (effect?.getComputedTiming().endTime === Infinity) animation.cancel();
    else animation.finish();
  }
}
