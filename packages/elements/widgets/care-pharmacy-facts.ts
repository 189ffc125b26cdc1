/** Owns what a pharmacist checks a prescription against: allergies, findings in order of danger, diagnosis, triage, the doctor's seal. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Finding, Prescription } from '@care-elements/contract/prescription.ts';
import { OVERRIDE_REASONS } from '@care-elements/contract/prescription.terms.ts';
import { bySeverity } from '@care-elements/client/findings.ts';
import type { Lang } from '../base/words.ts';
import { iconAlert, iconDone, iconInfo } from '../controls/icons.ts';
import type { PharmacyWords } from '../locales/en/pharmacy.ts';
import { clockOf } from './care-prescription-time.ts';

/** In order of danger; a block that the doctor's reason has lifted comes after those that stand. */
const inOrder = (findings: readonly Finding[]): Finding[] =>
  [...findings].sort((a, b) => bySeverity(a, b) || Number(a.overridden) - Number(b.overridden));

export const liftedBlocks = ({ checks }: Prescription): Finding[] =>
  checks.findings.filter(({ severity, overridden }) => severity === 'block' && overridden);
export const doctorSealValid = ({ seals }: Prescription): boolean =>
  seals.some(({ role, verdict }) => role === 'doctor' && verdict === 'valid');

/** The facts that nobody has held against their source. */
const UNSURE: readonly Finding['confidence'][] = ['recall', 'law-unreviewed'];

export function facts(rx: Prescription, t: PharmacyWords, lang: Lang, timeZone: string): TemplateResult {
  const { findings } = rx.checks;
  return html`
    ${allergies(rx, t, lang)}
    ${rx.patient.guardianName ? html`<p>${t.guardian(rx.patient.guardianName)}</p>` : nothing}
    <section class="part">
      <h3>${t.checks}</h3>
      ${
        findings.length
          ? html`<ul class="findings">${inOrder(findings).map((one) => findingView(one, rx, t, lang))}</ul>`
          : html`<p class="mark green">${iconDone(18)}<span>${t.noFindings}</span></p>`
      }
      <p class="note">${t.factsDraft}</p>
    </section>
    <section class="part">
      <h3>${t.diagnosis}</h3>
      ${rx.diagnoses.map(({ code, name }) => html`<p>${name[lang]} <span class="muted num">${code}</span></p>`)}
      ${rx.longReason ? html`<p><span class="muted">${t.longReason}</span> ${rx.longReason}</p>` : nothing}
    </section>
    ${triage(rx, t, lang)} ${doctorSeal(rx, t, lang, timeZone)}
  `;
}

function allergies({ patient }: Prescription, t: PharmacyWords, lang: Lang): TemplateResult {
  const { status, items } = patient.allergies;
  const words = {
    none: t.noAllergies,
    some: items.join(lang === 'en' ? ', ' : '、'),
    unknown: t.allergiesUnknown,
  }[status];
  const tone = { none: '', some: 'red', unknown: 'amber' }[status];
  return html`<p class="band ${tone} allergies" part="allergies">
    ${tone ? iconAlert(18) : iconInfo(18)}<span><b>${t.allergies}</b> ${words}</span>
  </p>`;
}

function findingView(one: Finding, rx: Prescription, t: PharmacyWords, lang: Lang): TemplateResult {
  const { severity, overridden, line, confidence } = one;
  const tone = severity === 'block' && !overridden ? 'red' : severity === 'info' ? '' : 'amber';
  const item = rx.items.find((i) => i.line === line);
  const override = overridden && rx.overrides.find(({ key }) => key === one.key);
  const unsure = UNSURE.includes(confidence);
  return html`<li class="finding ${severity}" part="finding">
    <p class="line">
      <span class="mark ${tone}">${tone ? iconAlert(16) : iconInfo(16)}${overridden ? t.lifted : t.severities[severity]}</span>
      <span class="muted">${item ? `${item.line}. ${item.drug.name[lang]}` : t.whole}</span>
    </p>
    <p><b>${one.what[lang]}</b></p>
    <p>${one.why[lang]}</p>
    <p><span class="muted">${t.instead}</span> ${one.instead[lang]}</p>
    ${override ? html`<p class="said">${t.override(OVERRIDE_REASONS[override.reason][lang], override.text)}</p>` : nothing}
    <p class="note">
      ${t.source} ${one.source} · <span class=${unsure ? 'mark amber' : ''}>${unsure ? iconInfo(14) : nothing}${t.confidences[confidence]}</span>
    </p>
  </li>`;
}

function triage(
  { triage: result }: Prescription,
  t: PharmacyWords,
  lang: Lang,
): TemplateResult | typeof nothing {
  if (!result) return nothing;
  const { level, text, complaints, reasons, answers, reviewed } = result;
  const tone = ['red', 'amber', '', ''][level - 1]!;
  return html`<section class="part">
    <h3>${t.triage}</h3>
    <p class="line">
      <span class="mark ${tone}">${tone ? iconAlert(16) : iconInfo(16)}${t.levels[level - 1]}</span>
      <span>${complaints.map((name) => name[lang]).join(lang === 'en' ? ', ' : '、')}</span>
    </p>
    ${text ? html`<p class="said">${text}</p>` : nothing}
    <ul class="reasons">${reasons.map(({ why }) => html`<li>${why[lang]}</li>`)}</ul>
    ${
      answers.length
        ? html`<details>
            <summary>${t.answers(answers.length)}</summary>
            <dl class="answers">
              ${answers.map(({ question, answer }) => html`<div><dt>${question[lang]}</dt><dd>${answer[lang]}</dd></div>`)}
            </dl>
          </details>`
        : nothing
    }
    ${reviewed ? nothing : html`<p class="note">${t.triageDraft}</p>`}
  </section>`;
}

function doctorSeal(rx: Prescription, t: PharmacyWords, lang: Lang, timeZone: string): TemplateResult {
  const seal = rx.seals.find(({ role }) => role === 'doctor');
  const valid = doctorSealValid(rx);
  return html`<section class="part">
    <h3>${t.seals}</h3>
    <p class="mark ${valid ? 'green' : 'red'}" part="seal">
      ${valid ? iconDone(16) : iconAlert(16)}<span
        >${seal && valid ? t.sealBy(seal.name[lang], clockOf(new Date(seal.at), timeZone)) : t.sealUnfit}</span
      >
    </p>
  </section>`;
}
