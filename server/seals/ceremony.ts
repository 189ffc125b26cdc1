/** Signing in a ceremony (WebAuthn): the key is in the clinician's own device, and the challenge is the SHA-256 of what is signed. */
import { isIP } from 'node:net';
import type { verifyAuthenticationResponse } from '@simplewebauthn/server';
import { z } from 'zod';
import type { Assertion } from '@care-elements/contract/signing.ts';
import { CEREMONY_MS } from '@care-elements/contract/signing.terms.ts';
import { originsOf } from '../hospitals/service.ts';
import { problem } from '../problems.ts';
import type { Work } from '../work.ts';
import type { SigningProvider } from './provider.ts';
import * as repo from './repo.ts';
import { checkAny, checkAssertion } from './verify.ts';

/** A fifth of all that the server would load at its start, for what few hospitals use. */
export const webauthn = () => import('@simplewebauthn/server');

const Answer = z.object({
  id: z.string().max(1400),
  rawId: z.string().max(1400),
  type: z.literal('public-key'),
  response: z.object({
    clientDataJSON: z.string().max(4000),
    authenticatorData: z.string().max(4000),
    signature: z.string().max(1400),
    userHandle: z.string().max(200).optional(),
  }),
});

/**
 * The site that a page's keys are made for: its host, or the wider one that is configured. Browsers give keys to no page that is called by a
 * number, nor to one that came over plain http from elsewhere than this machine.
 */
export function siteOf(origin: string | null, configured?: string): string {
  if (!origin || !URL.canParse(origin))
    throw problem('origin-not-registered', 'A key in a device belongs to a web page: send its Origin.');
  const host = new URL(origin).hostname;
  if (isIP(host.replace(/^\[|\]$/g, '')))
    throw problem('level-unavailable', 'Open the page by its name, not by a number: browsers ask for it.');
  return configured && (host === configured || host.endsWith(`.${configured}`)) ? configured : host;
}

/** Pages that may have shown it: the hospital's registered ones, and the one that it was begun on. */
export const pagesOf = async (work: Work, begunOn: string | null): Promise<string[]> => [
  ...(await originsOf(work)),
  ...(begunOn ? [begunOn] : []),
];

/** Why a device's answer is no signature, for the developer; the person is asked to try again. */
export const refused = (why: string) => problem('ceremony-refused', why);

export function createCeremony(rpId?: string): SigningProvider {
  return {
    level: 'ceremony',
    async begin(work, { clinicianId, origin }, text) {
      const site = siteOf(origin, rpId);
      const all = await repo.listSignerKeys(work.tx, work.hospitalId, clinicianId, 100);
      const usable = all.filter((key) => key.level === 'ceremony' && key.rpId === site && !key.revokedAt);
      if (usable.length === 0) throw problem('no-signing-key', `No key of yours works for ${site}.`);
      const { generateAuthenticationOptions } = await webauthn();
      const ask = await generateAuthenticationOptions({
        rpID: site,
        challenge: Uint8Array.from(Buffer.from(text.hash, 'hex')),
        allowCredentials: usable.map((key) => ({ id: key.credentialId!, transports: key.transports })),
        userVerification: 'required',
        timeout: CEREMONY_MS,
      });
      return { ...ask };
    },

    async complete(work, { clinicianId, origin }, text, given) {
      const parsed = Answer.safeParse(given);
      if (!parsed.success) throw refused('It is no WebAuthn assertion.');
      const { id, response } = parsed.data;
      const key = await repo.lockCredential(work.tx, work.hospitalId, id);
      if (key?.clinicianId !== clinicianId) throw refused('The key is not this clinician’s.');
      if (key.revokedAt) throw refused('The key was called back.');
      const counter = await assertedCounter(
        { ...parsed.data, response, clientExtensionResults: {} },
        key,
        Buffer.from(text.hash, 'hex').toString('base64url'),
        await pagesOf(work, origin),
      );
      const { clientDataJSON, authenticatorData, signature } = response;
      const assertion: Assertion = { credentialId: id, clientDataJSON, authenticatorData, signature };
      // What is kept has to convince whoever verifies it later, with other code and nothing but the public key.
      const { alg, rpId: site, publicJwk } = key;
      const { verdict, reason } = checkAssertion(text.canonical, key.keyId, assertion, {
        ...publicJwk,
        ...{ alg, rpId: site },
      });
      if (verdict === 'invalid') throw refused(`It does not verify: ${reason}.`);
      await repo.updateSignerKey(work.tx, key, { counter, lastUsedAt: work.now });
      return { level: 'ceremony', keyId: key.keyId, jws: null, assertion };
    },

    verify: checkAny,
  };
}

/** The device's counter after it signed. Throws for another challenge, page or site, an absent person, a counter that went back. */
async function assertedCounter(
  response: Parameters<typeof verifyAuthenticationResponse>[0]['response'],
  key: repo.SignerKeyRow,
  expectedChallenge: string,
  expectedOrigin: string[],
): Promise<number> {
  try {
    const { verified, authenticationInfo } = await (
      await webauthn()
    ).verifyAuthenticationResponse({
      ...{ response, expectedChallenge, expectedOrigin, expectedRPID: key.rpId! },
      credential: { id: key.credentialId!, publicKey: Uint8Array.from(key.coseKey!), counter: key.counter },
      requireUserVerification: true,
    });
    if (verified) return authenticationInfo.newCounter;
  } catch (error) {
    throw refused((error as Error).message);
  }
  throw refused('The signature is not the key’s.');
}
