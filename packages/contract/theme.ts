/** The hospital's theme: its tokens, checked strictly, and who sets them. */
import { z } from 'zod';
import { HospitalId } from './common.ts';
import { route } from './route.ts';
import { THEMES, themeFaults } from './theme.tokens.ts';

const tokens = z.record(z.string().max(40), z.string().max(400));
export const ThemeShape = z.strictObject({
  name: z.string().max(80),
  base: z.enum(THEMES).optional(),
  tokens,
  dark: tokens.optional(),
});

/** Known tokens only, each in its own grammar: nothing of it can fetch, run or end a declaration. */
export const Theme = ThemeShape.superRefine((data, context) => {
  for (const message of themeFaults(data)) context.addIssue({ code: 'custom', message });
});

export const themeRoutes = {
  setTheme: route({
    id: 'setTheme',
    method: 'put',
    path: '/hospitals/{hospitalId}/theme',
    summary: 'Set the theme that the hospital’s widgets wear from their next opening on; null takes it off.',
    callers: ['administrator'],
    params: z.object({ hospitalId: HospitalId }),
    body: z.object({ theme: Theme.nullable() }),
    answer: z.object({ theme: ThemeShape.nullable() }),
    problems: [],
    perMinute: 30,
  }),
};
