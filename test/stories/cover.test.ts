/** Nothing public without a story: each tag, each state that is listed, each problem of the contract. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { PROBLEMS } from '@care-elements/contract/problems.ts';
import { PAGE_TAGS, tags } from '../../rollup.config.ts';
import { STORY_FILES } from '../../stories/files.ts';
import { PRESCRIPTION, QUEUE, STATES } from '../../stories/states.ts';

const root = join(import.meta.dirname, '../..');
const source = (name: string) => readFileSync(join(root, `stories/${name}.stories.ts`), 'utf8');
/** Stories as Storybook finds them: by reading. */
const stories = new Set(
  STORY_FILES.flatMap((file) =>
    [...source(file).matchAll(/^export const ([A-Z]\w*)/gm)].map(([, name]) => `${file}/${name}`),
  ),
);
/** The studio has a bundle of its own. */
const publicTags = [...tags(), ...PAGE_TAGS, 'care-studio'];

test('each public tag has stories, and its states are listed', () => {
  const all = STORY_FILES.map(source).join('\n');
  assert.deepEqual(
    publicTags.filter((tag) => !STATES[tag] || (!all.includes(`<${tag}`) && !all.includes(`'${tag}'`))),
    [],
  );
});

test('each state that is listed has its story', () => {
  const listed = [
    ...Object.values(STATES).map((of) => Object.values(of)),
    Object.values(QUEUE),
    Object.values(PRESCRIPTION),
  ].flat();
  assert.deepEqual(
    listed.filter((at) => at && !stories.has(at)),
    [],
  );
});

test('each problem of the contract is told in a story', () => {
  const told = [...source('problems'), ...source('desk-problems')]
    .join('')
    .matchAll(/^export const \w+ = \w+\('([\w-]+)'\);$/gm);
  assert.deepEqual([...told].map(([, code]) => code).sort(), Object.keys(PROBLEMS).sort());
});
