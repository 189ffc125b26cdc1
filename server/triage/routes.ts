/** Routes of triage. */
import { triageFhirRoutes } from '@care-elements/contract/triage.fhir.ts';
import { triageRoutes } from '@care-elements/contract/triage.routes.ts';
import type { EpidemicsOf } from '../content/epidemics.ts';
import type { LibraryOf } from '../content/library.ts';
import { mount, type Mounting } from '../http/route.ts';
import { beginTriage } from './begin.ts';
import { getProtocol, listComplaints } from './complaints.ts';
import { createTriage } from './create.ts';
import { getQuestionnaire, listVisitResponses } from './fhir.ts';

export function mountTriage(m: Mounting, libraryOf: LibraryOf, epidemicsOf: EpidemicsOf): void {
  mount(m, triageRoutes.listComplaints, async ({ work, query }) =>
    listComplaints(work, await libraryOf(work), query),
  );
  mount(m, triageRoutes.getProtocol, async ({ work, params, query }) =>
    getProtocol(work, await libraryOf(work), params.protocolId, query),
  );
  mount(m, triageRoutes.beginTriage, async ({ work, actor, params, body }) =>
    beginTriage(work, await libraryOf(work), actor, params.visitId, body, await epidemicsOf(work)),
  );
  mount(m, triageRoutes.createTriage, async ({ work, actor, params, body }) =>
    createTriage(work, await libraryOf(work), actor, params.visitId, body, await epidemicsOf(work)),
  );
  mount(m, triageFhirRoutes.getQuestionnaire, async ({ work, params }) =>
    getQuestionnaire(work, await libraryOf(work), params.protocolId),
  );
  mount(m, triageFhirRoutes.listVisitQuestionnaireResponses, ({ work, actor, params }) =>
    listVisitResponses(work, actor, params.visitId),
  );
}
