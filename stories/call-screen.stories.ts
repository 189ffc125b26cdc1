import { html } from 'lit';
import type { ConsultRole } from '@care-elements/contract/consult.ts';
import { NO_SCREEN, type ScreenState } from '@care-elements/client/consult-screen.ts';
import type { OtherView } from '@care-elements/client/consult-state.ts';
import '../packages/elements/widgets/call-more.ts';
import '../packages/elements/widgets/care-consult.ts';
import { find, press } from './act.ts';
import { fakeCare } from './fake-care.ts';
import { CONNECTED, fakeConsult, IN_CALL, OTHER } from './fake-consult.ts';
import { LOOKED_AT, SHARED } from './fake-screen.ts';
import { story } from './story.ts';
import { VISIT_ID } from './visit-facts.ts';

export default {
  title: 'Call/Screen',
  tags: ['phone'],
  globals: { viewport: { value: 'phone' } },
};

const call = (
  screen: Partial<ScreenState>,
  { as = 'patient' as ConsultRole, closer = false, guests = [] as OtherView[] } = {},
) =>
  story(
    ({ doctor, patient, lang }) => {
      const consult = fakeConsult({
        ...{ ...CONNECTED, role: as },
        others: [{ ...OTHER, role: as === 'doctor' ? 'patient' : 'doctor' }, ...guests],
        inCall: {
          ...{ ...IN_CALL, canFlip: false },
          screen: { ...NO_SCREEN, ...screen },
        },
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
      await find(box, as === 'doctor' ? '[part~=share]' : '[part~=closer]');
      if (closer) await press(box, '[part~=closer]');
    },
  );

export const Shown = call(LOOKED_AT);
export const ShownLarger = call(LOOKED_AT, { closer: true });
export const ShownAmongFour = call(LOOKED_AT, {
  guests: [
    { ...OTHER, identity: 'p_3', role: 'relative', name: 'May Wang' },
    { ...OTHER, identity: 'p_4', role: 'interpreter', name: 'Li Na', camera: 'off' },
  ],
});
export const ShownToARelative = call(LOOKED_AT, { as: 'relative' });
export const ShownNetworkTooSlow = call({ ...LOOKED_AT, picture: 'paused' });
export const CanShare = call({ face: 'off' }, { as: 'doctor' });
export const Choosing = call({ face: 'pending' }, { as: 'doctor' });
export const Sharing = call(SHARED, { as: 'doctor' });
export const SharingTheWholeScreen = call({ ...SHARED, surface: 'monitor' }, { as: 'doctor' });
export const SharingHeldBack = call({ ...SHARED, held: true }, { as: 'doctor' });
export const NothingChosen = call({ face: 'denied', problem: 'dismissed' }, { as: 'doctor' });
export const DeniedBySystem = call({ face: 'denied', problem: 'denied-by-system' }, { as: 'doctor' });
export const EndedByABreak = call({ face: 'off', broken: true }, { as: 'doctor' });
