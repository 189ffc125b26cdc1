/** Routes of triage content. */
import { contentRoutes } from '@care-elements/contract/content.routes.ts';
import { mount, type Mounting } from '../http/route.ts';
import { createSealMaker } from '../seals/seal.ts';
import type { LibraryOf } from './library.ts';
import * as service from './service.ts';
import { tryContent } from './try.ts';
import { uploadContent } from './upload.ts';

export function mountContent(m: Mounting, libraryOf: LibraryOf): void {
  const r = contentRoutes;
  const tools: service.ContentTools = {
    seals: createSealMaker(m.deps.sealKey),
    servesUnsigned: m.deps.demo,
  };
  mount(m, r.listContent, ({ work }) => service.listContent(work, tools));
  mount(m, r.getContent, ({ work, params }) => service.getContent(work, tools, params));
  mount(m, r.uploadContent, ({ work, actor, params, body }) =>
    uploadContent(work, tools, actor, params.kind, body.content),
  );
  mount(m, r.tryContent, async ({ work, params, body }) =>
    tryContent(work, await libraryOf(work), params, body),
  );
  mount(m, r.publishContent, ({ work, actor, params }) => service.publishContent(work, tools, actor, params));
  mount(m, r.retireContent, ({ work, actor, params }) => service.retireContent(work, tools, actor, params));
  mount(m, r.signContent, ({ work, actor, params, body }) =>
    service.signVersion(work, tools, actor, params, body),
  );
}
