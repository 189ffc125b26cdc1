/** Routes of the law. */
import { ruleRoutes } from '@care-elements/contract/rules.ts';
import { mount, type Mounting } from '../http/route.ts';
import { getLaw, pickRulePacks, tightenRule } from './settings.ts';

export function mountRules(m: Mounting): void {
  mount(m, ruleRoutes.getLaw, ({ work, query }) => getLaw(work, query.day));
  mount(m, ruleRoutes.pickRulePacks, ({ work, actor, body }) => pickRulePacks(work, actor, body.picked));
  mount(m, ruleRoutes.tightenRule, ({ work, actor, params, body }) =>
    tightenRule(work, actor, params.ruleId, body),
  );
}
