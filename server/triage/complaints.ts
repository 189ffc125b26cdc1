/** What patients choose from: the complaints that have a protocol for them, searched by their own words. */
import type { AskedProtocol, Complaint, Heard } from '@care-elements/contract/triage.routes.ts';
import type { Protocol } from '@care-elements/triage/protocol.ts';
import type { Voice } from '@care-elements/triage/speak.ts';
import { begin } from '@care-elements/triage/understand/begin.ts';
import { heardIn, withoutWords } from '@care-elements/triage/understand/heard.ts';
import { searchComplaints } from '@care-elements/triage/understand/search.ts';
import { isFor } from '@care-elements/triage/who.ts';
import { publicRecord, type Authorized } from '../actor.ts';
import { requireHospital } from '../hospitals/service.ts';
import { problem } from '../problems.ts';
import type { Work } from '../work.ts';
import { askedProtocol, firstOf } from './begin.ts';
import type { Library } from './library.ts';

interface Search {
  q?: string | undefined;
  /** Words taken back, a line each. */
  without?: string | undefined;
  age: number;
  sex?: string | undefined;
}

/** Without words all of them, in the order of how common they are; with words the matching ones, best first. */
export async function listComplaints(
  work: Work,
  { protocols, complaints }: Library,
  { q, without, age, sex = 'unknown' }: Search,
): Promise<Authorized<{ complaints: Complaint[]; heard: Heard[] }>> {
  await requireHospital(work);
  const offered = complaints.flatMap(
    ({ complaintId, name }): { complaint: Complaint; protocol: Protocol }[] => {
      const entry = [...protocols.values()].find(
        ({ protocol }) => protocol.complaint === complaintId && isFor(protocol, age, sex),
      );
      if (!entry) return [];
      const { protocol } = entry;
      const complaint = { complaintId, name, synonyms: protocol.synonyms, protocolId: protocol.id };
      return [{ complaint, protocol }];
    },
  );
  const all = offered.map(({ protocol }) => protocol);
  const person = { age, sex };
  const said = withoutWords(q ?? '', without?.split('\n') ?? []);
  const ranked = said ? searchComplaints(said, all, person) : all;
  const found = ranked.map((protocol) => offered.find((o) => o.protocol === protocol)!.complaint);
  // Whatever matches, there is always a way on for whom nothing fits.
  const isOther = ({ complaintId }: Complaint) => complaintId === 'general';
  return publicRecord({
    complaints: [...found.filter((c) => !isOther(c)), ...offered.map((o) => o.complaint).filter(isOther)],
    heard: q ? heardIn(q, person, begin(q, person, all).protocols) : [],
  });
}

export async function getProtocol(
  work: Work,
  { protocols }: Library,
  protocolId: string,
  { voice, age, sex }: { voice: Voice; age?: number | undefined; sex: string },
): Promise<Authorized<AskedProtocol>> {
  await requireHospital(work);
  const entry = protocols.get(protocolId);
  if (!entry) throw problem('not-found');
  return publicRecord({
    ...askedProtocol(entry, voice),
    regions: {},
    first: age === undefined ? undefined : firstOf([entry.protocol], { age, sex }),
  });
}
