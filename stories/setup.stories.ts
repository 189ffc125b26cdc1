import { html } from 'lit';
import type { ClinicianRole } from '@care-elements/contract/session.ts';
import '../packages/elements/widgets/care-setup.ts';
import '../packages/elements/widgets/care-setup-wording.ts';
import '../packages/elements/widgets/care-visit.ts';
import { find, press, type } from './act.ts';
import { both, type World } from './facts.ts';
import { fakeCare, refuse, unreachable, type Answers } from './fake-care.ts';
import { inBothLanguages, story } from './story.ts';

export default {
  title: 'Desks/Website setup (care-setup)',
  tags: ['desk', 'blanks'],
  globals: { viewport: { value: 'desk' } },
  excludeStories: ['setupPage'],
};

const administrator = (world: World) => ({
  ...world.pharmacist,
  role: 'administrator' as ClinicianRole,
  name: both('方琳', 'Fang Lin'),
  title: both('信息管理员', 'Administrator'),
});
const old = { origin: 'https://www.hospital.example', registeredAt: null, registeredBy: null };
const fresh = {
  origin: 'https://visit.hospital.example:8443',
  registeredAt: '2026-11-20T02:15:00.000Z',
  registeredBy: both('方琳', 'Fang Lin'),
};

const page = (
  more: Answers = {},
  act?: (box: HTMLElement, world: World) => Promise<void>,
  signedIn = true,
  origin = '',
) =>
  story((world) => {
    const { hospital } = world;
    const care = fakeCare({
      hospitalId: hospital.hospitalId,
      session: signedIn ? { token: 'story' } : null,
      answers: {
        getHospital: hospital,
        getSession: administrator(world),
        createSession: refuse('wrong-credentials'),
        deleteSession: undefined,
        listOrigins: { origins: [old, fresh] },
        registerOrigin: {
          origins: [
            old,
            fresh,
            { ...fresh, origin: 'https://www.new.example', registeredAt: '2026-11-28T01:00:00.000Z' },
          ],
        },
        removeOrigin: { origins: [old] },
        ...more,
      },
    });
    const previewOf = () =>
      Object.assign(document.createElement('care-visit'), {
        care: fakeCare({ hospitalId: hospital.hospitalId, answers: { getHospital: hospital } }),
      });
    return html`<care-setup lang=${world.lang} .care=${care} .origin=${origin || undefined} .previewOf=${previewOf}></care-setup>`;
  }, act);
export { page as setupPage };

const choose = async (box: HTMLElement, id: string, value: string) => {
  const select = (await find(box, `#${id}`)) as HTMLSelectElement;
  select.value = value;
  select.dispatchEvent(new Event('change'));
};

export const SignIn = page({}, undefined, false);
export const Ready = inBothLanguages(page());
export const NothingRegistered = inBothLanguages(page({ listOrigins: { origins: [] } }));
export const FromARefusedPage = inBothLanguages(page({}, undefined, true, 'https://www.new.example'));
export const Registered = inBothLanguages(
  page({}, async (box) => {
    await type(box, '#origin', 'www.new.example/visit.html');
    await press(box, 'form.add .act');
  }),
);
export const NoAddress = inBothLanguages(
  page({}, async (box) => {
    await type(box, '#origin', 'http://www.new.example');
    await press(box, 'form.add .act');
  }),
);
export const Full = inBothLanguages(
  page({ registerOrigin: refuse('state-conflict') }, async (box) => {
    await type(box, '#origin', 'https://one-more.example');
    await press(box, 'form.add .act');
  }),
);
export const Removing = inBothLanguages(page({}, (box) => press(box, '.origins .link')));
export const Chosen = inBothLanguages(
  page({}, async (box) => {
    await choose(box, 'lang', 'en');
    await choose(box, 'theme', 'warm');
    await press(box, '#own');
    await press(box, '#elder');
  }),
);
export const ForGbk = inBothLanguages(page({}, (box) => choose(box, 'guide', 'gbk')));
export const ForDedecms = inBothLanguages(page({}, (box) => choose(box, 'guide', 'dedecms')));
export const ForReact = inBothLanguages(page({}, (box) => choose(box, 'guide', 'react')));
export const Unreachable = page({ getHospital: unreachable() });
