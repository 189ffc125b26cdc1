/** Routes of dispensing. */
import { randomBytes } from 'node:crypto';
import { dispenseRoutes } from '@care-elements/contract/dispense.routes.ts';
import { authorize } from '../actor.ts';
import type { FormularyProvider } from '../formulary/provider.ts';
import { mount, type Mounting } from '../http/route.ts';
import { extendPrescription } from '../prescriptions/extend.ts';
import type { RxTools } from '../prescriptions/move.ts';
import { createProviders } from '../seals/providers.ts';
import { createSealMaker } from '../seals/seal.ts';
import * as claims from './claim.ts';
import { dispensingRecord, getCounter, getDispensing } from './counter.ts';
import { cancelChoice, choose, handToCourier, settleDelivery } from './fulfil.ts';
import { answerVoidRequest, dispense } from './hand-over.ts';
import { listPharmacies } from './pharmacies.ts';
import { dispensingForVisit } from './view.ts';

export function mountDispensing(m: Mounting, formulary: FormularyProvider): void {
  const r = dispenseRoutes;
  const tools: RxTools = {
    ...{ formulary, seals: createSealMaker(m.deps.sealKey), providers: createProviders(m.deps) },
    random: randomBytes,
  };
  mount(m, r.listPharmacies, ({ work }) => listPharmacies(work));
  mount(m, r.getVisitDispensing, async ({ work, actor, params }) => {
    authorize(actor.visitId === params.visitId, null);
    const dispensing = await dispensingForVisit(work, params.visitId);
    return authorize(dispensing !== null, dispensing!);
  });
  mount(m, r.chooseFulfilment, ({ work, actor, params, body }) => choose(work, actor, params.visitId, body));
  mount(m, r.cancelFulfilment, ({ work, actor, params }) => cancelChoice(work, actor, params.visitId));
  mount(m, r.getCounter, ({ work, actor }) => getCounter(work, actor));
  mount(m, r.claimPrescription, ({ work, actor, address, body }) =>
    claims.claim(work, tools, { actor, address, limiter: m.limiter }, body),
  );
  mount(m, r.recoverClaim, ({ work, actor, params }) =>
    claims.recoverClaim(work, tools, actor, params.claimId),
  );
  mount(m, r.getClaim, ({ work, actor, params }) => claims.getClaim(work, actor, params.claimId));
  mount(m, r.releaseClaim, ({ work, actor, params, body }) =>
    claims.releaseClaim(work, actor, params.claimId, body.secret),
  );
  mount(m, r.declineClaim, ({ work, actor, params, body }) =>
    claims.declineClaim(work, actor, params.claimId, body),
  );
  mount(m, r.dispense, ({ work, actor, params, body }) => dispense(work, tools, actor, params.claimId, body));
  mount(m, r.answerVoidRequest, ({ work, actor, params, body }) =>
    answerVoidRequest(work, actor, params.claimId, body),
  );
  mount(m, r.readyClaim, ({ work, actor, params, body }) =>
    claims.readyClaim(work, actor, params.claimId, body.secret),
  );
  mount(m, r.handToCourier, ({ work, actor, params, body }) =>
    handToCourier(work, actor, params.fulfilmentId, body),
  );
  mount(m, r.settleDelivery, ({ work, actor, params, body }) =>
    settleDelivery(work, actor, params.fulfilmentId, body.outcome),
  );
  mount(m, r.getDispensing, ({ work, actor, params }) => getDispensing(work, actor, params.prescriptionId));
  mount(m, r.extendPrescription, async ({ work, actor, params, body }) => {
    const row = await extendPrescription(work, tools.seals, actor, params.prescriptionId, body);
    return authorize(true, await dispensingRecord(work, row));
  });
}
