/** Owns what the page around a visit is told of it: one event a stage, with ids and states and nothing of the patient. */
import type { VisitView } from '@care-elements/contract/visit.ts';
import type { VisitScreen } from '@care-elements/contract/visit.steps.ts';

/**
 * A visit has come to another stage.
 *
 * @fires care-visit-opened The patient has registered and answers the first questions.
 * @fires care-visit-triage The result is shown; so it is for `choose-department` and `emergency`.
 * @fires care-visit-choose-department
 * @fires care-visit-emergency
 * @fires care-visit-waiting
 * @fires care-visit-missed
 * @fires care-visit-called
 * @fires care-visit-in-consult
 * @fires care-visit-prescription
 * @fires care-visit-concluded
 * @fires care-visit-closed
 */
export class CareVisitStageEvent extends Event {
  readonly visitId: string;
  readonly stage: VisitScreen | 'opened';
  /** The stage that this visit was at before, on this page. */
  readonly from: VisitScreen | 'opened' | null;
  constructor(visitId: string, stage: VisitScreen | 'opened', from: VisitScreen | 'opened' | null) {
    super(`care-visit-${stage}`, { bubbles: true, composed: true });
    this.visitId = visitId;
    this.stage = stage;
    this.from = from;
  }
}

const states = new WeakMap<EventTarget, ElementInternals | null>();

/** `care-visit:state(waiting)`; Chromium 90 to 124 knows states by two dashes, `care-visit:--waiting`. */
function wear(shell: EventTarget, stage: VisitScreen | 'opened'): void {
  let internals = states.get(shell);
  if (internals === undefined) {
    const can = typeof CustomStateSet !== 'undefined' && shell instanceof HTMLElement;
    states.set(shell, (internals = can ? shell.attachInternals() : null));
  }
  internals?.states.clear();
  for (const name of [stage, `--${stage}`])
    try {
      internals?.states.add(name);
    } catch {
      // The one that this browser does not know.
    }
}

const last = new WeakMap<EventTarget, { visitId: string; stage: VisitScreen | 'opened' }>();

/** Tells the page once a stage; after the drawing that shows it. */
export function tell(
  shell: EventTarget,
  { visitId, status, triage, queue }: VisitView,
  screen: VisitScreen,
): void {
  const stage = status === 'open' && !triage && !queue ? 'opened' : screen;
  const before = last.get(shell);
  if (before?.visitId === visitId && before.stage === stage) return;
  last.set(shell, { visitId, stage });
  wear(shell, stage);
  const from = before?.visitId === visitId ? before.stage : null;
  queueMicrotask(() => shell.dispatchEvent(new CareVisitStageEvent(visitId, stage, from)));
}
