/** Puts the demo's hospitals, departments, origins and accounts into the database; what is there already stays. */
import { SYSTEM } from '../actor.ts';
import { addPharmacy } from '../dispensing/pharmacies.ts';
import { addHospital } from '../hospitals/service.ts';
import { namedId } from '../named-id.ts';
import { hashPassword } from '../sessions/password.ts';
import { addClinician } from '../sessions/service.ts';
import { inHospital, type WorkBase } from '../work.ts';
import { DEMO_HOSPITALS, DEMO_PASSWORD, type DemoHospital } from './hospitals.ts';
import { seedShelf } from './shelf.ts';

/** The same at every start. */
const demoId = (name: string): string => namedId(`care demo ${name}`);
export const demoDepartmentId = (hospitalId: string, code: string): string =>
  demoId(`${hospitalId} department ${code}`);
export const demoClinicianId = (hospitalId: string, username: string): string =>
  demoId(`${hospitalId} clinician ${username}`);
export const demoPharmacyId = (hospitalId: string, key: string): string =>
  demoId(`${hospitalId} pharmacy ${key}`);

/** Who has something on their shelf, and the department that shares it. */
const SHELVES: Record<string, string> = { zhao: '03', delgado: '02' };

/** Once for a process: it takes a quarter of a second, and tests seed a hospital in each file. */
let demoHash: Promise<string> | undefined;

/** `origins`: the web pages that may embed the widgets of each hospital. */
export async function seedDemo(
  base: WorkBase,
  origins: Record<string, string[]>,
  hospitals: DemoHospital[] = DEMO_HOSPITALS,
): Promise<void> {
  const passwordHash = await (demoHash ??= hashPassword(DEMO_PASSWORD));
  for (const hospital of hospitals) {
    await inHospital(base, hospital.hospitalId, { doer: SYSTEM, requestId: null }, async (work) => {
      const { hospitalId, clinicians, departments, pharmacies, ...face } = hospital;
      const rows = departments.map((department, sort) => ({
        ...{ hospitalId, covers: [], hours: null, online: 'treat' as const, ...department, sort, open: true },
        departmentId: demoDepartmentId(hospitalId, department.code),
      }));
      const row = {
        hospitalId,
        ...face,
        crisisLine: null,
        theme: null,
        wordingVersion: 0,
        wordingCount: 0,
        childAge: 14,
        reviewWaits: null,
        demo: true,
        createdAt: work.now,
      };
      await addHospital(work, row, rows, origins[hospitalId] ?? []);
      for (const { departments: codes, treatsIn, ...person } of clinicians) {
        const clinicianId = demoClinicianId(hospitalId, person.username);
        const posts = codes.map((code) => ({
          departmentId: demoDepartmentId(hospitalId, code),
          ...{ consultRight: true, treatmentRight: treatsIn.includes(code) },
        }));
        await addClinician(
          work,
          {
            hospitalId,
            clinicianId,
            ...person,
            passwordHash,
            active: true,
            createdAt: work.now,
          },
          posts,
        );
        const shared = SHELVES[person.username];
        if (shared) {
          const departmentId = demoDepartmentId(hospitalId, shared);
          await seedShelf(work, demoId, { clinicianId, departmentId });
        }
      }
      for (const { key, staff, ...shop } of pharmacies) {
        const pharmacyId = demoPharmacyId(hospitalId, key);
        await addPharmacy(
          work,
          { hospitalId, pharmacyId, ...shop, active: true, createdAt: work.now },
          staff.map((username) => demoClinicianId(hospitalId, username)),
        );
      }
    });
  }
}
