import { html } from 'lit';
import type { Lang } from '../packages/elements/base/words.ts';
import type { Snapshot, SnapshotState } from '@care-elements/contract/snapshot.ts';
import '../packages/elements/widgets/call-more.ts';
import '../packages/elements/widgets/care-consult.ts';
import '../packages/elements/widgets/visit-snapshots.ts';
import { find, press } from './act.ts';
import { idOf } from './facts.ts';
import type { FakeCare } from './fake-care.ts';
import { CONNECTED, fakeConsult, IN_CALL, OTHER } from './fake-consult.ts';
import { snapshotCare, snapshotIn, SNAPSHOT_TOPIC, told } from './snapshot-facts.ts';
import { onPhone, story } from './story.ts';
import { VISIT_ID } from './visit-facts.ts';

export default {
  title: 'Call/Snapshot',
  tags: ['phone'],
  globals: { viewport: { value: 'phone' } },
};

let stream: FakeCare;
let spoken: Lang;

/** The call as it stands, then as it comes about: an outcome is told to whoever saw the question. */
const snapshot = (
  as: 'doctor' | 'patient',
  first: SnapshotState | null,
  then: (SnapshotState | Partial<Snapshot>)[] = [],
  act?: (box: HTMLElement) => Promise<void>,
) =>
  story(
    ({ doctor, patient, lang }) => {
      const made = snapshotCare(first && snapshotIn(first, { lang }));
      ({ stream } = made);
      spoken = lang;
      const consult = fakeConsult({
        ...{ ...CONNECTED, role: as, others: [{ ...OTHER, role: as === 'doctor' ? 'patient' : 'doctor' }] },
        inCall: { ...IN_CALL, canFlip: false },
      });
      return html`<care-consult
        lang=${lang}
        as=${as}
        visit=${VISIT_ID}
        other=${as === 'doctor' ? patient.name : doctor.name[lang]}
        .care=${made.care}
        .consult=${consult}
      ></care-consult>`;
    },
    async (box) => {
      await find(box, first ? '.recording .said:not(:empty)' : '[part~=more-button]');
      for (const next of then)
        stream.push(
          SNAPSHOT_TOPIC,
          'snapshot',
          told(
            typeof next === 'string'
              ? snapshotIn(next, { lang: spoken })
              : { ...snapshotIn('asked', { lang: spoken }), ...next },
          ),
        );
      await act?.(box);
    },
  );

export const DoctorMay = snapshot(
  'doctor',
  null,
  [],
  async (box) => void (await find(box, '[part~=snapshot]')),
);
export const DoctorSaysWhatFor = snapshot('doctor', null, [], (box) => press(box, '[part~=snapshot]'));
export const DoctorSaidNothing = snapshot('doctor', null, [], async (box) => {
  await press(box, '[part~=snapshot]');
  await press(box, '[part~=ask-snapshot]');
});
export const DoctorWaits = snapshot('doctor', 'asked');
export const DoctorTakes = snapshot('doctor', 'asked', ['agreed']);
export const DoctorStored = snapshot('doctor', 'asked', ['agreed', 'stored']);
export const DoctorRefused = snapshot('doctor', 'asked', ['refused']);
export const DoctorYesTakenBack = snapshot('doctor', 'asked', [
  { state: 'withdrawn', answeredAt: '2026-11-28T02:00:09.000Z' },
]);
export const DoctorFailed = snapshot('doctor', 'asked', ['failed']);
export const PatientAsked = snapshot('patient', 'asked');
export const PatientHoldsStill = snapshot('patient', 'asked', ['agreed']);
export const PatientStored = snapshot('patient', 'asked', ['agreed', 'stored']);
export const PatientRefused = snapshot('patient', 'asked', ['refused']);
export const PatientQuestionTakenBack = snapshot('patient', 'asked', [{ state: 'withdrawn' }]);
export const PatientFailed = snapshot('patient', 'asked', ['failed']);

const record = (as: 'doctor' | 'patient') =>
  story(
    ({ lang }) => {
      const first = snapshotIn('stored', { lang });
      const second: Snapshot = {
        ...snapshotIn('stored', { lang, snapshotId: idOf(83), purpose: lang === 'en' ? 'Throat' : '咽部' }),
        picture: { ...first.picture!, attachmentId: idOf(84), storedAt: '2026-11-28T02:07:00.000Z' },
      };
      const { care } = snapshotCare(first, [second, first]);
      return onPhone(
        html`<care-visit-snapshots as=${as} lang=${lang} .care=${care} .visit=${VISIT_ID} .timeZone=${'Asia/Shanghai'}></care-visit-snapshots>`,
      );
    },
    async (box) => void (await find(box, 'care-chat-picture[drawn]')),
  );
export const RecordOfTheDoctor = record('doctor');
export const RecordOfThePatient = record('patient');
