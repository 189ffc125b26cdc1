/**
 * What everybody may try on the model's prescription. Each act says what the model expects, is done with its actor's own token, and
 * changes the model where it was to succeed.
 */
import assert from 'node:assert/strict';
import { next } from '@care-elements/contract/machine.ts';
import { PRESCRIPTION_MACHINE } from '@care-elements/contract/prescription.machine.ts';
import { LEASE_MS } from '../../../server/dispensing/claim.ts';
import type { Answer } from '../../kit/open-test-app.ts';
import { AMOXICILLIN, asShown, save } from '../prescriptions/kit.ts';
import { give, pharmacyId, type Where } from './kit.ts';
import { doomed, free, type Act, type World } from './model-world.ts';

const DAY = 86_400_000;
/** Capsules. */
const PART = 7;
const rx = (w: World, action = '') => `/renhe/prescriptions/${w.id}${action && `/${action}`}`;
const post = (w: World, token: string, path: string, body?: unknown) =>
  w.t.call('POST', path, { token, ...(body === undefined ? {} : { body }) });

async function shown(w: World, token: string): Promise<Answer> {
  return w.t.call('GET', rx(w), { token });
}
async function signs(w: World, token: string): Promise<Answer> {
  const { body } = await shown(w, w.tokens.doctor);
  return post(w, token, rx(w, 'sign'), {
    rowVersion: body.rowVersion,
    alertSetHash: body.checks.alertSetHash,
  });
}
async function reviews(w: World, token: string, action: 'approve' | 'return' | 'reject'): Promise<Answer> {
  const opened = await post(w, token, rx(w, 'review'));
  if (!opened.body.prescription) return opened;
  const seen = asShown(opened.body);
  return post(w, token, rx(w, action), action === 'approve' ? seen : { ...seen, reason: 'dose', note: '' });
}
async function codeOf(w: World): Promise<string> {
  const { rows } = await w.t.deps.db.tenant('renhe', (tx) =>
    tx.execute(`SELECT access_code FROM prescriptions WHERE prescription_id = '${w.id}'`),
  );
  return String(rows[0]!['access_code'] ?? 'NONE');
}
const claims = async (w: World, token: string, hospital = 'renhe') =>
  post(w, token, `/${hospital}/claims`, { accessCode: await codeOf(w) });

/** On the claim that stands, or one that never was. */
const onClaim = (
  w: World,
  where: Where,
  action: string,
  more: object = {},
  secret = w.held?.secret ?? 'none',
) => post(w, w.tokens[where], `/renhe/claims/${w.held?.claimId ?? w.id}/${action}`, { secret, ...more });
const rest = (w: World) => w.total - w.given;
const lines = (units: number) => ({ lines: [give(String(Math.max(1, units)), 'capsule')] });

const took = (where: Where) => (w: World, body: Answer['body']) => {
  w.held = { where, claimId: body.claimId, secret: body.secret };
  w.state = 'claimed';
  w.lease = Math.min(w.at().getTime() + LEASE_MS, w.valid);
  w.total = Number(body.lines[0].prescribed);
  assert.notEqual(w.total % PART, 0, 'a part is never all that is left');
  if (w.choice?.where !== where) w.choice = null;
};
const holds = (where: Where) => (w: World) => w.held?.where === where;
const letGo = (w: World, declined: boolean) => {
  const { asked } = w;
  free(w);
  if (declined) w.choice = null;
  if (asked) Object.assign(w, { state: 'voided', asked: false });
};
const gave = (units: (w: World) => number) => (w: World) => {
  w.given += units(w);
  w.state = rest(w) === 0 ? 'dispensed' : 'partially_dispensed';
};

const counter = (where: Where): Act[] => [
  {
    name: `${where} claims by code`,
    move: ['pharmacy', 'claim'],
    run: (w) => claims(w, w.tokens[where]),
    may: (w) => !doomed(w),
    then: took(where),
  },
  {
    name: `${where} claims what was chosen`,
    move: ['pharmacy', 'claim'],
    run: (w) => post(w, w.tokens[where], '/renhe/claims', { fulfilmentId: w.choice?.fulfilmentId ?? w.id }),
    may: (w) => !doomed(w) && w.choice?.where === where,
    then: took(where),
  },
  {
    name: `${where} recovers`,
    move: ['pharmacy', 'recover_claim'],
    run: (w) => post(w, w.tokens[where], `/renhe/claims/${w.held?.claimId ?? w.id}/recover`),
    may: holds(where),
    then(w, body) {
      w.stale.push(w.held!.secret);
      w.held!.secret = body.secret;
      if (w.state === 'claimed') w.lease = Math.max(w.lease, Math.min(w.at().getTime() + LEASE_MS, w.valid));
    },
  },
  {
    name: `${where} releases`,
    move: ['pharmacy', 'release'],
    run: (w) => onClaim(w, where, 'release'),
    may: holds(where),
    then: (w) => letGo(w, false),
  },
  {
    name: `${where} declines`,
    move: ['pharmacy', 'decline'],
    run: (w) => onClaim(w, where, 'decline', { reason: 'out-of-stock', note: '' }),
    may: holds(where),
    then: (w) => letGo(w, true),
  },
  {
    name: `${where} gives a part`,
    move: ['pharmacy', 'dispense_part'],
    run: (w) => onClaim(w, where, 'dispenses', lines(PART)),
    may: (w) => holds(where)(w) && !w.asked && rest(w) > PART,
    then: gave(() => PART),
  },
  {
    name: `${where} gives all that is left`,
    move: ['pharmacy', 'dispense'],
    run: (w) => onClaim(w, where, 'dispenses', lines(rest(w))),
    may: (w) => holds(where)(w) && !w.asked,
    then: gave(rest),
  },
  { name: `${where} gives too much`, run: (w) => onClaim(w, where, 'dispenses', lines(rest(w) + 1)) },
  {
    name: `${where} gives something else`,
    run: (w) => onClaim(w, where, 'dispenses', { lines: [give('1', 'pack', 'paracetamol-tablet-500mg')] }),
  },
  {
    name: `${where} gives by an old secret`,
    run: (w) => onClaim(w, where, 'dispenses', lines(1), w.stale.at(-1) ?? 'none'),
  },
  {
    name: `${where} gives all that is left, twice at once`,
    move: ['pharmacy', 'dispense'],
    run: (w) => Promise.all([1, 2].map(() => onClaim(w, where, 'dispenses', lines(rest(w))))),
    may: (w) => holds(where)(w) && !w.asked,
    then: gave(rest),
  },
  {
    name: `${where} sets it aside`,
    run: (w) => onClaim(w, where, 'ready'),
    may: (w) => holds(where)(w) && w.state === 'claimed' && !w.ready && !w.asked,
    then: (w) => Object.assign(w, { ready: true, lease: w.valid }),
  },
  {
    name: `${where} lets the doctor have it back`,
    run: (w) => onClaim(w, where, 'void-request', { accept: true }),
    may: (w) => holds(where)(w) && w.state === 'claimed' && w.asked,
    then: (w) => letGo(w, true),
  },
  {
    name: `${where} keeps it from the doctor`,
    run: (w) => onClaim(w, where, 'void-request', { accept: false, reason: 'other', note: 'x' }),
    may: (w) => holds(where)(w) && w.state === 'claimed' && w.asked,
    then: (w) => (w.asked = false),
  },
  {
    name: `the patient chooses ${where}`,
    run: (w) =>
      w.t.call('PUT', `/renhe/visits/${w.c.visitId}/fulfilment`, {
        token: w.tokens.patient,
        body: { prescriptionId: w.id, pharmacyId: pharmacyId(where), way: 'pickup', delivery: null },
      }),
    may: (w) => w.state === 'approved' && !doomed(w),
    then: (w, body) => (w.choice = { where, fulfilmentId: body.fulfilment.fulfilmentId }),
  },
];

const passes = (name: string, ms: number): Act => ({
  name,
  run(w) {
    w.pass(ms);
    return Promise.resolve(undefined);
  },
});

export const ACTS: Act[] = [
  {
    name: 'the doctor saves',
    move: ['doctor', 'save'],
    run: async (w) => {
      const { body } = await shown(w, w.tokens.doctor);
      return save(w.t, w.c, body, [AMOXICILLIN]);
    },
  },
  {
    name: 'the doctor signs',
    move: ['doctor', 'sign'],
    run: (w) => signs(w, w.tokens.doctor),
    then: (w, body) => Object.assign(w, { state: 'pending_review', valid: Date.parse(body.validUntil) }),
  },
  { name: 'another doctor signs', run: (w) => signs(w, w.tokens.otherDoctor) },
  {
    name: 'the doctor revises',
    run: (w) => post(w, w.tokens.doctor, rx(w, 'revise')),
    may: (w) => w.state === 'returned',
    then(w, body) {
      w.former.push(w.id);
      Object.assign(w, { id: body.prescriptionId, state: 'draft', days: 1, passed: false });
    },
  },
  {
    name: 'the doctor extends it',
    move: ['doctor', 'extend'],
    run: (w) => post(w, w.tokens.doctor, rx(w, 'extension'), { days: 2, reason: 'x' }),
    may: (w) => !doomed(w) && w.days < 2,
    then(w) {
      if (w.state === 'claimed' && w.lease === w.valid) w.lease += DAY;
      Object.assign(w, { days: 2, valid: w.valid + DAY });
    },
  },
  {
    name: 'the doctor extends it for a week',
    run: (w) => post(w, w.tokens.doctor, rx(w, 'extension'), { days: 7, reason: 'x' }),
  },
  {
    name: 'the doctor voids',
    move: ['doctor', 'void'],
    run: async (w) => {
      const answer = await post(w, w.tokens.doctor, rx(w, 'void'), { reason: 'other', note: 'x' });
      if (w.state === 'claimed') {
        assert.equal(answer.body.code, 'void-requested');
        w.asked = true;
      }
      return answer;
    },
    then: (w) => Object.assign(w, { state: 'voided', asked: false }),
  },
  {
    name: 'another doctor voids',
    run: (w) => post(w, w.tokens.otherDoctor, rx(w, 'void'), { reason: 'other', note: '' }),
  },
  {
    name: 'the reviewer passes',
    move: ['pharmacist', 'approve'],
    run: (w) => reviews(w, w.tokens.reviewer, 'approve'),
    then: (w) => Object.assign(w, { state: 'approved', passed: true }),
  },
  {
    name: 'the reviewer returns',
    move: ['pharmacist', 'return'],
    run: (w) => reviews(w, w.tokens.reviewer, 'return'),
    then: (w) => (w.state = 'returned'),
  },
  {
    name: 'the reviewer rejects',
    move: ['pharmacist', 'reject'],
    run: (w) => reviews(w, w.tokens.reviewer, 'reject'),
    then: (w) => (w.state = 'rejected'),
  },
  { name: 'the prescriber passes', run: (w) => reviews(w, w.tokens.prescriberReviewing, 'approve') },
  { name: 'a partner’s counter passes', run: (w) => reviews(w, w.tokens.partner, 'approve') },
  { name: 'a foreign pharmacist passes', run: (w) => reviews(w, w.tokens.foreignPharmacist, 'approve') },
  { name: 'a foreign counter claims here', run: (w) => claims(w, w.tokens.foreignPharmacist) },
  { name: 'a foreign counter claims there', run: (w) => claims(w, w.tokens.foreignPharmacist, 'lakeside') },
  {
    name: 'a foreign doctor voids',
    run: (w) => post(w, w.tokens.foreignDoctor, rx(w, 'void'), { reason: 'other', note: '' }),
  },
  { name: 'the patient claims', run: (w) => claims(w, w.tokens.patient) },
  { name: 'the doctor claims', run: (w) => claims(w, w.tokens.doctor) },
  {
    name: 'the patient takes the choice back',
    run: (w) => w.t.call('DELETE', `/renhe/visits/${w.c.visitId}/fulfilment`, { token: w.tokens.patient }),
    may: (w) => w.state === 'approved' && !doomed(w),
    then: (w) => (w.choice = null),
  },
  {
    name: 'both counters claim at once',
    move: ['pharmacy', 'claim'],
    run: (w) => Promise.all([claims(w, w.tokens.own), claims(w, w.tokens.partner)]),
    may: (w) => !doomed(w),
    then: (w, body) =>
      took(body.fulfilment.pharmacy.pharmacyId === pharmacyId('own') ? 'own' : 'partner')(w, body),
  },
  ...counter('own'),
  ...counter('partner'),
  passes('half an hour passes', 30 * 60_000),
  passes('a lease’s time passes', LEASE_MS),
  passes('a day passes', DAY),
  {
    name: 'the clock’s round is made',
    run: async (w) => {
      await w.sweep();
      return undefined;
    },
  },
];

/** Whether the table and the guards let it. */
export const expected = (act: Act, w: World): boolean => {
  if (act.move) {
    const [role, action] = act.move;
    return next(PRESCRIPTION_MACHINE, w.state, action, role) !== undefined && (act.may?.(w) ?? true);
  }
  return act.may?.(w) ?? false;
};
