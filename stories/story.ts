/** Owns the shape of a story here: drawn from the world of the language in use, then led on by `play` where a person would act. */
import { html, type CSSResultGroup, type PropertyDeclarations, type TemplateResult } from 'lit';
import { CareElement } from '../packages/elements/base/care-element.ts';
import { css } from '../packages/elements/base/light-element.ts';
import { define } from '../packages/elements/base/define.ts';
import type { Lang } from '../packages/elements/base/words.ts';
import { callControls } from '../packages/elements/controls/call-controls.ts';
import { doseStyles } from '../packages/elements/controls/day-dose.ts';
import { stepsStyles } from '../packages/elements/controls/steps.ts';
import { ticketStyles } from '../packages/elements/controls/ticket-number.ts';
import { buttons, forms, surfaces } from '../packages/elements/theme/common.ts';
import { LONG_NAMES, WORLDS, type World } from './facts.ts';

/** What the toolbar says. */
export interface Globals {
  lang: Lang;
  elder?: 'on' | 'off';
  /** `long`: a world in which every name is long. */
  names?: 'long';
}
export interface Story {
  render(args: object, context: { globals: Globals }): TemplateResult;
  play?(context: { canvasElement: HTMLElement; globals: Globals }): Promise<void>;
  /** `arabic`: in Arabic whatever the toolbar says. */
  tags?: ('both-languages' | 'arabic')[];
}
/** A file's default export, as far as the test reads it. */
export interface StoryMeta {
  title: string;
  /** `phone`: shown on one, and has to fit 320 px. `desk`: takes the whole window. */
  tags?: readonly ('phone' | 'desk' | 'autodocs' | 'blanks')[];
  /** The public tag that it is about. */
  component?: string;
  /** What a file exports for other story files. */
  excludeStories?: readonly string[];
}

const worldOf = ({ lang, names }: Globals): World => (names === 'long' ? LONG_NAMES : WORLDS)[lang];

export const story = (
  draw: (world: World, globals: Globals) => TemplateResult,
  act?: (box: HTMLElement, world: World) => Promise<void>,
): Story => ({
  render: (_, { globals }) => draw(worldOf(globals), globals),
  ...(act && { play: ({ canvasElement, globals }) => act(canvasElement, worldOf(globals)) }),
});

/** Where a part of a visit stands alone: it leaves the room around it to its place. */
export const onPhone = (view: TemplateResult): TemplateResult =>
  html`<div style="max-width: 520px; margin: auto; padding: calc(16px * var(--care-scale, 1))">${view}</div>`;

/** A story within something more: below a line that says what is shown, with other globals. */
export const within = (
  of: Story,
  label: string,
  more: Partial<Globals> = {},
  style = '',
  dir = '',
): Story => ({
  ...of,
  render: (args, { globals }) =>
    html`<p style="margin: 0; padding: 8px 16px; font: 18px monospace; color: CanvasText; background: Canvas">${label}</p>
      <div style=${style} dir=${dir || 'auto'}>${of.render(args, { globals: { ...globals, ...more } })}</div>`,
  ...(of.play && {
    play: ({ canvasElement, globals }) => of.play!({ canvasElement, globals: { ...globals, ...more } }),
  }),
});

/** Names in the other language stand there, too, on purpose. */
export const inBothLanguages = (of: Story): Story => ({ ...of, tags: ['both-languages'] });

/** A control that is a template alone stands in this, on the same ground as in a widget. */
class StoryBox extends CareElement {
  static override properties: PropertyDeclarations = { draw: { attribute: false } };
  static override styles: CSSResultGroup = [
    CareElement.styles,
    buttons,
    forms,
    surfaces,
    stepsStyles,
    ticketStyles,
    doseStyles,
    callControls,
    css`
      main {
        display: flex;
        flex-wrap: wrap;
        gap: 16px;
        padding: 16px;
        background: var(--_surface);
      }
      main > :not(.call):not(.chip):not(.icon) {
        flex: 1 0 100%;
      }
      .dark {
        display: flex;
        flex-wrap: wrap;
        justify-content: center;
        gap: 8px;
        padding: 16px;
        background: #101817;
      }
    `,
  ];
  declare draw: (() => unknown) | undefined;

  protected override render() {
    return html`<main>${this.draw?.()}</main>`;
  }
}
define('story-box', StoryBox);

/** A story of a control: what it looks like in the words of the language in use. */
export const control = (draw: (lang: Lang) => unknown): Story => ({
  render: (_, { globals: { lang } }) => html`<story-box lang=${lang} .draw=${() => draw(lang)}></story-box>`,
});
