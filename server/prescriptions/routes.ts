/** Routes of prescriptions. */
import { randomBytes } from 'node:crypto';
import { prescriptionRoutes } from '@care-elements/contract/prescription.routes.ts';
import { prescriptionSigningRoutes } from '@care-elements/contract/prescription.signing.ts';
import type { FormularyProvider } from '../formulary/provider.ts';
import { mount, type Mounting } from '../http/route.ts';
import * as read from './read.ts';
import { decide } from './review.ts';
import { mountReviews } from './review/routes.ts';
import { createProviders } from '../seals/providers.ts';
import { createSealMaker } from '../seals/seal.ts';
import { createPrescription, revisePrescription, savePrescription } from './draft.ts';
import { voidPrescription } from './end.ts';
import { beginDecision, beginSignature, completeDecision, completeSignature } from './ceremony.ts';
import { exportPrescription } from './export.ts';
import type { RxTools } from './move.ts';
import { signPrescription } from './sign.ts';

export function mountPrescriptions(m: Mounting, formulary: FormularyProvider): void {
  const r = prescriptionRoutes;
  const tools: RxTools = {
    formulary,
    seals: createSealMaker(m.deps.sealKey),
    providers: createProviders(m.deps),
    random: randomBytes,
  };
  mount(m, r.createPrescription, ({ work, actor, params }) =>
    createPrescription(work, tools, actor, params.encounterId),
  );
  mount(m, r.listEncounterPrescriptions, ({ work, actor, params }) =>
    read.listEncounterPrescriptions(work, tools, actor, params.encounterId),
  );
  // Before the one with an id: the first that fits answers.
  mount(m, r.listMyPrescriptions, ({ work, actor }) => read.listMyPrescriptions(work, tools, actor));
  mountReviews(m, tools);
  mount(m, r.getPrescription, ({ work, actor, params }) =>
    read.getPrescription(work, tools, actor, params.prescriptionId),
  );
  mount(m, r.savePrescription, ({ work, actor, params, body }) =>
    savePrescription(work, tools, actor, params.prescriptionId, body),
  );
  mount(m, r.signPrescription, ({ work, actor, params, body }) =>
    signPrescription(work, tools, actor, params.prescriptionId, body),
  );
  mount(m, r.approvePrescription, ({ work, actor, params, body }) =>
    decide(work, tools, actor, params.prescriptionId, 'approve', { ...body, reason: null, note: '' }),
  );
  mount(m, r.returnPrescription, ({ work, actor, params, body }) =>
    decide(work, tools, actor, params.prescriptionId, 'return', body),
  );
  mount(m, r.rejectPrescription, ({ work, actor, params, body }) =>
    decide(work, tools, actor, params.prescriptionId, 'reject', body),
  );
  mount(m, r.revisePrescription, ({ work, actor, params }) =>
    revisePrescription(work, tools, actor, params.prescriptionId),
  );
  mount(m, r.voidPrescription, ({ work, actor, params, body }) =>
    voidPrescription(work, tools, actor, params.prescriptionId, body),
  );
  const s = prescriptionSigningRoutes;
  mount(m, s.beginSignature, ({ work, actor, params, body, origin }) =>
    beginSignature(work, tools, { ...actor, origin }, params.prescriptionId, body),
  );
  mount(m, s.completeSignature, ({ work, actor, params, body }) =>
    completeSignature(work, tools, actor, params.prescriptionId, body),
  );
  mount(m, s.beginDecision, ({ work, actor, params, body, origin }) =>
    beginDecision(work, tools, { ...actor, origin }, params.prescriptionId, body),
  );
  mount(m, s.completeDecision, ({ work, actor, params, body }) =>
    completeDecision(work, tools, actor, params.prescriptionId, body),
  );
  mount(m, r.exportPrescription, ({ work, actor, params }) =>
    exportPrescription(work, tools, actor, params.prescriptionId),
  );
  mount(m, r.verifySeals, ({ work, actor, params }) => read.verifySeals(work, actor, params.prescriptionId));
}
