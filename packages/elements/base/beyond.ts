/** Owns what an element is told beyond its base, fetched when there is something: its tag's theme, elder mode, its hospital's theme and words, or that its page is refused. */
import type { Own } from '@care-elements/client/api.ts';
import type { Problem } from '@care-elements/client/problem.ts';
import { untilHere } from '@care-elements/client/until-here.ts';
import { dress, hospitalTheme } from '../theme/dress.ts';
import { attendants, CareElement } from './care-element.ts';

// From now on each element is dressed before it is drawn, new ones and those within, too.
attendants.push(dress);

/** `told` is an element with a theme or in elder mode, a hospital with one or with words of its own, or a refusal by the server whose routes begin with `base`. */
export async function beyond(
  told: CareElement | Own | Problem,
  base = '',
  connected: Iterable<CareElement>,
): Promise<void> {
  if (told instanceof CareElement) {
    if (told.elder) void untilHere(() => import('../controls/elder-mode.ts')).then(({ see }) => see(told));
    return dress(told);
  }
  if (told instanceof Error) return (await import('./refused.ts')).refused(told, base, connected);
  if (told.theme) hospitalTheme(base, told.theme, connected);
  if (told.wording) await (await import('./own-words.ts')).ownWords(base, told.wording, connected);
}
