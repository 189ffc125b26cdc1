import { html } from 'lit';
import type { EncounterView } from '@care-elements/contract/encounter.ts';
import type { Finding, Prescription } from '@care-elements/contract/prescription.ts';
import type { DeskQueue } from '@care-elements/contract/queue.ts';
import '../packages/elements/widgets/care-desk-after.ts';
import '../packages/elements/widgets/care-desk-facts.ts';
import '../packages/elements/widgets/care-desk-herbs.ts';
import '../packages/elements/widgets/care-desk-rx-shelf.ts';
import '../packages/elements/widgets/care-desk-revisit.ts';
import '../packages/elements/widgets/care-desk.ts';
import { find, press, type } from './act.ts';
import { alarm, deskQueue, encounter } from './desk-facts.ts';
import { idOf, inMinutes, type World } from './facts.ts';
import { fakeCare, pending, refuse, unreachable, type Answers, type FakeOptions } from './fake-care.ts';
import { CONNECTED, OTHER, withCall } from './fake-consult.ts';
import {
  ALLERGY,
  CANNOT_CHECK,
  DIAGNOSES,
  factsOf,
  FORMULARY,
  NO_FACTS,
  RX_ID,
  rx,
  summary,
  UNCHECKED,
  WARNING,
} from './rx-facts.ts';
import { HERB_FINDINGS, herbSheet } from './herbs-facts.ts';
import { question, threadOf } from './review-facts.ts';
import { shelf } from './rx-shelf-facts.ts';
import { confirmed, offered, referred, revisit } from './revisit-facts.ts';
import { inBothLanguages, story } from './story.ts';

export default {
  title: 'Desks/Doctor (care-desk)',
  component: 'care-desk',
  tags: ['desk', 'autodocs'],
  excludeStories: ['page'],
  globals: { viewport: { value: 'desk' } },
};

interface Setting {
  signedIn?: boolean;
  /** False: a doctor of two departments who has not chosen. */
  chosen?: boolean;
  queue?: (world: World) => Partial<DeskQueue>;
  current?: (world: World) => EncounterView;
  /** The visit's prescription. */
  own?: (world: World) => Prescription;
  /** Another visit's, which came back. */
  came?: (world: World) => Prescription;
  liveState?: NonNullable<FakeOptions['liveState']>;
  answers?: (world: World) => Answers;
}
type Act = (box: HTMLElement, world: World) => Promise<void>;

export const page = (
  { signedIn = true, chosen = true, queue, current, own, came, liveState = 'live', answers }: Setting = {},
  act?: Act,
) =>
  story((world) => {
    // What another story's desk could not save would be found again here.
    sessionStorage.clear();
    const { hospital, doctor } = world;
    const { departmentId } = hospital.departments[0]!;
    const now = current?.(world) ?? null;
    const mine = own?.(world);
    const other = came?.(world);
    const all = [mine, other].filter((one) => one !== undefined);
    const draft = rx(world, 'draft', []);
    return html`<div style="height: 100vh; min-height: 720px"><care-desk lang=${world.lang} .care=${fakeCare({
      hospitalId: hospital.hospitalId,
      session: signedIn ? { token: 'story', ...(chosen && { departmentId }) } : null,
      liveState,
      stores: withCall(
        now?.queueState === 'in_consult'
          ? { ...CONNECTED, role: 'doctor', others: [{ ...OTHER, role: 'patient' }] }
          : {},
      ),
      answers: {
        getHospital: hospital,
        getSession: doctor,
        createSession: refuse('wrong-credentials'),
        deleteSession: undefined,
        listMyEncounters: { current: now },
        callNext: refuse('queue-empty'),
        saveNote: ({ body }) => ({ rowVersion: body.rowVersion + 1, savedAt: inMinutes(0) }),
        getRevisit: confirmed(world),
        getClinicalFacts: factsOf(world),
        saveClinicalFacts: ({ body }) => ({
          ...body,
          rowVersion: body.rowVersion + 1,
          savedAt: inMinutes(0),
        }),
        getRxShelf: shelf(world),
        searchIcd10: { codes: DIAGNOSES },
        searchFormulary: { drugs: FORMULARY, formulary: { version: 0, signed: false } },
        listEncounterPrescriptions: { prescriptions: mine ? [summary(mine)] : [] },
        listQuestions: { questions: [] },
        listMyPrescriptions: {
          prescriptions: all
            .filter(({ state }) => ['draft', 'returned'].includes(state))
            .map((one) => summary(one)),
        },
        getPrescription: ({ params }) =>
          all.find(({ prescriptionId }) => prescriptionId === params['prescriptionId'])!,
        getDispensing: ({ params }) => {
          const one = all.find(({ prescriptionId }) => prescriptionId === params['prescriptionId'])!;
          return {
            ...{ prescriptionId: one.prescriptionId, state: one.state, pharmacy: null, lines: [] },
            ...{ receipts: [], voidRequest: null, extensions: [], validUntil: one.validUntil! },
          };
        },
        createPrescription: { ...draft, items: [] },
        savePrescription: ({ body }) => ({ ...(mine ?? draft), rowVersion: body.rowVersion + 1 }),
        signPrescription: rx(world),
        revisePrescription: { ...draft, revision: 2, revises: RX_ID, prescriptionId: idOf(51) },
        voidPrescription: rx(world, 'voided'),
        acknowledgeAlarm: ({ params }) => ({ alarmId: params['alarmId']!, acknowledgedAt: inMinutes(0) }),
        missEntry: refuse('state-conflict'),
        finishEncounter: refuse('state-conflict'),
        ...answers?.(world),
      },
      live: {
        desk: { desk: { current: now, at: inMinutes(0) } },
        [`queue:${departmentId}`]: { queue: { queue: deskQueue(world, queue?.(world), now) } },
      },
    })}></care-desk></div>`;
  }, act);

const visiting = (own?: Setting['own'], act?: Act, more: Setting = {}) =>
  page({ current: encounter, ...(own && { own }), ...more }, act);
const writing = (findings: Finding[]) => (world: World) => rx(world, 'draft', findings);

export const Loading = page({ answers: () => ({ getHospital: pending }) });
export const Unreachable = page({ answers: () => ({ getSession: unreachable() }) });
export const SignIn = page({ signedIn: false });
export const SignInRefused = page({ signedIn: false }, async (box) => {
  await type(box, '[name=username]', 'zhao');
  await type(box, '[name=password]', 'x');
  await press(box, 'form .act');
  await find(box, '[role=alert]');
});
export const ChooseDepartment = page({ chosen: false });
export const EmptyQueue = page({ queue: () => ({ entries: [], waiting: 0 }) });
export const Queue = page();
export const AskedByPharmacist = page({
  answers: (world) => ({
    listQuestions: {
      questions: [{ prescription: summary(rx(world)), thread: threadOf(RX_ID, question(world)) }],
    },
  }),
});
export const QueueWithAlarms = page({
  queue: (world) => ({ alarms: [alarm(world), alarm(world, 'flag')] }),
});
export const Reconnecting = page({ liveState: 'reconnecting' });
export const CallNextFails = page({}, async (box) => {
  await press(box, '[part=call-next]');
  await find(box, 'care-desk-queue');
  await find(box, '[role=alert]');
});
export const CameBack = page({
  came: (world) => rx(world, 'returned', [WARNING], { prescriptionId: idOf(52), encounterId: idOf(53) }),
});
const left = (note = {}): Setting => ({
  answers: (world) => ({
    listUnsignedNotes: {
      notes: [
        {
          ...{ encounterId: idOf(61), visitId: idOf(62), ticket: 'A007', patientName: world.patient.name },
          ...{ departmentId: world.hospital.departments[0]!.departmentId },
          ...{ startedAt: inMinutes(-40), finishedAt: inMinutes(-25) },
        },
      ],
    },
    getEncounter: encounter(world, {
      ...{ encounterId: idOf(61), state: 'finished', queueState: 'transferred' },
      note: { ...encounter(world).note, ...note },
    }),
  }),
});
export const NotesUnsigned = page(left());
export const NoteToFinish = page(left(), async (box) => {
  await press(box, '[part=unsigned]');
  await find(box, '[part=sign]');
});
export const NoteNotFinished = page(left({ advice: '' }), async (box) => {
  await press(box, '[part=unsigned]');
  await press(box, '[part=sign]');
  await find(box, 'textarea[aria-invalid=true]');
});
export const PatientCalled = page({
  current: (world) =>
    encounter(world, {
      ...{ queueState: 'called', state: 'planned', startedAt: null, savedAt: null, rowVersion: 0 },
      ...{ calledAt: inMinutes(-1), respondBy: inMinutes(4) },
      note: { complaint: '', findings: '', diagnoses: [], advice: '' },
    }),
});
export const PatientLate = page({
  current: (world) =>
    encounter(world, {
      ...{ queueState: 'called', state: 'planned', startedAt: null, savedAt: null, rowVersion: 0 },
      ...{ calledAt: inMinutes(-7), respondBy: inMinutes(-2) },
      note: { complaint: '', findings: '', diagnoses: [], advice: '' },
    }),
});
export const Visit = visiting();
export const VisitOfAChild = visiting(undefined, undefined, {
  current: (world) => encounter(world, { patient: world.child }),
});
export const FinishIncomplete = visiting(
  undefined,
  async (box) => {
    await press(box, '[part=finish]');
    await find(box, '.foot [role=alert]');
  },
  {
    current: (world) =>
      encounter(world, { note: { complaint: '', findings: '', diagnoses: [], advice: '' } }),
  },
);
export const NoteConflict = visiting(
  undefined,
  async (box, { lang }) => {
    await type(box, '#advice', lang === 'en' ? 'Come back on Friday' : '周五复诊');
    await find(box, '[role=alert] .both');
  },
  {
    answers: (world) => ({
      saveNote: refuse('version-conflict', {
        current: encounter(world, {
          rowVersion: 6,
          note: {
            ...encounter(world).note,
            advice: world.lang === 'en' ? 'Come back on Monday' : '下周一复诊',
          },
        }),
      }),
    }),
  },
);
export const NoteOffline = visiting(
  undefined,
  async (box, { lang }) => {
    await type(box, '#advice', lang === 'en' ? 'Come back on Friday' : '周五复诊');
    await new Promise((done) => setTimeout(done, 1000));
  },
  { answers: () => ({ saveNote: unreachable() }) },
);
export const Prescribing = visiting(writing([WARNING, CANNOT_CHECK]));
export const PrescribingBlocked = visiting(writing([ALLERGY, WARNING]));
export const PrescribingUnchecked = visiting(writing(UNCHECKED()), undefined, {
  answers: () => ({ getClinicalFacts: NO_FACTS }),
});
export const HerbSheet = visiting(
  (world) => rx(world, 'draft', HERB_FINDINGS, herbSheet),
  async (box) => {
    const sheet = await find(await find(await find(box, 'care-desk-rx'), 'care-desk-herbs'), '[part=sheet]');
    sheet.scrollIntoView({ block: 'center' });
  },
);
export const FactsOpen = visiting(writing([WARNING]), async (box) => {
  await press(box, 'summary[part=summary]');
});
export const RevisitUnchecked = visiting(
  undefined,
  async (box) => {
    await press(box, 'summary[part=evidence]');
  },
  { answers: (world) => ({ getRevisit: revisit(world) }) },
);
export const RevisitOffered = visiting(
  undefined,
  async (box) => {
    await press(box, 'summary[part=evidence]');
    await press(box, 'input[name=file]');
    await find(box, '#institution');
  },
  { answers: (world) => ({ getRevisit: offered(world) }) },
);
export const FirstVisitReferred = visiting(undefined, undefined, {
  answers: (world) => ({ getRevisit: referred(world) }),
});
export const Referring = visiting(
  undefined,
  async (box) => {
    await press(box, '[part=refer]');
    await find(box, '#bring');
  },
  { answers: (world) => ({ getRevisit: revisit(world) }) },
);
export const SearchMedicine = inBothLanguages(
  visiting(writing([]), async (box, { lang }) => {
    const search = await find(await find(box, 'care-desk-rx'), 'care-desk-search');
    await type(search, 'input', lang === 'en' ? 'amox' : 'amxl');
    await find(search, '[role=option]');
  }),
);
const shelfAt = (tab: string) =>
  inBothLanguages(
    visiting(writing([]), async (box) => {
      const part = await find(await find(box, 'care-desk-rx'), 'care-desk-rx-shelf');
      await press(part, 'summary');
      await press(part, `#tab-${tab}`);
      await find(part, '[part=line]');
    }),
  );
export const ShelfFavourites = shelfAt('favourites');
export const ShelfRecent = shelfAt('recent');
export const ShelfTemplates = shelfAt('templates');
export const ShelfHistory = shelfAt('history');
export const Signing = visiting(writing([WARNING]), async (box) => {
  await press(box, '[part=sign]');
  await find(box, '[part=sign-now]');
});
export const FinishSure = visiting(undefined, async (box) => {
  await press(box, '[part=finish]');
  await find(box, '.sure');
});
export const FinishUnsigned = visiting(writing([WARNING]), async (box) => {
  await press(box, '[part=finish]');
  await find(box, 'care-desk-sheet');
});
export const InReview = visiting((world) => rx(world));
export const Approved = visiting((world) => rx(world, 'approved'));
export const Returned = visiting((world) => rx(world, 'returned', [ALLERGY]));
export const AnotherPatientsReturned = visiting(
  undefined,
  async (box) => {
    await press(box, '.came');
    await find(box, '.other');
  },
  {
    came: (world) =>
      rx(world, 'returned', [WARNING], {
        prescriptionId: idOf(52),
        encounterId: idOf(53),
        patient: { ...rx(world).patient, name: world.others[2]!, ageYears: 41 },
      }),
  },
);
export const Help = page({}, async (box) => {
  await press(box, '[aria-keyshortcuts="?"]');
  await find(box, 'care-desk-sheet');
});
