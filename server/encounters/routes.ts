/** Routes of encounters. */
import { encounterRoutes } from '@care-elements/contract/encounter.ts';
import { unsignedRoutes } from '@care-elements/contract/encounter.unsigned.ts';
import { triageFhirRoutes } from '@care-elements/contract/triage.fhir.ts';
import { mount, type Mounting } from '../http/route.ts';
import { finishEncounter, getEncounter, getTriageResponses, listMyEncounters, saveNote } from './service.ts';
import { listUnsignedNotes, signNote } from './unsigned.ts';

export function mountEncounters(m: Mounting): void {
  mount(m, unsignedRoutes.listUnsignedNotes, ({ work, actor }) => listUnsignedNotes(work, actor));
  mount(m, unsignedRoutes.signNote, ({ work, actor, params, body }) =>
    signNote(work, actor, params.encounterId, body),
  );
  mount(m, encounterRoutes.listMyEncounters, ({ work, actor }) => listMyEncounters(work, actor));
  mount(m, encounterRoutes.getEncounter, ({ work, actor, params }) =>
    getEncounter(work, actor, params.encounterId),
  );
  mount(m, triageFhirRoutes.listEncounterQuestionnaireResponses, ({ work, actor, params }) =>
    getTriageResponses(work, actor, params.encounterId),
  );
  mount(m, encounterRoutes.saveNote, ({ work, actor, params, body }) =>
    saveNote(work, actor, params.encounterId, body),
  );
  mount(m, encounterRoutes.finishEncounter, ({ work, actor, params, body }) =>
    finishEncounter(work, actor, params.encounterId, body),
  );
}
