/** Owns what an element is told beyond its base, fetched when there is something: its tag's theme, its hospital's, or that its page is refused. */
import type { Problem } from '@care-elements/client/problem.ts';
import type { ThemeData } from '@care-elements/contract/theme.tokens.ts';
import { dress, hospitalTheme } from '../theme/dress.ts';
import { CareElement } from './care-element.ts';
import { LightElement } from './light-element.ts';

// From now on each element is dressed before it is drawn, new ones and those within, too.
const { performUpdate } = LightElement.prototype as unknown as { performUpdate(): void };
Object.assign(LightElement.prototype, {
  performUpdate(this: LightElement) {
    if (this instanceof CareElement) dress(this);
    performUpdate.call(this);
  },
});

/** `told` is an element with a theme, a hospital with one, or a refusal by the server whose routes begin with `base`. */
export async function beyond(
  told: CareElement | { theme: ThemeData } | Problem,
  base = '',
  connected: Iterable<CareElement>,
): Promise<void> {
  if (told instanceof CareElement) return;
  if ('theme' in told) hospitalTheme(base, told.theme, connected);
  else await (await import('./refused.ts')).refused(told, base, connected);
}
