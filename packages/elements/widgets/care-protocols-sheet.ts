/** Owns the middle of the triage content desk: one version in lines, what changed since the last signed one, and its history. */
import { html, nothing, type TemplateResult } from 'lit';
import type {
  ContentChange,
  ContentDetail,
  ContentLine,
  ContentVersion,
} from '@care-elements/contract/content.ts';
import { iconAlert, iconInfo } from '../controls/icons.ts';
import { dateIn, levelMark, reviewMark, sourceWords, type Say } from './care-protocols-words.ts';

/** Ids of questions and rules are cited; what the file says of itself has a word where its text has none. */
const keyOf = ({ part, key }: Pick<ContentLine, 'part' | 'key'>, { t }: Say) =>
  part === 'about'
    ? html`<span class="muted">${t.fields[key] ?? nothing}</span>`
    : html`<span class="key">${key}</span>`;

const PARTS = ['about', 'question', 'rule', 'outcome', 'advice'] as const;

export function sheet(open: ContentDetail, say: Say): TemplateResult {
  const { t, lang } = say;
  const { title, contentId, version, state, origin, rules, unconfirmed, lines } = open;
  return html`
    <div class="sheet-head">
      <div class="line">
        <h2 tabindex="-1" id="shown">${title[lang]}</h2>
        <code>${contentId}</code>
        <span class="num">${t.version} ${version}</span>
        <span class="muted">${t.states[state]}, ${t.origins[origin]}</span>
      </div>
      <div class="line">${reviewMark(open, say)}</div>
      ${unconfirmed ? html`<div class="line"><span class="mark amber">${iconAlert(14)}${t.unconfirmed(unconfirmed, rules)}</span></div>` : nothing}
    </div>
    ${changed(open, say)}
    ${PARTS.map((part) => {
      const of = lines.filter((line) => line.part === part);
      return of.length
        ? html`<h3 id="part-${part}">${t.parts[part]} <span class="num">${of.length}</span></h3>
            <ul class="lines" part="lines" aria-labelledby="part-${part}">${of.map((line) => lineItem(line, say))}</ul>`
        : nothing;
    })}
    <h3 id="history">${t.versionsTitle}</h3>
    <ul class="lines" aria-labelledby="history">${open.versions.map((one) => history(one, say))}</ul>
  `;
}

function lineItem(line: ContentLine, say: Say): TemplateResult {
  const { t } = say;
  const { level, source, confidence } = line;
  const plain = level === null && !source;
  return html`<li class=${plain ? 'plain' : ''} data-key=${line.key}>
    ${plain ? nothing : html`<div>${level === null ? nothing : levelMark(level, t)}</div>`}
    <div>${words(line, say)}${line.part === 'outcome' ? nothing : keyOf(line, say)}</div>
    ${
      source
        ? html`<div>
            <span><span class="muted">${t.source}</span> ${sourceWords(t, source)}</span>
            ${
              confidence && confidence !== 'source-page-seen'
                ? html`<span class="mark amber">${iconAlert(14)}${t.confidence[confidence]}</span>`
                : html`<span class="muted">${confidence ? t.confidence[confidence] : ''}</span>`
            }
          </div>`
        : nothing
    }
  </li>`;
}

/** A code behind the words is there for who looks for it. */
const quiet = (text: string) =>
  text.split(/(\[[\w.-]+\])/).map((piece, i) => (i % 2 ? html`<code>${piece}</code>` : piece));

const words = ({ text, more }: ContentLine, { lang }: Say): TemplateResult =>
  html`<b>${quiet(text[lang])}</b>${more.map((one) => html`<span>${quiet(one[lang])}</span>`)}`;

function changed({ changes, lastSigned, hash }: ContentDetail, say: Say): TemplateResult {
  const { t } = say;
  if (!changes) {
    const said = lastSigned?.hash === hash ? t.thisSigned : t.neverSigned;
    return html`<p class="line muted" part="changes">${iconInfo(14)}${said}</p>`;
  }
  const { since, list } = changes;
  return html`<section part="changes">
    <h3 id="changes">${t.changesTitle(since.version)} <span class="num">${list.length}</span></h3>
    ${list.length ? nothing : html`<p class="muted">${t.noChanges}</p>`}
    <ul class="lines" aria-labelledby="changes">${list.map((one) => change(one, say))}</ul>
  </section>`;
}

/** A side has its level and source too: a change of these alone has to be seen. */
function side(line: ContentLine, now: boolean, both: boolean, say: Say): TemplateResult {
  const { t } = say;
  return html`<div class="was ${now ? 'now' : ''}">
    ${both ? html`<span class="muted">${now ? t.after : t.before}</span>` : nothing}
    <div class="line">
      ${line.level === null ? nothing : levelMark(line.level, t)}
      ${line.source ? html`<span class="muted">${sourceWords(t, line.source)}${line.confidence ? `, ${t.confidence[line.confidence]}` : ''}</span>` : nothing}
    </div>
    <div class="part">${words(line, say)}</div>
  </div>`;
}

function change({ part, key, change: what, before, after }: ContentChange, say: Say): TemplateResult {
  const { t } = say;
  const both = !!(before && after);
  return html`<li class="plain" data-change=${what}>
    <span class="line"><b>${t.changes[what]}</b><span class="muted">${t.parts[part]}</span>${keyOf({ part, key }, say)}</span>
    <div class=${both ? 'pair' : ''}>
      ${before ? side(before, false, both, say) : nothing}${after ? side(after, true, both, say) : nothing}
    </div>
  </li>`;
}

function history(one: ContentVersion, say: Say): TemplateResult {
  const { t, lang } = say;
  const done = (said: (by: string, at: string) => string, what: ContentVersion['uploaded']) =>
    what
      ? html`<span class="muted">${said(what.by?.[lang] ?? t.somebody, dateIn(say, what.at))}</span>`
      : nothing;
  return html`<li class="plain">
    <div>
      <span class="line"><b class="num">${one.version}</b><span>${t.states[one.state]}</span><span class="muted">${t.origins[one.origin]}</span></span>
      ${done(t.uploadedBy, one.uploaded)}${done(t.publishedBy, one.published)}${done(t.retiredBy, one.retired)}
      ${one.review ? html`<span>${t.signedBy(one.review.by[lang], dateIn(say, one.review.at))}</span>` : nothing}
      <code>${one.hash}</code>
    </div>
  </li>`;
}
