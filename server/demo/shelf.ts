/** What the demo's doctors have on their shelves at the first start: a favourite each, and a template that their department shares. */
import type { ItemInput } from '@care-elements/contract/prescription.ts';
import { hashOf } from '../canonical.ts';
import { snapshotOf } from '../formulary/provider.ts';
import { starter } from '../formulary/starter.ts';
import { addToShelf } from '../rx-shelf/keep.ts';
import { icd10Code } from '../terminology/service.ts';
import type { Work } from '../work.ts';

const whenNeeded: ItemInput = {
  ...{ drugId: 'paracetamol-tablet-500mg', dose: { value: '0.5', unit: 'g' }, route: 'oral' },
  ...{ frequency: 'prn', maxPerDay: 4, days: 3, meal: null, packs: null, note: null },
};
const daily: ItemInput = {
  ...{ drugId: 'loratadine-tablet-10mg', dose: { value: '10', unit: 'mg' }, route: 'oral' },
  ...{ frequency: 'qd', maxPerDay: null, days: 5, meal: null, packs: null, note: null },
};
/** 四君子汤: what goes into one packet; the doctor writes the sheet. */
const herb = (id: string, grams: string): ItemInput => ({
  ...{ drugId: `piece-${id}`, dose: { value: grams, unit: 'g' }, route: 'oral', frequency: null, days: null },
  ...{ maxPerDay: null, meal: null, packs: null, note: null, handling: null },
});
const FOUR = [herb('dangshen', '15'), herb('baizhu', '10'), herb('fuling', '15'), herb('zhigancao', '6')];

const NAMES: Record<string, string> = { renhe: '成人上感', lakeside: 'Cold, adult' };

/** A doctor's, the same at every start. */
export async function seedShelf(
  work: Work,
  idOf: (name: string) => string,
  { clinicianId, departmentId }: { clinicianId: string; departmentId: string },
): Promise<void> {
  const { hospitalId, now: createdAt } = work;
  const { index } = starter();
  const lineOf = (input: ItemInput) => ({ input, drug: snapshotOf(index.byId.get(input.drugId)!) });
  const { input: item, drug } = lineOf(whenNeeded);
  const { code, name } = icd10Code('J06.9')!;
  const favourite = {
    ...{ hospitalId, favouriteId: idOf(`${clinicianId} favourite`), clinicianId, item, drug },
    ...{ itemHash: hashOf(item), createdAt },
  };
  // Herbs are written where Chinese is spoken.
  if (hospitalId === 'renhe')
    await addToShelf(work, favourite, {
      ...{ hospitalId, templateId: idOf(`${clinicianId} herbs`), clinicianId, departmentId },
      ...{
        name: '四君子汤（每剂）',
        diagnoses: [icd10Code('K30')!].map(({ code, name }) => ({ code, name })),
      },
      ...{ lines: FOUR.map(lineOf), createdAt },
    });
  await addToShelf(work, favourite, {
    ...{ hospitalId, templateId: idOf(`${clinicianId} template`), clinicianId, departmentId },
    name: NAMES[hospitalId] ?? 'J06.9',
    diagnoses: [{ code, name }],
    ...{ lines: [whenNeeded, daily].map(lineOf), createdAt },
  });
}
