/** A model of one prescription on its way from draft to hand-over, and the real one behind HTTP. */
import assert from 'node:assert/strict';
import type { Role } from '@care-elements/contract/machine.ts';
import type { PrescriptionAction, PrescriptionState } from '@care-elements/contract/prescription.machine.ts';
import type { Answer, TestApp } from '../../kit/open-test-app.ts';
import { AMOXICILLIN, create, save, type Consult } from '../prescriptions/kit.ts';
import type { Where } from './kit.ts';

export interface Tokens {
  doctor: string;
  otherDoctor: string;
  prescriberReviewing: string;
  reviewer: string;
  own: string;
  partner: string;
  patient: string;
  foreignDoctor: string;
  foreignPharmacist: string;
}
interface Held {
  where: Where;
  claimId: string;
  secret: string;
}
export interface World {
  readonly t: TestApp;
  readonly c: Consult;
  readonly tokens: Tokens;
  readonly at: () => Date;
  readonly pass: (ms: number) => void;
  readonly sweep: () => Promise<void>;
  id: string;
  /** Of before, replaced by a revision. */
  former: string[];
  state: PrescriptionState;
  held: Held | null;
  /** Secrets that once opened it. */
  stale: string[];
  lease: number;
  valid: number;
  total: number;
  given: number;
  choice: { where: Where; fulfilmentId: string } | null;
  ready: boolean;
  asked: boolean;
  days: number;
  passed: boolean;
  /** For who reads a failure. */
  done: string[];
}
export interface Act {
  name: string;
  /** The machine's role and action; none where the machine knows no such thing. */
  move?: [Role, PrescriptionAction];
  run(w: World): Promise<Answer | Answer[] | undefined>;
  /** Guards beyond the machine; absent: none. */
  may?(w: World): boolean;
  then?(w: World, body: Answer['body']): void;
}

export async function begin(
  t: TestApp,
  c: Consult,
  tokens: Tokens,
  clock: Pick<World, 'at' | 'pass' | 'sweep'>,
): Promise<World> {
  const saved = await save(t, c, await create(t, c), [AMOXICILLIN]);
  assert.equal(saved.status, 200, JSON.stringify(saved.body));
  return {
    ...{
      t,
      c,
      tokens,
      ...clock,
      id: saved.body.prescriptionId,
      former: [],
      state: 'draft',
      held: null,
      stale: [],
    },
    ...{
      lease: 0,
      valid: 0,
      total: 0,
      given: 0,
      choice: null,
      ready: false,
      asked: false,
      days: 1,
      passed: false,
      done: [],
    },
  };
}

/** What the clock has done by now. A void that was asked for takes effect once somebody looks. */
export function tick(w: World): void {
  const now = w.at().getTime();
  if (w.state === 'claimed' && now >= w.lease) free(w);
  const open = ['pending_review', 'approved', 'partially_dispensed'].includes(w.state);
  if (open && now >= w.valid) w.state = 'expired';
}
export function free(w: World): void {
  Object.assign(w, { state: 'approved', held: null, ready: false });
}
/** Asked back, and nobody holds it any more. */
export const doomed = (w: World): boolean => w.state === 'approved' && w.asked;
