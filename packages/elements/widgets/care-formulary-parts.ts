/** Owns the formulary's list, what changed since the last signature, the file that is looked through, and the column of signing. */
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { FormularyChange, ImportRemark, KnownPair } from '@care-elements/contract/formulary.versions.ts';
import type { FormularyStoreState, RowFilter } from '@care-elements/client/formulary-store.ts';
import { askOnce } from '../controls/ask-once.ts';
import { fileButton } from '../controls/file-button.ts';
import { iconAlert, iconDone } from '../controls/icons.ts';
import {
  dateIn,
  isUnverified,
  problemLine,
  reviewMark,
  strengthText,
  unverifiedMark,
  type Say,
} from './care-formulary-words.ts';

export interface ListHands {
  search: (q: string) => void;
  filter: (filter: RowFilter) => void;
  show: (drugId: string) => void;
  more: () => void;
}
const FILTERS: readonly RowFilter[] = ['all', 'recall'];

export function rowList(state: FormularyStoreState, { t, lang }: Say, hands: ListHands): TemplateResult {
  const { rows, total, query, open, busy, problem } = state;
  return html`
    <div class="list-head">
      <div class="line"><h2 id="rows">${t.listTitle}</h2><span class="num muted end" role="status">${t.count(total)}</span></div>
      <div class="field"><input id="search" type="search" aria-label=${t.search} placeholder=${t.search} maxlength="64" autocomplete="off" .value=${query.q} @input=${(event: Event) => hands.search((event.target as HTMLInputElement).value)} /></div>
      <div class="filters" role="group" aria-label=${t.filterLabel}>
        ${FILTERS.map((one) => html`<button aria-pressed=${one === query.filter ? 'true' : 'false'} @click=${() => hands.filter(one)}>${t.filters[one]}</button>`)}
      </div>
    </div>
    ${problem?.action === 'rows' || problem?.action === 'more' ? problemLine(problem.problem, t) : nothing}
    ${rows.length ? nothing : html`<p class="list-note muted">${t.noneFound}</p>`}
    <ul aria-labelledby="rows">
      ${repeat(
        rows,
        ({ drugId }) => drugId,
        (
          drug,
        ) => html`<li><button class="entry" part="entry" aria-current=${drug.drugId === open?.drugId ? 'true' : 'false'} data-id=${drug.drugId} @click=${() => hands.show(drug.drugId)}>
          <b>${drug.name[lang]}</b>
          <span class="line">${strengthText(drug, lang) ? html`<span class="muted">${strengthText(drug, lang)}</span>` : nothing}${isUnverified(drug) ? unverifiedMark(t) : nothing}</span>
        </button></li>`,
      )}
    </ul>
    ${rows.length < total ? html`<p class="list-note"><button class="act quiet" id="more" aria-disabled=${busy ? 'true' : 'false'} @click=${hands.more}>${busy === 'more' ? t.loading : t.more(total - rows.length)}</button></p>` : nothing}
  `;
}

/** What the signer has to read: the rows that differ from the version that was signed last. */
export function overview(
  { formulary, changes, pairs, problem }: FormularyStoreState,
  { t, lang }: Say,
  readPairs: () => void,
): TemplateResult {
  const { newest, lastSigned } = formulary!;
  const { added, removed, changed } = changes?.counts ?? { added: 0, removed: 0, changed: 0 };
  const all = added + removed + changed;
  return html`
    <div class="sheet-head"><h2 tabindex="-1" id="shown">${t.overview}</h2></div>
    ${
      !lastSigned
        ? html`<p>${t.neverSigned}</p>`
        : lastSigned.version === newest.version
          ? html`<p>${t.sameAsSigned}</p>`
          : html`<p>${t.changedSince(lastSigned.version)}${lang === 'en' ? ': ' : '：'}${t.changeCounts(added, removed, changed)}</p>
              <ul class="lines" part="changes">${changes?.list.map((one) => change(one, { t, lang }))}</ul>
              ${changes && changes.list.length < all ? html`<p class="muted">${t.onlyFirst(changes.list.length)}</p>` : nothing}`
    }
    <p class="muted">${t.choose}</p>
    <h3 id="pairs">${t.pairsTitle}</h3>
    ${problem?.action === 'pairs' ? problemLine(problem.problem, t) : nothing}
    ${
      pairs
        ? html`<ul class="lines" part="pairs" aria-labelledby="pairs">${pairs.map((one) => pair(one, { t, lang }))}</ul>`
        : html`<p>${t.pairsHint(formulary!.knowledge.interactions)}</p><button class="act quiet" id="read-pairs" @click=${readPairs}>${t.pairsRead}</button>`
    }
  `;
}

const TONES = { block: 'red', warn: 'amber', info: '' } as const;
const pair = (
  { a, b, severity, why, instead, source, confidence }: KnownPair,
  { t, lang }: Pick<Say, 't' | 'lang'>,
) => {
  const side = (names: KnownPair['a']) => names.map((name) => name[lang]).join(lang === 'en' ? ', ' : '、');
  return html`<li class="plain"><div>
    <b>${side(a)} × ${side(b)}</b>
    <span><span class="mark ${TONES[severity]}">${t.severities[severity]}</span> ${why[lang]} ${instead[lang]}</span>
    <span class="muted">${source.join('; ')} · <span class=${confidence === 'recall' ? 'mark amber' : ''}>${t.confidences[confidence]}</span></span>
  </div></li>`;
};

/** A column by the name that the row has for it; what the row does not show stands as in the file. */
const columnName = (column: string, t: Say['t']): string =>
  t.fields[column.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase())] ?? column;
const cellText = (column: string, cell: string, t: Say['t']): string => {
  if (!cell) return t.empty;
  if (column.endsWith('confidence')) return t.confidences[cell as 'recall'] ?? cell;
  return t.values[cell] ?? cell;
};

const change = (
  { name, change: kind, fields }: FormularyChange,
  { t, lang }: Pick<Say, 't' | 'lang'>,
) => html`<li class="plain">
  <div>
    <span class="line"><b>${name[lang]}</b><span class="muted">${t.changes[kind]}</span></span>
    ${fields.map(
      ({
        column,
        before,
        after,
      }) => html`<div class="pair"><span class="muted">${columnName(column, t)}</span>
        <span class="was"><span class="muted">${t.before}</span> ${cellText(column, before, t)}</span>
        <span class="was now"><span class="muted">${t.after}</span> ${cellText(column, after, t)}</span></div>`,
    )}
  </div>
</li>`;

export interface WorkHands {
  ask: (sure: boolean) => void;
  sign: () => void;
  file: (file: File) => void;
  save: () => void;
}

export function work(state: FormularyStoreState, sure: boolean, say: Say, hands: WorkHands): TemplateResult {
  const { t, lang } = say;
  const { formulary, busy, problem } = state;
  const { newest, inUse, unsignedServed, may, knowledge } = formulary!;
  const { version, origin, created, drugs, unverified, review, hash, note } = newest;
  const used =
    inUse?.version === newest.version
      ? review
        ? t.inUseNow
        : t.inUseDemo
      : inUse
        ? t.inUseOther(inUse.version)
        : t.inUseNone;
  return html`
    ${problem && ['sign', 'preview', 'export'].includes(problem.action) ? problemLine(problem.problem, t) : nothing}
    <section class="part" part="version">
      <h2>${t.version(version)}</h2>
      <p class="muted">${t.origins[origin]}${created ? `${lang === 'en' ? ', ' : '，'}${t.madeBy(created.by[lang], dateIn(say, created.at))}` : ''}${origin === 'starter' ? '' : ` · ${note}`}</p>
      <p>${reviewMark(newest, say)}</p>
      <p class=${inUse && (review || !unsignedServed) ? '' : 'mark amber'}>${inUse && (review || !unsignedServed) ? nothing : iconAlert(14)}<span>${used}</span></p>
      <p>${t.rowsOf(drugs)}</p>
      ${unverified ? html`<p class="mark amber">${iconAlert(14)}<span>${t.unverifiedOf(unverified, drugs)}</span></p>` : nothing}
      <dl class="signed-what">
        <dt>${t.hash}</dt><dd><code>${hash}</code></dd>
      </dl>
      <p class="note">${t.interactions(knowledge.interactions, knowledge.version)}</p>
    </section>
    ${
      review
        ? nothing
        : html`<section class="part" part="sign">
            <h2>${t.signTitle}</h2>
            ${
              !may.sign
                ? html`<p class="note">${t.leadOnly}</p>`
                : html`<p>${t.signWhat}</p>
                    ${sure ? askOnce(t.signSure, t.signYes, t.signNo, hands.sign, () => hands.ask(false)) : html`<button id="sign" class="act" aria-disabled=${busy ? 'true' : 'false'} @click=${() => hands.ask(true)}>${busy === 'sign' ? t.loading : t.sign}</button>`}`
            }
          </section>`
    }
    <section class="part" part="file">
      <h2>${t.file}</h2>
      ${
        may.edit
          ? html`<p class="note">${t.fileHint}</p>
              ${fileButton({ id: 'file', label: t.chooseFile, accept: '.csv,text/csv', take: hands.file })}
              ${busy === 'preview' ? html`<p role="status">${t.loading}</p>` : nothing}`
          : nothing
      }
      <button class="act quiet" id="export" aria-disabled=${busy ? 'true' : 'false'} @click=${hands.save}>${busy === 'export' ? t.loading : t.exportCsv}</button>
    </section>
  `;
}

export interface UploadHands {
  take: (event: SubmitEvent) => void;
  drop: () => void;
}

/** What would become of a file: nothing of it is left out without being said here. */
export function uploadSheet(
  { upload, busy, problem }: FormularyStoreState,
  wrong: boolean,
  { t, lang }: Say,
  hands: UploadHands,
): TemplateResult {
  const { name, preview } = upload!;
  const { lines, encoding, accepted, refused, counts, refusedList, refusals, warnings, warned } = preview;
  const remarks = (list: readonly ImportRemark[]) => html`<ul class="lines">
    ${list.map(
      ({ line, column, value, reason }) =>
        html`<li class="plain"><div><span class="line"><b class="num">${t.lineAt(line)}</b><code>${column}</code>${value ? html`<span class="muted">${value}</span>` : nothing}</span><span>${reason[lang]}</span></div></li>`,
    )}
  </ul>`;
  return html`<section part="preview">
    <div class="sheet-head"><h2 tabindex="-1" id="shown">${t.previewTitle(name)}</h2>
      <p class="muted">${t.previewLines(lines, encoding)}</p></div>
    ${problem?.action === 'import' ? problemLine(problem.problem, t) : nothing}
    <p class="line"><span class="mark green">${iconDone(14)}${t.accepted(accepted)}</span>${refused ? html`<span class="mark red">${iconAlert(14)}${t.refused(refused)}</span>` : nothing}</p>
    <p>${t.wouldChange(counts.added, counts.changed, counts.removed, counts.same)}</p>
    ${preview.unusedColumns.length ? html`<p class="muted">${t.unusedColumns(preview.unusedColumns.join(', '))}</p>` : nothing}
    ${
      accepted
        ? html`<form class="part" novalidate @submit=${hands.take}>
            <div class="field"><label for="import-note">${t.noteLabel}</label>
              ${wrong ? html`<span class="wrong" id="import-note-about">${t.required}</span>` : nothing}
              <input id="import-note" name="note" maxlength="200" autocomplete="off" aria-invalid=${wrong ? 'true' : 'false'} aria-describedby=${wrong ? 'import-note-about' : nothing} /></div>
            <div class="line"><button class="act" aria-disabled=${busy ? 'true' : 'false'}>${busy === 'import' ? t.loading : refused ? t.takeWithout(accepted, refused) : t.take(accepted)}</button>
              <button type="button" class="link" @click=${hands.drop}>${t.drop}</button></div>
          </form>`
        : html`<p>${t.nothingToTake}</p><button class="link" @click=${hands.drop}>${t.drop}</button>`
    }
    ${refused ? html`<h3>${t.refusedTitle}</h3>${remarks(refusedList)}${refusedList.length < refusals ? html`<p class="muted">${t.refusedMore(refusedList.length, refusals)}</p>` : nothing}` : nothing}
    ${warned ? html`<h3>${t.warningsTitle}</h3>${remarks(warnings)}${warnings.length < warned ? html`<p class="muted">${t.refusedMore(warnings.length, warned)}</p>` : nothing}` : nothing}
    ${accepted ? html`<h3>${t.firstTitle}</h3><ul class="lines">${preview.first.map((drug) => html`<li class="plain"><div><span class="line"><b>${drug.name[lang]}</b><code>${drug.drugId}</code></span></div></li>`)}</ul>` : nothing}
  </section>`;
}
