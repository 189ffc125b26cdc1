/** The hospital's theme: set by an administrator, seen by everybody with the hospital. */
import type { ThemeData } from '@care-elements/contract/theme.tokens.ts';
import { publicRecord, type Authorized } from '../actor.ts';
import { record } from '../audit.ts';
import type { Work } from '../work.ts';
import * as repo from './repo.ts';
import { requireHospital } from './service.ts';

export async function setTheme(
  work: Work,
  theme: ThemeData | null,
): Promise<Authorized<{ theme: ThemeData | null }>> {
  const { tx, hospitalId } = work;
  // One at a time, so that the trail says what followed what.
  await repo.lockHospital(tx, hospitalId);
  const before = (await requireHospital(work)).theme ?? null;
  await repo.setTheme(tx, hospitalId, theme);
  await record(work, {
    ...{ action: 'theme.set', resourceType: 'Hospital', resourceId: hospitalId },
    ...{ before: { theme: before }, after: { theme }, topics: [] },
  });
  return publicRecord({ theme });
}
