/** Owns the decision on a prescription: pass, return, reject, the coded reason, and what stands when it is over. */
import { html, nothing, type TemplateResult } from 'lit';
import {
  REVIEW_REASON_CODES,
  REVIEW_REASONS,
  REVIEW_STEPS,
  type ReviewReason,
} from '@care-elements/contract/prescription.terms.ts';
import type { Prescription } from '@care-elements/contract/prescription.ts';
import { blocksOf } from '@care-elements/client/findings.ts';
import type { Care } from '@care-elements/client/care.ts';
import type { PharmacyState } from '@care-elements/client/pharmacy-store.ts';
import type { Lang } from '../base/words.ts';
import { field, type FieldErrors } from '../controls/fields.ts';
import { iconAlert, iconDone, iconInfo } from '../controls/icons.ts';
import type { PharmacyWords } from '../locales/en/pharmacy.ts';
import type { SharedWords } from '../locales/en/shared.ts';
import { untickedIn, type Walked } from './care-pharmacy-checklist.ts';
import { doctorSealValid, liftedBlocks } from './care-pharmacy-facts.ts';
import { nameOf } from './care-pharmacy-list.ts';
import './signing-face.ts';
import { clockOf } from './care-prescription-time.ts';
import { lawWords } from './law-words.ts';

type T = PharmacyWords & SharedWords;
/** What the right column asks just now besides the three buttons. */
export type Asking = 'confirm' | 'return' | 'reject' | null;
/** The reason as it is being written; kept until another prescription is opened. */
export interface Draft {
  reason: ReviewReason | null;
  note: string;
}
export interface Hands {
  /** Leaves the step of the moment behind, and passes after the last one, or at once where nothing objects. */
  approve(): void;
  ask(what: Asking): void;
  write(change: Partial<Draft>): void;
  send(event: Event): void;
  next(): void;
  /** Takes the open prescription in hand. */
  take(): void;
}

/** In whose hands the key is, and how it stands with it. */
const signingFace = (care: Care, lang: Lang) =>
  html`<care-signing-face .care=${care} lang=${lang}></care-signing-face>`;

/** The pharmacist's own signature by their key, once it is made. */
function doneFace(rx: Prescription, { clinician }: PharmacyState, care: Care, lang: Lang) {
  const seal = rx.seals.find(({ role }) => role === 'pharmacist');
  if (seal?.level !== 'ceremony' || seal.clinicianId !== clinician?.clinicianId) return nothing;
  return html`<care-signing-face .seal=${seal} .care=${care} lang=${lang}></care-signing-face>`;
}

/** Where a decision is still to be made, and by this pharmacist. */
export const mayDecide = (rx: Prescription | null, { bar }: PharmacyState): rx is Prescription =>
  rx?.state === 'pending_review' && bar === null;
/** Nothing that only the doctor can mend stands in the way. */
export const mayPass = (rx: Prescription): boolean =>
  !blocksOf(rx.checks.findings).length && doctorSealValid(rx);

export function decisionFoot(
  rx: Prescription,
  state: PharmacyState,
  asking: Asking,
  walked: Walked,
  t: T,
  lang: Lang,
  timeZone: string,
  hands: Hands,
  care: Care,
): TemplateResult {
  const problem = state.problem && state.problem.action !== 'list' ? state.problem.problem : null;
  const failed =
    problem && problem.code !== 'already-decided'
      ? html`<p class="band amber" role="alert">${iconAlert(18)}<span>${t.problems[problem.code] ?? t.failed} ${lawWords(problem, lang)}</span></p>`
      : nothing;
  const body =
    rx.state !== 'pending_review'
      ? outcome(rx, state, t, lang, timeZone, hands)
      : state.bar !== null
        ? barred(rx, state, t, lang, hands)
        : asking === 'confirm'
          ? confirm(rx, state, t, hands)
          : buttons(rx, state, walked, t, hands);
  return html`<div class="foot" part="decision" role="group" aria-label=${t.decision}>${failed}${mayDecide(rx, state) ? signingFace(care, lang) : doneFace(rx, state, care, lang)}${body}</div>`;
}

function buttons(
  rx: Prescription,
  { busy, checklist }: PharmacyState,
  walked: Walked,
  t: T,
  hands: Hands,
): TemplateResult {
  const step = checklist?.clean === false ? REVIEW_STEPS[walked.step] : undefined;
  const left = checklist && step && walked.tried ? untickedIn(checklist, step, walked).length : 0;
  const last = !step || walked.step === REVIEW_STEPS.length - 1;
  const blocks = blocksOf(rx.checks.findings).length;
  const pass = mayPass(rx);
  return html`
    ${pass ? nothing : html`<p class="band red">${iconAlert(18)}<span>${blocks ? t.blocked(blocks) : t.sealUnfit}</span></p>`}
    ${
      pass
        ? html`${left ? html`<p class="band amber" role="alert">${iconAlert(18)}<span>${t.tickFirst(left)}</span></p>` : nothing}
          <button class="act" id="pass" part=${last ? 'approve' : 'walk'} aria-keyshortcuts="a" aria-disabled=${busy ? 'true' : 'false'} @click=${hands.approve}>
            ${busy === 'approve' ? t.approving : step ? (last ? t.stepAndPass : t.stepChecked)(t.steps[step]) : t.approve} <kbd aria-hidden="true">A</kbd>
          </button>`
        : nothing
    }
    <div class="pair">
      <button class="act quiet" id="return" aria-keyshortcuts="r" @click=${() => hands.ask('return')}>${t.return} <kbd aria-hidden="true">R</kbd></button>
      <button class="act quiet" id="reject" aria-keyshortcuts="x" @click=${() => hands.ask('reject')}>${t.reject} <kbd aria-hidden="true">X</kbd></button>
    </div>
  `;
}

/** Why there is nothing to decide here, and what can be done about it. */
function barred(
  rx: Prescription,
  { bar, lease, busy }: PharmacyState,
  t: T,
  lang: Lang,
  hands: Hands,
): TemplateResult {
  // The rule's own words say what is missing.
  const { findings } = rx.checks;
  const rule = bar === 'not-qualified' && findings.find(({ check }) => check.endsWith('.rx.reviewer'));
  const words =
    bar === 'held' && lease
      ? (lease.askedAt ? t.heldAsked : t.held)(nameOf(lease.pharmacist, lang))
      : `${t.bars[bar ?? 'free'] ?? ''}${rule ? `${lang === 'en' ? ' ' : ''}${rule.what[lang]}` : ''}`;
  return html`<p class="band amber" role="status" part="bar">${iconInfo(18)}<span>${words}</span></p>
    ${
      bar === 'free'
        ? html`<button class="act" id="take" aria-disabled=${busy ? 'true' : 'false'} @click=${hands.take}>${t.takeOver}</button>`
        : html`<button class="act quiet" aria-keyshortcuts="n" @click=${hands.next}>${t.next} <kbd aria-hidden="true">N</kbd></button>`
    }`;
}

function confirm(rx: Prescription, { busy }: PharmacyState, t: T, hands: Hands): TemplateResult {
  return html`
    <p class="band amber" role="alert">${iconAlert(18)}<span>${t.confirmTitle(liftedBlocks(rx).length)}</span></p>
    <div class="pair">
      <button class="act" id="confirm" aria-disabled=${busy ? 'true' : 'false'} @click=${hands.approve}>${busy ? t.approving : t.confirm}</button>
      <button class="act quiet" @click=${() => hands.ask(null)}>${t.lookAgain} <kbd aria-hidden="true">Esc</kbd></button>
    </div>
  `;
}

/** What became of it, who did it, and when; a colleague's decision is told in the same words as one's own. */
function outcome(rx: Prescription, state: PharmacyState, t: T, lang: Lang, timeZone: string, hands: Hands) {
  const { review } = rx;
  const { clinician, problem, waiting } = state;
  const late = problem?.problem.code === 'already-decided';
  let words = t.standing[rx.state] ?? '';
  if (review && !words) {
    const at = clockOf(new Date(review.at), timeZone);
    const { pharmacist, decision, reason, note } = review;
    const who = nameOf(pharmacist, lang);
    words =
      pharmacist.clinicianId === clinician?.clinicianId
        ? t.youDecided[decision](at)
        : t.theyDecided[decision](who, at);
    if (reason)
      words += ` ${t.reasonWas([REVIEW_REASONS[reason].name[lang], note].filter(Boolean).join(lang === 'en' ? ': ' : '：'))}`;
  }
  const passed = review?.decision === 'approved' && rx.state === 'approved' && !late;
  const more = waiting?.some(({ prescriptionId }) => prescriptionId !== rx.prescriptionId);
  return html`
    <p class="band ${passed ? 'green' : 'amber'}" role="status" part="outcome">
      ${passed ? iconDone(18) : iconInfo(18)}<span>${late ? `${t.tooLate} ` : ''}${words}</span>
    </p>
    ${
      more
        ? html`<button class="act" aria-keyshortcuts="n" @click=${hands.next}>${t.next} <kbd aria-hidden="true">N</kbd></button>`
        : html`<p class="muted">${t.noNext}</p>`
    }
  `;
}

/** Takes the place of the facts while a reason is chosen. The remark is kept when the form is put away. */
export function reasonForm(
  asking: 'return' | 'reject',
  draft: Draft,
  errors: FieldErrors,
  { busy, problem }: PharmacyState,
  t: T,
  lang: Lang,
  hands: Hands,
  care: Care,
): TemplateResult {
  const rejecting = asking === 'reject';
  const failed = problem && problem.action === asking ? problem.problem : null;
  const step = (name: 'legality' | 'form' | 'suitability') => html`
    <div class="reasons-of" role="group" aria-label=${t.steps[name]}>
      <span class="muted">${t.steps[name]}</span>
      ${REVIEW_REASON_CODES.filter((code) => REVIEW_REASONS[code].step === name).map(
        (code) =>
          html`<label class="choice ${draft.reason === code ? 'on' : ''}"
            ><input type="radio" name="reason" value=${code} .checked=${draft.reason === code} aria-describedby=${errors['reason'] ? 'reason-error' : nothing} @change=${() => hands.write({ reason: code })} /><span
              >${REVIEW_REASONS[code].name[lang]}</span
            ></label
          >`,
      )}
    </div>
  `;
  return html`<form class="reason-form" part="reason" novalidate @submit=${hands.send}>
    <div class="scroll stack" tabindex="-1">
      <h3 id="reason-title">${rejecting ? t.rejectTitle : t.returnTitle}</h3>
      <p class="muted">${rejecting ? t.rejectMore : t.returnMore}</p>
      ${failed ? html`<p class="band amber" role="alert">${iconAlert(18)}<span>${t.problems[failed.code] ?? t.failed}</span></p>` : nothing}
      ${errors['reason'] ? html`<p class="wrong" id="reason-error" role="alert">${errors['reason']}</p>` : nothing}
      <div role="radiogroup" aria-labelledby="reason-title" aria-required="true">
        ${step('legality')}${step('form')}${step('suitability')}
      </div>
      <div @input=${(event: Event) => hands.write({ note: (event.target as HTMLTextAreaElement).value })}>
        ${field({ name: 'note', label: t.note, hint: draft.reason === 'other' ? t.noteNeeded : t.noteHint, error: errors['note'], value: draft.note, lines: 3, optional: draft.reason !== 'other' })}
      </div>
    </div>
    <div class="foot">
      ${signingFace(care, lang)}
      <div class="pair">
        <button class="act ${rejecting ? 'danger' : ''}" aria-disabled=${busy ? 'true' : 'false'}>${busy ? t.approving : rejecting ? t.sendReject : t.sendReturn}</button>
        <button type="button" class="act quiet" @click=${() => hands.ask(null)}>${t.back} <kbd aria-hidden="true">Esc</kbd></button>
      </div>
    </div>
  </form>`;
}
