/** The parts that a page can style: each that a template names stands in the comment of a public tag that shows it, and is reached from outside. */
import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, it } from 'node:test';
import { PAGE_TAGS, tags, widgetFile } from '../../rollup.config.ts';

const elements = join(import.meta.dirname, '../../packages/elements');
const source = (file: string) => readFileSync(file, 'utf8');
const publicTags = [...tags(), ...PAGE_TAGS, 'care-studio'];

/** What a template says: `part="a b"`, or by an expression, whose quoted words are the names. */
function partsIn(code: string): Set<string> {
  const names = new Set<string>();
  for (const [, said] of code.matchAll(/\spart="([^"]*)"/g))
    said!
      .replace(/\$\{[^}]*\}/g, '')
      .split(/\s+/)
      .forEach((name) => name && names.add(name));
  for (const [, said] of code.matchAll(/\spart=\$\{([^}]*)\}/g))
    for (const [, name] of said!.matchAll(/'([\w-]+)'/g)) names.add(name!);
  return names;
}

/** A file and all that it imports, now or later, but for types. */
function reach(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file) || !file.startsWith(elements) || !existsSync(file)) return seen;
  seen.add(file);
  for (const [, now, later] of source(file).matchAll(
    /^(?:import|export)(?! type)[^;]*?'(\.[^']+)';|\bimport\('(\.[^']+)'\)/gm,
  ))
    reach(join(dirname(file), (now ?? later)!), seen);
  return seen;
}
const documented = (tag: string) =>
  new Set(
    [...source(widgetFile(tag)).matchAll(/@csspart ((?:[\w-]+, )*[\w-]+)/g)].flatMap(([, names]) =>
      names!.split(', '),
    ),
  );

const shown = publicTags.map((tag) => ({ tag, files: reach(widgetFile(tag)), told: documented(tag) }));

describe('parts', () => {
  it('stand in the comment of a public tag that shows them', () => {
    const missing = globSync('{widgets,controls}/*.ts', { cwd: elements }).flatMap((name) => {
      const file = join(elements, name);
      const by = shown.filter(({ files }) => files.has(file));
      return [...partsIn(source(file))]
        .filter((part) => by.length && !by.some(({ told }) => told.has(part)))
        .map((part) => `${name}: ${part}, of ${by.map(({ tag }) => tag).join(' ')}`);
    });
    assert.deepEqual(missing, []);
  });

  it('are what the comments say', () => {
    const gone = shown.flatMap(({ tag, files, told }) => {
      const there = new Set([...files].flatMap((file) => [...partsIn(source(file))]));
      // Put on by script; and the call's buttons, whose template is told the name.
      for (const file of files) {
        const code = source(file);
        const told = /from '.*\/call-controls\.ts'/.test(code) ? /'([\w-]+)'/g : /\.part\.add\('([\w-]+)'\)/g;
        for (const [, name] of code.matchAll(told)) there.add(name!);
      }
      return [...told].filter((part) => !there.has(part)).map((part) => `${tag}: ${part}`);
    });
    assert.deepEqual(gone, []);
  });

  it('are handed on by the elements that stand within', () => {
    // Elements can't be loaded here: the lists are read.
    const handed = new Set(
      ['controls/patient-parts.ts', 'widgets/staff-parts.ts'].flatMap((name) =>
        [...source(join(elements, name)).matchAll(/^ {2}'([\w,-]+)',$/gm)].flatMap(([, list]) =>
          list!.split(','),
        ),
      ),
    );
    const inside = shown.flatMap(({ tag, files, told }) => {
      // A tag with one such element says so where it draws it.
      const [, drawn = ''] = /\sexportparts="([\w, -]+)"/.exec(source(widgetFile(tag))) ?? [];
      const here = new Set([...handed, ...drawn.split(/,\s*/)]);
      return [...files]
        .filter((file) => file !== widgetFile(tag) && /\bdefine\('care-/.test(source(file)))
        .flatMap((file) => [...partsIn(source(file))].filter((part) => told.has(part) && !here.has(part)))
        .map((part) => `${tag}: ${part}`);
    });
    assert.deepEqual([...new Set(inside)], []);
  });
});
