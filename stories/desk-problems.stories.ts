/** Every problem that those at the desks can be told of, in the words of the desk that meets it. */
import { PROBLEMS, type ProblemCode } from '@care-elements/contract/problems.ts';
import { find, press, type } from './act.ts';
import { refused } from './care-counter.stories.ts';
import { page as desk } from './care-desk.stories.ts';
import { page as pharmacy, walk } from './care-pharmacy.stories.ts';
import { open, page as protocols } from './care-protocols.stories.ts';
import { refuse } from './fake-care.ts';
import { face, sign } from './signing.stories.ts';
import { within, type Story } from './story.ts';

export default {
  title: 'Problems/Desks',
  tags: ['desk'],
  globals: { viewport: { value: 'desk' } },
};

const told =
  (of: (code: ProblemCode) => Story) =>
  (code: ProblemCode): Story =>
    within(of(code), `${code} · ${PROBLEMS[code]}`);
const alarm = async (box: HTMLElement) => void (await find(box, '[role=alert]'));

const signIn = told((code) =>
  desk({ signedIn: false, answers: () => ({ createSession: refuse(code) }) }, async (box) => {
    await type(box, '[name=username]', 'zhao');
    await type(box, '[name=password]', 'x');
    await press(box, 'form .act');
    await find(box, '.band');
  }),
);
const callNext = told((code) =>
  desk({ answers: () => ({ callNext: refuse(code) }) }, async (box) => {
    await press(box, '[part=call-next]');
    await alarm(box);
  }),
);
const counter = told((code) => refused(refuse(code)));
const review = told((code) =>
  pharmacy({ answers: () => ({ approvePrescription: refuse(code) }) }, async (box) => {
    await walk(box);
    await press(box, '#pass');
    await find(box, '[role=alert], [part=outcome]');
  }),
);
const signing = told((code) => face('ceremony', { beginSignature: refuse(code) }, sign));
const content = told((code) =>
  protocols(
    'medical_lead',
    async (box) => {
      await open(box);
      await press(box, '#sign');
      await press(box, '.sure .quiet');
      await alarm(box);
    },
    { signContent: refuse(code) },
  ),
);

export const WrongRole = callNext('wrong-role');
export const NotEntitled = callNext('not-entitled');
export const QueueEmpty = callNext('queue-empty');
export const DoctorBusy = callNext('doctor-busy');
export const TooEarly = callNext('too-early');
export const VersionConflict = callNext('version-conflict');
export const NoteIncomplete = callNext('note-incomplete');
export const FormularyUnsigned = callNext('formulary-unsigned');
export const FormularyUnavailable = callNext('formulary-unavailable');
export const MediaUnavailable = callNext('media-unavailable');
export const AlreadyClaimed = counter('already-claimed');
export const ClaimSecretWrong = counter('claim-secret-wrong');
export const VoidRequested = counter('void-requested');
export const SubstitutionRefused = counter('substitution-refused');
export const MoreThanPrescribed = counter('more-than-prescribed');
export const PaymentDue = counter('payment-due');
export const AlreadyDecided = callNext('already-decided');
export const OwnPrescription = review('own-prescription');
export const ReviewNotHeld = review('review-not-held');
export const ReviewIncomplete = review('review-incomplete');
export const ChecksBlocked = review('checks-blocked');
export const LawBlocked = review('law-blocked');
export const LevelUnavailable = signing('level-unavailable');
export const CeremonyNeeded = callNext('ceremony-needed');
export const NoSigningKey = signing('no-signing-key');
export const CeremonyExpired = signing('ceremony-expired');
export const CeremonyRefused = signing('ceremony-refused');
export const SignatureMissing = content('signature-missing');
export const ThresholdLooser = content('threshold-looser');
export const WrongCredentials = signIn('wrong-credentials');
