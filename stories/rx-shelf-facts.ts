/** Owns what stands on a doctor's shelf in the stories. */
import type { RxShelf, ShelfLine } from '@care-elements/contract/rx-shelf.ts';
import { both, idOf, inMinutes, type World } from './facts.ts';
import { DIAGNOSES, items } from './rx-facts.ts';

export function shelf(world: World): RxShelf {
  const lines = items(world).map(({ line: _, drug, quantity: __, directions: ___, ...item }): ShelfLine => ({
    ...{ item, drug, standing: 'held' },
  }));
  const [amoxicillin, paracetamol, metoprolol] = lines as [ShelfLine, ShelfLine, ShelfLine];
  const { doctor, others } = world;
  const set = { diagnoses: DIAGNOSES.slice(0, 1), ownerName: doctor.name };
  return {
    favourites: [
      { favouriteId: idOf(201), line: { ...amoxicillin, item: { ...amoxicillin.item, days: 5 } } },
      { favouriteId: idOf(202), line: { ...metoprolol, standing: 'gone' } },
    ],
    recent: [paracetamol, amoxicillin],
    templates: [
      {
        ...{ ...set, templateId: idOf(203), lines: [amoxicillin, paracetamol] },
        ...{ name: world.lang === 'en' ? 'Sore throat, adult' : '成人急性咽炎' },
        ...{ shared: false, own: true, fits: true },
      },
      {
        ...{ ...set, templateId: idOf(204), lines: [metoprolol], diagnoses: DIAGNOSES.slice(1) },
        ...{
          name: world.lang === 'en' ? 'Blood pressure, first step' : '高血压起始',
          shared: true,
          own: false,
        },
        ...{ ownerName: both(others[0]!, others[0]!), fits: false },
      },
    ],
    history: [
      {
        ...{ prescriptionId: idOf(205), number: '20261022-5C1D2E3F', state: 'dispensed' },
        ...{ signedOn: '2026-10-22', signedAt: inMinutes(-40_000), prescriberName: doctor.name },
        ...{ diagnoses: DIAGNOSES, lines },
      },
    ],
  };
}
