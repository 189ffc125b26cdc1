/** Which screen a visit is on: one pure function from the view, so that no state is without a screen. Imports no zod. */
import type { VisitView } from './visit.ts';

/** The screens of a patient, in the order of a good day. */
export const VISIT_SCREENS = [
  'triage',
  'choose-department',
  'waiting',
  'called',
  'missed',
  'in-consult',
  'concluded',
  'prescription',
  'emergency',
  'closed',
] as const;
export type VisitScreen = (typeof VISIT_SCREENS)[number];

/** The four steps in words that every screen shows: 说说不适 → 候诊 → 看医生 → 取处方. */
export type VisitStage = 'describe' | 'wait' | 'consult' | 'prescription';

/** The screen for a view; a visit before registration has none and is the shell's own. */
export function visitStep(
  view: Pick<VisitView, 'status' | 'triage' | 'queue' | 'prescription'>,
): VisitScreen {
  if (view.status === 'emergency') return 'emergency';
  if (view.status === 'closed') return 'closed';
  if (view.status === 'concluded') return view.prescription ? 'prescription' : 'concluded';
  switch (view.queue?.state) {
    case 'waiting':
      return 'waiting';
    case 'called':
      return 'called';
    case 'in_consult':
      return 'in-consult';
    case 'missed':
    case 'no_show':
      return 'missed';
    default:
      return view.triage ? 'choose-department' : 'triage';
  }
}

export function visitStage(screen: VisitScreen): VisitStage {
  switch (screen) {
    case 'waiting':
    case 'missed':
      return 'wait';
    case 'called':
    case 'in-consult':
      return 'consult';
    case 'concluded':
    case 'prescription':
      return 'prescription';
    default:
      return 'describe';
  }
}
