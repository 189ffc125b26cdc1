/** Owns the right column of the triage content desk: signing exactly what is shown, publishing, retiring; and the upload with the lint's words. */
import { html, nothing, type TemplateResult } from 'lit';
import { actions } from '@care-elements/contract/machine.ts';
import { CONTENT_MACHINE } from '@care-elements/contract/content.machine.ts';
import type { ContentDetail } from '@care-elements/contract/content.ts';
import type { ContentStoreState } from '@care-elements/client/content-store.ts';
import { askOnce } from '../controls/ask-once.ts';
import { fileButton } from '../controls/file-button.ts';
import { iconAlert, iconDone } from '../controls/icons.ts';
import { sentences } from '../controls/locale.ts';
import { dateIn, problemLine, type Say, type T } from './care-protocols-words.ts';

/** What the hand is asked once more. */
export type Sure = 'sign' | 'retire' | null;
export interface WorkHands {
  ask: (sure: Sure) => void;
  sign: () => void;
  publish: () => void;
  retire: () => void;
  edit: () => void;
}

export function work(
  state: ContentStoreState,
  open: ContentDetail,
  sure: Sure,
  say: Say,
  hands: WorkHands,
): TemplateResult {
  const { t } = say;
  const { clinician, busy, problem } = state;
  const may = actions(CONTENT_MACHINE, open.state, clinician!.role);
  return html`
    ${problem && ['sign', 'publish', 'retire'].includes(problem.action) ? problemLine(problem.problem, t) : nothing}
    ${may.includes('sign') ? signing(open, sure, !!busy, say, hands) : nothing}
    ${
      may.includes('publish')
        ? html`<section class="part" part="publish">
            ${
              open.review || state.unsignedServed
                ? html`<button id="publish" class="act" aria-disabled=${busy ? 'true' : 'false'} @click=${hands.publish}>${busy === 'publish' ? t.loading : t.publish(open.version)}</button>
                    <p class="note">${t.publishMore}</p>`
                : html`<p class="note">${t.publishNeeds}</p>`
            }
          </section>`
        : nothing
    }
    ${
      clinician!.role === 'administrator'
        ? html`<section class="part">
            <button class="act quiet" @click=${hands.edit}>${t.edit}</button>
            ${
              !may.includes('retire')
                ? nothing
                : sure === 'retire'
                  ? askOnce(t.retireSure, t.retireYes, t.retireNo, hands.retire, () => hands.ask(null))
                  : html`<button id="retire" class="act quiet" aria-disabled=${busy ? 'true' : 'false'} @click=${() => hands.ask('retire')}>${t.retire}</button>`
            }
          </section>`
        : nothing
    }
  `;
}

/** The whole statement stands there before the hand is lifted: id, version, hash. */
function signing(
  { contentId, version, hash, review }: ContentDetail,
  sure: Sure,
  busy: boolean,
  say: Say,
  hands: WorkHands,
): TemplateResult {
  const { t, lang } = say;
  if (review)
    return html`<section class="part" part="sign">
      <p class="band green">${iconDone(18)}<span>${sentences(lang, t.signedDone, t.signedBy(review.by[lang], dateIn(say, review.at)))}</span></p>
      ${what(contentId, version, hash, t)}
    </section>`;
  return html`<section class="part" part="sign">
    <h2>${t.signTitle}</h2>
    <p>${t.signWhat}</p>
    ${what(contentId, version, hash, t)}
    <p class="note">${t.signMeans}</p>
    ${
      sure === 'sign'
        ? askOnce(t.signSure, t.signYes, t.signNo, hands.sign, () => hands.ask(null))
        : html`<button id="sign" class="act" aria-disabled=${busy ? 'true' : 'false'} @click=${() => hands.ask('sign')}>${busy ? t.loading : t.sign(version)}</button>`
    }
  </section>`;
}

const what = (contentId: string, version: string, hash: string, t: T): TemplateResult =>
  html`<dl class="signed-what">
    <dt>ID</dt><dd><code>${contentId}</code></dd>
    <dt>${t.version}</dt><dd class="num">${version}</dd>
    <dt>${t.hash}</dt><dd><code>${hash}</code></dd>
  </dl>`;

export interface UploadHands {
  write: (text: string) => void;
  read: (file: File) => void;
  send: (event: Event) => void;
  close: () => void;
}

export function uploadForm(
  text: string,
  missing: boolean,
  { busy }: ContentStoreState,
  { t }: Say,
  hands: UploadHands,
): TemplateResult {
  return html`<form class="part" part="upload" novalidate @submit=${hands.send}>
    <div class="sheet-head line">
      <h2 tabindex="-1" id="shown">${t.uploadTitle}</h2>
      <button type="button" class="link end" @click=${hands.close}>${t.close}</button>
    </div>
    <p class="muted">${t.uploadHint}</p>
    ${fileButton({ id: 'file', label: t.uploadFile, accept: 'application/json,.json', take: hands.read })}
    <div class="field">
      <label for="source">${t.uploadText}</label>
      ${missing ? html`<span id="source-about" class="wrong">${t.nothingToUpload}</span>` : nothing}
      <textarea id="source" class="source" rows="16" spellcheck="false" .value=${text} aria-describedby=${missing ? 'source-about' : nothing} aria-invalid=${missing ? 'true' : 'false'} @input=${(event: Event) => hands.write((event.target as HTMLTextAreaElement).value)}></textarea>
    </div>
    <button class="act" aria-disabled=${busy ? 'true' : 'false'}>${busy === 'upload' ? t.loading : t.upload}</button>
  </form>`;
}

/** Each fault with where it is, what is wrong and what to do, as the lint says it. */
export function faults({ problem }: ContentStoreState, { t }: Say): TemplateResult | typeof nothing {
  if (problem?.action !== 'upload') return nothing;
  const refusal = problem.problem;
  if (!refusal.fields.length) return problemLine(refusal, t);
  return html`<section class="part" role="alert" part="faults" tabindex="-1">
    <p class="mark red">${iconAlert(18)}<b>${t.refused(refusal.fields.length)}</b></p>
    <ul class="faults" lang="en">
      ${refusal.fields.map(
        ({ where, pointer, problem, remedy, message }) =>
          html`<li><code>${where || pointer}</code><br />${problem && remedy ? html`${problem} <b>${remedy}</b>` : message}</li>`,
      )}
    </ul>
  </section>`;
}
