import { html } from 'lit';
import type { ClinicianRole } from '@care-elements/contract/session.ts';
import '../packages/elements/widgets/care-formulary.ts';
import { find, press, type } from './act.ts';
import { both, type World } from './facts.ts';
import { fakeCare, pending, refuse, unreachable, type Answers } from './fake-care.ts';
import {
  CHANGES,
  drug,
  editedTwo,
  loratadine,
  NO_CHANGES,
  PAIRS,
  preview,
  signedOne,
  state,
  version,
} from './formulary-facts.ts';
import { inBothLanguages, story } from './story.ts';

export default {
  title: 'Desks/Formulary (care-formulary)',
  component: 'care-formulary',
  tags: ['desk', 'autodocs'],
  excludeStories: ['page', 'edited'],
  globals: { viewport: { value: 'desk' } },
};

const lead = (world: World) => ({
  ...world.pharmacist,
  role: 'pharmacist' as ClinicianRole,
  name: both('高文静', 'Gao Wenjing'),
  title: both('主管药师', 'Pharmacist in charge'),
});
const rows = [drug(), loratadine];

export const page = (
  more: Answers = {},
  act?: (box: HTMLElement, world: World) => Promise<void>,
  signedIn = true,
) =>
  story((world) => {
    const care = fakeCare({
      hospitalId: world.hospital.hospitalId,
      session: signedIn ? { token: 'story' } : null,
      answers: {
        getHospital: world.hospital,
        getSession: lead(world),
        createSession: refuse('wrong-credentials'),
        deleteSession: undefined,
        getFormularyState: state(),
        listFormularyRows: { rows, total: 259 },
        getFormularyChanges: NO_CHANGES,
        listKnownPairs: { pairs: PAIRS },
        signFormulary: state({ newest: signedOne, inUse: signedOne, lastSigned: signedOne }),
        editFormularyRow: state({ newest: editedTwo, inUse: signedOne, lastSigned: signedOne }),
        previewFormularyImport: preview(),
        importFormulary: state({ newest: version({ version: 3, origin: 'import', note: 'HIS' }) }),
        exportFormulary: { fileName: 'formulary.csv', csv: '' },
        ...more,
      },
    });
    return html`<div style="height: 100vh; min-height: 640px"><care-formulary lang=${world.lang} .care=${care}></care-formulary></div>`;
  }, act);

export const edited: Answers = {
  getFormularyState: state({
    ...{ newest: editedTwo, inUse: signedOne, lastSigned: signedOne, versions: [editedTwo, signedOne] },
    unsignedServed: false,
  }),
  getFormularyChanges: CHANGES,
};
async function choose(box: HTMLElement, name = 'hospital.csv'): Promise<void> {
  const input = (await find(box, '#file')) as HTMLInputElement;
  const files = new DataTransfer();
  files.items.add(new File(['drug_id\na'], name));
  input.files = files.files;
  input.dispatchEvent(new Event('change'));
}

export const Loading = page({ getHospital: pending });
export const Unreachable = page({ getHospital: unreachable() });
export const SignIn = page({}, undefined, false);
export const StarterInDemo = page();
export const NothingSigned = page({
  getFormularyState: state({ inUse: null, unsignedServed: false }),
});
export const Changed = page(edited);
export const Signed = page({
  getFormularyState: state({
    newest: signedOne,
    inUse: signedOne,
    lastSigned: signedOne,
    unsignedServed: false,
  }),
});
export const ReaderOnly = page({ getFormularyState: state({ may: { edit: false, sign: false } }) });
export const Row = inBothLanguages(
  page({}, async (box) => {
    await press(box, '[data-id=amoxicillin-capsule-500mg]');
    await find(box, '[part=facts]');
  }),
);
export const EditRow = inBothLanguages(
  page({}, async (box) => {
    await press(box, '[data-id=amoxicillin-capsule-500mg]');
    await press(box, '#edit');
    await find(box, '[part=edit]');
  }),
);
export const EditIncomplete = inBothLanguages(
  page({}, async (box) => {
    await press(box, '[data-id=amoxicillin-capsule-500mg]');
    await press(box, '#edit');
    await type(box, '#e-adultMaxSingle', 'a lot');
    await press(box, '[part=edit] .act');
    await find(box, '#e-adultMaxSingle-about');
  }),
);
export const SignAsks = page(edited, async (box) => {
  await press(box, '#sign');
  await find(box, '.sure');
});
export const SignConflict = page({ ...edited, signFormulary: refuse('version-conflict') }, async (box) => {
  await press(box, '#sign');
  await press(box, '.sure .quiet');
  await find(box, '.band.amber');
});
export const Preview = inBothLanguages(
  page({}, async (box) => {
    await choose(box);
    await find(box, '[part=preview]');
  }),
);
export const NothingToTake = inBothLanguages(
  page(
    {
      previewFormularyImport: preview({
        accepted: 0,
        refused: 412,
        counts: { added: 0, removed: 259, changed: 0, same: 0 },
        first: [],
      }),
    },
    async (box) => {
      await choose(box);
      await find(box, '[part=preview]');
    },
  ),
);
export const FileRefused = page(
  {
    previewFormularyImport: refuse('file-refused', {
      errors: [
        {
          ...{ pointer: '/file', code: 'columns', message: 'required columns are missing: form' },
        },
      ],
    }),
  },
  async (box) => {
    await choose(box);
    await find(box, '.band.amber');
  },
);
export const Pairs = inBothLanguages(
  page({}, async (box) => {
    await press(box, '#read-pairs');
    await find(box, '[part=pairs]');
  }),
);
export const NoneFound = page({ listFormularyRows: { rows: [], total: 0 } });
