/** Owns how a prescription reads at the desk: what the checks found, its lines as they stand, and who it is for. */
import { css, html, nothing, type TemplateResult } from 'lit';
import { factsInWords } from '@care-elements/contract/clinical-facts.words.ts';
import type { Finding, Item, Prescription } from '@care-elements/contract/prescription.ts';
import { OVERRIDE_REASONS, REVIEW_REASONS } from '@care-elements/contract/prescription.terms.ts';
import type { Lang } from '../base/words.ts';
import { cited } from '../controls/cited.ts';
import { iconAlert, iconInfo } from '../controls/icons.ts';
import { allergyBand } from './care-desk-visit-column.ts';
import { herbList, herbListStyles } from './care-prescription-herbs.ts';
import { dayAndClock, productLine, quantityWords, type T } from './care-desk-words.ts';

/** `given` adds what a widget offers beneath: a reason for keeping the line. */
export function findingView(
  finding: Finding,
  t: T,
  language: Lang,
  given: TemplateResult | typeof nothing = nothing,
): TemplateResult {
  const { severity, overridden, what, why, instead, source, confidence } = finding;
  const tone = overridden
    ? 'amber'
    : { block: 'red', warn: 'amber', unable_to_check: '', info: '' }[severity];
  const urgent = severity === 'block' || severity === 'warn';
  const doubtful = confidence === 'recall' || confidence === 'law-unreviewed';
  return html`<div class="finding ${tone}" part="finding">
    <p><span class="mark ${tone}">${tone ? iconAlert(16) : iconInfo(16)}<span>${overridden ? t.overridden : t.severities[severity]}</span></span> <span class="what">${what[language]}</span></p>
    <details>
      <summary>${urgent ? html`<span class="grow"><span class="muted">${t.instead}${t.listIntro}</span>${instead[language]}</span>` : nothing}<span class="muted">${t.why}${doubtful ? ` · ${t.unverified}` : nothing}</span></summary>
      ${urgent ? nothing : html`<p><span class="muted">${t.instead}${t.listIntro}</span>${instead[language]}</p>`}
      <p>${why[language]}</p>
      <p class="muted">${confidence === 'computed' ? t.confidences.computed : html`${t.source}${t.listIntro}${cited(source)} (${t.confidences[confidence]})`}</p>
    </details>
    ${given}
  </div>`;
}

/** Whose prescription it is: it never stands far from its name and allergies. */
export const personHead = ({ patient, number, revision }: Prescription, t: T) => html`
  <div class="line">
    <h3>${patient.name}</h3>
    <span class="num">${t.who(t.age(patient.ageYears), t.sexes[patient.sex])}</span>
    <span class="muted num">${t.rxNumber} ${number}${revision > 1 ? ` · ${t.revision(revision)}` : ''}</span>
  </div>
  ${allergyBand(patient.allergies, t)}
`;

const paperHead = (rx: Prescription, t: T, language: Lang) => html`
  ${personHead(rx, t)}
  ${rx.facts ? html`<p class="num" part="known">${factsInWords(rx.facts, language).join(' · ')}</p>` : nothing}
  <p><span class="muted">${t.diagnoses}${t.listIntro}</span>${rx.diagnoses.map(({ code, name }) => `${name[language]} (${code})`).join(t.comma) || t.empty}</p>
`;

const lineView = (item: Item, overrides: TemplateResult, t: T, language: Lang) => html`<li class="rx-line">
  <p class="line"><b class="grow">${item.drug.name[language]} <span class="muted product">${productLine(item.drug, language)}</span></b>
    <span class="num">${item.quantity ? quantityWords(item.quantity.packs, item.quantity.units, item.drug, t, language) : ''}</span></p>
  <p>${item.directions?.[language] ?? ''}</p>
  ${item.note ? html`<p class="muted">${t.patientNote}${t.listIntro}${item.note}</p>` : nothing}
  ${overrides}
</li>`;

/** Everything that is signed, as the server has it. */
export function paper(rx: Prescription, t: T, language: Lang): TemplateResult {
  const { findings } = rx.checks;
  const overrideOf = ({ key }: Finding) => rx.overrides.find((one) => one.key === key);
  const kept = (line: number | null) =>
    findings
      .filter((f) => f.line === line && (f.overridden || f.severity === 'warn'))
      .map((f) => {
        const reason = overrideOf(f);
        return findingView(
          f,
          t,
          language,
          f.overridden && reason
            ? html`<p><span class="muted">${t.reason}${t.listIntro}</span>${OVERRIDE_REASONS[reason.reason][language]} ${reason.text}</p>`
            : nothing,
        );
      });
  const unknown = findings.filter((f) => f.severity === 'unable_to_check');
  return html`<div class="paper stack" part="paper">
    ${paperHead(rx, t, language)}
    ${
      rx.herbal
        ? html`${herbList(rx.items, language)}<p><b>${rx.herbal.directions?.[language] ?? ''}</b></p>${rx.items.map(({ line }) => kept(line))}`
        : html`<ol class="rx-lines">
            ${rx.items.map((item) => lineView(item, html`${kept(item.line)}`, t, language))}
          </ol>`
    }
    ${kept(null)}
    ${unknown.length ? html`<div class="note"><p>${t.severities.unable_to_check}${t.listIntro}</p><ul>${unknown.map((f) => html`<li>${f.what[language]}</li>`)}</ul></div>` : nothing}
    ${rx.longReason ? html`<p><span class="muted">${t.longReason}${t.listIntro}</span>${rx.longReason}</p>` : nothing}
    ${rx.guardianConfirmed ? html`<p>${t.guardianConfirm}</p>` : nothing}
  </div>`;
}

/** What the pharmacist said, with the coded reason first. */
export function reviewView(rx: Prescription, t: T, language: Lang, timeZone: string | undefined) {
  const { review } = rx;
  if (!review || review.decision === 'approved') return nothing;
  return html`<div class="finding ${review.decision === 'returned' ? 'amber' : 'red'}" part="review">
    <p><b>${review.reason ? REVIEW_REASONS[review.reason].name[language] : t.states[review.decision]}</b></p>
    ${review.note ? html`<p class="pre">${review.note}</p>` : nothing}
    <p class="muted num">${t.returnedBy(review.pharmacist.name[language])} · ${dayAndClock(review.at, language, timeZone)}</p>
  </div>`;
}

export const paperStyles = css`
  ${herbListStyles}
  .paper {
    padding: 16px;
    border: 1px solid var(--_line);
    border-radius: var(--_round);
    background: var(--_surface);
  }
  .rx-lines {
    border-block: 1px solid var(--_line);
  }
  .rx-line {
    padding-block: 8px;
    counter-increment: rx;
  }
  .rx-line + .rx-line {
    border-block-start: 1px solid var(--_line);
  }
  .rx-line b::before {
    content: counter(rx) '. ';
    font-variant-numeric: tabular-nums;
  }
  .rx-lines,
  .rows-rx {
    counter-reset: rx;
  }
  .product {
    font-weight: 400;
  }
  .finding {
    --_tone: var(--_edge);
    display: flex;
    flex-direction: column;
    gap: 4px;
    padding: 6px 10px;
    border-inline-start: 3px solid var(--_tone);
    background: var(--_sunk);
    color: var(--_ink);
    font-size: 13px;
  }
  .finding.red {
    --_tone: var(--_red);
    background: var(--_red-soft);
  }
  .finding.amber {
    --_tone: var(--_amber);
    background: var(--_amber-soft);
  }
  .finding .mark {
    vertical-align: bottom;
  }
  .finding .what {
    font-weight: 600;
  }
  .finding summary {
    display: flex;
    flex-wrap: wrap;
    gap: 0 12px;
    min-height: 24px;
    align-items: center;
    cursor: pointer;
  }
  .finding summary > .muted:last-child {
    text-decoration: underline;
    text-underline-offset: 3px;
  }
  .finding details > p {
    margin-block-start: 4px;
  }
`;
