import { html } from 'lit';
import type { ConsultRole } from '@care-elements/contract/consult.ts';
import type { ConsultState, OtherView } from '@care-elements/client/consult-state.ts';
import '../packages/elements/widgets/care-consult.ts';
import { CONNECTED, fakeConsult, OTHER } from './fake-consult.ts';
import { story } from './story.ts';
import { VISIT_ID } from './visit-facts.ts';

export default {
  title: 'Patient/Call (care-consult)',
  component: 'care-consult',
  tags: ['phone', 'autodocs'],
  globals: { viewport: { value: 'phone' } },
};

const call = (state: Partial<ConsultState>, as: ConsultRole = 'patient') =>
  story(
    ({ doctor, patient, lang }, { elder }) =>
      html`<care-consult
        ?elder=${elder === 'on'}
        lang=${lang}
        as=${as}
        visit=${VISIT_ID}
        other=${as === 'doctor' ? patient.name : doctor.name[lang]}
        .consult=${fakeConsult({ visitId: VISIT_ID, ...state })}
      ></care-consult>`,
  );
const inside = (change: Partial<ConsultState>) => call({ ...CONNECTED, ...change });
const other = (change: Partial<OtherView>) => inside({ others: [{ ...OTHER, ...change }] });
const DENIED = { face: 'denied', problem: 'denied' } as const;

export const Idle = call({});
export const Preparing = inside({
  phase: 'preparing',
  others: [],
  microphone: { face: 'pending', problem: null },
  camera: { face: 'pending', problem: null },
});
export const Joining = inside({ phase: 'joining', others: [] });
export const OtherAwaited = other({ presence: 'awaited', active: false, microphone: 'none', camera: 'none' });
export const OtherConnecting = other({
  presence: 'connecting',
  active: false,
  microphone: 'none',
  camera: 'none',
});
export const Connected = inside({});
export const OtherMuted = other({ microphone: 'off' });
export const OtherCameraOff = other({ camera: 'off' });
export const OtherLost = other({ presence: 'lost' });
export const OtherGone = other({ presence: 'gone', active: false, microphone: 'none', camera: 'none' });
export const SlowNetwork = inside({ quality: 'poor' });
export const PicturePaused = other({ camera: 'paused' });
export const SoundBlocked = inside({ audioBlocked: true });
export const MutedAndCameraOff = inside({
  microphone: { face: 'off', problem: null },
  camera: { face: 'off', problem: null },
});
export const CameraDenied = inside({ camera: DENIED });
export const BothDenied = inside({ microphone: DENIED, camera: DENIED });
export const MicrophoneEnded = inside({ microphone: { face: 'denied', problem: 'ended' } });
export const ReconnectingSignal = inside({ phase: 'reconnecting', reconnecting: 'signal' });
export const ReconnectingMedia = inside({ phase: 'reconnecting', reconnecting: 'media' });
export const MediaUnavailable = inside({ phase: 'failed', failure: 'media-unavailable', others: [] });
export const Failed = inside({ phase: 'failed', failure: 'media-unreachable', others: [] });
export const Unsupported = call({ phase: 'failed', failure: 'unsupported', role: 'patient' });
export const LeftBySelf = inside({ phase: 'left', left: 'self', others: [] });
export const ContinuedElsewhere = inside({ phase: 'left', left: 'elsewhere', others: [] });
export const Ended = inside({ phase: 'left', left: 'ended', others: [] });
export const DoctorsSide = call(
  { ...CONNECTED, role: 'doctor', others: [{ ...OTHER, role: 'patient' }] },
  'doctor',
);
