/** The theme studio: what is set is shown, what can't be read can't be taken, a theme goes out as a file and comes back the same. */
import { html, render } from 'lit';
import { mend, mended, pairsOf, PAIRS, tooLow } from '../../packages/contract/theme.contrast.ts';
import {
  fitsToken,
  THEMES,
  themeFaults,
  type ThemeData,
  type Tokens,
} from '../../packages/contract/theme.tokens.ts';
import type { Care } from '../../packages/client/care.ts';
import { apca } from '../../packages/elements/theme/apca.ts';
import { addressOf, themeAsCss, themeAsJson, themeIn } from '../../packages/elements/theme/theme-file.ts';
import type { CareStudio } from '../../packages/elements/widgets/care-studio.ts';
import '../../packages/elements/widgets/care-studio.ts';
import type { Asked } from '../../packages/elements/widgets/studio-talk.ts';
import { find } from '../../stories/act.ts';
import { WORLDS } from '../../stories/facts.ts';
import { fakeCare } from '../../stories/fake-care.ts';
import { STATES, PRESCRIPTION, QUEUE } from '../../stories/states.ts';
import words from '../../packages/elements/locales/en/studio.ts';
import { equal } from '../kit/expect.ts';

const THEME: ThemeData = {
  name: '仁和 */ x',
  base: 'warm',
  tokens: { '--care-color-brand': '#7a1f3d', '--care-radius': '4px', '--care-color-sunk': '#f8f0e8' },
  dark: { '--care-color-surface': '#101010' },
};

let box: HTMLElement;
let asked: [Asked?, Asked?];
async function open(care?: Care): Promise<CareStudio> {
  asked = [];
  let made = 0;
  render(
    html`<care-studio lang="en" .care=${care} .previewOf=${() => {
      const at = made++;
      return {
        element: document.createElement('div'),
        show: (one: Asked) => (asked[at] = one),
        close: () => {},
      };
    }}></care-studio>`,
    box,
  );
  const studio = box.querySelector<CareStudio>('care-studio')!;
  while (!(await studio.updateComplete) || !studio.hasUpdated);
  return studio;
}
const one = <T extends HTMLElement = HTMLElement>(studio: CareStudio, selector: string) =>
  studio.renderRoot.querySelector<T>(selector)!;
async function type(studio: CareStudio, selector: string, value: string, event = 'change'): Promise<void> {
  const input = one<HTMLInputElement>(studio, selector);
  input.value = value;
  input.dispatchEvent(new Event(event));
  await studio.updateComplete;
}
/** What the studio would have saved. */
async function saved(act: () => void): Promise<string[]> {
  const { createObjectURL } = URL;
  const blobs: Blob[] = [];
  URL.createObjectURL = (blob: Blob) => (blobs.push(blob), createObjectURL.call(URL, blob));
  try {
    act();
  } finally {
    URL.createObjectURL = createObjectURL;
  }
  return Promise.all(blobs.map((blob) => blob.text()));
}
async function choose(studio: CareStudio, text: string): Promise<string> {
  const input = one<HTMLInputElement>(studio, '#open');
  const files = new DataTransfer();
  files.items.add(new File([text], 'theme'));
  input.files = files.files;
  const before = studio.file;
  input.dispatchEvent(new Event('change'));
  while (studio.file === before) await new Promise((done) => setTimeout(done));
  await studio.updateComplete;
  return one(studio, '#opened').textContent!;
}

describe('the theme studio', () => {
  beforeEach(() => document.body.append((box = document.createElement('div'))));
  afterEach(() => {
    render(html``, box);
    box.remove();
  });

  it('shows what is set, in the light and in the dark, and says what does not fit', async () => {
    const studio = await open();
    await type(studio, '#brand-hex', '#7a1f3d');
    await type(studio, '#radius', '3', 'input');
    await type(studio, '#base', 'clinic');
    const theme = {
      name: '',
      tokens: { '--care-color-brand': '#7a1f3d', '--care-radius': '3px', '--care-radius-field': '2px' },
      base: 'clinic',
    };
    equal(
      asked.map((last) => [last!.dark, last!.theme]),
      [
        [false, theme],
        [true, theme],
      ],
      'shown',
    );
    await type(studio, '#brand-hex', 'maroon');
    equal(one(studio, '[role=alert]').textContent, words.notFit, 'said');
    equal(studio.data.tokens['--care-color-brand'], '#7a1f3d', 'stays');
    await type(studio, '#brand-hex', '');
    equal('--care-color-brand' in studio.data.tokens, false, 'taken off');
  });

  it('says at every token what it may be, in values that it takes', async () => {
    const studio = await open();
    const fields = [...studio.renderRoot.querySelectorAll('.tokens .field')];
    equal(fields.length > 20, true, 'fields');
    for (const field of fields) {
      const input = field.querySelector('input')!;
      const said = one(studio, `#${CSS.escape(input.getAttribute('aria-describedby')!)}`).textContent!.trim();
      const token = field.querySelector('label')!.textContent!;
      for (const value of said.replace('For example ', '').split(/; | … /))
        equal(fitsToken(token, value), true, `${token}: ${value}`);
    }
    await type(studio, '#t--care-gap-rows', '100');
    equal(one(studio, '#t--care-gap-rows-about').textContent, `${words.notFit} 4px … 24px`, 'said');
  });

  it('lets nobody take a theme that can’t be read, names the pair, and mends it', async () => {
    const studio = await open();
    equal((await saved(() => one(studio, '#save-json').click())).length, 1, 'a legible one');
    studio.data = { name: 'x', tokens: { '--care-color-muted': '#aaaaaa' } };
    await studio.updateComplete;
    for (const kind of ['json', 'css'])
      equal(await saved(() => one(studio, `#save-${kind}`).click()), [], `${kind} is shut`);
    equal(studio.renderRoot.activeElement?.id, 'contrast-section', 'the way to what is wrong');
    const low = [...studio.renderRoot.querySelectorAll('.low p')].map((line) => line.textContent);
    equal(low[0], 'quiet text on ground, light: 2.3\u00a0:\u00a01, needs 4.5\u00a0:\u00a01.', 'the pair');
    one(studio, '.low button').click();
    await studio.updateComplete;
    equal(tooLow(studio.data), [], 'mended');
    const [text] = await saved(() => one(studio, '#save-json').click());
    equal(JSON.parse(text!), studio.data, 'the file');
  });

  it('opens what it wrote, and says of any other file what is wrong with it', async () => {
    const studio = await open();
    equal(await choose(studio, themeAsJson(THEME)), words.imported(THEME.name));
    equal(studio.data, THEME, 'from JSON');
    await choose(studio, themeAsCss(THEME));
    equal([studio.data.name, studio.data.base], [THEME.name, THEME.base], 'from CSS');
    equal(pairsOf(studio.data), pairsOf(THEME), 'the same colours from CSS');
    equal(themeFaults(studio.data), [], 'fit for the server');
    const before = studio.data;
    for (const [text, fault] of [
      ['{"name":"x",', words.faults['json']],
      ['body { color: red }', words.faults['css']],
      ['[1]', `${words.faults['shape']}: [1]`],
      ['{"name":"x","tokens":{},"script":"y"}', `${words.faults['shape']}: script`],
      ['{"name":"","tokens":{}}', words.faults['name']],
      ['{"name":"x","base":"neon","tokens":{}}', `${words.faults['base']}: neon`],
      [':root { --care-colour: #fff }', `${words.faults['token']}: --care-colour`],
      [':root { --care-color-ink: red }', `${words.faults['value']}: --care-color-ink: red`],
      [
        '{"name":"x","tokens":{"--care-font":"url(//evil.example)"}}',
        `${words.faults['value']}: --care-font: url(//evil.example)`,
      ],
      ['{"name":"x","tokens":{},"dark":{"--care-gap":"9px"}}', `${words.faults['dark']}: --care-gap`],
    ])
      equal(await choose(studio, text!), `${fault} ${words.kept}`, text);
    equal(studio.data, before, 'nothing of them is taken');
  });

  it('saves what can be read as the hospital’s, as the server has it, and goes on from what the hospital has', async () => {
    const { hospital, pharmacist } = WORLDS.en;
    const put: unknown[] = [];
    const care = fakeCare({
      ...{ hospitalId: hospital.hospitalId, session: { token: 'x' } },
      answers: {
        getHospital: { ...hospital, theme: THEME },
        getSession: { ...pharmacist, role: 'administrator' },
        setTheme: ({ body }) => (put.push(body.theme), body),
      },
    });
    const studio = await open(care);
    const button = await find(box, '#save-hospital');
    equal(studio.data, THEME, 'begins with the hospital’s');
    studio.data = { ...THEME, tokens: { '--care-color-ink': '#dddddd' } };
    await studio.updateComplete;
    button.click();
    equal([put, button.getAttribute('aria-disabled')], [[], 'true'], 'an illegible one');
    studio.data = { ...THEME, name: '', tokens: {} };
    await studio.updateComplete;
    button.click();
    await find(box, '.hospital [role=status]', words.savedHospital);
    equal(put, [{ ...THEME, name: words.untitled, tokens: {} }], 'sent');
    (await find(box, '#take-off')).click();
    (await find(box, '.sure .quiet')).click();
    await find(box, '.hospital [role=status]', words.tookOff);
    equal(put[1], null, 'taken off');
  });

  it('has a place in the address', () => {
    equal(themeIn(addressOf(THEME)), THEME);
    equal(themeIn(addressOf({ name: '', tokens: {} })), { name: '', tokens: {} });
    for (const wrong of [
      '',
      '#theme=',
      '#theme=%7B',
      `#theme=${encodeURIComponent('{"name":"x","tokens":{"color":"red"}}')}`,
    ])
      equal(themeIn(wrong), undefined, wrong);
  });

  it('has words for every state that it shows', () => {
    const {
      'care-studio': _,
      'care-diagnose': __,
      'care-rx-export': ___,
      'care-frame': ____,
      ...tags
    } = STATES;
    const states = [...Object.values(tags), QUEUE, PRESCRIPTION].flatMap((of) =>
      Object.entries(of).flatMap(([state, at]) => (at ? [state] : [])),
    );
    equal(
      states.filter((state) => !words.states[state]),
      [],
    );
    equal(
      Object.keys(tags).filter((tag) => !words.tags[tag]),
      [],
    );
    equal(
      PAIRS.flat().filter((name) => typeof name === 'string' && !words.names[name]),
      [],
    );
  });
});

describe('the contrast of a theme', () => {
  it('is enough in every theme of ours, and too low where a colour of one’s own makes it so', () => {
    for (const base of [undefined, ...THEMES]) equal(tooLow({ name: 'x', base, tokens: {} }), [], base);
    const light = { name: 'x', tokens: { '--care-color-ink': '#cccccc' } };
    equal(
      tooLow(light).every(({ on, dark }) => on === 'ink' && !dark),
      true,
      'in the light alone',
    );
    const night = { name: 'x', base: 'dark' as const, tokens: { '--care-color-ink': '#cccccc' } };
    equal(tooLow(night), [], 'who shows no light has none');
  });

  it('is mended without a new fault', () => {
    for (const tokens of [
      { '--care-color-muted': '#c0c0c0' },
      { '--care-color-surface': '#777777' },
      { '--care-color-on-brand': '#000000', '--care-color-brand': '#203040' },
      { '--care-color-edge': '#eeeeee' },
    ] as Tokens[]) {
      let theme: ThemeData = { name: 'x', tokens };
      for (let steps = 0, low; (low = tooLow(theme)).length && steps < 20; steps++) {
        const next = mended(theme, mend(theme, low[0]!)!);
        equal(tooLow(next).length < low.length, true, `${JSON.stringify(tokens)}: fewer`);
        theme = next;
      }
      equal(tooLow(theme), [], JSON.stringify(tokens));
    }
  });

  it('is APCA’s own, by the values that it publishes', () => {
    for (const [text, ground, lc] of [
      ['#888888', '#ffffff', 63.056469930209424],
      ['#ffffff', '#888888', -68.54146436644962],
      ['#000000', '#aaaaaa', 58.146262578561334],
      ['#aaaaaa', '#000000', -56.24113336839742],
      ['#112233', '#ddeeff', 91.66830811481631],
      ['#ddeeff', '#112233', -93.06770049484275],
      ['#112233', '#444444', 8.32326136957393],
      ['#444444', '#112233', -7.526878460278154],
    ] as const)
      equal(apca(text, ground).toFixed(6), lc.toFixed(6), `${text} on ${ground}`);
  });
});
