/** For tests of the shelf: a favourite and a template of a doctor. */
import assert from 'node:assert/strict';
import type { TestApp } from '../../kit/open-test-app.ts';
import { AMOXICILLIN } from '../prescriptions/kit.ts';

export async function keptShelf(
  t: TestApp,
  token: string,
): Promise<{ favouriteId: string; templateId: string }> {
  const favourite = await t.call('POST', '/renhe/rx-shelf/favourites', {
    token,
    body: { item: AMOXICILLIN },
  });
  assert.equal(favourite.status, 201, JSON.stringify(favourite.body));
  const template = await t.call('POST', '/renhe/rx-shelf/templates', {
    ...{ token, body: { name: '上感', codes: ['J06.9'], items: [AMOXICILLIN], departmentId: null } },
  });
  assert.equal(template.status, 201, JSON.stringify(template.body));
  return { favouriteId: favourite.body.favouriteId, templateId: template.body.templateId };
}
