/**
 * Where each text that people write is shown: every field of every write that takes any text has its pages here, or the reason why no page
 * has it. A field that is new in the contract has neither, and fails the command and its short form.
 */

/** What a text names (a code, an account, a secret, a version): another one is refused, or means something else. */
const NAMES: Record<string, readonly string[]> = {
  'codes of what was asked or answered, and phrases that were understood': [
    ...['beginTriage/without/*', 'createTriage/protocols/*/id', 'signContent/version'],
    ...['createTriage/answers/{}/*', 'tryContent/answers/{}/*'],
  ],
  'codes and hashes of drugs, diagnoses, checks and what was seen of them': [
    ...['saveNote/note/diagnoses/*/code', 'confirmRevisit/evidence/codes/*', 'saveTemplate/codes/*'],
    ...['savePrescription/overrides/*/key', 'signPrescription/alertSetHash', 'beginSignature/alertSetHash'],
    ...['approvePrescription/rxHash', 'approvePrescription/alertSetHash', 'approvePrescription/ticked/*'],
    ...['returnPrescription/rxHash', 'returnPrescription/alertSetHash', 'returnPrescription/ticked/*'],
    ...['rejectPrescription/rxHash', 'rejectPrescription/alertSetHash', 'rejectPrescription/ticked/*'],
    ...['beginDecision/rxHash', 'beginDecision/alertSetHash', 'beginDecision/ticked/*'],
    ...['editFormularyRow/drug/controlled/code', 'editFormularyRow/drug/controlled/cn'],
  ],
  'codes, accounts, keys and rules of a hospital’s file': [
    ...['hospital/timeZone', 'hospital/rulePacks/*', 'hospital/departments/*/code'],
    ...['hospital/departments/*/covers/*', 'hospital/clinicians/*/username', 'hospital/pharmacies/*/staff/*'],
    ...['hospital/clinicians/*/posts/*/department', 'hospital/consent/version'],
    ...['hospital/recording/version', 'hospital/snapshot/version'],
  ],
  'accounts, secrets and tokens': [
    ...['createSession/username', 'createSession/password', 'exchangeHostToken/token'],
    ...['createVisit/hostTicket', 'claimPrescription/accessCode', 'releaseClaim/secret'],
    ...['declineClaim/secret', 'dispense/secret', 'answerVoidRequest/secret', 'readyClaim/secret'],
  ],
  'versions of what was agreed to': [
    ...['createVisit/consent/version', 'answerRecording/version', 'answerSnapshot/version'],
  ],
  'addresses and keys of hosts, in a grammar of their own': [
    ...[
      'hospital/origins/*',
      'registerOrigin/origin',
      'removeOrigin/origin',
      'putHostIssuer/issuer',
      'removeHostIssuer/issuer',
    ],
    ...['kid', 'alg', 'use', 'n', 'e', 'crv', 'x', 'y', 'd'].map(
      (name) => `putHostIssuer/jwks/keys/*/${name}`,
    ),
  ],
  'what a look, a rule or a sentence is called, and a value in a grammar of its own': [
    ...['setTheme/theme/tokens/{}', 'setTheme/theme/dark/{}', 'setSentence/key', 'setSentence/instead'],
    ...['tightenRule/key', 'tightenRule/value/*'],
  ],
  'files, in base 64': ['previewFormularyImport/file', 'importFormulary/file'],
};
const named = new Set(Object.values(NAMES).flat());
export const isNamed = (field: string): boolean => named.has(field);

/** Texts that come by another way than a field of JSON: file names, and a protocol with all that it asks. */
export const BESIDES = ['uploadAttachment?name', 'uploadContent/content'];

/** Taken, and on none of the pages. */
export const UNSEEN: Record<string, string> = {
  'closeVisit/reason': 'kept for the record',
  'grantRefill/reason': 'kept for the record',
  'declineClaim/note': 'kept for the record',
  'beginTriage/text': 'answered at once, kept nowhere',
  'tryContent/text': 'answered at once, kept nowhere',
  'saveNote/note/diagnoses/*/name/zh-CN': 'the catalogue’s own name stands instead',
  'saveNote/note/diagnoses/*/name/en': 'the catalogue’s own name stands instead',
  'joinMeeting/name': 'shown in the room, which needs LiveKit: test/e2e/meeting.test.ts',
  'askSnapshot/purpose': 'shown in the call, which needs LiveKit: test/e2e/snapshot.test.ts',
  ...Object.fromEntries(
    ['zh-CN', 'en'].flatMap((language) => [
      [`hospital/consent/text/${language}`, 'behind the form of a new visit, which nobody fills in here'],
      [`hospital/snapshot/text/${language}`, 'asked in the call: test/e2e/snapshot.test.ts'],
      [`hospital/recording/text/${language}`, 'asked in the call, which needs LiveKit and a recorder'],
    ]),
  ),
  'editFormularyRow/drug/initials': 'it is searched by',
  'editFormularyRow/drug/strengthBasis': 'doses are counted by it',
  'saveFavourite/item/note': 'comes into a draft as a line’s note, which has its pages',
  'saveTemplate/items/*/note': 'comes into a draft as a line’s note, which has its pages',
};

const DESKS = ['desk', 'desk of waiting', 'desk of referred', 'desk of never', 'desk of kept'];
const VISITS = ['visit of nobody yet', 'visit', 'visit of rated', 'visit of declined', 'visit of sent'];
const COUNTERS = ['visit of sent', 'visit of kept', 'pharmacy of the partner', 'pharmacy'];
const FORMULARY = ['formulary'];
/** On at least one of these each field's text has to be seen. */
export const PLACES: Record<string, readonly string[]> = {
  'setTheme/theme/name': ['studio'],
  'setSentence/sentence': [
    'visit',
    'visit of revisit',
    'visit of waiting',
    'visit of back',
    'visit of never',
  ],
  ...Object.fromEntries(
    ['zh-CN', 'en'].flatMap((language) => [
      [`hospital/name/${language}`, VISITS],
      [`hospital/departments/*/name/${language}`, [...VISITS, ...DESKS]],
      [`hospital/clinicians/*/name/${language}`, [...VISITS, ...DESKS]],
      [`hospital/clinicians/*/title/${language}`, [...VISITS, ...DESKS]],
      [`hospital/pharmacies/*/name/${language}`, COUNTERS],
      [`hospital/pharmacies/*/address/${language}`, COUNTERS],
      [`hospital/pharmacies/*/hours/${language}`, COUNTERS],
    ]),
  ),
  'createVisit/patient/name': DESKS,
  'createVisit/patient/guardian/name': ['desk of child'],
  'createVisit/patient/allergies/items/*': ['desk of waiting', 'pharmacy', 'desk of child'],
  'createTriage/text': DESKS,
  'joinQueue/text': ['desk without triage'],
  'transferEntry/text': ['desk of handedOver', 'visit of handedOver'],
  'sendMessage/text': ['desk', 'visit'],
  'createInvitation/name': ['visit', 'desk', 'guest', 'embed'],
  'createMeeting/title/zh-CN': ['meeting', 'meeting of a listener', 'desk of the host'],
  'createMeeting/title/en': ['meeting', 'meeting of a listener', 'desk of the host'],
  'saveNote/note/complaint': DESKS,
  'saveNote/note/findings': DESKS,
  'saveNote/note/advice': [...DESKS, 'visit of sent', 'visit of rated'],
  'saveClinicalFacts/facts/medicines/items/*/text': ['desk of waiting', 'pharmacy'],
  'confirmRevisit/evidence/institution': ['desk of revisit'],
  'saveReferral/department': ['desk of referred', 'desk'],
  'saveReferral/bring': ['desk of referred', 'desk'],
  'saveReferral/text': ['desk of referred', 'desk'],
  'rateVisit/text': ['visit of rated'],
  ...Object.fromEntries(
    [
      ...['name/zh-CN', 'name/en', 'brand/zh-CN', 'brand/en', 'atc', 'strengthText', 'pack/text'],
      ...['ingredients/*', 'inn', 'classes/*', 'allergyGroups/*', 'note', 'source/*', 'productSource/*'],
    ].map((name) => [`editFormularyRow/drug/${name}`, FORMULARY]),
  ),
  'editFormularyRow/note': FORMULARY,
  'importFormulary/note': ['formulary from a file'],
  'sendReviewMessage/text': ['desk of waiting', 'pharmacy'],
  'savePrescription/items/*/note': ['desk of waiting', 'desk of being', 'pharmacy'],
  'savePrescription/longReason': ['desk of waiting', 'desk of being', 'desk of kept', 'pharmacy'],
  'savePrescription/overrides/*/text': ['desk of waiting', 'desk of being', 'pharmacy'],
  'returnPrescription/note': ['desk of back'],
  'rejectPrescription/note': ['desk of never'],
  'voidPrescription/note': ['desk of kept', 'desk of withdrawn'],
  'beginDecision/note': ['desk of decided'],
  'saveTemplate/name': ['desk'],
  'beginKey/name': ['desk', 'pharmacy'],
  'chooseFulfilment/delivery/recipient': ['pharmacy of the partner', 'visit of sent'],
  'chooseFulfilment/delivery/address': ['pharmacy of the partner', 'visit of sent'],
  'dispense/lines/*/lot': ['pharmacy of the partner', 'visit of sent'],
  'answerVoidRequest/note': ['desk of kept'],
  'handToCourier/name': ['pharmacy of the partner', 'visit of sent'],
  'handToCourier/number': ['pharmacy of the partner', 'visit of sent'],
  'extendPrescription/reason': ['desk of kept', 'desk of sent'],
  'uploadAttachment?name': ['desk', 'visit'],
  'uploadContent/content': ['protocols'],
};

/** Fields of the contract without a place, and places of fields that are none any more. */
export function misplaced(fields: readonly string[]): string[] {
  const placed = [...named, ...Object.keys(UNSEEN), ...Object.keys(PLACES)];
  const without = fields.filter((field) => !placed.includes(field));
  const gone = placed.filter((field) => !fields.includes(field) && !BESIDES.includes(field));
  return [
    ...without.map(
      (field) => `${field} has no page that shows it: say where in test/attack/scripts/places.ts`,
    ),
    ...gone.map((field) => `${field} is no field any more`),
  ];
}
