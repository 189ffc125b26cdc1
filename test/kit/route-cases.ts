/** For every route of the API: how to name something that exists, and a body that would be good. A new route needs a row. */
import type { ProblemCode } from '@care-elements/contract/problems.ts';
import type { RouteId } from '@care-elements/contract/routes.ts';
import { NOTHING_KNOWN } from '../../server/clinical-facts/service.ts';
import { versionHash } from '../../server/formulary/signatures.ts';
import { starter } from '../../server/formulary/starter.ts';
import { protocolFile } from './content.ts';
import { AMOXICILLIN } from '../server/prescriptions/kit.ts';

/** What exists in one hospital. */
export interface Fixture {
  hospitalId: string;
  visitId: string;
  departmentId: string;
  entryId: string;
  encounterId: string;
  alarmId: string;
  attachmentId: string;
  invitationId: string;
  meetingId: string;
  seatId: string;
  /** Somebody's name in a room. */
  identity: string;
  recordingId: string;
  snapshotId: string;
  prescriptionId: string;
  /** Nobody's signing key. */
  keyId: string;
  /** Another prescription, which a pharmacy holds. */
  approvedId: string;
  /** A line of it, as FHIR names it. */
  id: string;
  accessCode: string;
  claimId: string;
  fulfilmentId: string;
  pharmacyId: string;
  /** A draft of triage content. */
  kind: string;
  contentId: string;
  ruleId: string;
  hash: string;
  refillId: string;
  /** The starter formulary, and a row of it. */
  version: string;
  drugId: string;
  /** What a doctor keeps. */
  favouriteId: string;
  templateId: string;
}
export interface RouteCase {
  body?: (f: Fixture) => unknown;
  query?: (f: Fixture) => string;
  /** The answer says nothing of any patient: it may be read by everybody whom the route admits. */
  common?: true;
  /** What the route stands on is not there in the walk over all routes: it answers this problem to everybody whom it admits. */
  lacks?: ProblemCode;
}

const NO_HASH = '0'.repeat(64);
const EMPTY_TABLE = Buffer.from('drug_id').toString('base64');
const note = { complaint: 'x', findings: '', diagnoses: [], advice: '' };
const decision = { rxHash: NO_HASH, alertSetHash: NO_HASH };
const COMPLETE = { beginId: '7d444840-9dc0-41d1-b245-5ffdce74fad2', answer: {} };

export const ROUTE_CASES: Record<RouteId, RouteCase> = {
  getHospital: { common: true },
  listOrigins: { common: true },
  registerOrigin: { body: () => ({ origin: 'https://www.hospital.example' }), common: true },
  listHostIssuers: { common: true },
  putHostIssuer: {
    body: () => ({ issuer: 'https://host.example', jwksUrl: 'https://host.example/jwks' }),
    common: true,
  },
  removeHostIssuer: { body: () => ({ issuer: 'https://nobody.example' }), common: true },
  exchangeHostToken: { body: () => ({ token: 'x' }) },
  removeOrigin: { body: () => ({ origin: 'https://nobody.example' }), common: true },
  getWording: { common: true },
  listWordingKeys: { common: true },
  listOwnSentences: { common: true },
  setSentence: { body: () => ({ language: 'en', key: 'queue.ticket', sentence: null }), common: true },
  setTheme: { body: () => ({ theme: null }), common: true },
  getLaw: { common: true },
  pickRulePacks: { body: () => ({ picked: ['generic'] }), common: true },
  tightenRule: { body: () => ({ key: 'items', value: 4, from: '2099-01-01' }) },
  createSession: { body: () => ({ username: 'zhao', password: 'wrong' }) },
  getSession: { common: true },
  deleteSession: { common: true },
  createVisit: {
    body: () => ({
      patient: {
        name: 'X',
        birthDate: '1980-01-01',
        sex: 'male',
        phone: '12345',
        allergies: { status: 'none', items: [] },
      },
      language: 'en',
      consent: { version: 'demo-1', agreed: true },
    }),
  },
  getVisit: {},
  setVisitMode: { body: () => ({ mode: 'video' }) },
  closeVisit: { body: () => ({}) },
  listComplaints: { query: () => '?age=40', common: true },
  getProtocol: { common: true },
  getCapabilityStatement: { common: true },
  searchMedicationRequests: { query: (f) => `?encounter=${f.encounterId}` },
  getMedicationRequest: {},
  getMedication: {},
  searchMedicationDispenses: { query: (f) => `?prescription=${f.prescriptionId}-1` },
  getMedicationDispense: {},
  searchProvenances: { query: (f) => `?target=${f.prescriptionId}-1` },
  getQuestionnaire: { common: true },
  listVisitQuestionnaireResponses: {},
  beginTriage: { body: () => ({ protocolId: 'general', text: '' }) },
  createTriage: { body: () => ({ protocols: [{ id: 'general', hash: NO_HASH }], text: 'x', answers: {} }) },
  listContent: { common: true },
  getContent: {},
  uploadContent: { body: () => ({ content: protocolFile('cold', { version: '8.0.0' }) }), common: true },
  tryContent: { body: () => ({ age: 40, sex: 'male', text: '', answers: {} }) },
  publishContent: {},
  retireContent: {},
  signContent: { body: (f) => ({ contentId: f.contentId, version: '9.0.0', hash: f.hash }) },
  joinQueue: { body: (f) => ({ departmentId: f.departmentId }) },
  leaveQueue: {},
  enterConsult: {},
  getDeskQueue: {},
  callNext: {},
  missEntry: {},
  holdEntry: {},
  callBack: {},
  transferEntry: { body: (f) => ({ departmentId: f.departmentId, reason: 'speciality', text: '' }) },
  listColleagues: { common: true },
  acknowledgeAlarm: {},
  createConsultToken: {},
  getMediaServer: { common: true },
  createConnectionCheck: { lacks: 'media-unavailable' },
  listConsultParticipants: {},
  muteParticipant: {},
  createInvitation: { body: () => ({ role: 'relative', name: 'x' }) },
  listInvitations: {},
  agreeInvitation: {},
  admitInvitation: {},
  endInvitation: {},
  openInvitation: { body: () => ({ secret: 'A'.repeat(43) }) },
  getGuest: { common: true },
  leaveAsGuest: { common: true },
  createMeeting: {
    body: () => ({ title: { en: 'x' }, startsAt: new Date(Date.now() + 1e6).toISOString() }),
    common: true,
  },
  listMeetings: { common: true },
  openMeeting: {},
  endMeeting: {},
  setMeetingDoor: { body: () => ({ closed: true }) },
  createHostTicket: {},
  listAudience: {},
  giveWord: {},
  takeWord: {},
  lowerHand: {},
  muteSeat: {},
  removeSeat: {},
  openMeetingLink: { body: () => ({ secret: 'A'.repeat(44) }) },
  joinMeeting: { body: () => ({ secret: 'A'.repeat(44), name: 'x', rules: '1', agreed: true }) },
  getSeat: { common: true },
  enterMeeting: { lacks: 'state-conflict' },
  raiseHand: { lacks: 'state-conflict' },
  lowerOwnHand: { lacks: 'state-conflict' },
  returnWord: { lacks: 'state-conflict' },
  leaveMeeting: { common: true },
  listMessages: {},
  sendMessage: {
    body: () => ({ messageId: '7d444840-9dc0-41d1-b245-5ffdce74fad2', kind: 'text', text: 'x' }),
  },
  markMessages: { body: () => ({ delivered: 0, read: 0 }) },
  hintTyping: {},
  uploadAttachment: {},
  getAttachmentContent: {},
  reportCall: {
    body: () => ({
      events: [
        {
          eventId: '00000000-0000-4000-8000-000000000001',
          agoMs: 0,
          fact: { kind: 'reconnected', afterMs: 1 },
        },
      ],
    }),
  },
  getTimeline: {},
  getRating: {},
  rateVisit: { body: () => ({ stars: 5, wrong: [], text: '' }) },
  askRecording: {},
  answerRecording: { body: () => ({ agreed: true, version: 'demo-rec-1' }) },
  stopRecording: {},
  listRecordings: {},
  openRecording: {},
  getRecordingContent: { query: () => `?ticket=${Date.now() + 1e6}.x` },
  askSnapshot: { body: () => ({ purpose: '左前臂皮疹' }) },
  answerSnapshot: { body: () => ({ agreed: true, version: 'demo-pic-1' }) },
  withdrawSnapshot: {},
  storeSnapshot: { body: (f) => ({ attachmentId: f.attachmentId }) },
  failSnapshot: {},
  listSnapshots: {},
  listMyEncounters: { common: true },
  getEncounter: {},
  listEncounterQuestionnaireResponses: {},
  getClinicalFacts: {},
  saveClinicalFacts: { body: () => ({ rowVersion: 0, facts: NOTHING_KNOWN }) },
  getRevisit: {},
  confirmRevisit: {
    body: (f) => ({
      evidence: {
        ...{ kind: 'record', attachmentId: f.attachmentId, codes: ['J06.9'] },
        ...{ on: '2026-01-05', institution: 'x' },
      },
      common: true,
    }),
  },
  refuseRevisit: { body: () => ({ reason: 'no-record' }) },
  saveReferral: {
    body: () => ({ reason: 'first-visit', department: 'x', urgency: 'days', bring: '', text: '' }),
  },
  getReferral: {},
  saveNote: { body: () => ({ rowVersion: 0, note }) },
  finishEncounter: { body: () => ({ rowVersion: 0 }) },
  listUnsignedNotes: { common: true },
  signNote: { body: () => ({ rowVersion: 0 }) },
  searchIcd10: { query: () => '?q=J06', common: true },
  searchFormulary: { query: () => '?q=ibu', common: true },
  getFormularyState: { common: true },
  listKnownPairs: { common: true },
  listFormularyRows: { common: true },
  getFormularyChanges: { common: true },
  exportFormulary: { common: true },
  editFormularyRow: { body: () => ({ drug: starter().drugs[0], note: 'x' }), common: true },
  signFormulary: { body: () => ({ hash: versionHash(starter().rowsHash) }), common: true },
  previewFormularyImport: { body: () => ({ file: EMPTY_TABLE }), lacks: 'file-refused' },
  importFormulary: {
    body: () => ({ file: EMPTY_TABLE, fileHash: NO_HASH, leaveOut: 0, note: 'x' }),
    lacks: 'file-refused',
  },
  createPrescription: {},
  listEncounterPrescriptions: {},
  listMyPrescriptions: { common: true },
  listReviews: { common: true },
  getReviewStatistics: { query: () => '?from=2026-11-01&to=2026-11-30', common: true },
  nextReview: { body: () => ({ besides: null }), common: true },
  getReview: {},
  openReview: {},
  keepReview: { body: (f) => ({ leaseId: f.prescriptionId }) },
  listReviewMessages: {},
  sendReviewMessage: {
    body: () => ({ messageId: '7d444840-9dc0-41d1-b245-5ffdce74fad2', text: 'x' }),
  },
  markReviewMessages: { body: () => ({ read: 0 }) },
  listQuestions: { common: true },
  leaveReview: { body: (f) => ({ leaseId: f.prescriptionId }) },
  getPrescription: {},
  savePrescription: {
    body: () => ({ rowVersion: 0, items: [], longReason: '', guardianConfirmed: false, overrides: [] }),
  },
  signPrescription: { body: () => ({ rowVersion: 0, alertSetHash: NO_HASH }) },
  approvePrescription: { body: () => decision },
  returnPrescription: { body: () => ({ ...decision, reason: 'dose', note: '' }) },
  rejectPrescription: { body: () => ({ ...decision, reason: 'dose', note: '' }) },
  revisePrescription: {},
  voidPrescription: { body: () => ({ reason: 'other', note: '' }) },
  verifySeals: {},
  exportPrescription: {},
  getRxShelf: {},
  saveFavourite: { body: () => ({ item: AMOXICILLIN }), common: true },
  deleteFavourite: {},
  saveTemplate: {
    body: () => ({ name: 'x', codes: ['J06.9'], items: [AMOXICILLIN], departmentId: null }),
    common: true,
  },
  deleteTemplate: {},
  getKeys: { common: true },
  getSigning: { common: true },
  beginKey: { body: () => ({ name: 'x' }), lacks: 'origin-not-registered' },
  completeKey: { body: () => COMPLETE, lacks: 'ceremony-expired' },
  beginSignature: { body: () => ({ rowVersion: 0, alertSetHash: NO_HASH }) },
  completeSignature: { body: () => COMPLETE },
  beginDecision: { body: () => ({ ...decision, decision: 'approve', reason: null, note: '' }) },
  completeDecision: { body: () => COMPLETE },
  rotateKey: {},
  revokeKey: { body: () => ({ reason: 'lost', from: null }) },
  getSigningSettings: { common: true },
  setSigningSettings: { body: () => ({ doctor: 'seal', pharmacist: 'seal' }), common: true },
  grantRefill: { body: () => ({ slots: 1, reason: 'x', assessed: true }) },
  getPrescriptionRefill: {},
  getVisitRefill: {},
  keepRefillAccess: {},
  requestRefill: { body: () => ({ slot: 1, nothingChanged: true }) },
  listRefillRequests: { common: true },
  acceptRefill: { body: () => ({ slot: 1 }) },
  declineRefill: { body: () => ({ slot: 1, reason: 'other' }) },
  revokeRefill: {},
  listPharmacies: { common: true },
  getVisitDispensing: {},
  chooseFulfilment: {
    body: (f) => ({
      prescriptionId: f.approvedId,
      pharmacyId: f.pharmacyId,
      way: 'pickup',
      delivery: null,
    }),
  },
  cancelFulfilment: {},
  getCounter: { common: true },
  claimPrescription: { body: (f) => ({ accessCode: f.accessCode }) },
  recoverClaim: {},
  getClaim: {},
  releaseClaim: { body: () => ({ secret: 'x' }) },
  declineClaim: { body: () => ({ secret: 'x', reason: 'out-of-stock', note: '' }) },
  dispense: {
    body: () => ({
      secret: 'x',
      lines: [{ line: 1, drugId: 'x1', given: { value: '1', unit: 'pack' }, lot: null }],
    }),
  },
  answerVoidRequest: { body: () => ({ secret: 'x', accept: true }) },
  readyClaim: { body: () => ({ secret: 'x' }) },
  handToCourier: { body: () => ({ name: 'x', number: '1' }) },
  settleDelivery: { body: () => ({ outcome: 'delivered' }) },
  getDispensing: {},
  extendPrescription: { body: () => ({ days: 2, reason: 'x' }) },
  openLive: { query: (f) => `?topics=visit:${f.visitId},queue:${f.departmentId}` },
};

/** The path below /v1/hospitals, with the fixture's ids, under a hospital that may be another. */
export function pathOf(path: string, hospitalId: string, f: Fixture): string {
  const values: Record<string, string> = { ...f, hospitalId, protocolId: 'general' };
  return path.replace('/hospitals', '').replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    if (!value) throw new Error(`route parameter {${name}} has no fixture: add it to Fixture`);
    return value;
  });
}
