/**
 * Pack `cn`: what the law of mainland China asks of an internet hospital. Summaries are our own words. Marks say how well each article
 * is known; what is not seen in its text waits for a lawyer.
 */
import type { RulePack } from '../law.ts';
import { prescriptionRules } from './cn-prescription.ts';
import { visitRules } from './cn-visit.ts';

export const cn: RulePack = {
  id: 'cn',
  version: '2026.11.2',
  extends: null,
  rules: [...visitRules, ...prescriptionRules],
};
