/**
 * Owns the page in which the theme studio shows a widget in a state: a story on the fake client, in the theme that the studio sends, as
 * the hospital's. Bundled with the studio alone (`scripts/build-studio.ts`); reaches no network.
 */
import { html, render } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { config } from 'zod';
import { beyond } from '../packages/elements/base/beyond.ts';
import { CareElement } from '../packages/elements/base/care-element.ts';
import { PREVIEW, type Asked, type Told } from '../packages/elements/widgets/studio-talk.ts';
import { deep } from './act.ts';
import { WORLDS } from './facts.ts';
import { DESK_FILES } from './files.ts';
import { PRESCRIPTION, QUEUE, STATES, type At } from './states.ts';
import type { Story } from './story.ts';
import { FILES, NAMES } from 'care:story-files';

// Our policy lets no text become code, and zod would try.
config({ jitless: true });

const box = document.getElementById('box')!;
const page = document.documentElement;
document.body.style.margin = '0';
page.style.background = 'Canvas';
const tell = (told: Told) => parent.postMessage({ [PREVIEW]: told }, location.origin);

/** Tags that wear no theme, that only our own pages have, or that frame what stands here already. */
const NOT_HERE = new Set(['care-diagnose', 'care-frame', 'care-rx-export', 'care-studio']);
const placed = (of: Record<string, At | null>): Record<string, string> =>
  Object.fromEntries(Object.entries(of).flatMap(([state, at]) => (at ? [[state, at]] : [])));
const isWide = (at: string): boolean => /^desk-/.test(at) || DESK_FILES.includes(at.split('/')[0]!);

/** Files about a tag that are not named by it; what is listed nowhere has its places in `STATES`. */
const ABOUT: Record<string, string[]> = {
  'care-consult': ['call-more', 'call-talk', 'call-screen', 'call-snapshot', 'care-chat', 'recording'],
  'care-prescription': ['refills'],
  'care-desk': ['signing', 'meetings', 'desk-refills'],
  'care-pharmacy': ['care-counter'],
  'care-guest': ['guests'],
  'care-meeting': ['meeting'],
  'care-setup': ['setup', 'setup-wording'],
};
/** `PatientIsAsked` of another file than the tag's own: `guests: patient is asked`. */
function moreOf(tag: string, listed: readonly string[]): Record<string, string> {
  const files = [tag, ...(ABOUT[tag] ?? [])].filter((file) => NAMES[file]);
  return Object.fromEntries(
    files.flatMap((file) =>
      NAMES[file]!.map((name) => [file, name, `${file}/${name}`] as const)
        .filter(([, , at]) => !listed.includes(at))
        .map(([of, name, at]) => [
          `${of === tag ? '' : `${of}: `}${name.replace(/(?!^)([A-Z])/g, ' $1').toLowerCase()}`,
          at,
        ]),
    ),
  );
}

const BASES = ['', ...new Set(Object.values(WORLDS).map(({ hospital }) => hospital.hospitalId))].map((id) =>
  id ? `https://care.example/v1/hospitals/${id}` : id,
);

async function dress({ theme, dark }: Asked): Promise<void> {
  page.style.colorScheme = dark ? 'dark' : 'light';
  const standing = [...deep(box)].filter((one): one is CareElement => one instanceof CareElement);
  for (const base of BASES) await beyond({ theme }, base, standing);
}

let shown = '';
async function show(asked: Asked): Promise<void> {
  const { at, lang } = asked;
  page.lang = lang;
  await dress(asked);
  if (shown === `${at} ${lang}`) return;
  shown = `${at} ${lang}`;
  const [file, name] = at.split('/') as [string, string];
  const story = (await FILES[file]!())[name] as Story;
  // A desk takes the height that its place gives it.
  box.style.height = isWide(at) ? '100vh' : '';
  const globals = { lang };
  render(html`${keyed({}, story.render({}, { globals }))}`, box);
  await story.play?.({ canvasElement: box, globals }).catch((cause: unknown) => console.warn(`${at}`, cause));
  // What the play has brought was not there before.
  await dress(last ?? asked);
  tell({ shown: at });
}

// One after another; of those that wait, only the last.
let last: Asked | undefined;
let busy = false;
async function work(): Promise<void> {
  if (busy) return;
  busy = true;
  for (let next; (next = last);) {
    last = undefined;
    await show(next).catch((cause: unknown) => console.error(cause));
  }
  busy = false;
}
addEventListener('message', ({ source, origin, data }: MessageEvent) => {
  const asked = source === parent && origin === location.origin && (data?.[PREVIEW] as Asked | undefined);
  if (!asked || !('at' in asked)) return;
  last = asked;
  void work();
});

tell({
  ready: Object.entries(STATES)
    .filter(([tag]) => !NOT_HERE.has(tag))
    .map(([tag, of]) => {
      const states = {
        ...of,
        ...(tag === 'care-queue' && placed(QUEUE)),
        ...(tag === 'care-prescription' && placed(PRESCRIPTION)),
      };
      const listed = Object.values(states);
      return { tag, states, more: moreOf(tag, listed), wide: isWide(listed[0]!) };
    }),
});
