/** Owns the names that the framed visit needs to know and no list keeps: all public tokens, all events of a visit, read from the sources. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { TOKENS } from '@care-elements/contract/theme.tokens.ts';

const root = join(import.meta.dirname, '../packages/elements');

function found(pattern: RegExp, files: string): string[] {
  const names = new Set<string>();
  for (const file of globSync(files, { cwd: root }))
    for (const [, name] of readFileSync(join(root, file), 'utf8').matchAll(pattern)) names.add(name!);
  return [...names].sort();
}

/** Every `--care-*` that a style sheet reads. */
export const tokenNames = (): string[] =>
  [
    ...new Set([
      ...Object.keys(TOKENS),
      ...found(/var\((--care-[a-z0-9-]+)/g, '{base,controls,theme,widgets}/**/*.ts'),
    ]),
  ].sort();

/** Every event that a patient's widget declares; a desk is never framed, and what parts say to each other stays inside. */
export const eventNames = (): string[] =>
  found(/@fires (care-[a-z-]+)/g, 'widgets/*.ts').filter((name) => !/^care-(desk|chat|frame)/.test(name));
