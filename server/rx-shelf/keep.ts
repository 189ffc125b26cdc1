/** Keeping and letting go: a doctor's favourites and templates. Only what the formulary holds today is kept. */
import { SHELF_MOST, type Favourite, type RxTemplate } from '@care-elements/contract/rx-shelf.ts';
import type { ItemInput } from '@care-elements/contract/prescription.ts';
import type { Icd10Code } from '@care-elements/contract/terminology.ts';
import { authorize, nothing, type Authorized } from '../actor.ts';
import { record } from '../audit.ts';
import { hashOf } from '../canonical.ts';
import { lookUp } from '../formulary/lookup.ts';
import { assertUsable, snapshotOf, type FormularyProvider } from '../formulary/provider.ts';
import { problem } from '../problems.ts';
import { assertWorksIn, getSelf } from '../sessions/service.ts';
import { icd10Code } from '../terminology/service.ts';
import type { Work } from '../work.ts';
import * as repo from './repo.ts';
import { shelfLines, templateView, type Doctor } from './service.ts';
import type { KeptLine } from './table.ts';

export interface TemplateInput {
  name: string;
  codes: string[];
  items: ItemInput[];
  departmentId: string | null;
}

const unknown = (pointer: string, message: string) =>
  problem('invalid-input', undefined, { errors: [{ pointer, code: 'unknown', message }] });
const full = (most: number) => problem('state-conflict', `At most ${most} are kept.`, { current: most });

/** The lines with their products of today; throws where the formulary does not hold one. */
async function whole(
  work: Work,
  formulary: FormularyProvider,
  items: ItemInput[],
  at: (i: number) => string,
): Promise<KeptLine[]> {
  await assertUsable(work, formulary);
  const lines = [];
  for (const [i, item] of items.entries()) {
    const { drug, lookup } = await lookUp(formulary, work, item.drugId);
    if (lookup === 'failed') throw problem('not-ready', 'The formulary does not answer.');
    if (!drug) throw unknown(`${at(i)}/drugId`, 'Not in the formulary.');
    const maxPerDay = item.frequency === 'prn' ? item.maxPerDay : null;
    const route = item.route ?? drug.route;
    const meal = route === 'oral' ? (item.meal ?? null) : null;
    lines.push({ input: { ...item, route, maxPerDay, meal }, drug: snapshotOf(drug) });
  }
  return lines;
}

/** Who may prescribe in no department keeps no orders. */
async function requirePrescriber(work: Work, actor: Doctor) {
  const clinician = await getSelf(work, actor);
  if (!clinician.departments.some(({ treatmentRight }) => treatmentRight))
    throw problem('not-entitled', 'The doctor may advise, not prescribe.');
  return clinician;
}

export async function saveFavourite(
  work: Work,
  formulary: FormularyProvider,
  actor: Doctor,
  item: ItemInput,
): Promise<Authorized<Favourite>> {
  const { tx, hospitalId, now, newId } = work;
  const { clinicianId } = actor;
  await requirePrescriber(work, actor);
  const [line] = await whole(work, formulary, [item], () => '/item');
  const { input, drug } = line!;
  await repo.takeTurn(tx, hospitalId, clinicianId);
  const kept = await repo.listFavourites(tx, hospitalId, clinicianId, SHELF_MOST.favourites);
  const itemHash = hashOf(input);
  let row = kept.find((one) => one.itemHash === itemHash);
  if (!row) {
    if (kept.length >= SHELF_MOST.favourites) throw full(SHELF_MOST.favourites);
    row = {
      ...{ hospitalId, favouriteId: newId(), clinicianId, item: input, drug, itemHash },
      createdAt: now,
    };
    await repo.insertFavourite(tx, row);
    await record(work, {
      action: 'rx_favourite.saved',
      ...{ resourceType: 'RxFavourite', resourceId: row.favouriteId, after: row, topics: [] },
    });
  }
  const [shown] = await shelfLines(work, formulary)([{ input: row.item, drug: row.drug }]);
  return authorize(true, { favouriteId: row.favouriteId, line: shown! });
}

export async function dropFavourite(
  work: Work,
  { clinicianId }: Doctor,
  favouriteId: string,
): Promise<Authorized<undefined>> {
  const row = await repo.deleteFavourite(work.tx, work.hospitalId, clinicianId, favouriteId);
  authorize(!!row, row);
  await record(work, {
    action: 'rx_favourite.deleted',
    ...{ resourceType: 'RxFavourite', resourceId: favouriteId, before: row, topics: [] },
  });
  return nothing;
}

export async function saveTemplate(
  work: Work,
  formulary: FormularyProvider,
  actor: Doctor,
  { name, codes, items, departmentId }: TemplateInput,
): Promise<Authorized<RxTemplate>> {
  const { tx, hospitalId, now, newId } = work;
  const { clinicianId } = actor;
  const owner = await requirePrescriber(work, actor);
  if (departmentId) await assertWorksIn(work, clinicianId, departmentId);
  const diagnoses: Icd10Code[] = [...new Set(codes)].map((code, i) => {
    const known = icd10Code(code);
    if (!known) throw unknown(`/codes/${i}`, 'Not in the list of diagnoses.');
    return { code: known.code, name: known.name };
  });
  const lines = await whole(work, formulary, items, (i) => `/items/${i}`);
  await repo.takeTurn(tx, hospitalId, clinicianId);
  if ((await repo.countTemplates(tx, hospitalId, clinicianId)) >= SHELF_MOST.templates)
    throw full(SHELF_MOST.templates);
  const row: repo.TemplateRow = {
    ...{ hospitalId, templateId: newId(), clinicianId, departmentId, name, diagnoses, lines, createdAt: now },
  };
  await repo.insertTemplate(tx, row);
  await record(work, {
    action: 'rx_template.saved',
    ...{ resourceType: 'RxTemplate', resourceId: row.templateId, after: row, topics: [] },
  });
  const view = { actor, ownerName: owner.name, visits: [] };
  return authorize(true, await templateView(shelfLines(work, formulary), row, view));
}

export async function dropTemplate(
  work: Work,
  { clinicianId }: Doctor,
  templateId: string,
): Promise<Authorized<undefined>> {
  const row = await repo.deleteTemplate(work.tx, work.hospitalId, clinicianId, templateId);
  authorize(!!row, row);
  await record(work, {
    action: 'rx_template.deleted',
    ...{ resourceType: 'RxTemplate', resourceId: templateId, before: row, topics: [] },
  });
  return nothing;
}

/** For setting up: what is there already stays. */
export const addToShelf = (
  { tx }: Work,
  favourite: repo.FavouriteRow,
  template: repo.TemplateRow,
): Promise<void> => repo.addMissing(tx, favourite, template);
