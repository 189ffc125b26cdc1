/** Owns what a pharmacist checks a prescription against: allergies, diagnosis, the steps of the review, triage, the doctor's seal. */
import { html, nothing, type TemplateResult } from 'lit';
import { factsInWords } from '@care-elements/contract/clinical-facts.words.ts';
import type { Finding, Prescription } from '@care-elements/contract/prescription.ts';
import type { Lang } from '../base/words.ts';
import { iconAlert, iconDone, iconInfo } from '../controls/icons.ts';
import type { PharmacyWords } from '../locales/en/pharmacy.ts';
import { clockOf } from './care-prescription-time.ts';

export const liftedBlocks = ({ checks }: Prescription): Finding[] =>
  checks.findings.filter(({ severity, overridden }) => severity === 'block' && overridden);
export const doctorSealValid = ({ seals }: Prescription): boolean =>
  seals.some(({ role, verdict }) => role === 'doctor' && verdict === 'valid');

/** `checklist`: the steps of the review, as they stand; `thread`: what the doctor was asked; `sealed`: the file of it. */
export function facts(
  rx: Prescription,
  parts: { checklist: TemplateResult; thread: TemplateResult; sealed: TemplateResult },
  t: PharmacyWords,
  lang: Lang,
  timeZone: string,
): TemplateResult {
  return html`
    <h2 class="hush">${t.facts}</h2>
    ${allergies(rx, t, lang)}
    ${rx.patient.guardianName ? html`<p>${t.guardian(rx.patient.guardianName)}</p>` : nothing}
    <section class="part">
      <h3>${t.diagnosis}</h3>
      ${rx.diagnoses.map(({ code, name }) => html`<p>${name[lang]} <span class="muted num">${code}</span></p>`)}
      ${rx.longReason ? html`<p><span class="muted">${t.longReason}</span> ${rx.longReason}</p>` : nothing}
    </section>
    ${body(rx, t, lang)} ${parts.thread} ${parts.checklist} ${triage(rx, t, lang)} ${doctorSeal(rx, t, lang, timeZone)} ${parts.sealed}
  `;
}

/** What the doctor knew of the body when it was signed: without it, dose and kidneys are ticked blind. */
function body({ facts }: Prescription, t: PharmacyWords, lang: Lang): TemplateResult | typeof nothing {
  if (!facts) return nothing;
  const known = factsInWords(facts, lang).join(' · ');
  return html`<section class="part" part="known"><h3>${t.known}</h3><p>${known || t.knownNothing}</p></section>`;
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
              ${answers.map(
                ({ question, answer, heard }) =>
                  html`<div><dt>${question[lang]}</dt><dd>${answer[lang]}${heard ? html`<p class="note" part="heard">${t.answerHeard}</p>` : nothing}</dd></div>`,
              )}
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
