/** Owns the prescription as paper, A5: a Chinese hospital's 处方笺, or its English sister. The same drawing on screen and in print. */
import { html, nothing, svg, type TemplateResult } from 'lit';
import type { Sex, Text } from '@care-elements/contract/common.ts';
import type { Hospital } from '@care-elements/contract/hospital.ts';
import type { HerbalSheet } from '@care-elements/contract/herbal.ts';
import type { PrescriptionState } from '@care-elements/contract/prescription.machine.ts';
import type { ReviewReason } from '@care-elements/contract/prescription.terms.ts';
import type { Item, Prescription, SealVerdict } from '@care-elements/contract/prescription.ts';
import { SEAL_LEVELS, type SealLevel } from '@care-elements/contract/signing.terms.ts';
import type { Icd10Code } from '@care-elements/contract/terminology.ts';
import type { VisitView } from '@care-elements/contract/visit.ts';
import type { Lang } from '../base/words.ts';
import type { QrPicture } from '../controls/qr-code.ts';
import type { PrescriptionWords } from '../locales/en/prescription.ts';
import { productWords, quantityWords } from './care-prescription-dose.ts';
import { gramsEach, herbList } from './care-prescription-herbs.ts';
import { ageWords, clockOf, dayOf, lastDay } from './care-prescription-time.ts';

/** What stands on the paper, whoever looks at it. */
export interface Paper {
  hospital: Pick<Hospital, 'name' | 'timeZone' | 'demo'>;
  number: string;
  revision: number;
  state: PrescriptionState;
  department: { code: string; name: Text };
  patient: { name: string; sex: Sex; birthDate: string; allergies: { status: string; items: string[] } };
  visitId: string;
  /** When it was signed. */
  at: string;
  diagnoses: Icd10Code[];
  items: Item[];
  herbal?: HerbalSheet | undefined;
  seals: SealVerdict[];
  /** Why the pharmacist did not pass it: their seal then stands under that, not under the prescription. */
  reason: ReviewReason | null;
  validUntil: string | null;
  accessCode: string | null;
}

export function paperOfVisit(view: VisitView, hospital: Hospital): Paper | null {
  const rx = view.prescription;
  return rx && { ...rx, hospital, patient: view.patient, visitId: view.visitId, at: rx.signedAt };
}

export function paperOfReview(rx: Prescription, hospital: Hospital): Paper {
  return {
    ...rx,
    hospital,
    at: rx.signedAt ?? rx.savedAt,
    reason: rx.review?.reason ?? null,
    accessCode: null,
  };
}

const sealOf = (paper: Paper, role: SealVerdict['role']) =>
  role === 'pharmacist' && paper.reason ? undefined : paper.seals.find((seal) => seal.role === role);

/** Needs `paperStyles` where it is put. `qr` is null while there is no code to take to a pharmacy. */
export function paperSheet(
  paper: Paper,
  t: PrescriptionWords,
  lang: Lang,
  qr: QrPicture | null,
): TemplateResult {
  const p = t.paper;
  const { hospital, patient } = paper;
  const { timeZone } = hospital;
  const day = dayOf(new Date(paper.at), timeZone);
  const { allergies } = patient;
  const known = { none: p.noAllergies, some: allergies.items.join(lang === 'en' ? ', ' : '、') }[
    allergies.status
  ];
  const kind = paper.department.code.startsWith('07') ? p.child : p.ordinary;
  const stamp = p.stamps[paper.state];
  const field = (name: string, value: string, wide = '') =>
    html`<div class=${wide}><dt>${name}</dt><dd>${value}</dd></div>`;
  return html`
    <article class="paper ${paper.items.length > (paper.herbal ? (lang === 'en' ? 6 : 18) : 3) ? 'full' : ''}" part="paper" lang=${lang} dir="ltr">
      <div class="paper-head">
        <div class="paper-number"><span>${p.number} ${paper.number}</span>${paper.revision > 1 ? html`<span>${p.revision(paper.revision)}</span>` : nothing}</div>
        ${kind ? html`<span class="paper-kind">${kind}</span>` : nothing}
        <div class="paper-hospital">${hospital.name[lang]}</div>
        <div class="paper-title">${paper.herbal ? t.herbs.paperTitle : p.title}</div>
      </div>
      <dl class="paper-fields">
        ${field(p.name, patient.name)}${field(p.sex, p.sexes[patient.sex])}${field(p.age, ageWords(patient.birthDate, day, p))}
        ${field(p.department, paper.department.name[lang])}${field(p.visit, paper.visitId.slice(-8).toUpperCase())}${field(p.date, day)}
        ${field(p.diagnosis, paper.diagnoses.map(({ code, name }) => `${name[lang]} (${code})`).join(lang === 'en' ? '; ' : '；'), 'wide')}
        ${field(p.allergies, known ?? p.allergiesUnknown, 'wide')}
      </dl>
      <div class="paper-body">
        <div class="paper-rp">${p.rp}</div>
        ${
          paper.herbal
            ? paperHerbs(paper.items, paper.herbal, t, lang)
            : html`<ol class="paper-items">${paper.items.map((item) => paperItem(item, t, lang))}</ol>`
        }
        <div class="paper-blank">
          <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true"><path d="M0 100L100 0" /></svg>
          <span>${p.blank}</span>
        </div>
        ${stamp ? html`<div class="paper-stamp"><span>${stamp}</span></div>` : nothing}
      </div>
      <div class="paper-foot">
        <dl class="paper-signs">
          ${sign(p.doctor, sealOf(paper, 'doctor'), p.stamps.draft, t, lang, timeZone)}
          ${sign(p.pharmacist, sealOf(paper, 'pharmacist'), paper.state === 'pending_review' ? p.pending : stamp, t, lang, timeZone)}
          <div><dt>${p.prepared}</dt><dd class="by-hand"></dd></div>
          ${p.handedOver ? html`<div><dt>${p.handedOver}</dt><dd class="by-hand"></dd></div>` : nothing}
        </dl>
        ${
          qr && paper.accessCode
            ? html`<div class="paper-code">${qrSquare(qr, t.qrLabel(paper.accessCode))}<span>${grouped(paper.accessCode)}</span></div>`
            : nothing
        }
      </div>
      <p class="paper-note">
        ${paper.validUntil ? validity(paper.validUntil, day, timeZone, t) : nothing} ${p.sealNote[highest(paper.seals)]}
        ${hospital.demo ? html`<b>${p.demo}</b>` : nothing}
      </p>
    </article>
  `;
}

/** Herbs in rows as a 饮片 sheet has them, the footnote at the upper right; below them how many packets, and how they are taken. */
const paperHerbs = (items: Item[], { directions }: HerbalSheet, t: PrescriptionWords, lang: Lang) => html`
  <div class="paper-herbs">${herbList(items, lang)}</div>
  <div class="paper-sig">
    <p>${t.herbs.paperSum(items.length, gramsEach(items))}</p>
    <p><i>${t.paper.sig}</i> <b>${directions?.[lang]}</b></p>
    ${items.map(({ drug, note }) => (note ? html`<span>${drug.name[lang]}${t.herbs.colon}${t.doctorsNote(note)}</span>` : nothing))}
  </div>
`;

function paperItem(item: Item, t: PrescriptionWords, lang: Lang): TemplateResult {
  return html`<li>
    <div class="paper-drug">
      <b>${item.line}. ${item.drug.name[lang]}</b> <span>${productWords(item, lang, t)}</span>
      <span class="paper-quantity">${quantityWords(item, lang, t)}</span>
    </div>
    <div class="paper-sig"><i>${t.paper.sig}</i> ${item.directions?.[lang]} ${item.note ? html`<span>${t.doctorsNote(item.note)}</span>` : nothing}</div>
  </li>`;
}

/** The highest level among the signatures: what a note says of all must be true of each. */
export const highest = (seals: readonly SealVerdict[]): SealLevel =>
  [...SEAL_LEVELS].reverse().find((level) => seals.some((seal) => seal.level === level)) ?? 'seal';

/** A seal as the server found it; the hand-written line's place otherwise. */
function sign(
  name: string,
  seal: SealVerdict | undefined,
  missing: string,
  t: PrescriptionWords,
  lang: Lang,
  timeZone: string,
) {
  if (!seal) return html`<div><dt>${name}</dt><dd class="by-hand">${missing}</dd></div>`;
  const at = new Date(seal.at);
  const valid = seal.verdict === 'valid';
  return html`<div>
    <dt>${name}</dt>
    <dd>
      <span class="paper-seal ${seal.verdict}">${seal.name[lang]}</span>
      <span class="paper-verdict">${valid ? t.sealValid : t.sealInvalid} ${clockOf(at, timeZone)}<br />${dayOf(at, timeZone)}</span>
    </dd>
  </div>`;
}

function validity(until: string, signed: string, timeZone: string, t: PrescriptionWords): string {
  const { day, time } = lastDay(until, timeZone);
  const last = dayOf(day, timeZone);
  return t.paper.validity(last, time, time === null && last === signed);
}

const qrSquare = ({ size, path }: QrPicture, label: string) =>
  html`<svg class="paper-qr" role="img" aria-label=${label} viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges">${svg`<path d=${path} fill="#000" />`}</svg>`;

/** In fours, so that it can be read out and typed. */
export const grouped = (code: string): string => code.replace(/(.{4})(?=.)/g, '$1 ');
