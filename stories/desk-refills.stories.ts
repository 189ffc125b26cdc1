import { html } from 'lit';
import type { Refill, RefillRequest } from '@care-elements/contract/refill.ts';
import '../packages/elements/widgets/care-desk-refills.ts';
import { press } from './act.ts';
import type { World } from './facts.ts';
import { fakeCare, type Answers } from './fake-care.ts';
import { refill, slots } from './refill-facts.ts';
import { patientRx } from './rx-facts.ts';
import { story } from './story.ts';

export default { title: 'Desks/Refills (care-desk-refills)' };

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
export const Request = desk((world) => ({ listRefillRequests: { requests: [request(world)] } }));
export const Declining = desk(
  (world) => ({ listRefillRequests: { requests: [request(world)] } }),
  (box) => press(box, '.act.quiet'),
);
export const OfColleague = desk((world) => ({
  listRefillRequests: { requests: [request(world, { own: false })] },
}));
export const Obstacle = desk((world) => ({
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
export const Allow = allowing(() => null);
export const Allowing = allowing(
  () => null,
  (box) => press(box, '[part=allow] button'),
);
export const Allowed = allowing((world) => refill(world));
