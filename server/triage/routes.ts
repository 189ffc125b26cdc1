/** Routes of triage. */
import { triageFhirRoutes } from '@care-elements/contract/triage.fhir.ts';
import { triageRoutes } from '@care-elements/contract/triage.routes.ts';
import { mount, type Mounting } from '../http/route.ts';
import { beginTriage } from './begin.ts';
import { getProtocol, listComplaints } from './complaints.ts';
import { createTriage } from './create.ts';
import { getQuestionnaire, listVisitResponses } from './fhir.ts';
import { protocolsInUse } from './library.ts';

export function mountTriage(m: Mounting): void {
  // A broken protocol file is told at the start, not at the first patient.
  protocolsInUse();
  mount(m, triageRoutes.listComplaints, ({ work, query }) => listComplaints(work, query));
  mount(m, triageRoutes.getProtocol, ({ work, params, query }) =>
    getProtocol(work, params.protocolId, query),
  );
  mount(m, triageRoutes.beginTriage, ({ work, actor, params, body }) =>
    beginTriage(work, actor, params.visitId, body),
  );
  mount(m, triageRoutes.createTriage, ({ work, actor, params, body }) =>
    createTriage(work, actor, params.visitId, body),
  );
  mount(m, triageFhirRoutes.getQuestionnaire, ({ work, params }) =>
    getQuestionnaire(work, params.protocolId),
  );
  mount(m, triageFhirRoutes.listVisitQuestionnaireResponses, ({ work, actor, params }) =>
    listVisitResponses(work, actor, params.visitId),
  );
}
