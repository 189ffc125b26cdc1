/** Routes of a hospital's own words. */
import { wordingRoutes } from '@care-elements/contract/wording.ts';
import { mount, type Mounting } from '../http/route.ts';
import { getWording, listOwnSentences, listWordingKeys, setSentence, type NameOf } from './service.ts';

/** `nameOf` tells who set a sentence. */
export function mountWording(m: Mounting, nameOf: NameOf): void {
  // Under its own number an answer never changes: browsers and what stands before them need not ask again.
  m.app.use('/v1/hospitals/:hospitalId/wording', async (c, next) => {
    await next();
    if (c.req.method !== 'GET' || c.res.status !== 200) return;
    const { version } = (await c.res.clone().json()) as { version: number };
    if (`${version}` === c.req.query('version'))
      c.header('Cache-Control', 'public, max-age=31536000, immutable');
  });
  mount(m, wordingRoutes.getWording, ({ work }) => getWording(work));
  mount(m, wordingRoutes.listWordingKeys, () => listWordingKeys());
  mount(m, wordingRoutes.listOwnSentences, ({ work }) => listOwnSentences(work, nameOf));
  mount(m, wordingRoutes.setSentence, ({ work, actor, body }) => setSentence(work, actor, body));
}
