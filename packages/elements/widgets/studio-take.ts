/** Owns how a theme leaves the studio as a file and comes into it. Pure. */
import { html, nothing, type TemplateResult } from 'lit';
import { fileButton } from '../controls/file-button.ts';
import { iconAlert } from '../controls/icons.ts';
import type { StudioWords } from '../locales/en/studio.ts';
import type { FileFault } from '../theme/theme-file.ts';

export function takePart(
  file: FileFault | { name: string } | null,
  shut: boolean,
  t: StudioWords,
  on: { save(kind: 'json' | 'css'): void; open(file: File): void; shut(): void },
): TemplateResult {
  const bad = file && 'fault' in file;
  const take = (kind: 'json' | 'css', label: string) =>
    html`<button class="act quiet small" id="save-${kind}" aria-disabled=${shut} aria-describedby=${shut ? 'shut' : nothing}
      @click=${() => (shut ? on.shut() : on.save(kind))}>${label}</button>`;
  return html`<section class="card stack" part="take" aria-labelledby="take">
    <h2 id="take">${t.takeTitle}</h2>
    <p class="note">${t.takeLead}</p>
    ${shut ? html`<p class="band red" id="shut">${iconAlert(18)}<span>${t.shut}</span></p>` : nothing}
    <div class="take">${take('json', t.asJson)}${take('css', t.asCss)}</div>
    ${fileButton({ id: 'open', label: t.importLabel, accept: '.json,.css,application/json,text/css', about: file ? 'opened' : undefined, take: on.open })}
    <p id="opened" role=${bad ? 'alert' : 'status'} class=${bad ? 'wrong' : ''}>${
      !file
        ? nothing
        : 'fault' in file
          ? `${t.fault(t.faults[file.fault]!, file.what)} ${t.kept}`
          : t.imported(file.name)
    }</p>
  </section>`;
}
