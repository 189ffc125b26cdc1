/** Reads the word files: a name is a file of `words/`, or a folder of files that are one table. Server only. */
import { readdirSync, readFileSync } from 'node:fs';

const folder = new URL('../words/', import.meta.url);
const parse = (path: string): object => JSON.parse(readFileSync(new URL(path, folder), 'utf8'));

/** The files of a folder by name, or the one file under its name. */
export function wordFiles(name: string): Map<string, object> {
  const files = readdirSync(folder).includes(name)
    ? readdirSync(new URL(name, folder))
        .sort()
        .map((file) => `${name}/${file}`)
    : [`${name}.json`];
  return new Map(files.map((file) => [file, parse(file)]));
}

export const readWords = <T>(name: string): T => Object.assign({}, ...wordFiles(name).values()) as T;
