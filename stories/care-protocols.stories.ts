import { html } from 'lit';
import type { ClinicianRole } from '@care-elements/contract/session.ts';
import '../packages/elements/widgets/care-protocols.ts';
import { find, press, type } from './act.ts';
import {
  detail,
  draft,
  FAULTS,
  summary,
  trialAsking,
  trialDone,
  unsigned,
  HASH,
  review,
} from './content-facts.ts';
import { both, type World } from './facts.ts';
import { fakeCare, pending, refuse, unreachable, type Answers } from './fake-care.ts';
import { inBothLanguages, story } from './story.ts';

export default {
  title: 'Desks/Triage content (care-protocols)',
  component: 'care-protocols',
  tags: ['desk', 'autodocs'],
  excludeStories: ['page', 'open'],
  globals: { viewport: { value: 'desk' } },
};

const PEOPLE = {
  medical_lead: [both('吴建国', 'Wu Jianguo'), both('医务主任', 'Medical director')],
  administrator: [both('方琳', 'Fang Lin'), both('信息管理员', 'Administrator')],
} as const;
type Owner = keyof typeof PEOPLE;
const person = (world: World, role: Owner) => ({
  ...world.pharmacist,
  role: role as ClinicianRole,
  name: PEOPLE[role][0],
  title: PEOPLE[role][1],
});

export const page = (
  role: Owner = 'medical_lead',
  act?: (box: HTMLElement, world: World) => Promise<void>,
  more: Answers = {},
  signedIn = true,
) =>
  story((world) => {
    const all = [draft(), unsigned(), summary()];
    const care = fakeCare({
      hospitalId: world.hospital.hospitalId,
      session: signedIn ? { token: 'story' } : null,
      answers: {
        getHospital: world.hospital,
        getSession: person(world, role),
        createSession: refuse('wrong-credentials'),
        listContent: { items: all, unsignedServed: true },
        getContent: ({ params }) => detail(all.find(({ hash }) => hash === params['hash'])!),
        signContent: detail(
          draft({ review: review('0.2.0', HASH.draft), lastSigned: review('0.2.0', HASH.draft) }),
        ),
        publishContent: detail(draft({ state: 'published', served: true })),
        retireContent: detail(draft({ state: 'retired' })),
        uploadContent: refuse('invalid-input', { errors: FAULTS }),
        tryContent: ({ body }) => (Object.keys(body.answers).length ? trialDone : trialAsking),
        deleteSession: undefined,
        ...more,
      },
    });
    return html`<div style="height: 100vh; min-height: 640px"><care-protocols lang=${world.lang} .care=${care}></care-protocols></div>`;
  }, act);

export async function open(box: HTMLElement, id = 'chest-pain'): Promise<void> {
  await press(box, `[data-id=${id}]`);
  await find(box, '[part=lines]');
}

export const Loading = page('medical_lead', undefined, { getHospital: pending });
export const Unreachable = page('medical_lead', undefined, { getHospital: unreachable() });
export const SignIn = page('medical_lead', undefined, {}, false);
export const List = page();
export const SignedOnly = page('medical_lead', undefined, {
  listContent: { items: [draft(), unsigned(false), summary()], unsignedServed: false },
});
export const NoneFound = page('medical_lead', async (box) => {
  await type(box, '#search', 'zzz');
});
export const ReadDraft = page('medical_lead', (box) => open(box));
export const NeverSigned = page('medical_lead', (box) => open(box, 'cold'));
export const SignAsks = page('medical_lead', async (box) => {
  await open(box);
  await press(box, '#sign');
  await find(box, '.sure');
});
export const Signed = page('medical_lead', async (box) => {
  await open(box);
  await press(box, '#sign');
  await press(box, '.sure .quiet');
  await find(box, '[part=sign] .green');
});
export const Administrator = page('administrator', (box) => open(box));
export const RetireAsks = page('administrator', async (box) => {
  await open(box);
  await press(box, '#retire');
  await find(box, '.sure');
});
export const PublishNeedsSignature = page('administrator', (box) => open(box), {
  listContent: { items: [draft(), unsigned(false), summary()], unsignedServed: false },
});
export const Upload = page('administrator', async (box) => {
  await press(box, '.list-head .act');
  await find(box, '#source');
});
/** The lint speaks English. */
export const UploadRefused = inBothLanguages(
  page('administrator', async (box) => {
    await press(box, '.list-head .act');
    await type(box, '#source', '{"id": "chest-pain"}');
    await press(box, '[part=upload] .act:not(.quiet)');
    await find(box, '[part=faults]');
  }),
);
export const TryAsks = page('administrator', async (box) => {
  await open(box);
  await press(box, '[part=trial] form .act');
  await find(box, '[part=asked]');
});
export const TryResult = page('administrator', async (box) => {
  await open(box);
  await press(box, '[part=trial] form .act');
  await press(box, '[part=asked] input');
  await press(box, '[part=asked] [data-code=arm]');
  await find(box, '[part=result] dd li', undefined);
});
export const OpenFails = page(
  'medical_lead',
  async (box) => {
    await press(box, '[data-id=cold]');
  },
  { getContent: refuse('not-found') },
);
