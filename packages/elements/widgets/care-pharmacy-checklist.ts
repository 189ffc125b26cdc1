/** Owns the checklist of a review: the three steps in their order, what objects, what passed, and the ticks for what could not be checked. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Finding, Prescription } from '@care-elements/contract/prescription.ts';
import {
  OVERRIDE_REASONS,
  REVIEW_STEPS,
  type ReviewStep,
} from '@care-elements/contract/prescription.terms.ts';
import type { Checklist, ChecklistLine } from '@care-elements/contract/review.ts';
import { bySeverity } from '@care-elements/client/findings.ts';
import type { Walk } from '@care-elements/client/pharmacy-store.ts';
import type { Lang } from '../base/words.ts';
import { cited } from '../controls/cited.ts';
import { iconAlert, iconDone, iconInfo } from '../controls/icons.ts';
import type { PharmacyWords } from '../locales/en/pharmacy.ts';

/** How far the pharmacist has come: steps behind them, and lines that they have looked at by hand. */
export interface Walked {
  step: number;
  ticked: readonly string[];
  /** Ticks were missing when the step was to be left. */
  tried: boolean;
}
export const AT_THE_START: Walked = { step: 0, ticked: [], tried: false };

/** Lines of a step that still want a tick. */
export const untickedIn = ({ lines }: Checklist, step: ReviewStep, { ticked }: Walked): ChecklistLine[] =>
  lines.filter((line) => line.step === step && line.verdict === 'unable' && !ticked.includes(line.id));

/** The step of the moment left behind, or what is missing before it can be; null where the pass is next. */
export function leaveStep(list: Checklist, walked: Walked): Walked | null {
  if (list.clean) return null;
  if (untickedIn(list, REVIEW_STEPS[walked.step]!, walked).length) return { ...walked, tried: true };
  const last = walked.step === REVIEW_STEPS.length - 1;
  return last ? null : { ...walked, step: walked.step + 1, tried: false };
}

export function ticked(walked: Walked, id: string, on: boolean): Walked {
  const others = walked.ticked.filter((one) => one !== id);
  return { ...walked, ticked: on ? [...others, id] : others };
}

/** As it goes with a decision: one that passes has left the last step behind; on a clean checklist it confirms all at once. */
export const walkOf = ({ clean }: Checklist, { step, ticked }: Walked, passing: boolean): Walk => ({
  walked: clean ? [] : REVIEW_STEPS.slice(0, passing ? REVIEW_STEPS.length : step),
  ticked,
});

const RANK: Record<ChecklistLine['verdict'], number> = { block: 0, warn: 1, unable: 2, info: 3, pass: 4 };

/** `tick`: null where nothing is to be decided by the reader. */
export function checklistView(
  rx: Prescription,
  list: Checklist,
  walked: Walked,
  tick: ((id: string, on: boolean) => void) | null,
  t: PharmacyWords,
  lang: Lang,
): TemplateResult {
  return html`
    ${list.clean ? html`<p class="mark green">${iconDone(18)}<span>${t.noFindings}</span></p>` : nothing}
    ${REVIEW_STEPS.map((step, i) => stepView(step, i, rx, list, walked, tick, t, lang))}
    <p class="note">${t.factsDraft}</p>
  `;
}

function stepView(
  step: ReviewStep,
  i: number,
  rx: Prescription,
  list: Checklist,
  walked: Walked,
  tick: ((id: string, on: boolean) => void) | null,
  t: PharmacyWords,
  lang: Lang,
): TemplateResult {
  const lines = list.lines.filter((line) => line.step === step);
  const loud = lines
    .filter(({ verdict }) => verdict !== 'pass')
    .sort((a, b) => RANK[a.verdict] - RANK[b.verdict]);
  const quiet = lines.filter(({ verdict }) => verdict === 'pass');
  const walking = tick !== null && !list.clean;
  const done = walking && i < walked.step;
  const now = walking && i === walked.step;
  return html`<section class="part step ${now ? 'now' : ''}" part="step" aria-labelledby="step-${step}" aria-current=${now ? 'step' : nothing}>
    <h3 id="step-${step}">
      <span class="num" aria-hidden="true">${i + 1}</span> ${t.steps[step]}
      ${done ? html`<span class="mark green">${iconDone(16)}${t.stepDone}</span>` : now ? html`<span class="mark here">${t.stepNow}</span>` : nothing}
    </h3>
    ${
      loud.length
        ? html`<ul class="findings">${loud.map((line) => lineView(line, rx, walked, tick, t, lang))}</ul>`
        : nothing
    }
    ${
      quiet.length
        ? html`<details class="quiet">
            <summary>${iconDone(16)} ${t.passedLines(quiet.length)}</summary>
            <ul class="passed">${quiet.map(({ title, source }) => html`<li>${title[lang]} ${source ? html`<span class="note">${cited(source)}</span>` : nothing}</li>`)}</ul>
          </details>`
        : nothing
    }
  </section>`;
}

function lineView(
  line: ChecklistLine,
  rx: Prescription,
  { ticked, tried }: Walked,
  tick: ((id: string, on: boolean) => void) | null,
  t: PharmacyWords,
  lang: Lang,
): TemplateResult {
  const found = rx.checks.findings
    .filter(({ key }) => line.keys.includes(key))
    .sort((a, b) => bySeverity(a, b) || Number(a.overridden) - Number(b.overridden));
  const on = ticked.includes(line.id);
  return html`<li>
    ${found.map((one) => findingView(one, rx, t, lang))}
    ${
      tick && line.verdict === 'unable'
        ? html`<label class="check tick ${tried && !on ? 'wanted' : ''}">
            <input type="checkbox" name="tick" .checked=${on} aria-invalid=${tried && !on ? 'true' : 'false'} @change=${(e: Event) => tick(line.id, (e.target as HTMLInputElement).checked)} />
            <span>${t.lookedAt(line.title[lang])}</span>
          </label>`
        : on
          ? html`<p class="mark green" part="ticked">${iconDone(16)}<span>${t.lookedAt(line.title[lang])}</span></p>`
          : nothing
    }
  </li>`;
}

/** The facts that nobody has held against their source. */
const UNSURE: readonly Finding['confidence'][] = ['recall', 'law-unreviewed'];

function findingView(one: Finding, rx: Prescription, t: PharmacyWords, lang: Lang): TemplateResult {
  const { severity, overridden, line, confidence } = one;
  const tone = severity === 'block' && !overridden ? 'red' : severity === 'info' ? '' : 'amber';
  const item = rx.items.find((i) => i.line === line);
  const override = overridden && rx.overrides.find(({ key }) => key === one.key);
  const unsure = UNSURE.includes(confidence);
  return html`<div class="finding ${severity}" part="finding">
    <p class="line">
      <span class="mark ${tone}">${tone ? iconAlert(16) : iconInfo(16)}${overridden ? t.lifted : t.severities[severity]}</span>
      <span class="muted">${item ? `${item.line}. ${item.drug.name[lang]}` : t.whole}</span>
    </p>
    <p><b>${one.what[lang]}</b></p>
    <p>${one.why[lang]}</p>
    <p><span class="muted">${t.instead}</span> ${one.instead[lang]}</p>
    ${override ? html`<p class="said">${t.override(OVERRIDE_REASONS[override.reason][lang], override.text)}</p>` : nothing}
    <p class="note">
      ${confidence === 'computed' ? nothing : html`${t.source} ${cited(one.source)} · `}<span class=${unsure ? 'mark amber' : ''}>${unsure ? iconInfo(14) : nothing}${t.confidences[confidence]}</span>
    </p>
  </div>`;
}
