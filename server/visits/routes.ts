/** Routes of visits. */
import { visitRoutes } from '@care-elements/contract/visit.ts';
import { publicRecord } from '../actor.ts';
import { linkPatient, patientOfSubject, subjectOfTicket } from '../host/service.ts';
import { requireHospital } from '../hospitals/service.ts';
import { mount, type Mounting } from '../http/route.ts';
import { lawOfHospital } from '../rules/service.ts';
import { startPatientSession } from '../sessions/service.ts';
import { openVisit } from './service.ts';
import { closeVisit, getVisit, newVisitView, setVisitMode } from './view.ts';

export function mountVisits(m: Mounting): void {
  mount(
    m,
    visitRoutes.createVisit,
    async ({ work, body }) => {
      const { hostTicket } = body;
      const subject = hostTicket && (await subjectOfTicket(work, m.deps.tokenSecret, hostTicket));
      const opened = await openVisit(
        work,
        body,
        subject && (await patientOfSubject(work, subject, body.patient)),
      );
      const { visitId, patientId } = opened.visit;
      if (subject) await linkPatient(work, subject, patientId);
      const session = await startPatientSession(work, m.deps.tokens, { visitId, patientId });
      // Whoever registers is the patient: the first view is theirs.
      const visit = newVisitView(await requireHospital(work), opened, work.now);
      return publicRecord({ visit, ...session });
    },
    undefined,
    ({ work }) => lawOfHospital(work),
  );
  mount(m, visitRoutes.getVisit, ({ work, actor, params }) => getVisit(work, actor, params.visitId));
  mount(m, visitRoutes.setVisitMode, ({ work, actor, params, body }) =>
    setVisitMode(work, actor, params.visitId, body.mode),
  );
  mount(m, visitRoutes.closeVisit, ({ work, actor, params }) => closeVisit(work, actor, params.visitId));
}
