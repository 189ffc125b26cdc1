/** Epidemic files as signed content, and those that a hospital's patients are asked about now. */
import type { FieldError } from '@care-elements/contract/problems.ts';
import { Epidemic as EpidemicShape } from '@care-elements/contract/triage.epidemic.ts';
import { departmentName } from '@care-elements/triage/departments.ts';
import type { Epidemic } from '@care-elements/triage/epidemic.ts';
import { lintEpidemic } from '@care-elements/triage/lint/epidemic.ts';
import { readEpidemic } from '@care-elements/triage/reading-epidemic.ts';
import { epidemicHash, type EpidemicEntry } from '../triage/epidemic-file.ts';
import type { EpidemicShelf } from '../triage/epidemics.ts';
import { builtIn } from '../triage/library.ts';
import { surroundings } from '../triage/lint.ts';
import type { Work } from '../work.ts';
import { listPublished } from './known.ts';
import { validReviews } from './signatures.ts';
import { SOURCES, type ContentBody, type ContentSource } from './source.ts';

export type EpidemicsOf = (work: Work) => Promise<readonly EpidemicEntry[]>;

const MOST_ERRORS = 50;
const asEpidemic = (body: ContentBody): Epidemic => body as unknown as Epidemic;

const epidemicSource = (shelf: EpidemicShelf): ContentSource => ({
  files: () => shelf.list().map(({ epidemic, hash }) => ({ body: epidemic as unknown as ContentBody, hash })),
  titleOf: (body) => asEpidemic(body).title,
  hashOf: (body) => epidemicHash(asEpidemic(body)),
  lines: (body) =>
    readEpidemic(
      asEpidemic(body),
      builtIn().all.flatMap(({ questions }) => questions),
      departmentName,
    ),
  check(value) {
    const shape = EpidemicShape.safeParse({ review: null, ...(value as object) });
    const error = (
      path: readonly PropertyKey[],
      code: string,
      problem: string,
      remedy: string,
    ): FieldError => ({
      pointer: ['', 'content', ...path.map(String)].join('/'),
      ...{ code, message: code === 'lint' ? `${problem} ${remedy}` : problem, where: path.join('/') },
      ...{ problem, remedy },
    });
    if (!shape.success)
      return {
        errors: shape.error.issues
          .slice(0, MOST_ERRORS)
          .map(({ path, code, message }) =>
            error(path, code, message, 'Correct its shape: the JSON Schema names what may stand there.'),
          ),
      };
    const { $schema: _, ...epidemic } = { ...(shape.data as Epidemic), review: null };
    const faults = lintEpidemic(epidemic, builtIn().all, surroundings());
    if (faults.length)
      return {
        errors: faults
          .slice(0, MOST_ERRORS)
          .map(({ where, problem, remedy }) => error([where.split('/')[0]!], 'lint', problem, remedy)),
      };
    return { body: epidemic as unknown as ContentBody };
  },
});

/** Hospitals sign, publish and retire epidemic files as they do protocols; an edited file counts at once where unsigned content is served. */
export function createEpidemics(
  shelf: EpidemicShelf,
  { servesUnsigned }: { servesUnsigned: boolean },
): EpidemicsOf {
  SOURCES.epidemic = epidemicSource(shelf);
  return async (work) => {
    const versions = await listPublished(work, 'epidemic');
    const reviews = await validReviews(
      work,
      'epidemic',
      versions.map(({ hash }) => hash),
    );
    return versions.flatMap(({ body, hash }) => {
      const reviewed = reviews.has(hash);
      return reviewed || servesUnsigned ? [{ epidemic: asEpidemic(body), hash, reviewed }] : [];
    });
  };
}
