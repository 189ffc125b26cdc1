/** For tests of prescriptions: a patient in consult with a doctor of their own, and short ways through the steps. */
import assert from 'node:assert/strict';
import type { AntimicrobialRight } from '@care-elements/contract/antimicrobial.ts';
import type { ItemInput, Prescription } from '@care-elements/contract/prescription.ts';
import type { OpenReview } from '@care-elements/contract/review.ts';
import type { PharmacistGrade } from '@care-elements/contract/session.ts';
import { SYSTEM } from '../../../server/actor.ts';
import { demoDepartmentId } from '../../../server/demo/seed.ts';
import { planEncounter, startEncounter } from '../../../server/encounters/lifecycle.ts';
import { insertEntry } from '../../../server/queue/repo.ts';
import { addClinician } from '../../../server/sessions/service.ts';
import { inHospital } from '../../../server/work.ts';
import { signedIn, type TestApp } from '../../kit/open-test-app.ts';
import { confirmedRevisit } from '../../kit/revisit.ts';

let count = 0;

export interface NewClinician {
  hospitalId?: string;
  role?: 'doctor' | 'pharmacist' | 'pharmacy';
  treatmentRight?: boolean;
  antimicrobialRight?: AntimicrobialRight;
  /** Of a pharmacist: rank and years as most have them; null is not on record. */
  grade?: PharmacistGrade | null;
  dispensingSince?: string | null;
}
export async function addPerson(
  test: TestApp,
  {
    hospitalId = 'renhe',
    role = 'doctor',
    treatmentRight = role === 'doctor',
    antimicrobialRight = treatmentRight ? 'restricted' : 'none',
    grade = 'pharmacist',
    dispensingSince = '2015-07-01',
  }: NewClinician = {},
): Promise<{ clinicianId: string; token: string }> {
  const clinicianId = test.deps.newId();
  const name = { 'zh-CN': `测试${++count}`, en: `Test ${count}` };
  await inHospital(test.deps, hospitalId, { doer: SYSTEM, requestId: null }, (work) =>
    addClinician(
      work,
      {
        ...{ hospitalId, clinicianId, username: `rx${count}`, passwordHash: '', role },
        ...{ name, title: name, active: true, createdAt: work.now },
        antimicrobialRight,
        ...(role === 'pharmacist' ? { pharmacistGrade: grade, dispensingSince } : {}),
      },
      [
        {
          departmentId: demoDepartmentId(hospitalId, '02'),
          consultRight: role === 'doctor',
          treatmentRight,
        },
      ],
    ),
  );
  return { clinicianId, token: await tokenFor(test, hospitalId, role, clinicianId) };
}
export const tokenFor = (
  test: TestApp,
  hospitalId: string,
  role: 'doctor' | 'pharmacist' | 'pharmacy',
  clinicianId: string,
) => signedIn(test.deps, { hospitalId, sessionId: test.deps.newId(), role, clinicianId });

export interface Consult {
  hospitalId: string;
  visitId: string;
  encounterId: string;
  patientToken: string;
  doctor: { clinicianId: string; token: string };
}

/** A visit in consult, a revisit with its evidence confirmed; the note has a diagnosis. Unless told otherwise. */
export async function inConsult(
  test: TestApp,
  {
    hospitalId = 'renhe',
    patient = {},
    diagnosed = true,
    treatmentRight = true,
    revisit = true,
  }: {
    hospitalId?: string;
    patient?: Record<string, unknown>;
    diagnosed?: boolean;
    treatmentRight?: boolean;
    revisit?: boolean;
  } = {},
): Promise<Consult> {
  const visit = await test.openVisit(hospitalId, { birthDate: '1980-05-05', sex: 'male', ...patient });
  const doctor = await addPerson(test, { hospitalId, treatmentRight });
  const entryId = test.deps.newId();
  const encounterId = await inHospital(
    test.deps,
    hospitalId,
    { doer: SYSTEM, requestId: null },
    async (work) => {
      const { tx, now } = work;
      const entry = await insertEntry(tx, {
        ...{ hospitalId, entryId, visitId: visit.visitId, departmentId: demoDepartmentId(hospitalId, '02') },
        ...{ state: 'in_consult', ticket: `T${++count}`, level: 3, flags: [], complaint: '咳嗽' },
        ...{ joinedAt: now, rankAt: now, clinicianId: doctor.clinicianId, calledAt: now, respondBy: now },
        ...{ enteredAt: now, endedAt: null, previousEntryId: null },
      });
      await planEncounter(work, entry, doctor.clinicianId);
      await startEncounter(work, entryId);
      const { encounterOfVisit } = await import('../../../server/encounters/service.ts');
      return (await encounterOfVisit(work, visit.visitId))!.encounterId;
    },
  );
  const consult = { hospitalId, visitId: visit.visitId, encounterId, patientToken: visit.token, doctor };
  if (revisit) await confirmedRevisit(test.deps, hospitalId, encounterId);
  if (diagnosed) await writeNote(test, consult, 0);
  return consult;
}

export async function writeNote(test: TestApp, c: Consult, rowVersion: number): Promise<void> {
  const note = {
    complaint: '咳嗽三天',
    findings: '',
    diagnoses: [
      { code: 'J06.9', name: { 'zh-CN': '急性上呼吸道感染', en: 'Acute upper respiratory infection' } },
    ],
    advice: '多休息',
  };
  const path = `/${c.hospitalId}/encounters/${c.encounterId}/note`;
  const { status, body } = await test.call('PUT', path, {
    token: c.doctor.token,
    body: { rowVersion, note },
  });
  assert.equal(status, 200, JSON.stringify(body));
}

export const AMOXICILLIN: ItemInput = {
  drugId: 'amoxicillin-capsule-500mg',
  dose: { value: '0.5', unit: 'g' },
  route: null,
  frequency: 'tid',
  maxPerDay: null,
  days: 7,
  packs: null,
  note: null,
};
export const line = (drugId: string, change: Partial<ItemInput> = {}): ItemInput => ({
  ...AMOXICILLIN,
  drugId,
  ...change,
});

export const rxPath = (c: Consult, id: string, action = '') =>
  `/${c.hospitalId}/prescriptions/${id}${action && `/${action}`}`;

export async function create(test: TestApp, c: Consult): Promise<Prescription> {
  const path = `/${c.hospitalId}/encounters/${c.encounterId}/prescriptions`;
  const { status, body } = await test.call('POST', path, { token: c.doctor.token });
  assert.equal(status, 201, JSON.stringify(body));
  return body;
}

export async function save(
  test: TestApp,
  c: Consult,
  rx: Pick<Prescription, 'prescriptionId' | 'rowVersion'>,
  items: ItemInput[],
  more: Record<string, unknown> = {},
) {
  const body = {
    rowVersion: rx.rowVersion,
    items,
    longReason: '',
    guardianConfirmed: false,
    overrides: [],
    ...more,
  };
  return test.call('PUT', rxPath(c, rx.prescriptionId), { token: c.doctor.token, body });
}

export const sign = (test: TestApp, c: Consult, rx: Prescription, token = c.doctor.token) =>
  test.call('POST', rxPath(c, rx.prescriptionId, 'sign'), {
    token,
    body: { rowVersion: rx.rowVersion, alertSetHash: rx.checks.alertSetHash },
  });

/** Created, saved with these lines, and signed. */
export async function signed(
  test: TestApp,
  c: Consult,
  items: ItemInput[] = [AMOXICILLIN],
): Promise<Prescription> {
  const saved = await save(test, c, await create(test, c), items);
  assert.equal(saved.status, 200, JSON.stringify(saved.body));
  const done = await sign(test, c, saved.body);
  assert.equal(done.status, 200, JSON.stringify(done.body));
  return done.body;
}

/** As this pharmacist sees it. */
export async function seen(
  test: TestApp,
  c: Consult,
  prescriptionId: string,
  token: string,
): Promise<Prescription> {
  const { status, body } = await test.call('GET', rxPath(c, prescriptionId), { token });
  assert.equal(status, 200, JSON.stringify(body));
  return body;
}

/** Taken in hand by this pharmacist; throws where they may not. */
export async function inHand(
  test: TestApp,
  c: Consult,
  prescriptionId: string,
  token: string,
): Promise<OpenReview> {
  const { status, body } = await test.call('POST', rxPath(c, prescriptionId, 'review'), { token });
  assert.equal(status, 200, JSON.stringify(body));
  return body;
}

/** The steps walked in order, and everything ticked that could not be checked. */
export const asShown = ({ prescription: rx, checklist }: OpenReview) => ({
  ...{ rxHash: rx.rxHash, alertSetHash: rx.checks.alertSetHash },
  walked: checklist.clean ? [] : ['legality', 'form', 'suitability'],
  ticked: checklist.lines.filter(({ verdict }) => verdict === 'unable').map(({ id }) => id),
});

/** Opened, taken in hand where it can be, and decided. */
export async function decide(
  test: TestApp,
  c: Consult,
  prescriptionId: string,
  token: string,
  action: 'approve' | 'return' | 'reject',
  more: Record<string, unknown> = action === 'approve' ? {} : { reason: 'dose', note: '剂量请核对' },
) {
  const review = await inHand(test, c, prescriptionId, token);
  const body = { ...asShown(review), ...more };
  return test.call('POST', rxPath(c, prescriptionId, action), { token, body });
}
