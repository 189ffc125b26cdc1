import { html } from 'lit';
import type { DispensingRecord } from '@care-elements/contract/dispense.ts';
import '../packages/elements/widgets/care-desk-after.ts';
import { press } from './act.ts';
import { pharmacies, receiptOf, rests, voidRequest } from './counter-facts.ts';
import { inMinutes, type World } from './facts.ts';
import { fakeCare, refuse, unreachable, type Answers } from './fake-care.ts';
import { rx } from './rx-facts.ts';
import { story } from './story.ts';

export default { title: 'Desks/After signing (care-desk-after)' };

const DAY = 24 * 60;
const record = (
  world: World,
  state: DispensingRecord['state'],
  change: Partial<DispensingRecord> = {},
): DispensingRecord => ({
  prescriptionId: rx(world).prescriptionId,
  state,
  pharmacy: state === 'claimed' || state === 'partially_dispensed' ? pharmacies(world)[1]! : null,
  validUntil: inMinutes(DAY / 2),
  lines: rests(world, state === 'partially_dispensed' ? '24' : '0'),
  receipts: state === 'partially_dispensed' ? [receiptOf(world, 1, false)] : [],
  ...{ voidRequest: null, extensions: [], ...change },
});

const after = (
  state: DispensingRecord['state'],
  change: (world: World) => Partial<DispensingRecord> = () => ({}),
  act?: (box: HTMLElement) => Promise<void>,
  answers: Answers = {},
) =>
  story((world) => {
    const one = record(world, state, change(world));
    return html`<div style="max-width: 480px; padding: 16px">
      <care-desk-after
        lang=${world.lang}
        .rx=${rx(world, state, [], { validUntil: one.validUntil })}
        .timeZone=${'Asia/Shanghai'}
        .care=${fakeCare({
          session: { token: 't' },
          answers: { getDispensing: one, getHospital: world.hospital, ...answers },
        })}
      ></care-desk-after>
    </div>`;
  }, act);

const extensions = ({ lang }: World): DispensingRecord['extensions'] => [
  {
    ...{ days: 3, keyId: 'key-1', at: inMinutes(-5), validUntil: inMinutes(2.5 * DAY), verdict: 'valid' },
    reason: lang === 'en' ? 'The patient cannot fetch it in these days' : '患者近日无法取药',
  },
];
const asked =
  (change: Partial<NonNullable<DispensingRecord['voidRequest']>> = {}) =>
  (world: World) => ({ voidRequest: { ...voidRequest(world), ...change } });

export const Approved = after('approved');
export const Extending = after('approved', undefined, (box) => press(box, '[part=extend]'));
export const Extended = after('approved', (world) => ({
  validUntil: inMinutes(2.5 * DAY),
  extensions: extensions(world),
}));
export const AtThePharmacy = after('claimed');
export const AskingBack = after('claimed', undefined, (box) => press(box, '[part=ask-back]'));
export const AskedBack = after('claimed', asked());
export const PharmacyKeepsIt = after(
  'claimed',
  asked({ state: 'refused', refusal: { reason: 'with-courier', note: '' } }),
);
export const GivenBack = after('voided', asked({ state: 'accepted' }));
export const PartlyDispensed = after('partially_dispensed');
export const ExportFails = after('dispensed', undefined, (box) => press(box, '[part=export]'), {
  exportPrescription: unreachable(),
});
export const ExtensionRefused = after(
  'approved',
  undefined,
  async (box) => {
    await press(box, '[part=extend]');
    const select = box
      .querySelector('care-desk-after')!
      .shadowRoot!.querySelector<HTMLSelectElement>('#after-reason')!;
    select.value = 'cannot-collect';
    await press(box, '[part=send]');
  },
  { extendPrescription: refuse('invalid-input') },
);
