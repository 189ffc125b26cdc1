/** Facts in which everything is in order, and changes of them. */
import type { Facts, ItemFacts } from '../../../server/rules/facts.ts';

/** A change of facts in which everything is in order: group by group. */
export type Change = { [K in keyof Facts]?: Partial<NonNullable<Facts[K]>> };
export const NOW = '2026-11-22';
const name = { 'zh-CN': '药', en: 'Medicine' };
export const item = (change: Partial<ItemFacts> = {}): ItemFacts => ({
  ...{ line: 1, name, drugId: 'a', atc: 'C09CA01', controlled: null, antimicrobial: null, days: 7 },
  ...{ chronicInfection: false, herbal: false, specialStorage: false },
  ...change,
});
/** Everything is known, and in order, at every transition. */
export const SOUND: Facts = {
  hospital: { pilots: [], regulatorInterface: true },
  patient: { patientId: 'p', ageYears: 40, guardianPresent: false, realNameChecked: true },
  clinician: {
    ...{ clinicianId: 'doctor', realNameChecked: true, independentPracticeYears: 10 },
    ...{ institutionConsents: true, pilots: [] },
  },
  visit: {
    ...{ visitId: 'v', treatment: true, treatingDoctorId: 'doctor', pilot: null, speciality: 'internal' },
    attendedByMachine: null,
    revisit: { evidence: 'encounter', checkedByDoctor: true, sameDiagnosis: true, commonOrChronic: true },
    ...{ conditionChanged: false, judgedFirst: false, stopped: false, referredOffline: false },
  },
  consent: { healthData: true, separate: true, by: 'patient' },
  prescription: {
    ...{ prescriptionId: 'rx', revision: 1, prescriberId: 'doctor', writtenByMachine: null, items: [item()] },
    ...{ emergency: false, longReason: '', longAssessed: false, guardianConfirmed: false },
    ...{ signedOn: NOW, validThrough: NOW, extensionReason: '', signedAt: '2026-11-22T02:00:00.000Z' },
  },
  signature: {
    ...{ signerId: 'doctor', exclusive: true, soleControl: true },
    ...{ signatureTamperEvident: true, textTamperEvident: true },
  },
  review: {
    ...{ reviewerId: 'pharmacist', pharmacist: true, dispensingYears: 10, revision: 1 },
    steps: ['legality', 'form', 'suitability'],
    ...{ decision: 'approved', decidedAt: '2026-11-22T03:00:00.000Z', incompatible: 0, excessive: 0 },
  },
  dispensing: { at: '2026-11-22T04:00:00.000Z', items: [{ line: 1, drugId: 'a' }] },
  retention: { kind: 'record', from: '2020-01-01', until: '2100-01-01' },
  trace: { missing: [] },
  report: { platform: 'cn-gansu', delaySeconds: 1 },
};
export const sound = (change: Change = {}): Facts =>
  Object.fromEntries(
    Object.keys(SOUND).map((group) => [
      group,
      { ...SOUND[group as keyof Facts], ...change[group as keyof Facts] },
    ]),
  );
