/** Hashes over RFC 8785 canonical JSON: the same value, the same hash, wherever it is computed. */
import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';

/** SHA-256 in hex over the canonical form; dates count as their ISO strings. */
export function hashOf(value: unknown): string {
  return createHash('sha256')
    .update(canonicalize(JSON.parse(JSON.stringify(value ?? null))) ?? 'null')
    .digest('hex');
}
