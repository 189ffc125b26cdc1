/** Owns the fetching of a hospital's own words: once a version, and kept by the browser. */
import type { Sentence, Wording } from '@care-elements/contract/wording.ts';

/** `base` is where the hospital's routes stand. Tried twice: what waits for it goes on with our words otherwise. */
export async function fetchWording(base: string, version: number): Promise<Sentence[]> {
  const url = `${base}/wording?version=${version}`;
  const answer = await fetch(url).catch(() => fetch(url));
  if (!answer.ok) throw new Error(`${answer.status} ${url}`);
  return ((await answer.json()) as Wording).sentences;
}
