/** A doctor's desk for store and element tests: clinician, queue, encounter, and a server that keeps note and draft by version. */
import type { ClinicalFacts, ClinicalFactsView } from '@care-elements/contract/clinical-facts.ts';
import type { EncounterView, Note } from '@care-elements/contract/encounter.ts';
import type { FormularyItem } from '@care-elements/contract/formulary.ts';
import type { Prescription } from '@care-elements/contract/prescription.ts';
import type { Alarm, DeskEntry, DeskQueue } from '@care-elements/contract/queue.ts';
import type { EvidenceInput, Referral, RevisitView } from '@care-elements/contract/revisit.ts';
import type { Clinician } from '@care-elements/contract/session.ts';
import type { RxShelf } from '@care-elements/contract/rx-shelf.ts';
import { Problem } from '@care-elements/client/problem.ts';
import { shelfAnswers } from './shelf-fakes.ts';
import {
  fakeCare,
  finding,
  hospital,
  idOf,
  ITEMS,
  people,
  reviewRx,
  summaryOf,
  visitView,
  type FakeCare,
} from './prescription-fakes.ts';

const both = (zh: string, en: string) => ({ 'zh-CN': zh, en });
export const department = {
  departmentId: idOf(21),
  code: '03',
  name: both('内科', 'Internal medicine'),
  ...{ open: true, consultRight: true, treatmentRight: true },
};
export const otherDepartment = {
  departmentId: idOf(22),
  code: '02',
  name: both('全科医学科', 'General practice'),
  ...{ open: true, consultRight: true, treatmentRight: true },
};
export const clinician: Clinician = {
  ...people.zhao,
  role: 'doctor',
  departments: [department],
};
export const ENCOUNTER = idOf(4);
export const CODE = { code: 'J02.9', name: both('急性咽炎', 'Acute pharyngitis') };
export const EMPTY: Note = { complaint: '嗓子疼，昨天开始发烧', findings: '', diagnoses: [], advice: '' };
export const WHOLE: Note = { ...EMPTY, diagnoses: [CODE], advice: '多喝水' };

export const encounter = (change: Partial<EncounterView> = {}): EncounterView => ({
  encounterId: ENCOUNTER,
  visitId: idOf(2),
  entryId: idOf(31),
  ticket: 'N017',
  departmentId: department.departmentId,
  queueState: 'in_consult',
  mode: 'video',
  state: 'in_progress',
  note: EMPTY,
  noteState: 'unsigned',
  rowVersion: 0,
  savedAt: null,
  patient: visitView(null).patient,
  triage: reviewRx().triage,
  calledAt: '2026-11-22T02:10:00.000Z',
  respondBy: '2026-11-22T02:13:00.000Z',
  startedAt: '2026-11-22T02:11:00.000Z',
  ...change,
});

export const NOTHING_KNOWN: ClinicalFacts = {
  ...{ weightKg: null, weighedOn: null, pregnancy: 'unknown', pregnancyWeeks: null },
  ...{ breastfeeding: 'unknown', egfr: null, liver: 'unknown' },
  medicines: { status: 'unknown', items: [] },
};

const AT = '2026-11-22T02:20:00.000Z';
interface Confirming {
  evidence: EvidenceInput;
  common: boolean;
}
/** Nothing shows that the patient was ever here. */
export const FIRST_VISIT: RevisitView = {
  ...{ asked: true, state: 'none', evidence: null, common: null, refusal: null },
  ...{ checkedBy: null, checkedAt: null, earlier: [], records: [], referral: null },
};
export const EARLIER: RevisitView['earlier'][number] = {
  ...{ encounterId: idOf(70), on: '2026-10-08', department: both('内科', 'Internal medicine') },
  ...{ clinician: people.zhao, diagnoses: [CODE] },
};

export const entry = (n: number, change: Partial<DeskEntry> = {}): DeskEntry => ({
  entryId: idOf(40 + n),
  visitId: idOf(60 + n),
  state: 'waiting',
  ticket: `N0${n}`,
  level: 3,
  flags: [],
  patientName: `患者${n}`,
  ageYears: 40,
  sex: 'male',
  complaint: '咳嗽',
  mode: 'video',
  joinedAt: new Date(Date.now() - n * 60_000).toISOString(),
  clinicianId: null,
  ...change,
});
export const alarm = (change: Partial<Alarm> = {}): Alarm => ({
  alarmId: idOf(50),
  visitId: idOf(51),
  departmentId: department.departmentId,
  kind: 'emergency',
  reason: both('胸痛并大汗', 'Chest pain with sweating'),
  patientName: '李建国',
  ageYears: 66,
  sex: 'male',
  phone: '13900000000',
  raisedAt: new Date().toISOString(),
  ...change,
});
export const queueOf = (entries: DeskEntry[], alarms: Alarm[] = []): DeskQueue => ({
  department,
  entries,
  waiting: entries.filter(({ state }) => state === 'waiting').length,
  alarms,
});

export const draftRx = (change: Partial<Prescription> = {}): Prescription =>
  reviewRx({
    state: 'draft',
    rowVersion: 0,
    items: [ITEMS[0]!],
    seals: [],
    rxHash: null,
    signedAt: null,
    validUntil: null,
    diagnoses: [CODE],
    checks: {
      findings: [],
      rulePack: { id: 'cn', version: '1' },
      alertSetHash: 'a'.repeat(64),
      signable: true,
    },
    ...change,
  });
export const block = finding({
  key: 'allergy:1',
  check: 'allergy',
  severity: 'block',
  line: 1,
  overridable: false,
});

const { drugId, name, brand, atc, form, unit, strength, strengthText, pack, ingredients } = ITEMS[1]!.drug;
export const paracetamol: FormularyItem = {
  ...{ drugId, name, brand, atc, form, unit, strength, strengthText, pack, ingredients },
  route: 'oral',
  controlled: null,
  adultMaxSingle: null,
  adultMaxDaily: null,
  confidence: 'recall',
};

export interface FakeDesk extends FakeCare {
  /** What the server has now; a test may change it behind the desk's back. */
  world: {
    current: EncounterView | null;
    /** The law's words against the next call. */
    lawBlocks?: unknown;
    queue: DeskQueue;
    prescriptions: Prescription[];
    clinician: Clinician;
    facts: ClinicalFactsView;
    shelf: RxShelf;
    revisit: RevisitView;
    /** What the search finds, whatever is asked for. */
    drugs: FormularyItem[];
  };
  /** Tells the desk that its topic changed. */
  told(): void;
  count(call: string): number;
}

const conflict = (code: string, current?: unknown) => new Problem(409, { code, current });

/** A server with one doctor; `fakeCare`'s table, on a world that answers change. */
export function fakeDesk(world: Partial<FakeDesk['world']> = {}, signedIn = true): FakeDesk {
  const now: FakeDesk['world'] = {
    current: null,
    queue: queueOf([]),
    prescriptions: [],
    clinician,
    facts: { facts: NOTHING_KNOWN, rowVersion: 0, savedAt: null },
    shelf: { favourites: [], recent: [], templates: [], history: [] },
    revisit: FIRST_VISIT,
    drugs: [paracetamol],
    ...world,
  };
  const at = (e: string) => `/encounters/${e}`;
  const rxOf = (id: string) => now.prescriptions.find(({ prescriptionId }) => prescriptionId === id)!;
  const put = (rx: Prescription) => {
    now.prescriptions = [rx, ...now.prescriptions.filter((one) => one.prescriptionId !== rx.prescriptionId)];
    return rx;
  };
  const rxAnswers = (id: string) => ({
    [`GET /prescriptions/${id}`]: () => rxOf(id),
    [`PUT /prescriptions/${id}`](body: Prescription) {
      const rx = rxOf(id);
      if (body.rowVersion !== rx.rowVersion) throw conflict('version-conflict', rx);
      const items = body.items.map((item, i) => ({
        ...(ITEMS.find((known) => known.drugId === item.drugId) ?? {
          ...ITEMS[0]!,
          drug: now.drugs.find((drug) => drug.drugId === item.drugId)!,
        }),
        ...item,
        route: item.route ?? ('oral' as const),
        line: i + 1,
      }));
      return put({ ...rx, ...body, items, rowVersion: rx.rowVersion + 1, savedAt: new Date().toISOString() });
    },
    [`POST /prescriptions/${id}/sign`](body: { rowVersion: number }) {
      const rx = rxOf(id);
      if (body.rowVersion !== rx.rowVersion) throw conflict('version-conflict', rx);
      return put({
        ...rx,
        state: 'pending_review',
        signedAt: new Date().toISOString(),
        rowVersion: rx.rowVersion + 1,
      });
    },
    [`POST /prescriptions/${id}/void`]: () => put({ ...rxOf(id), state: 'voided' }),
    [`POST /prescriptions/${id}/revise`]() {
      put({ ...rxOf(id), revisedBy: idOf(9) });
      return put(draftRx({ prescriptionId: idOf(9), revision: 2, revises: id, items: rxOf(id).items }));
    },
  });
  const care = fakeCare(
    {
      'GET ': () => hospital,
      'GET /sessions/current': () => now.clinician,
      'POST /sessions'({ password }: { password: string }) {
        if (password !== 'right') throw new Problem(401, { code: 'wrong-credentials' });
        return { token: 't', expiresAt: '2026-11-22T14:00:00.000Z', clinician: now.clinician };
      },
      'DELETE /sessions/current': undefined,
      'GET /encounters/mine': () => ({ current: now.current }),
      [`POST /departments/${department.departmentId}/call-next`]() {
        if (now.lawBlocks) throw conflict('law-blocked', now.lawBlocks);
        if (now.current) throw conflict('doctor-busy');
        now.current = encounter({ queueState: 'called', state: 'planned', startedAt: null });
        return { entryId: now.current.entryId, visitId: now.current.visitId, encounterId: ENCOUNTER };
      },
      [`POST /queue-entries/${idOf(31)}/miss`]() {
        now.current = null;
        return { entryId: idOf(31), state: 'missed' };
      },
      [`PUT ${at(ENCOUNTER)}/note`]({ rowVersion, note }: { rowVersion: number; note: Note }) {
        const { current } = now;
        if (!current) throw conflict('state-conflict');
        if (current.rowVersion !== rowVersion)
          throw conflict('version-conflict', {
            rowVersion: current.rowVersion,
            note: current.note,
            savedAt: current.savedAt,
          });
        const savedAt = new Date().toISOString();
        now.current = { ...current, note, rowVersion: rowVersion + 1, savedAt };
        return { rowVersion: rowVersion + 1, savedAt };
      },
      [`GET ${at(ENCOUNTER)}/clinical-facts`]: () => now.facts,
      [`PUT ${at(ENCOUNTER)}/clinical-facts`](body: Pick<ClinicalFactsView, 'rowVersion' | 'facts'>) {
        if (body.rowVersion !== now.facts.rowVersion) throw conflict('version-conflict', now.facts);
        now.facts = { ...body, rowVersion: body.rowVersion + 1, savedAt: new Date().toISOString() };
        return now.facts;
      },
      [`GET ${at(ENCOUNTER)}/rx-shelf`]: () => now.shelf,
      ...shelfAnswers(now.shelf),
      [`GET ${at(ENCOUNTER)}/revisit`]: () => now.revisit,
      [`POST ${at(ENCOUNTER)}/revisit/confirm`]({ evidence, common }: Confirming) {
        const file = evidence.kind === 'record' ? evidence.codes.map((code) => ({ ...CODE, code })) : null;
        const found = now.revisit.earlier[0];
        const record = { on: '2026-01-05', institution: both('第一医院', 'First Hospital'), ...evidence };
        now.revisit = {
          ...now.revisit,
          ...{ state: 'confirmed', common, refusal: null, checkedBy: people.zhao },
          evidence: { ...record, diagnoses: file ?? found!.diagnoses } as RevisitView['evidence'],
        };
        return now.revisit;
      },
      [`POST ${at(ENCOUNTER)}/revisit/refuse`]: ({ reason }: { reason: RevisitView['refusal'] }) =>
        (now.revisit = { ...now.revisit, state: 'refused', evidence: null, refusal: reason }),
      [`PUT ${at(ENCOUNTER)}/referral`]: (referral: Referral) =>
        (now.revisit = { ...now.revisit, referral: { ...referral, by: people.zhao, at: AT } }),
      [`POST ${at(ENCOUNTER)}/finish`]({ rowVersion }: { rowVersion: number }) {
        if (now.current!.rowVersion !== rowVersion) throw conflict('version-conflict');
        const done = { ...now.current!, state: 'finished' };
        now.current = null;
        return done;
      },
      [`GET ${at(ENCOUNTER)}/prescriptions`]: () => ({
        prescriptions: now.prescriptions
          .filter((rx) => rx.encounterId === ENCOUNTER)
          .map((rx) => summaryOf(rx)),
      }),
      'GET /prescriptions/questions': { questions: [] },
      'GET /prescriptions/mine': () => ({
        prescriptions: now.prescriptions
          .filter((rx) => rx.state === 'draft' || (rx.state === 'returned' && !rx.revisedBy))
          .map((rx) => summaryOf(rx)),
      }),
      [`POST ${at(ENCOUNTER)}/prescriptions`]: () => put(draftRx({ items: [] })),
      'GET /terminology/icd10': () => ({ codes: [CODE] }),
      'GET /formulary': () => ({ drugs: now.drugs, formulary: { version: 0, signed: false } }),
      ...rxAnswers(idOf(1)),
      ...rxAnswers(idOf(8)),
      ...rxAnswers(idOf(9)),
      [`POST /alarms/${idOf(50)}/acknowledge`]: () => ({ alarmId: idOf(50), acknowledgedAt: '' }),
    },
    signedIn ? { token: 't' } : null,
  );
  let ticks = 0;
  return Object.assign(care, {
    world: now,
    told: () =>
      care.push('desk', 'desk', { current: now.current, at: new Date(Date.now() + ++ticks).toISOString() }),
    count: (call: string) => care.calls.filter(([name]) => name === call).length,
  });
}
