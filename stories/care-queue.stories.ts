import { html } from 'lit';
import type { QueueReturn } from '@care-elements/contract/handover.ts';
import type { QueuePlace } from '@care-elements/contract/queue.ts';
import type { ConnectionState } from '@care-elements/client/connection-state.ts';
import type { ConsultState } from '@care-elements/client/consult-state.ts';
import type { DeviceState } from '@care-elements/client/device-store.ts';
import '../packages/elements/widgets/care-queue.ts';
import { find, press } from './act.ts';
import { fakeCare, pending, refuse, unreachable, type Answers, type FakeOptions } from './fake-care.ts';
import { DEVICES_GOOD, LINE_BLOCKED, LINE_GOOD, withCall } from './fake-consult.ts';
import { onPhone, story } from './story.ts';
import { place, queued, SESSION, VISIT_ID } from './visit-facts.ts';

export default {
  title: 'Patient/Queue (care-queue)',
  component: 'care-queue',
  tags: ['phone', 'autodocs'],
  globals: { viewport: { value: 'phone' } },
};

interface Setting {
  change?: Partial<QueuePlace>;
  /** Back from the doctor, who comes from the world. */
  back?: Pick<QueueReturn, 'why' | 'reason'>;
  /** What the stream says a moment later. */
  then?: Partial<QueuePlace>;
  state?: QueuePlace['state'];
  devices?: Partial<DeviceState>;
  call?: Partial<ConsultState>;
  line?: ConnectionState;
  liveState?: NonNullable<FakeOptions['liveState']>;
  answers?: Answers;
}
const page = (
  {
    change: told,
    back,
    then,
    state = 'waiting',
    devices,
    call,
    line,
    liveState = 'live',
    answers,
  }: Setting = {},
  act?: (box: HTMLElement) => Promise<void>,
) =>
  story(
    (world, { elder }) => {
      const topic = `visit:${VISIT_ID}`;
      const { name, title } = world.doctor;
      const change = back
        ? {
            ahead: 0,
            ...told,
            returned: {
              ...back,
              from: { name, title },
              to: back.why === 'transfer' ? null : { name, title },
            },
          }
        : told;
      const care = fakeCare({
        hospitalId: world.hospital.hospitalId,
        session: SESSION,
        liveState,
        stores: withCall(call, devices, line),
        answers: {
          getHospital: world.hospital,
          getVisit: queued(world, state, change),
          joinQueue: place(world, 'waiting'),
          leaveQueue: place(world, 'left'),
          enterConsult: place(world, 'in_consult'),
          ...answers,
        },
        live: {
          [topic]: { visit: { visit: queued(world, state, change) } },
          [`guests:${VISIT_ID}`]: { guests: { invitations: [] } },
        },
      });
      if (then) setTimeout(() => care.push(topic, 'place', { place: place(world, state, then) }), 300);
      return onPhone(
        html`<care-queue ?elder=${elder === 'on'} lang=${world.lang} .care=${care}></care-queue>`,
      );
    },
    act ?? (then && (async (box) => void (await find(box, '.moved')))),
  );
const DENIED = { face: 'denied', problem: 'denied' } as const;

export const Loading = page({ answers: { getVisit: pending } });
export const Unreachable = page({ answers: { getHospital: unreachable() } });
export const Waiting = page();
export const SomebodyWasCalled = page({ then: { ahead: 2, waitMinutes: { min: 5, max: 12 } } });
export const AnUrgentOneCameBefore = page({ then: { ahead: 4, waitMinutes: { min: 12, max: 20 } } });
export const LongWait = page({
  change: { ahead: 128, waitMinutes: { min: 190, max: 260 }, ticket: 'N1284' },
});
export const FirstInLine = page({ change: { ahead: 0, waitMinutes: { min: 0, max: 5 } } });
/** Whom the patient asks along. */
const guestsOpen = async (box: HTMLElement) => {
  ((await find(await find(box, 'care-call-guests'), 'details')) as HTMLDetailsElement).open = true;
};
export const OnHold = page({ back: { why: 'hold', reason: null } }, guestsOpen);
export const DoctorLost = page({ back: { why: 'doctor-away', reason: null } }, guestsOpen);
export const HandedOver = page({ back: { why: 'transfer', reason: { code: 'second-opinion', text: '' } } });
export const NoEstimate = page({ change: { ahead: 2, waitMinutes: null } });
export const Reconnecting = page({ liveState: 'reconnecting' });
export const CheckingDevices = page({}, async (box) => {
  const check = await find(box, 'care-device-check');
  await press(check, 'button');
  await find(check, 'video');
});
export const DevicesGood = page({ devices: DEVICES_GOOD });
export const DevicesWereGood = page({ devices: { ...DEVICES_GOOD, open: false } });
export const SoundAlone = page({
  devices: { ...DEVICES_GOOD, passed: 'sound', camera: { face: 'denied', problem: 'not-found' } },
});
export const DevicesDenied = page({ devices: { open: true, microphone: DENIED, camera: DENIED } });
export const SpeakerUnheard = page({ devices: { ...DEVICES_GOOD, speaker: 'unheard' } });
const lineShown = async (box: HTMLElement) =>
  void (await find(await find(box, 'care-connection-check'), 'summary')).click();
export const ConnectionGood = page({ line: LINE_GOOD }, lineShown);
export const ConnectionBlocked = page({ line: LINE_BLOCKED }, lineShown);
export const AsksBeforeLeaving = page({}, async (box) => {
  await press(box, '.end');
  await find(box, '.sure');
});
export const LeavingFails = page({ answers: { leaveQueue: refuse('state-conflict') } }, async (box) => {
  await press(box, '.end');
  await press(box, '.sure .quiet');
  await find(box, '.band.amber');
});
export const Called = page({ state: 'called' });
export const InConsult = page({ state: 'in_consult' });
export const Missed = page({ state: 'missed' });
export const NoShow = page({ state: 'no_show' });
export const Left = page({ state: 'left' });
