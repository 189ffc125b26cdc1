/** Routes of the formulary: the doctors' search, and the versions that its owners read, change and sign. */
import { formularyRoutes } from '@care-elements/contract/formulary.ts';
import { formularyVersionRoutes } from '@care-elements/contract/formulary.versions.ts';
import { publicRecord } from '../actor.ts';
import { mount, type Mounting } from '../http/route.ts';
import { createSealMaker } from '../seals/seal.ts';
import { importFile, previewImport } from './import.ts';
import { KNOWN_PAIRS } from './pairs.ts';
import { assertUsable, itemOf, type FormularyProvider } from './provider.ts';
import * as service from './service.ts';

export function mountFormulary(m: Mounting, formulary: FormularyProvider): void {
  const tools: service.FormularyTools = {
    seals: createSealMaker(m.deps.sealKey),
    servesUnsigned: m.deps.demo,
  };
  const r = formularyVersionRoutes;
  mount(m, formularyRoutes.searchFormulary, async ({ work, query }) => {
    await assertUsable(work, formulary);
    const drugs = await formulary.search(work, query.q, query.limit, query.kind);
    const { version, signed } = await formulary.inUse(work);
    return publicRecord({ drugs: drugs.map(itemOf), formulary: { version, signed } });
  });
  mount(m, r.getFormularyState, ({ work, actor }) => service.getState(work, tools, actor));
  mount(m, r.listKnownPairs, async () => publicRecord({ pairs: [...KNOWN_PAIRS] }));
  mount(m, r.listFormularyRows, ({ work, params, query }) => service.listRows(work, params.version, query));
  mount(m, r.getFormularyChanges, ({ work, params, query }) =>
    service.getChanges(work, params.version, query.offset),
  );
  mount(m, r.exportFormulary, ({ work, params }) => service.exportCsv(work, params.version));
  mount(m, r.editFormularyRow, ({ work, actor, params, body }) =>
    service.editRow(work, tools, actor, params, body),
  );
  mount(m, r.signFormulary, ({ work, actor, params, body }) =>
    service.signFormulary(work, tools, actor, params.version, body),
  );
  mount(m, r.previewFormularyImport, ({ work, actor, body }) => previewImport(work, actor, body.file));
  mount(m, r.importFormulary, ({ work, actor, body }) => importFile(work, tools, actor, body));
}
