import { html } from 'lit';
import type { ConsultRole } from '@care-elements/contract/consult.ts';
import type { InCallState } from '@care-elements/client/consult-incall.ts';
import type { ConsultState } from '@care-elements/client/consult-state.ts';
import '../packages/elements/widgets/call-more.ts';
import '../packages/elements/widgets/care-consult.ts';
import { find, press } from './act.ts';
import { fakeCare } from './fake-care.ts';
import { CONNECTED, DEVICES_GOOD, fakeConsult, IN_CALL, OTHER } from './fake-consult.ts';
import { story } from './story.ts';
import { VISIT_ID } from './visit-facts.ts';

export default {
  title: 'Call/More',
  tags: ['phone'],
  globals: { viewport: { value: 'phone' } },
};

const call = (
  change: Partial<InCallState>,
  {
    open = true,
    as = 'patient' as ConsultRole,
    ...state
  }: Partial<ConsultState> & { open?: boolean; as?: ConsultRole } = {},
) =>
  story(
    ({ doctor, patient, lang }) => {
      const consult = fakeConsult({
        ...{ ...CONNECTED, role: as, others: [{ ...OTHER, role: as === 'doctor' ? 'patient' : 'doctor' }] },
        inCall: { ...IN_CALL, ...change },
        ...state,
      });
      return html`<care-consult
      lang=${lang}
      as=${as}
      visit=${VISIT_ID}
      other=${as === 'doctor' ? patient.name : doctor.name[lang]}
      .care=${fakeCare({})}
      .consult=${consult}
    ></care-consult>`;
    },
    async (box) => {
      await find(box, '[part~=more-button]');
      if (open) await press(box, '[part~=more-button]');
    },
  );

export const Closed = call({}, { open: false });
export const Open = call({});
export const SoundOnly = call({ pinned: 'audio', rung: 'audio' }, { camera: { face: 'off', problem: null } });
export const Writing = call(
  { pinned: 'text', rung: 'text' },
  { camera: { face: 'off', problem: null }, microphone: { face: 'off', problem: null } },
);
export const TwoCameras = call({ choices: DEVICES_GOOD.choices, using: DEVICES_GOOD.using });
export const Listening = call({ hearing: 'listening' });
export const HearsNothing = call({ hearing: 'silent' });
export const Asking = call({ hearing: 'asking' });
export const Heard = call({ hearing: 'yes' });
export const NotHeard = call({ hearing: 'no' });
export const NobodyAnswers = call({ hearing: 'nobody' });
export const Asked = call({ askedBy: OTHER.identity }, { open: false });
export const DoctorIsAsked = call({ askedBy: OTHER.identity }, { open: false, as: 'doctor' });
export const SoundBarelyCarries = call({ rung: 'text' }, { open: false });
