/** The hospital's theme: its tokens, checked strictly, and who sets them. */
import { z } from 'zod';
import { HospitalId } from './common.ts';
import { route } from './route.ts';
import { mend, sayRatio, tooLow } from './theme.contrast.ts';
import { THEMES, themeFaults, type ThemeData } from './theme.tokens.ts';

const tokens = z.record(z.string().max(40), z.string().max(400));
export const ThemeShape = z.strictObject({
  name: z.string().max(80),
  base: z.enum(THEMES).optional(),
  tokens,
  dark: tokens.optional(),
});

/** Each pair of colours that can't be read, and what would mend it. */
function illegible(theme: ThemeData): string[] {
  return tooLow(theme)
    .slice(0, 10)
    .map((pair) => {
      const { on, ground, dark, ratio, least } = pair;
      const mending = mend(theme, pair);
      const remedy = mending
        ? `; ${mending.dark ? 'dark: ' : ''}${mending.token}: ${mending.value} would do`
        : '';
      return `${dark ? 'dark' : 'light'}: ${on} on ${ground} has ${sayRatio(ratio)} : 1, needs ${least} : 1${remedy}`;
    });
}

/** Known tokens only, each in its own grammar: nothing of it can fetch, run or end a declaration. And what it makes can be read. */
export const Theme = ThemeShape.superRefine((data, context) => {
  const faults = themeFaults(data);
  for (const message of faults.length ? faults : illegible(data))
    context.addIssue({ code: 'custom', message });
});

export const themeRoutes = {
  setTheme: route({
    id: 'setTheme',
    method: 'put',
    path: '/hospitals/{hospitalId}/theme',
    summary:
      'Set the theme that the hospital’s widgets wear from their next opening on; null takes it off. One that can’t be read is refused, with its pairs of colours.',
    callers: ['administrator'],
    params: z.object({ hospitalId: HospitalId }),
    body: z.object({ theme: Theme.nullable() }),
    answer: z.object({ theme: ThemeShape.nullable() }),
    problems: [],
    perMinute: 30,
  }),
};
