/** A hospital's protocols in use, kept in memory until its content changes: a publication holds from the next request on, in every process. */
import { isMachine } from '@care-elements/triage/lint/fault.ts';
import type { Protocol } from '@care-elements/triage/protocol.ts';
import { builtIn, type Library, type LibraryEntry } from '../triage/library.ts';
import type { Work } from '../work.ts';
import { listPublished } from './known.ts';
import * as repo from './repo.ts';
import { validReviews } from './signatures.ts';

export type LibraryOf = (work: Work) => Promise<Library>;

/**
 * `servesUnsigned`: the demo gives patients what no medical lead has signed, and says so; a server with real patients
 * gives them only what is signed at that hospital.
 */
export function createLibraries({ servesUnsigned }: { servesUnsigned: boolean }): LibraryOf {
  const kept = new Map<string, { revision: number; library: Library }>();
  return async (work) => {
    const { tx, hospitalId } = work;
    // Read before the rows: what commits in between is read again at the next request.
    const revision = await repo.revisionOf(tx, hospitalId);
    // Hospitals that never changed anything share one library; so does any name that stands in a path.
    const key = revision > 0 ? hospitalId : '';
    const known = kept.get(key);
    if (known?.revision === revision) return known.library;
    const library = await readOwn(work, servesUnsigned);
    kept.set(key, { revision, library });
    return library;
  };
}

async function readOwn(work: Work, servesUnsigned: boolean): Promise<Library> {
  const versions = await listPublished(work, 'protocol');
  const reviews = await validReviews(
    work,
    'protocol',
    versions.map(({ hash }) => hash),
  );
  const protocols = new Map<string, LibraryEntry>();
  for (const { contentId, hash, body } of versions) {
    const reviewed = reviews.has(hash);
    if (reviewed || servesUnsigned)
      protocols.set(contentId, { protocol: body as unknown as Protocol, hash, reviewed });
  }
  const all = [...protocols.values()].map(({ protocol }) => protocol);
  return { protocols, all, complaints: [...builtIn().complaints, ...newComplaints(all)] };
}

/** Complaints that the hospital's own protocols brought, under their titles. */
function newComplaints(all: readonly Protocol[]): Library['complaints'] {
  const known = new Set(builtIn().complaints.map(({ complaintId }) => complaintId));
  return all.flatMap((protocol) => {
    if (isMachine(protocol) || known.has(protocol.complaint)) return [];
    known.add(protocol.complaint);
    return [{ complaintId: protocol.complaint, name: protocol.title }];
  });
}
