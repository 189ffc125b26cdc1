/** Owns the visits of the stories: the view that the server would send for each screen of a patient. */
import type { Invitation } from '@care-elements/contract/invitation.ts';
import type { QueuePlace } from '@care-elements/contract/queue.ts';
import type { TriageResult } from '@care-elements/contract/triage.ts';
import type { BegunTriage, Complaint, Heard } from '@care-elements/contract/triage.routes.ts';
import type { VisitView } from '@care-elements/contract/visit.ts';
import complaints from '@care-elements/triage/complaints.json' with { type: 'json' };
import soreThroat from '@care-elements/triage/protocols/sore-throat.json' with { type: 'json' };
import { evaluate } from '@care-elements/triage/engine.ts';
import type { Protocol } from '@care-elements/triage/protocol.ts';
import { speakQuestion, type Voice } from '@care-elements/triage/speak.ts';
import { both, idOf, inMinutes, type World } from './facts.ts';
import type { Answers } from './fake-care.ts';

export const VISIT_ID = idOf(2);
export const ENTRY_ID = idOf(7);
export const SESSION = { token: 'story', visitId: VISIT_ID };

/** The one that the stories ask in full. */
const ASKED = soreThroat as unknown as Protocol;
const HASH = '5'.repeat(64);

const COMPLAINTS: Complaint[] = complaints.map(({ complaintId, name }) => ({
  complaintId,
  name,
  synonyms: complaintId === ASKED.complaint ? ASKED.synonyms : { 'zh-CN': [name['zh-CN']], en: [name.en] },
  protocolId: complaintId,
}));

/** What was understood of the patient's words: one that leads straight to its question, and one that names the complaint. */
const heardIn = (words: string): Heard[] => [
  { words, redFlag: false, means: [] },
  {
    ...{ words: /[a-z]/.test(words) ? 'cannot swallow' : '咽不下口水', redFlag: true },
    means: [
      {
        ...{ linkId: 'danger', code: 'throat-closing' },
        display: both('喉咙、舌头突然肿胀，咽不下口水', 'Unable to swallow saliva'),
      },
    ],
  },
];
const MEASURES: BegunTriage['measures'] = [
  { name: 'temp', heard: 38.5 },
  { name: 'hr' },
  { name: 'sbp' },
  { name: 'dbp' },
  { name: 'spo2' },
];

/** The questions as they are put to who answers. */
export function begunTriage(voice: Voice, age: number): BegunTriage {
  const { next, left } = evaluate([ASKED], {}, { age, sex: 'male' });
  const { id, version, title, rules, otherwise } = ASKED;
  const questions = ASKED.questions.map((question) => speakQuestion(question, voice));
  return {
    protocols: [{ id, version, hash: HASH, title, reviewed: false, questions, rules, otherwise }],
    ...{ heard: {}, signs: [], measures: MEASURES, regions: {}, first: { linkId: next!.linkId, left } },
  };
}

/** What triage asks of the server, answered with the real complaints and questions. */
export const TRIAGE_ANSWERS = {
  listComplaints({ query: { q } }) {
    const last = COMPLAINTS.filter(({ complaintId }) => complaintId === 'general');
    const named = COMPLAINTS.filter(({ synonyms }) =>
      [...synonyms['zh-CN'], ...synonyms.en].some((name) =>
        `${q}`.toLowerCase().includes(name.toLowerCase()),
      ),
    );
    const found = named.length ? named : COMPLAINTS;
    return {
      complaints: [...found.filter((one) => !last.includes(one)), ...last],
      heard: q ? heardIn(`${q}`) : [],
    };
  },
  beginTriage: () => begunTriage('self', 34),
} satisfies Answers;

const WHY = {
  fever: both('发烧 38.5 ℃ 以上已满两天', 'a fever above 38.5 °C for two days'),
  pus: both('扁桃体上有白点或脓', 'white spots or pus on the tonsils'),
  swallow: both('吞咽口水困难', 'trouble swallowing your own saliva'),
  age: both('65 岁以上', 'aged 65 or over'),
  cold: both('流鼻涕、打喷嚏，没有发烧', 'a runny nose and sneezing, no fever'),
};
const reason = (ruleId: keyof typeof WHY, level: 1 | 2 | 3 | 4, unsure = false) => ({
  ...{ ruleId, level, why: WHY[ruleId], unsure, source: 'NICE NG84' },
});

export function triageResult({ hospital, complaint }: World, level: 1 | 2 | 3 | 4 = 2): TriageResult {
  const [first, second] = hospital.departments.map(({ departmentId, name }) => ({ departmentId, name }));
  return {
    triageResultId: idOf(5),
    level,
    departments:
      level === 1
        ? []
        : [
            { ...first!, insteadOf: both('耳鼻咽喉科', 'Ear, nose and throat') },
            { ...second!, insteadOf: null },
          ],
    reasons: {
      1: [reason('swallow', 1), reason('fever', 2)],
      2: [reason('fever', 2), reason('pus', 2, true), reason('age', 2)],
      3: [reason('pus', 3)],
      4: [reason('cold', 4)],
    }[level],
    advice:
      level === 1
        ? [
            both(
              '坐直，不要平躺，不要强行让患者张嘴检查。',
              'Sit upright. Do not lie down or force the mouth open to look.',
            ),
            both('不要吃东西、喝水或服药。', 'Do not eat, drink or take medicine.'),
            both(
              '有人陪着，把门打开，等急救人员到来。',
              'Have someone with you and open the door for the ambulance.',
            ),
          ]
        : [
            both('多喝温水，休息。', 'Drink warm fluids and rest.'),
            both('不要自行服用抗生素。', 'Do not start antibiotics on your own.'),
          ],
    callAgainIf:
      level === 1
        ? []
        : [
            both(
              '呼吸费力、流口水咽不下去，请立即拨打急救电话。',
              'Trouble breathing, or drooling: call the emergency number at once.',
            ),
          ],
    flags: level === 2 ? ['epidemic'] : [],
    text: complaint,
    complaints: [both('嗓子疼', 'Sore throat')],
    answers: [
      {
        linkId: 'throat-with',
        question: both('嗓子疼的同时，有下面的情况吗？', 'Is any of these there, too?'),
        answer: both('扁桃体上有白点', 'White spots on the tonsils'),
      },
      {
        linkId: 'temp',
        question: both('最高体温多少？', 'What was the highest temperature?'),
        answer: both('38.5–39.4 ℃', '38.5–39.4 °C'),
      },
      {
        linkId: 'drinking',
        question: both('能喝水吗？', 'Can you drink?'),
        answer: both('能喝，但比平时少', 'Yes, but less than usual'),
      },
      {
        linkId: 'course',
        question: both('有变化吗？', 'Is it changing?'),
        answer: both('越来越重', 'Getting worse'),
        heard: true,
      },
    ],
    protocols: [{ id: ASKED.id, version: ASKED.version, hash: HASH }],
    engineVersion: '1',
    reviewed: false,
    createdAt: inMinutes(-18),
  };
}

export function place(
  { hospital }: World,
  state: QueuePlace['state'],
  change: Partial<QueuePlace> = {},
): QueuePlace {
  const waiting = state === 'waiting';
  const called = state === 'called' || state === 'in_consult';
  return {
    entryId: ENTRY_ID,
    state,
    ticket: 'N017',
    department: hospital.departments[0]!,
    ahead: waiting ? 3 : null,
    waitMinutes: waiting ? { min: 8, max: 15 } : null,
    // The server names no cause; what moved is concluded from one place to the next.
    changed: null,
    joinedAt: inMinutes(-12),
    calledAt: called ? inMinutes(-0.5) : null,
    respondBy: called ? inMinutes(4.5) : null,
    ...change,
  };
}

/** A visit that was just registered; `change` leads it further. */
export function visitView(world: World, change: Partial<VisitView> = {}): VisitView {
  return {
    visitId: VISIT_ID,
    version: 9,
    kind: 'consult',
    mode: 'video',
    origin: 'walk_in',
    status: 'open',
    language: world.hospital.language,
    startedAt: inMinutes(-24),
    endedAt: null,
    patient: world.patient,
    triage: null,
    department: null,
    queue: null,
    clinician: null,
    encounter: null,
    prescription: null,
    ...change,
  };
}

/** In the queue, or past it. */
export function queued(
  world: World,
  state: QueuePlace['state'],
  change: Partial<QueuePlace> = {},
): VisitView {
  const called = state === 'called' || state === 'in_consult';
  const { name, title } = world.doctor;
  return visitView(world, {
    triage: triageResult(world),
    department: world.hospital.departments[0]!,
    queue: place(world, state, change),
    clinician: called ? { name, title } : null,
    encounter: called
      ? {
          encounterId: idOf(4),
          state: state === 'called' ? 'planned' : 'in_progress',
          diagnosis: null,
          advice: '',
        }
      : null,
  });
}

/** The doctor has ended it. */
export function concluded(world: World, change: Partial<VisitView> = {}): VisitView {
  const { name, title } = world.doctor;
  return visitView(world, {
    status: 'concluded',
    endedAt: inMinutes(-3),
    triage: triageResult(world),
    department: world.hospital.departments[0]!,
    queue: place(world, 'done'),
    clinician: { name, title },
    encounter: {
      encounterId: idOf(4),
      state: 'finished',
      diagnosis: both('急性咽炎', 'Acute pharyngitis'),
      advice:
        world.lang === 'en'
          ? 'Drink plenty, eat soft food. If the fever lasts three more days, come to the clinic.'
          : '多喝水，清淡饮食。三天后仍发热，请到门诊复查。',
    },
    ...change,
  });
}

export const INVITED_AT = '2026-11-28T02:00:00.000Z';
export const SECRET = 'a'.repeat(43);
/** A relative whom the patient invited, by any name. */
export const INVITED: Omit<Invitation, 'name'> = {
  ...{
    invitationId: idOf(81),
    role: 'relative',
    state: 'invited',
    invitedBy: 'patient',
    agreedAt: INVITED_AT,
  },
  ...{ expiresAt: '2026-11-28T04:00:00.000Z', arrivedAt: null, admittedAt: null },
};
