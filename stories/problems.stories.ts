/** Every problem that a patient, a guest or a listener can be told of, in the words of the screen that meets it. */
import { PROBLEMS, type ProblemCode } from '@care-elements/contract/problems.ts';
import { find, press } from './act.ts';
import { chat, out } from './care-chat.stories.ts';
import { fresh, toConsent, visit } from './care-visit.stories.ts';
import { refuse } from './fake-care.ts';
import { door } from './meeting.stories.ts';
import { within, type Story } from './story.ts';
import { triageResult, visitView } from './visit-facts.ts';

export default {
  title: 'Problems/Patient',
  tags: ['phone'],
  globals: { viewport: { value: 'phone' } },
};

const told =
  (of: (code: ProblemCode) => Story) =>
  (code: ProblemCode): Story =>
    within(of(code), `${code} · ${PROBLEMS[code]}`);
const alarm = async (box: HTMLElement) => void (await find(box, '[role=alert]'));

/** The first question to the server. */
const open = told((code) => fresh(alarm, { getHospital: refuse(code) }));
/** A visit that this browser remembers. */
const back = told((code) => visit(visitView, undefined, { getVisit: refuse(code) }));
const register = told((code) =>
  fresh(
    async (box, world) => {
      await toConsent(box, world);
      await press(box, '[name=consent]');
      await press(box, 'form .act');
      await alarm(box);
    },
    { createVisit: refuse(code) },
  ),
);
/** Into the line of a department. */
const queue = told((code) =>
  visit(
    (world) => visitView(world, { triage: triageResult(world) }),
    async (box) => {
      await press(await find(box, 'care-triage-result'), '.act');
      await alarm(box);
    },
    { joinQueue: refuse(code) },
  ),
);
const send = told((code) =>
  chat((world) => ({
    outgoing: [
      out(world.lang, { kind: 'pdf', text: '', name: 'CT.pdf', state: 'failed', problem: refuse(code) }),
    ],
  })),
);
const listen = told((code) => door(refuse(code)));

export const MalformedBody = open('malformed-body');
export const HospitalUnknown = open('hospital-unknown');
export const OriginNotRegistered = open('origin-not-registered');
export const WrongHospital = open('wrong-hospital');
export const MethodNotAllowed = open('method-not-allowed');
export const NotReady = open('not-ready');
export const Internal = open('internal');
export const NotFound = open('not-found');
export const TokenMissing = back('token-missing');
export const TokenInvalid = back('token-invalid');
export const TokenExpired = back('token-expired');
export const InvalidInput = register('invalid-input');
export const IdempotencyKeyMissing = register('idempotency-key-missing');
export const IdempotencyKeyReused = register('idempotency-key-reused');
export const ConsentMissing = register('consent-missing');
export const GuardianMissing = register('guardian-missing');
export const VisitEnded = queue('visit-ended');
export const ProtocolOutdated = queue('protocol-outdated');
export const StateConflict = queue('state-conflict');
export const TooManyRequests = queue('too-many-requests');
export const BodyTooLarge = send('body-too-large');
export const UnsupportedMediaType = send('unsupported-media-type');
export const FileRefused = send('file-refused');
export const MeetingFull = listen('meeting-full');
