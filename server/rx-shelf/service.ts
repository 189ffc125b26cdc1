/** The shelf beside a draft: what the doctor keeps, what they signed lately, and what this patient was prescribed before. */
import type { PastRx, RxShelf, ShelfLine } from '@care-elements/contract/rx-shelf.ts';
import { SHELF_MOST } from '@care-elements/contract/rx-shelf.ts';
import { isPiece } from '@care-elements/contract/herbal.terms.ts';
import type { Text } from '@care-elements/contract/common.ts';
import type { Icd10Code } from '@care-elements/contract/terminology.ts';
import { authorize, type Authorized, type ClinicianActor } from '../actor.ts';
import { hashOf } from '../canonical.ts';
import { requireEncounter, type EncounterRow } from '../encounters/service.ts';
import { lookUp, type Lookup } from '../formulary/lookup.ts';
import { snapshotOf, type FormularyProvider } from '../formulary/provider.ts';
import { requireHospital } from '../hospitals/service.ts';
import { signedBy, signedInVisits, type Past } from '../prescriptions/past.ts';
import { getClinicians } from '../sessions/service.ts';
import { dayIn } from '../visits/age.ts';
import { requireVisit, visitIdsOf } from '../visits/service.ts';
import type { Work } from '../work.ts';
import * as repo from './repo.ts';
import type { KeptLine } from './table.ts';

export type Doctor = ClinicianActor<'doctor'>;

/** Prescriptions that are looked through for the recent lines. */
const LOOKED_AT = 20;

const STANDING = { held: 'held', absent: 'gone', failed: 'unknown' } as const;

/** Lines as the formulary has them now; each medicine is asked for once. */
export function shelfLines(
  work: Work,
  formulary: FormularyProvider,
): (lines: readonly KeptLine[]) => Promise<ShelfLine[]> {
  const asked = new Map<string, Promise<Lookup>>();
  const ask = (drugId: string) => {
    const known = asked.get(drugId) ?? lookUp(formulary, work, drugId);
    asked.set(drugId, known);
    return known;
  };
  return (lines) =>
    Promise.all(
      lines.map(async ({ input, drug }) => {
        const found = await ask(input.drugId);
        const now = found.drug ? snapshotOf(found.drug) : drug;
        return { item: input, drug: now, standing: STANDING[found.lookup] };
      }),
    );
}

const category = ({ code }: Icd10Code) => code.split('.')[0]!.slice(0, 3);
const fitsVisit = (diagnoses: Icd10Code[], visits: Icd10Code[]) =>
  diagnoses.some((one) => visits.some((other) => category(one) === category(other)));

export async function templateView(
  lines: ReturnType<typeof shelfLines>,
  row: repo.TemplateRow,
  { actor, ownerName, visits }: { actor: Doctor; ownerName: Text; visits: Icd10Code[] },
): Promise<RxShelf['templates'][number]> {
  return {
    ...{ templateId: row.templateId, name: row.name, diagnoses: row.diagnoses, ownerName },
    lines: await lines(row.lines),
    shared: row.departmentId !== null,
    own: row.clinicianId === actor.clinicianId,
    fits: fitsVisit(row.diagnoses, visits),
  };
}

/** Each order once; a herb is one of a formula and no order by itself. A note was for the patient of then. */
function recentOf(past: readonly Past[]): KeptLine[] {
  const once = new Map<string, KeptLine>();
  for (const { input, drug } of past.flatMap(({ lines }) => lines)) {
    if (isPiece(drug)) continue;
    const bare = { ...input, note: null };
    const key = hashOf(bare);
    if (!once.has(key)) once.set(key, { input: bare, drug });
  }
  return [...once.values()].slice(0, SHELF_MOST.recent);
}

/** While the doctor treats the patient, whoever prescribed; before and after, what they signed themselves. */
async function historyOf(work: Work, actor: Doctor, encounter: EncounterRow): Promise<Past[]> {
  const { patient } = await requireVisit(work, encounter.visitId);
  const visitIds = await visitIdsOf(work, patient.patientId);
  const all = await signedInVisits(work, visitIds, SHELF_MOST.history);
  if (encounter.state === 'in_progress') return all;
  return all.filter(({ prescriberId }) => prescriberId === actor.clinicianId);
}

export async function getRxShelf(
  work: Work,
  formulary: FormularyProvider,
  actor: Doctor,
  encounterId: string,
): Promise<Authorized<RxShelf>> {
  const { tx, hospitalId } = work;
  const { clinicianId } = actor;
  const encounter = await requireEncounter(work, encounterId);
  authorize(encounter.clinicianId === clinicianId, encounter);
  const { departmentId, note } = encounter;
  const { timeZone } = await requireHospital(work);
  const kept = await repo.listFavourites(tx, hospitalId, clinicianId, SHELF_MOST.favourites);
  const sets = await repo.listTemplates(tx, hospitalId, clinicianId, departmentId, SHELF_MOST.shown);
  const mine = await signedBy(work, clinicianId, LOOKED_AT);
  const past = await historyOf(work, actor, encounter);
  const owners = await getClinicians(work, [...new Set(sets.map((one) => one.clinicianId))]);
  const nameOf = new Map(owners.map((one) => [one.clinicianId, one.name]));

  const lines = shelfLines(work, formulary);
  const favourites = await lines(kept.map(({ item, drug }) => ({ input: item, drug })));
  const templates = await Promise.all(
    sets.map((row) =>
      templateView(lines, row, {
        ...{ actor, ownerName: nameOf.get(row.clinicianId)!, visits: note.diagnoses },
      }),
    ),
  );
  return authorize(true, {
    favourites: kept.map(({ favouriteId }, i) => ({ favouriteId, line: favourites[i]! })),
    recent: await lines(recentOf(mine)),
    templates: templates.sort((a, b) => Number(b.fits) - Number(a.fits)),
    history: await Promise.all(
      past.map(async ({ prescriberId: _, signedAt, lines: then, ...rest }): Promise<PastRx> => ({
        ...rest,
        signedAt: signedAt.toISOString(),
        signedOn: dayIn(timeZone, signedAt),
        lines: await lines(then),
      })),
    ),
  });
}
