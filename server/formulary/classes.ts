/** Kinds of medicines of which one is enough. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { Text } from '@care-elements/contract/common.ts';
import { CONFIDENCES } from '@care-elements/contract/formulary.ts';

const DuplicateClass = z.strictObject({
  class: z.string(),
  name: Text,
  severity: z.enum(['block', 'warn']),
  /** Ingredients that are given beside another of the kind for a reason of their own. */
  except: z.array(z.string()),
  source: z.array(z.string()).min(1),
  confidence: z.enum(CONFIDENCES),
});
export type DuplicateClass = z.infer<typeof DuplicateClass>;

export const DUPLICATE_CLASSES: readonly DuplicateClass[] = z
  .object({ about: z.string(), classes: z.array(DuplicateClass) })
  .parse(JSON.parse(readFileSync(new URL('./data/duplicate-classes.json', import.meta.url), 'utf8'))).classes;
