/** Every route of the API, by operation id. */
import { attachmentRoutes } from './attachments.ts';
import { clinicalFactsRoutes } from './clinical-facts.ts';
import { connectionRoutes } from './connection.ts';
import { consultRoutes } from './consult.ts';
import { contentRoutes } from './content.routes.ts';
import { dispenseRoutes } from './dispense.routes.ts';
import { encounterRoutes } from './encounter.ts';
import { unsignedRoutes } from './encounter.unsigned.ts';
import { formularyRoutes } from './formulary.ts';
import { formularyVersionRoutes } from './formulary.versions.ts';
import { handoverRoutes } from './handover.ts';
import { hostRoutes } from './host.ts';
import { hospitalRoutes } from './hospital.ts';
import { liveRoutes } from './live.ts';
import { invitationRoutes } from './invitation.ts';
import { meetingRoutes } from './meeting.routes.ts';
import { messageRoutes } from './messages.ts';
import { originRoutes } from './origin.ts';
import { prescriptionFhirRoutes } from './prescription.fhir.ts';
import { prescriptionRoutes } from './prescription.routes.ts';
import { prescriptionSigningRoutes } from './prescription.signing.ts';
import { queueRoutes } from './queue.ts';
import { recordingRoutes } from './recording.ts';
import { refillRoutes } from './refill.ts';
import { reviewStatisticsRoutes } from './review.statistics.ts';
import { reviewThreadRoutes } from './review.thread.ts';
import { reviewRoutes } from './review.ts';
import { revisitRoutes } from './revisit.ts';
import { ruleRoutes } from './rules.ts';
import { rxShelfRoutes } from './rx-shelf.ts';
import { sessionRoutes } from './session.ts';
import { signingRoutes } from './signing.ts';
import { snapshotRoutes } from './snapshot.ts';
import { terminologyRoutes } from './terminology.ts';
import { timelineRoutes } from './timeline.ts';
import { themeRoutes } from './theme.ts';
import { triageFhirRoutes } from './triage.fhir.ts';
import { triageRoutes } from './triage.routes.ts';
import { visitRoutes } from './visit.ts';
import { wordingRoutes } from './wording.ts';

export const ROUTES = {
  ...hospitalRoutes,
  ...originRoutes,
  ...hostRoutes,
  ...themeRoutes,
  ...wordingRoutes,
  ...ruleRoutes,
  ...sessionRoutes,
  ...visitRoutes,
  ...triageRoutes,
  ...triageFhirRoutes,
  ...contentRoutes,
  ...queueRoutes,
  ...handoverRoutes,
  ...consultRoutes,
  ...connectionRoutes,
  ...invitationRoutes,
  ...meetingRoutes,
  ...messageRoutes,
  ...attachmentRoutes,
  ...recordingRoutes,
  ...snapshotRoutes,
  ...encounterRoutes,
  ...unsignedRoutes,
  ...clinicalFactsRoutes,
  ...revisitRoutes,
  ...timelineRoutes,
  ...terminologyRoutes,
  ...formularyRoutes,
  ...formularyVersionRoutes,
  ...prescriptionRoutes,
  ...rxShelfRoutes,
  ...prescriptionFhirRoutes,
  ...prescriptionSigningRoutes,
  ...signingRoutes,
  ...refillRoutes,
  ...dispenseRoutes,
  ...reviewRoutes,
  ...reviewThreadRoutes,
  ...reviewStatisticsRoutes,
  ...liveRoutes,
};
export type RouteId = keyof typeof ROUTES;
