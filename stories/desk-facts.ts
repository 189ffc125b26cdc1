/** Owns what waits on the desks of the stories: a department's queue with its alarms, and the doctor's patient. */
import type { EncounterView } from '@care-elements/contract/encounter.ts';
import type { Alarm, DeskEntry, DeskQueue } from '@care-elements/contract/queue.ts';
import { both, idOf, inMinutes, type World } from './facts.ts';
import { DIAGNOSES, ENCOUNTER_ID } from './rx-facts.ts';
import { ENTRY_ID, triageResult, VISIT_ID } from './visit-facts.ts';

const said = (lang: World['lang']) =>
  lang === 'en'
    ? [
        'Cough at night for two weeks',
        'Itchy rash on both arms',
        'Belly pain after eating',
        'Cold, runny nose',
        'Thoughts of hurting myself',
      ]
    : ['夜里咳嗽两周', '两臂起疹子，痒', '吃完饭肚子痛', '感冒流鼻涕', '觉得活着没意思'];

function entries(
  { others, lang, doctor, patient, complaint }: World,
  current: EncounterView | null,
): DeskEntry[] {
  const row = (i: number, change: Partial<DeskEntry>): DeskEntry => ({
    entryId: idOf(70 + i),
    visitId: idOf(80 + i),
    state: 'waiting',
    ticket: `N0${18 + i}`,
    level: 3,
    flags: [],
    patientName: others[i]!,
    ageYears: 20 + i * 13,
    sex: i % 2 ? 'female' : 'male',
    complaint: said(lang)[i]!,
    mode: i === 2 ? 'text' : 'video',
    joinedAt: inMinutes(-(34 - i * 7)),
    clinicianId: null,
    ...change,
  });
  return [
    ...(current
      ? [
          row(0, {
            ...{ entryId: ENTRY_ID, visitId: VISIT_ID, state: current.queueState, ticket: 'N017', level: 2 },
            ...{
              patientName: current.patient.name,
              ageYears: current.patient.ageYears,
              sex: patient.sex,
              complaint,
            },
            clinicianId: doctor.clinicianId,
          }),
        ]
      : []),
    row(4, { level: 2, flags: ['self-harm'] }),
    row(0, { level: 2 }),
    row(1, {}),
    row(2, {}),
    row(3, { level: 4 }),
  ];
}

export const alarm = ({ others, hospital }: World, kind: Alarm['kind'] = 'emergency'): Alarm => ({
  alarmId: idOf(kind === 'emergency' ? 91 : 92),
  visitId: idOf(93),
  departmentId: hospital.departments[0]!.departmentId,
  kind,
  reason:
    kind === 'emergency'
      ? both('胸口压榨样疼痛，已超过 15 分钟', 'Crushing chest pain for more than 15 minutes')
      : both('提到伤害自己', 'Spoke of hurting themself'),
  patientName: others[kind === 'emergency' ? 0 : 4]!,
  ageYears: 58,
  sex: 'male',
  phone: hospital.language === 'en' ? '+1 555 0199' : '139 0000 0009',
  raisedAt: inMinutes(-2),
});

export function deskQueue(
  world: World,
  change: Partial<DeskQueue> = {},
  current: EncounterView | null = null,
): DeskQueue {
  return {
    department: world.hospital.departments[0]!,
    entries: entries(world, current),
    waiting: 5,
    alarms: [],
    ...change,
  };
}

/** The doctor's patient, in the consult, with a note begun. */
export function encounter(world: World, change: Partial<EncounterView> = {}): EncounterView {
  const english = world.lang === 'en';
  return {
    encounterId: ENCOUNTER_ID,
    visitId: VISIT_ID,
    entryId: ENTRY_ID,
    ticket: 'N017',
    departmentId: world.hospital.departments[0]!.departmentId,
    queueState: 'in_consult',
    mode: 'video',
    state: 'in_progress',
    note: {
      complaint: english
        ? 'Sore throat 2 days, fever since yesterday (38.6 °C)'
        : '咽痛 2 天，发热 1 天（38.6 ℃）',
      findings: english ? 'Tonsils red, white spots seen on video' : '视频见双侧扁桃体充血，有白点',
      diagnoses: DIAGNOSES,
      advice: english ? 'Fluids, rest; come in if the fever lasts' : '多饮水，休息；发热不退请来院',
    },
    noteState: 'unsigned',
    rowVersion: 4,
    savedAt: inMinutes(-1),
    patient: world.patient,
    triage: triageResult(world),
    calledAt: inMinutes(-7),
    respondBy: inMinutes(-2),
    startedAt: inMinutes(-6),
    ...change,
  };
}
