/** The pharmacist's desk on a fake server for element tests: put it on a page, press keys, read what it asked. */
import type { Finding, Prescription } from '@care-elements/contract/prescription.ts';
import type { OpenReview, ReviewEntry, ReviewLease, ReviewList } from '@care-elements/contract/review.ts';
import '../../packages/elements/widgets/care-pharmacy.ts';
import type { CarePharmacy } from '../../packages/elements/widgets/care-pharmacy.ts';
import { fakeCare, hospital, idOf, people, reviewRx, SIGNED_AT, type Answers } from './prescription-fakes.ts';
import { checklistFor, entryOf, threadOf } from './review-fakes.ts';
import { until } from './expect.ts';

export const ID = idOf(1);
export const OTHER = idOf(7);
const GAO = { ...people.gao, role: 'pharmacist', departments: [] };
let made: CarePharmacy | undefined;

export const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
export const checks = (...findings: Finding[]): Prescription['checks'] => ({
  findings,
  rulePack: { id: 'cn', version: '1' },
  alertSetHash: 'a'.repeat(64),
  signable: true,
});
export const decided = (
  decision: 'approved' | 'returned' | 'rejected',
  by = people.gao,
  rx = reviewRx(),
): Prescription => ({
  ...rx,
  state: decision,
  review: {
    decision,
    pharmacist: by,
    reason: decision === 'approved' ? null : 'dose',
    note: '',
    at: SIGNED_AT,
  },
});

export const lease = (pharmacist = people.gao, askedAt: string | null = null): ReviewLease => ({
  leaseId: idOf(90),
  pharmacist,
  since: ago(1),
  until: ago(-2),
  askedAt,
});
/** On the table, in hand. */
export const review = (prescription: Prescription, change: Partial<OpenReview> = {}): OpenReview => ({
  prescription,
  checklist: checklistFor(prescription),
  lease: lease(),
  bar: prescription.state === 'pending_review' ? null : 'over',
  ...change,
});
export const listOf = (...prescriptions: ReviewEntry[]): ReviewList => ({
  prescriptions,
  next: null,
  counts: { waiting: prescriptions.length, held: 0, asked: 0 },
  waits: { longMin: 10, veryLongMin: 30 },
});

export async function put(
  // Nothing objects: one key passes it.
  rx: Prescription = reviewRx({ checks: checks() }),
  { lang = 'zh-CN', answers = {} as Answers, token = true, width = '1280px' } = {},
) {
  const second = reviewRx({ prescriptionId: OTHER });
  const care = fakeCare(
    {
      'GET ': hospital,
      'GET /sessions/current': GAO,
      'GET /prescriptions/reviews': listOf(
        entryOf(rx, { signedAt: ago(31) }),
        entryOf(rx, { prescriptionId: OTHER, patientName: '李建国', signedAt: ago(12) }),
        entryOf(rx, { prescriptionId: idOf(8), patientName: '周明', signedAt: ago(0) }),
      ),
      'POST /prescriptions/reviews/next': (body: unknown) => ({
        review: review((body as { besides: string | null }).besides === ID ? second : rx),
      }),
      ...Object.fromEntries(
        [rx, second].flatMap((one) => [
          [`GET /prescriptions/${one.prescriptionId}/review`, review(one)],
          [`POST /prescriptions/${one.prescriptionId}/review`, review(one)],
          [`GET /prescriptions/${one.prescriptionId}/review/messages`, threadOf(one.prescriptionId)],
          [`PUT /prescriptions/${one.prescriptionId}/review/lease`, lease()],
          [`DELETE /prescriptions/${one.prescriptionId}/review/lease`, undefined],
        ]),
      ),
      [`POST /prescriptions/${ID}/approve`]: decided('approved', people.gao, rx),
      [`POST /prescriptions/${ID}/return`]: decided('returned', people.gao, rx),
      [`POST /prescriptions/${ID}/reject`]: decided('rejected', people.gao, rx),
      ...answers,
    },
    token ? { token: 't' } : null,
  );
  const element = document.createElement('care-pharmacy') as CarePharmacy;
  Object.assign(element, { lang, care });
  Object.assign(element.style, { width, height: '800px' });
  document.body.append(element);
  made = element;
  await until(() => element.shadowRoot?.querySelector('.entry, form'), 'the desk');
  const root = element.shadowRoot!;
  const press = async (
    key: string,
    more: KeyboardEventInit = {},
    on: Element = root.activeElement ?? element,
  ) => {
    on.dispatchEvent(
      new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true, ...more }),
    );
    await new Promise((done) => setTimeout(done));
    await element.updateComplete;
  };
  return {
    care,
    element,
    root,
    press,
    open: async () => {
      await press('n');
      await until(() => root.querySelector('.paper'), 'the sheet');
    },
    foot: () => root.querySelector('[part="decision"]')!.textContent!.replace(/\s+/g, ' ').trim(),
    posts: () => care.calls.filter(([name]) => /^POST .*\/(approve|return|reject)$/.test(name)),
  };
}

/** After each test. */
export function takeAway(): void {
  made?.remove();
  made = undefined;
  localStorage.removeItem('care:pharmacy:letters');
}
