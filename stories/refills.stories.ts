import { html } from 'lit';
import type { Refill, RefillRequest } from '@care-elements/contract/refill.ts';
import '../packages/elements/widgets/care-desk-refills.ts';
import '../packages/elements/widgets/care-refill.ts';
import { press } from './act.ts';
import type { World } from './facts.ts';
import { fakeCare, type Answers } from './fake-care.ts';
import { patientRx } from './rx-facts.ts';
import { onPhone, story } from './story.ts';
import { SESSION, VISIT_ID } from './visit-facts.ts';

export default { title: 'Refills (care-refill, care-desk-refills)' };

const ID = '0190aaaa-0000-7000-8000-000000000077';
const open = {
  requestedAt: null,
  decidedAt: null,
  reason: null,
  prescriptionId: null,
  prescriptionState: null,
};

function refill(world: World, change: Partial<Refill> = {}): Refill {
  const { prescriber, items, prescriptionId, number } = patientRx(world);
  return {
    ...{ refillId: ID, visitId: VISIT_ID, prescriptionId, number, state: 'active', prescriber },
    ...{ medicines: items.map(({ drug }) => drug.name), days: 28, intervalDays: 25, left: 2 },
    validUntil: '2027-02-20T16:00:00.000Z',
    slots: [
      { ...open, slot: 1, state: 'open', from: '2026-12-20' },
      { ...open, slot: 2, state: 'open', from: '2027-01-14' },
    ],
    next: { slot: 1, from: '2026-12-20', obstacle: 'too-early' },
    ...change,
  };
}
const slots = (world: World, first: Partial<Refill['slots'][number]>): Refill['slots'] => {
  const [one, two] = refill(world).slots;
  return [{ ...one!, requestedAt: '2026-12-20T01:00:00.000Z', ...first }, two!];
};

const patient = (
  change: (world: World) => Partial<Refill> = () => ({}),
  act?: (box: HTMLElement) => Promise<void>,
) =>
  story(
    (world) =>
      onPhone(
        html`<care-refill lang=${world.lang} .visit=${VISIT_ID} .version=${1} .zone=${'Asia/Shanghai'} .care=${fakeCare(
          {
            session: SESSION,
            answers: {
              getVisitRefill: { refill: refill(world, change(world)) },
              keepRefillAccess: { token: 't', expiresAt: '2027-02-20T16:00:00.000Z' },
            },
          },
        )}></care-refill>`,
      ),
    act,
  );
const now = { slot: 1, from: '2026-12-20', obstacle: null };

export const TooEarly = patient();
export const Open = patient(() => ({ next: now }));
export const Question = patient(
  () => ({ next: now }),
  (box) => press(box, '[part=ask]'),
);
export const SomethingChanged = patient(
  () => ({ next: now }),
  async (box) => {
    await press(box, '[part=ask]');
    await press(box, '.act.quiet');
  },
);
export const Asked = patient((world) => ({
  ...{ slots: slots(world, { state: 'requested' }), left: 1 },
  next: { slot: 2, from: '2027-01-14', obstacle: 'under-way' },
}));
export const Declined = patient((world) => ({
  ...{ slots: slots(world, { state: 'declined', reason: 'tests-first' }), left: 1 },
  next: { slot: 2, from: '2027-01-14', obstacle: 'too-early' },
}));
export const AllergyChanged = patient(() => ({ next: { ...now, obstacle: 'allergies-changed' } }));
export const Ended = patient(() => ({ state: 'expired', left: 0, next: null }));

const request = (world: World, change: Partial<RefillRequest> = {}): RefillRequest => ({
  refill: refill(world, { slots: slots(world, { state: 'requested' }), left: 1 }),
  patient: { name: world.lang === 'en' ? 'Wang Xiuying' : '王秀英', ageYears: 70, sex: 'female' },
  ...{ slot: 1, requestedAt: '2026-12-20T01:00:00.000Z', obstacle: null, own: true },
  ...change,
});
const desk = (answers: (world: World) => Answers, act?: (box: HTMLElement) => Promise<void>) =>
  story(
    (world) =>
      html`<div style="max-width: 480px">
        <care-desk-refills lang=${world.lang} .care=${fakeCare({ session: { token: 't' }, answers: answers(world) })}></care-desk-refills>
      </div>`,
    act,
  );
export const DeskRequest = desk((world) => ({ listRefillRequests: { requests: [request(world)] } }));
export const DeskDeclining = desk(
  (world) => ({ listRefillRequests: { requests: [request(world)] } }),
  (box) => press(box, '.act.quiet'),
);
export const DeskOfColleague = desk((world) => ({
  listRefillRequests: { requests: [request(world, { own: false })] },
}));
export const DeskObstacle = desk((world) => ({
  listRefillRequests: { requests: [request(world, { obstacle: 'allergies-changed' })] },
}));

const allowing = (of: (world: World) => Refill | null, act?: (box: HTMLElement) => Promise<void>) =>
  story((world) => {
    const { prescriptionId, items } = patientRx(world);
    const rx = {
      ...{ prescriptionId, state: 'approved', longReason: '' },
      items: items.map((item) => ({ ...item, days: 28 })),
    };
    const care = fakeCare({
      session: { token: 't' },
      answers: { listRefillRequests: { requests: [] }, getPrescriptionRefill: { refill: of(world) } },
    });
    return html`<div style="max-width: 480px">
      <care-desk-refills lang=${world.lang} .care=${care} .rx=${rx}></care-desk-refills>
    </div>`;
  }, act);
export const DeskAllow = allowing(() => null);
export const DeskAllowing = allowing(
  () => null,
  (box) => press(box, '[part=allow] button'),
);
export const DeskAllowed = allowing((world) => refill(world));
