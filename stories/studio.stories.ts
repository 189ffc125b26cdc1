import { html } from 'lit';
import type { ThemeData } from '@care-elements/contract/theme.tokens.ts';
import type { CareStudio } from '../packages/elements/widgets/care-studio.ts';
import '../packages/elements/widgets/care-studio.ts';
import type { PreviewOf } from '../packages/elements/widgets/studio-preview.ts';
import { find, press, type } from './act.ts';
import { both, type World } from './facts.ts';
import { fakeCare, refuse, unreachable, type Answers } from './fake-care.ts';
import { STATES } from './states.ts';
import { inBothLanguages, story } from './story.ts';

export default {
  title: 'Desks/Theme studio (care-studio)',
  tags: ['desk'],
  globals: { viewport: { value: 'desk' } },
};

/** On our page the preview is a frame, which no story can fill: here it says what it would show. */
const previewIn =
  ({ lang }: World): PreviewOf =>
  (tell) => {
    const element = document.createElement('div');
    element.style.cssText = 'padding: 24px; font: 18px system-ui; color: CanvasText; background: Canvas';
    queueMicrotask(() =>
      tell({
        ready: ['care-visit', 'care-desk'].map((tag) => ({
          ...{ tag, states: STATES[tag]!, more: {}, wide: tag === 'care-desk' },
        })),
      }),
    );
    return {
      element,
      show: ({ at, dark, theme }) => {
        element.style.colorScheme = dark ? 'dark' : 'light';
        element.textContent = `${at} · ${lang} · ${theme.tokens['--care-color-brand'] ?? '#0b6b69'}`;
      },
      close: () => {},
    };
  };

const page = (theme?: Partial<ThemeData>, act?: (box: HTMLElement) => Promise<void>) =>
  inBothLanguages(
    story(
      (world) => html`<care-studio lang=${world.lang} .previewOf=${previewIn(world)}></care-studio>`,
      async (box) => {
        const studio = (await find(box, 'care-studio')) as CareStudio;
        if (theme) studio.data = { ...studio.data, ...theme };
        await find(box, '#state');
        await act?.(box);
      },
    ),
  );

const openFile = (name: string, text: string) => async (box: HTMLElement) => {
  const input = (await find(box, '#open')) as HTMLInputElement;
  const files = new DataTransfer();
  files.items.add(new File([text], name));
  input.files = files.files;
  input.dispatchEvent(new Event('change'));
  await find(box, '#opened', text.includes('12px') ? 'Renhe' : '--care-radius');
};
const unfold = async (box: HTMLElement, nth: number) => {
  await find(box, 'details');
  const studio = (await find(box, 'care-studio')) as CareStudio;
  studio.renderRoot.querySelectorAll('details')[nth]!.open = true;
};

export const Ready = page();
export const LightOnly = page({ base: 'light' });
export const Illegible = page({
  tokens: { '--care-color-muted': '#aaaaaa' },
  dark: { '--care-color-ink': '#444444' },
});
export const AllColours = page({ dark: { '--care-color-surface': '#101010' } }, (box) => unfold(box, 0));
export const AllTokens = page({ tokens: { '--care-gap': '12px' } }, (box) => unfold(box, 1));
export const BadFile = page(
  undefined,
  openFile('theme.json', '{"name":"Renhe","tokens":{"--care-radius":"99px"}}'),
);
export const GoodFile = page(
  undefined,
  openFile('theme.css', '/* care-theme {"name":"Renhe"} */ :root { --care-radius: 12px }'),
);

const RENHE: ThemeData = { name: '仁和', base: 'warm', tokens: { '--care-color-brand': '#7a1f3d' } };

/** With the hospital in the address: its theme is open, and an administrator may save. */
const ofHospital = (
  theme: ThemeData | undefined,
  more: Answers = {},
  act?: (box: HTMLElement) => Promise<void>,
  signedIn = true,
) =>
  inBothLanguages(
    story(
      (world) => {
        const { hospital, pharmacist } = world;
        const care = fakeCare({
          hospitalId: hospital.hospitalId,
          session: signedIn ? { token: 'story' } : null,
          answers: {
            getHospital: { ...hospital, ...(theme && { theme }) },
            getSession: { ...pharmacist, role: 'administrator', name: both('方琳', 'Fang Lin') },
            createSession: refuse('wrong-credentials'),
            deleteSession: undefined,
            setTheme: ({ body }) => body,
            ...more,
          },
        });
        return html`<care-studio lang=${world.lang} .care=${care} .previewOf=${previewIn(world)}></care-studio>`;
      },
      async (box) => {
        await find(box, '#state');
        await find(box, '.hospital button');
        await act?.(box);
      },
    ),
  );

export const SignIn = ofHospital(undefined, {}, undefined, false);
export const SignInRefused = ofHospital(
  RENHE,
  {},
  async (box) => {
    await type(box, '#username', 'fang');
    await type(box, '#password', 'wrong');
    await press(box, '.hospital .act');
    await find(box, '.hospital [role=alert]');
  },
  false,
);
export const MaySave = ofHospital(RENHE);
export const Saved = ofHospital(undefined, {}, (box) => press(box, '#save-hospital'));
export const ServerRefuses = ofHospital(
  undefined,
  {
    setTheme: refuse('invalid-input', {
      errors: [
        {
          ...{ pointer: '/theme', code: 'custom' },
          message: 'light: muted on surface has 2.3 : 1, needs 4.5 : 1; --care-color-muted: #6e6e6e would do',
        },
      ],
    }),
  },
  (box) => press(box, '#save-hospital'),
);
export const TakingOff = ofHospital(RENHE, {}, (box) => press(box, '#take-off'));
export const Unreachable = ofHospital(undefined, { getHospital: unreachable() });
