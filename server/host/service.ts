/** Hosts that sign patients in: the hospital's list of them, the exchange of a token, and which patient a subject is. */
import { jwtVerify, SignJWT } from 'jose';
import { audienceOf, MOST_ISSUERS, type PublicKeys } from '@care-elements/contract/host.ts';
import type { AnswerOf } from '@care-elements/contract/route.ts';
import type { hostRoutes } from '@care-elements/contract/host.ts';
import type { PatientInput } from '@care-elements/contract/visit.ts';
import { PUBLIC, publicRecord, type Authorized, type ClinicianActor } from '../actor.ts';
import { record } from '../audit.ts';
import { lockHospital, requireHospital } from '../hospitals/service.ts';
import { problem } from '../problems.ts';
import { startPatientSession } from '../sessions/service.ts';
import type { Tokens } from '../tokens.ts';
import { openVisitOf, samePerson } from '../visits/service.ts';
import { inHospital, type Work, type WorkBase } from '../work.ts';
import * as repo from './repo.ts';
import type { HostToken } from './verify.ts';

const TICKET = { issuer: 'care-elements:host', algorithms: ['HS256'] };
/** Long enough to register, with all that a family has to ask. */
const TICKET_MS = 2 * 3600_000;

type List = Authorized<AnswerOf<typeof hostRoutes.listHostIssuers>>;

export async function listIssuers({ tx, hospitalId }: Work): Promise<List> {
  const rows = await repo.listIssuers(tx, hospitalId);
  return publicRecord({
    audience: audienceOf(hospitalId),
    issuers: rows.map(({ issuer, jwksUrl, jwks, updatedAt }) => ({
      ...{ issuer, jwksUrl, updatedAt: updatedAt.toISOString() },
      keyIds: jwks?.keys.map(({ kid, kty }) => kid ?? kty) ?? [],
    })),
  });
}

export async function putIssuer(
  work: Work,
  { clinicianId }: ClinicianActor,
  {
    issuer,
    jwksUrl = null,
    jwks = null,
  }: { issuer: string; jwksUrl?: string | undefined | null; jwks?: PublicKeys | undefined | null },
): Promise<List> {
  const { tx, hospitalId, now } = work;
  await lockHospital(work);
  const rows = await repo.listIssuers(tx, hospitalId);
  const before = rows.find((row) => row.issuer === issuer);
  if (!before && rows.length >= MOST_ISSUERS) throw problem('state-conflict', `At most ${MOST_ISSUERS}.`);
  const after: repo.IssuerRow = { hospitalId, issuer, jwksUrl, jwks, updatedAt: now, updatedBy: clinicianId };
  await repo.putIssuer(tx, after);
  await record(work, {
    ...{ action: 'host_issuer.trusted', resourceType: 'HostIssuer', resourceId: issuer },
    ...{ before, after, topics: [] },
  });
  return listIssuers(work);
}

export async function removeIssuer(work: Work, issuer: string): Promise<List> {
  const before = await repo.deleteIssuer(work.tx, work.hospitalId, issuer);
  if (before)
    await record(work, {
      ...{ action: 'host_issuer.removed', resourceType: 'HostIssuer', resourceId: issuer },
      ...{ before, topics: [] },
    });
  return listIssuers(work);
}

/** Whose tokens the hospital takes; throws `hospital-unknown`. In a transaction of its own, before keys are fetched. */
export const issuersOf = (base: WorkBase, hospitalId: string): Promise<repo.IssuerRow[]> =>
  inHospital(base, hospitalId, { doer: PUBLIC, requestId: null }, async (work) => {
    await requireHospital(work);
    return repo.listIssuers(work.tx, hospitalId);
  });

export async function exchange(
  work: Work,
  { tokens, tokenSecret }: { tokens: Tokens; tokenSecret: Uint8Array },
  { subjectHash, tokenHash, expiresAt, patient }: HostToken,
): Promise<Authorized<AnswerOf<typeof hostRoutes.exchangeHostToken>>> {
  const { tx, hospitalId, now, newId } = work;
  if (!(await repo.takeToken(tx, { hospitalId, tokenHash, expiresAt }, now)))
    throw problem('token-invalid', 'This token was taken before: sign a new one for each page.');
  const row = { hospitalId, subjectId: newId(), subjectHash, createdAt: now };
  const subjectId = await repo.subjectIdOf(tx, row);
  const open = await openVisitOf(work, await repo.patientIdsOf(tx, hospitalId, subjectId));
  await record(work, {
    ...{ action: 'host.signed_in', resourceType: 'HostSubject', resourceId: subjectId },
    ...(open && { visitId: open.visitId }),
    topics: [],
  });
  const until = new Date(now.getTime() + TICKET_MS);
  return publicRecord({
    ticket: await new SignJWT()
      .setProtectedHeader({ alg: 'HS256' })
      .setIssuer(TICKET.issuer)
      .setAudience(hospitalId)
      .setSubject(subjectId)
      .setExpirationTime(until)
      .sign(tokenSecret),
    expiresAt: until.toISOString(),
    patient,
    visit: open && { visitId: open.visitId, token: (await startPatientSession(work, tokens, open)).token },
  });
}

/** Whom a ticket is for; throws `token-expired` for any that does not count. */
export async function subjectOfTicket(
  { hospitalId, now }: Pick<Work, 'hospitalId' | 'now'>,
  secret: Uint8Array,
  ticket: string,
): Promise<string> {
  try {
    const { payload } = await jwtVerify(ticket, secret, {
      ...{ ...TICKET, audience: hospitalId, currentDate: now, requiredClaims: ['sub', 'exp'] },
    });
    return payload.sub!;
  } catch {
    throw problem('token-expired');
  }
}

/** The subject's patient of this name and birth date, if they came before. One registration of a subject at a time. */
export async function patientOfSubject(
  work: Work,
  subjectId: string,
  patient: PatientInput,
): Promise<string | undefined> {
  const { tx, hospitalId } = work;
  if (!(await repo.lockSubject(tx, hospitalId, subjectId))) throw problem('token-expired');
  return samePerson(work, await repo.patientIdsOf(tx, hospitalId, subjectId), patient);
}

export const linkPatient = ({ tx, hospitalId }: Work, subjectId: string, patientId: string): Promise<void> =>
  repo.linkPatient(tx, { hospitalId, subjectId, patientId });
