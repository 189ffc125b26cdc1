/** `/embed/visit?hospital=…`: the visit as a page, framed by the hospital's registered pages alone. */
import type { Hospital } from '@care-elements/contract/hospital.ts';
import { SYSTEM } from '../actor.ts';
import { getHospital, originsOf } from '../hospitals/service.ts';
import type { Mounting } from '../http/route.ts';
import { problem } from '../problems.ts';
import { inHospital } from '../work.ts';
import { embedHtml, embedPolicy, isOrigin } from './page.ts';

const HOSPITAL = /^[a-z0-9][a-z0-9-]{1,39}$/;
/** A language tag, as far as we take it into a page. */
const LANG = /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/;

export function mountEmbed({ app, deps, limiter }: Mounting): void {
  app.get('/embed/visit', async (c) => {
    await limiter.take({ id: 'embedVisit' }, c.get('address'));
    const { hospital: hospitalId = '', lang = '', page = '' } = c.req.query();
    if (!HOSPITAL.test(hospitalId)) throw problem('hospital-unknown');
    const [hospital, origins] = await inHospital(
      deps,
      hospitalId,
      { doer: SYSTEM, requestId: c.get('requestId') },
      async (work): Promise<[Hospital, string[]]> => [await getHospital(work), await originsOf(work)],
    );
    const own = new URL(c.req.url).host;
    const known = origins.includes(page) || (isOrigin(page) && new URL(page).host === own);
    c.header('Content-Security-Policy', embedPolicy(origins, page, deps.media?.publicUrl));
    // Framed by pages that are isolated themselves (COEP), too.
    c.header('Cross-Origin-Resource-Policy', 'cross-origin');
    // Whoever is registered, or struck off, is so at the next opening.
    c.header('Cache-Control', 'no-store');
    return c.html(
      embedHtml({
        hospital,
        lang: LANG.test(lang) ? lang : hospital.language,
        page: known ? page : null,
      }),
    );
  });
}
