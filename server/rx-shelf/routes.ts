/** Routes of the shelf. */
import { rxShelfRoutes as r } from '@care-elements/contract/rx-shelf.ts';
import type { FormularyProvider } from '../formulary/provider.ts';
import { mount, type Mounting } from '../http/route.ts';
import { dropFavourite, dropTemplate, saveFavourite, saveTemplate } from './keep.ts';
import { getRxShelf } from './service.ts';

export function mountRxShelf(m: Mounting, formulary: FormularyProvider): void {
  mount(m, r.getRxShelf, ({ work, actor, params }) => getRxShelf(work, formulary, actor, params.encounterId));
  mount(m, r.saveFavourite, ({ work, actor, body }) => saveFavourite(work, formulary, actor, body.item));
  mount(m, r.deleteFavourite, ({ work, actor, params }) => dropFavourite(work, actor, params.favouriteId));
  mount(m, r.saveTemplate, ({ work, actor, body }) => saveTemplate(work, formulary, actor, body));
  mount(m, r.deleteTemplate, ({ work, actor, params }) => dropTemplate(work, actor, params.templateId));
}
