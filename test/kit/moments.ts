/** For routes that refuse what the common fixture names, since its visit has gone on: people and papers at the moment in which each is right. */
import type { RouteId } from '@care-elements/contract/routes.ts';
import { answerTriage, NOTE, waitingPatient } from './flow.ts';
import { departmentId } from './open-test-app.ts';
import type { Fixture } from './route-cases.ts';
import type { RouteWorld } from './route-world.ts';
import { all, approved, claimed, counterToken } from '../server/dispensing/kit.ts';
import {
  AMOXICILLIN,
  asShown,
  create,
  inConsult,
  inHand,
  save,
  signed,
} from '../server/prescriptions/kit.ts';

export interface Moment {
  ids?: Partial<Fixture>;
  token: string;
  body?: unknown;
}
export type Moments = Partial<Record<RouteId, Moment>>;

export async function momentsOf({ t }: RouteWorld): Promise<Moments> {
  const hospitalId = 'renhe';
  const fresh = await t.openVisit();
  await answerTriage(t, fresh);
  const begun = { token: fresh.token, ids: { visitId: fresh.visitId } };
  const waiting = await waitingPatient(t);
  const sun = await t.tokenOf(hospitalId, 'sun');
  const pharmacist = await t.tokenOf(hospitalId, 'he', 'pharmacist');
  const counter = await counterToken(t, 'own');

  const consult = await inConsult(t);
  const noted = { token: consult.doctor.token, ids: { encounterId: consult.encounterId } };
  const { rowVersion } = (
    await t.call('GET', `/${hospitalId}/encounters/${consult.encounterId}`, { token: consult.doctor.token })
  ).body;
  const writing = await inConsult(t);
  const draft = (await save(t, writing, await create(t, writing), [AMOXICILLIN])).body;
  const drafted = { token: writing.doctor.token, ids: { prescriptionId: draft.prescriptionId } };

  const asked = await inConsult(t);
  const open = { token: pharmacist, ids: { prescriptionId: (await signed(t, asked)).prescriptionId } };
  const judged = await inConsult(t);
  const { prescriptionId } = await signed(t, judged);
  const shown = asShown(await inHand(t, judged, prescriptionId, pharmacist));
  const held = { token: pharmacist, ids: { prescriptionId } };

  const passed = await approved(t);
  const ofDoctor = {
    token: passed.doctor.token,
    ids: { prescriptionId: passed.prescriptionId, encounterId: passed.encounterId, visitId: passed.visitId },
  };
  const ofPatient = { ...ofDoctor, token: passed.patientToken };
  const line = { ...ofDoctor, ids: { ...ofDoctor.ids, id: `${passed.prescriptionId}-1` } };
  const taken = await approved(t);
  const claim = await claimed(t, counter, taken);
  const { secret } = claim;
  const atCounter = {
    token: counter,
    ids: { claimId: claim.claimId, prescriptionId: taken.prescriptionId, approvedId: taken.prescriptionId },
  };
  return {
    joinQueue: { ...begun, body: { departmentId: departmentId(hospitalId, '03') } },
    closeVisit: { ...begun, body: {} },
    leaveQueue: { token: waiting.token, ids: { entryId: waiting.entryId } },
    callNext: { token: sun },
    saveNote: { ...noted, body: { rowVersion, note: NOTE } },
    finishEncounter: { ...noted, body: { rowVersion } },
    createPrescription: noted,
    signPrescription: {
      ...drafted,
      body: { rowVersion: draft.rowVersion, alertSetHash: draft.checks.alertSetHash },
    },
    getReview: open,
    openReview: open,
    listReviewMessages: held,
    sendReviewMessage: { ...held, body: { messageId: t.deps.newId(), text: 'x' } },
    approvePrescription: { ...held, body: shown },
    returnPrescription: { ...held, body: { ...shown, reason: 'dose', note: 'x' } },
    rejectPrescription: { ...held, body: { ...shown, reason: 'dose', note: 'x' } },
    getPrescription: ofDoctor,
    listEncounterPrescriptions: ofDoctor,
    exportPrescription: ofDoctor,
    verifySeals: ofDoctor,
    getDispensing: ofDoctor,
    grantRefill: { ...ofDoctor, body: { slots: 1, reason: 'x', assessed: true } },
    extendPrescription: { ...ofDoctor, body: { days: 7, reason: 'x' } },
    getVisitDispensing: ofPatient,
    getMedicationRequest: line,
    getMedication: line,
    searchProvenances: line,
    searchMedicationDispenses: line,
    claimPrescription: { token: counter, body: { accessCode: passed.accessCode } },
    releaseClaim: { ...atCounter, body: { secret } },
    declineClaim: { ...atCounter, body: { secret, reason: 'out-of-stock', note: '' } },
    dispense: { ...atCounter, body: { secret, lines: [all(claim)] } },
    readyClaim: { ...atCounter, body: { secret } },
  };
}
