/** Owns the pharmacies of the stories: what they hold, what patients chose them for, and what the patient sees of it. */
import type {
  Claim,
  Counter,
  CounterRow,
  Fulfilment,
  LineRest,
  PatientDispensing,
  Pharmacy,
  Receipt,
  VoidRequest,
} from '@care-elements/contract/dispense.ts';
import type { Clinician } from '@care-elements/contract/session.ts';
import { both, idOf, inMinutes, type World } from './facts.ts';
import { items, RX_ID, rx } from './rx-facts.ts';
import { HERB_ITEMS, herbSheet } from './herbs-facts.ts';

export const CLAIM_ID = idOf(81);
export const FULFILMENT_ID = idOf(82);

export const pharmacies = ({ lang, hospital }: World): Pharmacy[] => [
  {
    pharmacyId: idOf(83),
    name: both(`${hospital.name['zh-CN']}门诊药房`, `${hospital.name.en} pharmacy`),
    address: both('门诊楼一层', 'Ground floor, main building'),
    phone: hospital.phone,
    hours: both('每天 8:00–17:30', 'Every day 8:00–17:30'),
    own: true,
    pickup: true,
    delivers: false,
  },
  {
    pharmacyId: idOf(84),
    name: both('康宁大药房（人民路店）', 'Corner Drugstore, Main Street'),
    address: both('人民路 18 号', '18 Main Street'),
    phone: lang === 'en' ? '555-0160' : '010-5550-0160',
    hours: both('每天 7:30–22:00', 'Every day 7:30–22:00'),
    own: false,
    pickup: true,
    delivers: true,
  },
];

export const counterPerson = ({ lang }: World): Clinician => ({
  clinicianId: idOf(14),
  role: 'pharmacy',
  name: lang === 'en' ? both('里维拉', 'Ana Rivera') : both('梅晓红', 'Mei Xiaohong'),
  title: both('药师', 'Pharmacist'),
  departments: [],
});

/** `given` of the first line, in its own unit; `all` for everything. */
export const rests = (world: World, given = '0', all = false): LineRest[] =>
  items(world).map(({ line, drugId, drug, quantity }) => {
    const prescribed = `${quantity!.packs * Number(drug.pack.size)}`;
    const done = all ? prescribed : line === 1 ? given : '0';
    return {
      ...{ line, drugId, unit: drug.unit, packSize: drug.pack.size, prescribed, given: done },
      rest: `${Number(prescribed) - Number(done)}`,
    };
  });

export const fulfilment = (world: World, change: Partial<Fulfilment> = {}): Fulfilment => ({
  fulfilmentId: FULFILMENT_ID,
  pharmacy: pharmacies(world)[1]!,
  way: 'pickup',
  state: 'chosen',
  chosenBy: 'patient',
  delivery: null,
  courier: null,
  changedAt: inMinutes(-20),
  ...change,
});
export const parcel = (
  world: World,
  state: Fulfilment['state'],
  change: Partial<Fulfilment> = {},
): Fulfilment =>
  fulfilment(world, {
    way: 'delivery',
    state,
    delivery: {
      recipient: world.patient.name,
      phone: world.patient.phone,
      address: world.lang === 'en' ? '12 Oak Lane, Springfield' : '人民路 8 号 3 单元 502 室',
    },
    courier:
      state === 'chosen' || state === 'ready'
        ? null
        : { name: world.lang === 'en' ? 'Swift Parcel' : '顺达快递', number: 'SD1234567890' },
    ...change,
  });

export const receiptOf = (world: World, part: number, whole: boolean): Receipt => {
  const { clinicianId, name, title } = counterPerson(world);
  const { pharmacyId, name: pharmacy } = pharmacies(world)[1]!;
  return {
    dispenseId: idOf(90 + part),
    part,
    whole,
    pharmacy: { pharmacyId, name: pharmacy },
    dispenser: { clinicianId, name, title },
    lines: items(world)
      .slice(0, whole ? 3 : 1)
      .map(({ line, drugId, drug }) => ({
        ...{ line, drugId, name: drug.name, lot: line === 1 ? 'B2026-11' : null },
        given: { value: '1', unit: 'pack' as const },
      })),
    at: inMinutes(-6),
    hash: 'c'.repeat(64),
    keyId: 'key-2',
    verdict: 'valid',
  };
};

/** A sheet of herbs in hand: seven packets. */
export const herbClaim = (world: World): Claim => {
  const plain = claim(world);
  return {
    ...plain,
    prescription: { ...plain.prescription, ...herbSheet },
    lines: HERB_ITEMS.map(({ line, drugId, drug: { unit, pack }, quantity }) => ({
      ...{ line, drugId, unit, packSize: pack.size, given: '0' },
      ...{ prescribed: quantity!.units!, rest: quantity!.units! },
    })),
  };
};

export const voidRequest = ({ lang }: World): VoidRequest => ({
  ...{ requestId: idOf(85), state: 'open', reason: 'wrong-medicine', at: inMinutes(-1), refusal: null },
  note: lang === 'en' ? 'The dose is too high.' : '剂量偏大，要改。',
});

export function claim(
  world: World,
  state: Claim['prescription']['state'] = 'claimed',
  change: Partial<Claim> = {},
): Claim {
  const whole = rx(world, 'approved');
  const { prescriptionId, number, revision, rxHash, prescriber, department, patient } = whole;
  const part = state === 'partially_dispensed';
  const done = state === 'dispensed';
  return {
    claimId: CLAIM_ID,
    claimedAt: inMinutes(-8),
    leaseUntil: state === 'claimed' ? inMinutes(52) : null,
    prescription: {
      ...{ prescriptionId, number, revision, rxHash: rxHash!, prescriber, department, patient, state },
      pharmacist: whole.review!.pharmacist,
      diagnoses: whole.diagnoses,
      items: whole.items,
      seals: whole.seals,
      signedAt: whole.signedAt!,
      validUntil: whole.validUntil!,
    },
    lines: rests(world, part ? '24' : '0', done),
    receipts: part || done ? [receiptOf(world, 1, done)] : [],
    voidRequest: null,
    fulfilment: fulfilment(world, done ? { state: 'picked_up' } : {}),
    payment: 'none',
    ...change,
  };
}

export const row = (world: World, change: Partial<CounterRow> = {}): CounterRow => ({
  prescriptionId: RX_ID,
  number: '20261122-7F3A9C01',
  state: 'approved',
  claimId: null,
  leaseUntil: null,
  patientName: world.patient.name,
  medicines: items(world).map(({ drug }) => drug.name),
  validUntil: inMinutes(3 * 24 * 60),
  fulfilment: fulfilment(world),
  voidRequested: false,
  ...change,
});
export const counter = (world: World, rows: CounterRow[]): Counter => ({
  pharmacy: pharmacies(world)[1]!,
  rows,
});

export const dispensing = (world: World, change: Partial<PatientDispensing> = {}): PatientDispensing => ({
  prescriptionId: RX_ID,
  fulfilment: null,
  held: false,
  declined: null,
  lines: rests(world),
  payment: 'none',
  ...change,
});
