/** Routes of hospitals and of the origins that may call for them. */
import { hospitalRoutes } from '@care-elements/contract/hospital.ts';
import { originRoutes } from '@care-elements/contract/origin.ts';
import { themeRoutes } from '@care-elements/contract/theme.ts';
import type { Origins } from '../http/cors.ts';
import { mount, type Mounting } from '../http/route.ts';
import { listRegistered, registerOrigin, removeOrigin, type NameOf } from './origins.ts';
import { getHospital } from './service.ts';
import { setTheme } from './theme.ts';

/** `nameOf` tells who registered an origin. */
export function mountHospitals(m: Mounting, origins: Pick<Origins, 'forget'>, nameOf: NameOf): void {
  mount(m, hospitalRoutes.getHospital, ({ work }) => getHospital(work));
  mount(m, themeRoutes.setTheme, ({ work, body }) => setTheme(work, body.theme));
  // After the answer, so after the commit: what the list says next is what stands.
  m.app.use('/v1/hospitals/:hospitalId/origins/*', async (c, next) => {
    await next();
    if (c.req.method === 'POST') origins.forget(c.req.param('hospitalId'));
  });
  mount(m, originRoutes.listOrigins, ({ work }) => listRegistered(work, nameOf));
  mount(m, originRoutes.registerOrigin, ({ work, actor, body }) =>
    registerOrigin(work, actor, body.origin, nameOf),
  );
  mount(m, originRoutes.removeOrigin, ({ work, body }) => removeOrigin(work, body.origin, nameOf));
}
