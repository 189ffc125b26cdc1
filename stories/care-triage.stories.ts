import { html } from 'lit';
import type { VisitView } from '@care-elements/contract/visit.ts';
import '../packages/elements/widgets/care-triage.ts';
import { createVisitStore } from '@care-elements/client/visit-store.ts';
import { find, press, type } from './act.ts';
import type { World } from './facts.ts';
import { fakeCare, pending, refuse, unreachable, type Answers } from './fake-care.ts';
import { onPhone, story } from './story.ts';
import { begunTriage, place, SESSION, TRIAGE_ANSWERS, triageResult, visitView } from './visit-facts.ts';

export default {
  title: 'Patient/Triage (care-triage)',
  component: 'care-triage',
  tags: ['phone', 'autodocs'],
  globals: { viewport: { value: 'phone' } },
};

/** Inside a visit that its shell has loaded. */
const page = (
  of: (world: World) => VisitView = visitView,
  act?: (box: HTMLElement, world: World) => Promise<void>,
  more: Answers = {},
) =>
  story((world, { elder }) => {
    const care = fakeCare({
      hospitalId: world.hospital.hospitalId,
      session: SESSION,
      answers: {
        getHospital: world.hospital,
        getVisit: of(world),
        ...TRIAGE_ANSWERS,
        createTriage: () => ({ ...visitView(world), version: 10, triage: triageResult(world, 3) }),
        joinQueue: place(world, 'waiting'),
        ...more,
      },
    });
    void care.use(createVisitStore).load();
    return onPhone(
      html`<care-triage ?elder=${elder === 'on'} lang=${world.lang} protocol="sore-throat" .text=${world.complaint} .care=${care}></care-triage>`,
    );
  }, act);
const result = (level: 1 | 2 | 3 | 4) =>
  page((world) => visitView(world, { triage: triageResult(world, level) }));

/** Answers as a patient without danger signs would, `times` questions or until none is left. */
async function answer(box: HTMLElement, times: number): Promise<void> {
  for (let done = 0; done < times; done++) {
    const { id } = await find(box, 'h1, p[role=status]');
    if (!id) return;
    await press(box, '[part=options] > button');
    await find(box, `h1:not(#${id}), p[role=status]`);
  }
}

export const Loading = page(visitView, undefined, { beginTriage: pending });
export const Unreachable = page(visitView, undefined, { beginTriage: unreachable() });
/** Nobody has signed the questions: a human asks. */
export const NoQuestions = page(visitView, undefined, { beginTriage: refuse('not-found') });
export const FirstQuestion = page();
export const SomeTicked = page(visitView, async (box) => {
  await press(box, '[part=options] input');
  await find(box, '.foot');
});
export const SecondQuestion = page(visitView, (box) => answer(box, 1));
export const OneAnswer = page(visitView, (box) => answer(box, 2));
export const ForAChild = page((world) => visitView(world, { patient: world.child }), undefined, {
  beginTriage: () => begunTriage('child', 4),
});
export const Measures = page(visitView, async (box) => {
  await answer(box, 20);
  await find(box, 'care-triage-measures');
});
export const MeasuresImpossible = page(visitView, async (box) => {
  await answer(box, 20);
  await type(box, '[name=sbp]', '18');
  await type(box, '[name=spo2]', '9');
  await press(box, 'form .act');
  await find(box, '.wrong');
});
export const Sending = page(
  visitView,
  async (box) => {
    await answer(box, 20);
    await press(box, '.foot .quiet');
  },
  { createTriage: pending },
);
export const ResultEmergency = result(1);
export const ResultToday = result(2);
export const ResultRoutine = result(3);
export const ResultSelfCare = result(4);
export const ResultSelfHarm = page((world) =>
  visitView(world, { triage: { ...triageResult(world, 2), flags: ['self-harm'], crisisLine: '12356' } }),
);
export const ResultToBeCorrected = page(
  (world) => visitView(world, { triage: triageResult(world, 1) }),
  async (box) => {
    await press(box, '.correct');
    await find(box, '.sure');
  },
);
export const ResultNotSure = page((world) => {
  const triage = triageResult(world, 3);
  return visitView(world, { triage: { ...triage, reasons: [], departments: [] } });
});
