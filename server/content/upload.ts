/** A file becomes a draft of the hospital, or is refused with the lint's words. */
import type { ContentDetail, ContentKind } from '@care-elements/contract/content.ts';
import { authorize, type Authorized, type ClinicianActor } from '../actor.ts';
import { problem } from '../problems.ts';
import type { Work } from '../work.ts';
import { findVersion, listPublished, ofRow } from './known.ts';
import * as repo from './repo.ts';
import { recordOf, type ContentTools } from './service.ts';
import { SOURCES } from './source.ts';
import { detailOf } from './view.ts';

export async function uploadContent(
  work: Work,
  tools: ContentTools,
  actor: ClinicianActor<'administrator'>,
  kind: ContentKind,
  content: Record<string, unknown>,
): Promise<Authorized<ContentDetail>> {
  const { tx, hospitalId, now } = work;
  const source = SOURCES[kind];
  if (!source) throw problem('not-found');
  await repo.takeRevision(tx, hospitalId);
  const published = (await listPublished(work, kind)).map(({ body }) => body);
  const checked = source.check(content, published);
  if ('errors' in checked) throw problem('invalid-input', undefined, { errors: checked.errors });
  const { body } = checked;
  const { id: contentId, version } = body;
  const hash = source.hashOf(body);
  // The same file again is the version that is here already, whatever became of it.
  const same = await findVersion(work, { kind, contentId, hash });
  if (same) return authorize(true, await detailOf(work, same, tools.servesUnsigned));

  const rows = await repo.listVersions(tx, hospitalId, kind, contentId);
  const files = source.files().filter((file) => file.body.id === contentId);
  const taken =
    rows.some((row) => row.version === version && row.state !== 'draft') ||
    files.some((file) => file.body.version === version);
  if (taken) throw problem('invalid-input', undefined, { errors: [versionTaken(version)] });
  // Another draft of the same version is what this one corrects.
  for (const draft of rows.filter((row) => row.state === 'draft' && row.version === version)) {
    const change = { state: 'retired', retiredBy: null, retiredAt: now } as const;
    const after = await repo.updateContent(tx, hospitalId, draft, change);
    await recordOf(work, ofRow(after), 'superseded', ofRow(draft));
  }
  const row: repo.ContentRow = {
    ...{ hospitalId, kind, contentId, hash, version, state: 'draft', origin: 'uploaded', body },
    ...{ createdAt: now, uploadedBy: actor.clinicianId, uploadedAt: now },
    ...{ publishedBy: null, publishedAt: null, retiredBy: null, retiredAt: null },
  };
  await repo.insertContent(tx, row);
  await recordOf(work, ofRow(row), 'uploaded', null);
  return authorize(true, await detailOf(work, ofRow(row), tools.servesUnsigned));
}

const versionTaken = (version: string) => {
  const said = `Version ${version} of it exists already, with another content.`;
  const remedy = 'Raise the version.';
  return {
    ...{ pointer: '/content/version', code: 'version-taken', message: `${said} ${remedy}` },
    ...{ where: 'version', problem: said, remedy },
  };
};
