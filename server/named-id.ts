/** Ids that are made of a name: the same name, the same id. */
import { createHash } from 'node:crypto';

/** A UUID in the form of version 8 (RFC 9562, custom). */
export function namedId(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** By the version of its UUID (RFC 9562), which no other id of ours has. */
export const isNamedId = (id: string): boolean => id[14] === '8';
