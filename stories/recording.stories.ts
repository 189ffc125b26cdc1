import { html } from 'lit';
import type { ConsultRole } from '@care-elements/contract/consult.ts';
import type { Recording } from '@care-elements/contract/recording.ts';
import '../packages/elements/widgets/care-consult.ts';
import '../packages/elements/widgets/call-recording.ts';
import { find, press } from './act.ts';
import { idOf } from './facts.ts';
import { fakeCare, pending, type FakeCare } from './fake-care.ts';
import { CONNECTED, fakeConsult } from './fake-consult.ts';
import { RECORDING_CONSENT } from './recording-facts.ts';
import { story } from './story.ts';
import { VISIT_ID } from './visit-facts.ts';

export default {
  title: 'Call/Recording',
  tags: ['phone'],
  globals: { viewport: { value: 'phone' } },
};

const ASKED: Recording = {
  ...{ recordingId: idOf(71), state: 'asked', consentVersion: '1', stoppedBy: null, failure: null },
  ...{ askedAt: '2026-11-28T02:00:00.000Z', answeredAt: null, startedAt: null, endedAt: null, file: null },
};
const ON = () => ({
  ...ASKED,
  state: 'on' as const,
  startedAt: new Date(Date.now() - 187_400).toISOString(),
});

let shown: FakeCare;
const view = (one: Recording | null) => ({ recording: { consent: RECORDING_CONSENT, latest: one } });
const topic = `recording:${VISIT_ID}`;

/** The call as it stands, then as it comes about: an outcome is told to whoever saw the recording. */
const recording = (as: ConsultRole, latest: Recording | null, then?: Recording, pressed?: string) =>
  story(
    ({ doctor, patient, lang }) => {
      shown = fakeCare({
        live: { [topic]: { recording: view(latest) } },
        answers: { askRecording: pending },
      });
      return html`<care-consult
        lang=${lang}
        as=${as}
        visit=${VISIT_ID}
        other=${as === 'doctor' ? patient.name : doctor.name[lang]}
        .care=${shown}
        .consult=${fakeConsult({ ...CONNECTED, recordable: true, visitId: VISIT_ID, role: as })}
      ></care-consult>`;
    },
    async (box) => {
      if (pressed) await press(box, pressed);
      if (!then) return;
      await find(box, '.recording .act');
      shown.push(topic, 'recording', view(then));
      await find(box, `.said:not(:has(.on))`);
    },
  );

export const DoctorOff = recording('doctor', null);
export const DoctorAboutToAsk = recording('doctor', null, undefined, '[part~="record"]');
export const DoctorWaits = recording('doctor', ASKED);
export const DoctorRefused = recording('doctor', ASKED, { ...ASKED, state: 'refused' });
export const DoctorOn = recording('doctor', ON());
export const DoctorSaving = recording('doctor', { ...ON(), state: 'stopping' });
export const DoctorStored = recording('doctor', ON(), { ...ON(), state: 'stored' });
export const DoctorBrokeOff = recording('doctor', ON(), { ...ON(), state: 'failed', failure: 'lost' });
export const PatientAsked = recording('patient', ASKED);
export const PatientStarting = recording('patient', { ...ASKED, state: 'starting' });
export const PatientOn = recording('patient', ON());
export const PatientStored = recording('patient', ON(), { ...ON(), state: 'stored' });
