/** Coded terms that a doctor searches while writing. */
import { z } from 'zod';
import { Text } from './common.ts';
import { HospitalParams } from './hospital.ts';
import { route } from './route.ts';

/** What a search box sends: code, Chinese, English or pinyin initials. */
export const SearchQuery = z.object({
  q: z.string().trim().max(64),
  limit: z.coerce.number().int().min(1).max(50).default(20),
});

export const Icd10Code = z.object({ code: z.string().max(16), name: Text });
export type Icd10Code = z.infer<typeof Icd10Code>;

export const terminologyRoutes = {
  searchIcd10: route({
    id: 'searchIcd10',
    method: 'get',
    path: '/hospitals/{hospitalId}/terminology/icd10',
    summary:
      'Search the bundled ICD-10 subset by code, Chinese name, English name or pinyin initials, best match first.',
    callers: ['doctor'],
    params: HospitalParams,
    query: SearchQuery,
    answer: z.object({ codes: z.array(Icd10Code).max(50) }),
    problems: [],
  }),
};
