/** The pharmacies of a hospital, and which of them a member of staff stands at. */
import { isDeepStrictEqual } from 'node:util';
import type { Pharmacy } from '@care-elements/contract/dispense.ts';
import { authorize, type Authorized, type ClinicianActor } from '../actor.ts';
import { record } from '../audit.ts';
import { problem } from '../problems.ts';
import { requireClinician } from '../sessions/service.ts';
import type { Work } from '../work.ts';
import * as repo from './repo.ts';

export type { PharmacyRow } from './repo.ts';
/** At a counter: a partner's staff, or a pharmacist of the hospital at its own. Both act as `pharmacy` in the machines. */
export type CounterActor = ClinicianActor<'pharmacy'> | ClinicianActor<'pharmacist'>;

export function pharmacyView(row: repo.PharmacyRow): Pharmacy {
  const { pharmacyId, name, address, phone, hours, own, pickup, delivers } = row;
  return { pharmacyId, name, address, phone, hours, own, pickup, delivers };
}

export async function listPharmacies({
  tx,
  hospitalId,
}: Work): Promise<Authorized<{ pharmacies: Pharmacy[] }>> {
  const rows = await repo.listPharmacies(tx, hospitalId);
  return authorize(true, { pharmacies: rows.map(pharmacyView) });
}

/** The pharmacy where the actor works; throws `not-entitled`. */
export async function ownPharmacy(work: Work, actor: CounterActor): Promise<repo.PharmacyRow> {
  const row = await repo.pharmacyOf(work.tx, work.hospitalId, actor.clinicianId);
  if (!row?.active) throw problem('not-entitled', 'The account stands at no pharmacy’s counter.');
  const { active } = await requireClinician(work, actor.clinicianId);
  if (!active) throw problem('not-entitled', 'The account is closed.');
  return row;
}

/** Whether somebody may follow what happens at a counter. */
export async function standsAt(work: Work, clinicianId: string, pharmacyId: string): Promise<boolean> {
  return (await repo.pharmacyOf(work.tx, work.hospitalId, clinicianId))?.pharmacyId === pharmacyId;
}

/** One that takes prescriptions; throws `not-found`. */
export async function requirePharmacy(work: Work, pharmacyId: string): Promise<repo.PharmacyRow> {
  const row = await repo.getPharmacy(work.tx, work.hospitalId, pharmacyId);
  if (!row?.active) throw problem('not-found');
  return row;
}

/** For setting up: idempotent. */
export const addPharmacy = ({ tx }: Work, row: repo.PharmacyRow, staff: string[]): Promise<void> =>
  repo.insertPharmacy(tx, row, staff);

/** A pharmacy with the ids of who stands at its counter. */
export type Staffed = repo.PharmacyRow & { staff: string[] };

/** Closed ones too. */
export async function listStaffed({ tx, hospitalId }: Work): Promise<Staffed[]> {
  const staff = await repo.listStaff(tx, hospitalId);
  return (await repo.listAllPharmacies(tx, hospitalId)).map((row) => ({
    ...row,
    staff: staff
      .filter(({ pharmacyId }) => pharmacyId === row.pharmacyId)
      .map(({ clinicianId }) => clinicianId)
      .sort(),
  }));
}

/** For setting up: adds the pharmacy, or changes the one that is there. Whether it did. */
export async function putPharmacy(
  work: Work,
  there: Staffed | undefined,
  wanted: Staffed,
): Promise<'added' | 'changed' | null> {
  if (isDeepStrictEqual(there, wanted)) return null;
  const { staff, ...row } = wanted;
  await repo.savePharmacy(work.tx, row);
  await repo.replaceStaff(work.tx, work.hospitalId, row.pharmacyId, staff);
  const done = there ? 'changed' : 'added';
  await record(work, {
    ...{ action: `pharmacy.${done}`, resourceType: 'Organization', resourceId: row.pharmacyId },
    ...{ before: there, after: wanted, topics: [] },
  });
  return done;
}
