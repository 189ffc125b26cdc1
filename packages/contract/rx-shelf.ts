/**
 * What a doctor need not type again: lines kept as favourites, lines signed lately, templates by diagnosis, and what this
 * patient was prescribed before. Nothing of it is an order: chosen, it goes into a draft line by line and is checked as typed.
 */
import { z } from 'zod';
import { Day, Id, Instant, line, Text } from './common.ts';
import { DrugSnapshot } from './formulary.ts';
import { HospitalParams } from './hospital.ts';
import { ItemInput } from './prescription.ts';
import { PRESCRIPTION_STATES } from './prescription.machine.ts';
import { route } from './route.ts';
import { Icd10Code } from './terminology.ts';

/** The most that a doctor keeps of each, and the most that the shelf shows of the rest. */
export const SHELF_MOST = { favourites: 50, templates: 50, shown: 100, recent: 20, history: 10 } as const;

export const ShelfLine = z.object({
  item: ItemInput,
  /** As the formulary has it today; as it was, where it does not. */
  drug: DrugSnapshot,
  /** `gone`: no longer in the formulary, and cannot be prescribed. `unknown`: the formulary did not answer. */
  standing: z.enum(['held', 'gone', 'unknown']),
});
export type ShelfLine = z.infer<typeof ShelfLine>;

export const Favourite = z.object({ favouriteId: Id, line: ShelfLine });
export type Favourite = z.infer<typeof Favourite>;

export const RxTemplate = z.object({
  templateId: Id,
  name: z.string(),
  diagnoses: z.array(Icd10Code).max(10),
  lines: z.array(ShelfLine).max(20),
  /** Whether the colleagues of a department have it too, and whose it is. */
  shared: z.boolean(),
  own: z.boolean(),
  ownerName: Text,
  /** One of its diagnoses is the visit’s, or of the same three-character category. */
  fits: z.boolean(),
});
export type RxTemplate = z.infer<typeof RxTemplate>;

export const PastRx = z.object({
  prescriptionId: Id,
  number: z.string().max(32),
  state: z.enum(PRESCRIPTION_STATES),
  /** In the hospital's calendar. */
  signedOn: Day,
  signedAt: Instant,
  prescriberName: Text,
  diagnoses: z.array(Icd10Code),
  lines: z.array(ShelfLine).max(20),
});
export type PastRx = z.infer<typeof PastRx>;

export const RxShelf = z.object({
  /** The newest first. */
  favourites: z.array(Favourite).max(SHELF_MOST.favourites),
  /** What the doctor signed lately, each order once, without the notes: those were for other patients. */
  recent: z.array(ShelfLine).max(SHELF_MOST.recent),
  /** Those that fit the visit's diagnoses first. */
  templates: z.array(RxTemplate).max(SHELF_MOST.shown),
  /** Of the visit's patient, as far as it is known who they are; the newest first. */
  history: z.array(PastRx).max(SHELF_MOST.history),
});
export type RxShelf = z.infer<typeof RxShelf>;

const FavouriteParams = HospitalParams.extend({ favouriteId: Id });
const TemplateParams = HospitalParams.extend({ templateId: Id });
const WRITES = [
  'not-entitled',
  'state-conflict',
  'formulary-unsigned',
  'formulary-unavailable',
  'not-ready',
] as const;

export const rxShelfRoutes = {
  getRxShelf: route({
    id: 'getRxShelf',
    method: 'get',
    path: '/hospitals/{hospitalId}/encounters/{encounterId}/rx-shelf',
    summary:
      'Favourites, recent lines, templates by diagnosis and the patient’s earlier prescriptions, for the doctor of the encounter.',
    callers: ['doctor'],
    params: HospitalParams.extend({ encounterId: Id }),
    answer: RxShelf,
    problems: ['not-found'],
  }),
  saveFavourite: route({
    id: 'saveFavourite',
    method: 'post',
    path: '/hospitals/{hospitalId}/rx-shelf/favourites',
    summary: 'Keep a medicine with its directions; the same line twice is kept once, and at most 50.',
    callers: ['doctor'],
    params: HospitalParams,
    body: z.object({ item: ItemInput }),
    answer: Favourite,
    status: 201,
    problems: [...WRITES],
  }),
  deleteFavourite: route({
    id: 'deleteFavourite',
    method: 'delete',
    path: '/hospitals/{hospitalId}/rx-shelf/favourites/{favouriteId}',
    summary: 'Let one’s own favourite go.',
    callers: ['doctor'],
    params: FavouriteParams,
    problems: ['not-found'],
  }),
  saveTemplate: route({
    id: 'saveTemplate',
    method: 'post',
    path: '/hospitals/{hospitalId}/rx-shelf/templates',
    summary: 'Keep a set of lines under a name and its diagnoses, alone or for one’s department; at most 50.',
    callers: ['doctor'],
    params: HospitalParams,
    body: z.object({
      name: line(40),
      /** ICD-10. */
      codes: z.array(z.string().max(16)).max(10),
      items: z.array(ItemInput).min(1).max(20),
      /** Whose doctors have it too; null keeps it to oneself. */
      departmentId: Id.nullable(),
    }),
    answer: RxTemplate,
    status: 201,
    problems: [...WRITES],
  }),
  deleteTemplate: route({
    id: 'deleteTemplate',
    method: 'delete',
    path: '/hospitals/{hospitalId}/rx-shelf/templates/{templateId}',
    summary: 'Let one’s own template go, for the department too.',
    callers: ['doctor'],
    params: TemplateParams,
    problems: ['not-found'],
  }),
};
