/** Owns where the studio shows what is made: which widget, in which state, in both lights. Pure. */
import { html, nothing, type TemplateResult } from 'lit';
import type { StudioWords } from '../locales/en/studio.ts';
import type { Preview } from './studio-preview.ts';
import type { Shelf } from './studio-talk.ts';

export function stagePart(
  shelves: readonly Shelf[],
  tag: string,
  at: string,
  [light, dark]: readonly [Preview, Preview],
  t: StudioWords,
  pick: (tag: string, at: string) => void,
): TemplateResult {
  const shelf = shelves.find((one) => one.tag === tag);
  const chosen = (event: Event) => (event.target as HTMLSelectElement).value;
  const toTag = (event: Event) => {
    const to = shelves.find((one) => one.tag === chosen(event))!;
    pick(to.tag, Object.values(to.states)[0]!);
  };
  const option = ([name, of]: [string, string]) =>
    html`<option value=${of} ?selected=${of === at}>${t.states[name] ?? name}</option>`;
  return html`<section class="card stack" part="preview" aria-labelledby="preview">
    <h2 id="preview">${t.previewTitle}</h2>
    ${
      shelf
        ? html`<div class="choose">
            <div class="field"><label for="tag">${t.widget}</label>
              <select id="tag" .value=${tag} @change=${toTag}>
                ${shelves.map((one) => html`<option value=${one.tag} ?selected=${one.tag === tag}>${t.tags[one.tag] ?? one.tag}</option>`)}
              </select></div>
            <div class="field"><label for="state">${t.state}</label>
              <select id="state" .value=${at} @change=${(event: Event) => pick(tag, chosen(event))}>
                ${Object.entries(shelf.states).map(option)}
                ${Object.keys(shelf.more).length ? html`<optgroup label=${t.moreStates}>${Object.entries(shelf.more).map(option)}</optgroup>` : nothing}
              </select></div>
          </div>`
        : html`<p role="status">${t.previewLoading}</p>`
    }
    <div class="stage ${shelf?.wide ? 'wide' : ''}">
      <figure><figcaption>${t.light}</figcaption><div class="window">${light.element}</div></figure>
      <figure><figcaption>${t.dark}</figcaption><div class="window">${dark.element}</div></figure>
    </div>
  </section>`;
}
