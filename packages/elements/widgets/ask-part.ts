/** Owns the asking for a part of a screen that may be rendered any number of times before its chunk is there. */
import { untilHere } from '@care-elements/client/until-here.ts';

/** `const askChat = askPart(() => import('./care-chat-view.ts'))`: the first call fetches, until it is there; the others do nothing. */
export function askPart(fetch: () => Promise<unknown>): () => void {
  let asked: unknown;
  return () => void (asked ??= untilHere(fetch));
}
