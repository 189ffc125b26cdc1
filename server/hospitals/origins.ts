/** The origins of a hospital's pages: what an administrator sees of them and changes. */
import { MOST_ORIGINS, type RegisteredOrigin } from '@care-elements/contract/origin.ts';
import type { Text } from '@care-elements/contract/common.ts';
import { publicRecord, type Authorized, type ClinicianActor } from '../actor.ts';
import { record } from '../audit.ts';
import { problem } from '../problems.ts';
import type { Work } from '../work.ts';
import * as repo from './repo.ts';

/** The names of clinicians by id; who is gone is left out. */
export type NameOf = (work: Work, clinicianIds: string[]) => Promise<Map<string, Text>>;
type List = Authorized<{ origins: RegisteredOrigin[] }>;

export async function listRegistered(work: Work, nameOf: NameOf): Promise<List> {
  const rows = await repo.listOriginRows(work.tx, work.hospitalId);
  const by = await nameOf(work, [...new Set(rows.flatMap((row) => row.registeredBy ?? []))]);
  const origins = rows.map(({ origin, registeredAt, registeredBy }) => ({
    origin,
    registeredAt: registeredAt?.toISOString() ?? null,
    registeredBy: (registeredBy && by.get(registeredBy)) || null,
  }));
  return publicRecord({ origins });
}

export async function registerOrigin(
  work: Work,
  { clinicianId }: ClinicianActor,
  origin: string,
  nameOf: NameOf,
): Promise<List> {
  const { tx, hospitalId, now } = work;
  // One at a time, so that two at once don't both take the last place.
  await repo.lockHospital(tx, hospitalId);
  const there = await repo.listOrigins(tx, hospitalId);
  if (there.includes(origin)) return listRegistered(work, nameOf);
  if (there.length >= MOST_ORIGINS)
    throw problem('state-conflict', `At most ${MOST_ORIGINS} origins; remove one first.`);
  const row = { hospitalId, origin, registeredAt: now, registeredBy: clinicianId };
  await repo.insertOrigin(tx, row);
  await record(work, {
    ...{ action: 'origin.registered', resourceType: 'Origin', resourceId: origin },
    ...{ after: row, topics: [] },
  });
  return listRegistered(work, nameOf);
}

/** For setting up, by nobody of the hospital; which of them were new. */
export async function addOrigins(work: Work, origins: string[]): Promise<string[]> {
  const { tx, hospitalId, now } = work;
  const there = await repo.listOrigins(tx, hospitalId);
  const added = origins.filter((origin) => !there.includes(origin));
  if (added.length > 0 && there.length + added.length > MOST_ORIGINS)
    throw problem('state-conflict', `At most ${MOST_ORIGINS} origins; remove one first.`);
  for (const origin of added) {
    const row = { hospitalId, origin, registeredAt: now, registeredBy: null };
    await repo.insertOrigin(tx, row);
    await record(work, {
      ...{ action: 'origin.registered', resourceType: 'Origin', resourceId: origin },
      ...{ after: row, topics: [] },
    });
  }
  return added;
}

export async function removeOrigin(work: Work, origin: string, nameOf: NameOf): Promise<List> {
  const before = await repo.deleteOrigin(work.tx, work.hospitalId, origin);
  if (before)
    await record(work, {
      ...{ action: 'origin.removed', resourceType: 'Origin', resourceId: origin },
      ...{ before, topics: [] },
    });
  return listRegistered(work, nameOf);
}
