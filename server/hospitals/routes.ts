/** Routes of hospitals. */
import { hospitalRoutes } from '@care-elements/contract/hospital.ts';
import { mount, type Mounting } from '../http/route.ts';
import { getHospital } from './service.ts';

export function mountHospitals(m: Mounting): void {
  mount(m, hospitalRoutes.getHospital, ({ work }) => getHospital(work));
}
