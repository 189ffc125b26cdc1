/** Routes of prescriptions as FHIR R4, and the short way to them: /v1/fhir is the caller's own hospital. */
import { decodeJwt } from 'jose';
import { HospitalId } from '@care-elements/contract/common.ts';
import { prescriptionFhirRoutes } from '@care-elements/contract/prescription.fhir.ts';
import { mount, type Mounting } from '../http/route.ts';
import { problem } from '../problems.ts';
import * as service from './service.ts';

export function mountFhir(m: Mounting): void {
  const r = prescriptionFhirRoutes;
  mount(m, r.getCapabilityStatement, ({ work }) => service.getCapability(work));
  mount(m, r.searchMedicationRequests, ({ work, actor, query }) =>
    service.searchRequests(work, actor, query),
  );
  mount(m, r.getMedicationRequest, ({ work, actor, params }) =>
    service.getLine(work, actor, 'MedicationRequest', params.id),
  );
  mount(m, r.getMedication, ({ work, actor, params }) =>
    service.getLine(work, actor, 'Medication', params.id),
  );
  mount(m, r.searchMedicationDispenses, ({ work, actor, query }) =>
    service.searchDispenses(work, actor, query),
  );
  mount(m, r.getMedicationDispense, ({ work, actor, params }) => service.getDispense(work, actor, params.id));
  mount(m, r.searchProvenances, ({ work, actor, query }) => service.searchProvenances(work, actor, query));

  m.app.get('/v1/fhir/*', (c) => {
    const hospitalId = hospitalOf(c.req.header('authorization'));
    if (!hospitalId) throw problem('token-invalid');
    const url = new URL(c.req.url);
    url.pathname = url.pathname.replace('/v1/fhir/', `/v1/hospitals/${hospitalId}/fhir/`);
    // Asked as if it had been the long way: token, limits and rights are looked at there.
    return m.app.fetch(new Request(url, c.req.raw), c.env);
  });
}

/** What the token says of its hospital, unverified: it only chooses the way. */
function hospitalOf(authorization: string | undefined): string | undefined {
  const token = /^Bearer (\S+)$/i.exec(authorization ?? '')?.[1];
  if (!token) return undefined;
  try {
    const { aud } = decodeJwt(token);
    // Nothing but a hospital's name becomes part of a path: with “..” the way would lead back here without end.
    return HospitalId.safeParse(aud).data;
  } catch {
    return undefined;
  }
}
