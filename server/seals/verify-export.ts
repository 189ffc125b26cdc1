/**
 * Verifies an exported prescription on its own: the file's text and, if there is one, the text of the hospital's published key list.
 * Pure: no database, no network, no clock. Every finding is a sentence.
 */
import canonicalize from 'canonicalize';
import { KeyList, RxExport, type ExportedSeal, type PublishedKey } from '@care-elements/contract/signing.ts';
import { checkAny, checkStanding, checkJws, hashOfText, parseObject, thumbprint } from './verify.ts';

/** `open` is what these files alone can't tell. */
export interface Line {
  is: 'right' | 'wrong' | 'open' | 'said';
  words: string;
}
export interface Verification {
  ok: boolean;
  /** The keys were found in the hospital's published list. */
  keysConfirmed: boolean;
  lines: Line[];
}
export interface Given {
  /** The key list as published, if one was given. */
  keyList?: string | undefined;
  /** The hospital's key as somebody trustworthy named it: its `kid`. */
  hospitalKey?: string | undefined;
}
type Said = Record<string, unknown>;
type Name = { 'zh-CN'?: string; en?: string } | undefined;

export function verifyExport(file: string, given: Given = {}): Verification {
  const lines: Line[] = [];
  const say = (right: boolean, words: string, wrong = words) => {
    lines.push({ is: right ? 'right' : 'wrong', words: right ? words : wrong });
    return right;
  };
  const done = (keysConfirmed = false): Verification => ({
    ok: !lines.some(({ is }) => is === 'wrong'),
    keysConfirmed,
    lines,
  });

  const parsed = RxExport.safeParse(parseObject(file));
  if (
    !say(
      parsed.success,
      'The file is an exported prescription.',
      'The file is no exported prescription, or a part of it is changed.',
    )
  )
    return done();
  const rx = parsed.data!;
  const raw = parseObject(file)!;
  say(
    hospitalSealed(raw, rx),
    'The hospital’s seal fits the whole file: no byte was changed since it was exported.',
    'The hospital’s seal does not fit the file: something in it was changed.',
  );

  const list = given.keyList === undefined ? undefined : readList(given.keyList, rx, say);
  if (given.hospitalKey !== undefined)
    say(
      rx.hospitalKey.kid === given.hospitalKey,
      'The hospital’s key is the one that you named.',
      'The hospital’s key is not the one that you named.',
    );
  const keyOf = (seal: ExportedSeal): PublishedKey | undefined => {
    const own = rx.keys.find((key) => key.kid === seal.keyId);
    return own && (list ? list.keys.find((key) => sameKey(key, own)) : own);
  };

  const said = parseObject(rx.prescription) ?? {};
  lines.push({ is: 'said', words: contentLine(said) });
  say(
    canonical(rx.prescription) &&
      said['hospitalId'] === rx.hospitalId &&
      said['prescriptionId'] === rx.prescriptionId,
    'The prescription’s text is whole and is this hospital’s.',
    'The prescription’s text is not the one that the file speaks of.',
  );
  const [signature, ...others] = rx.seals.filter(({ role }) => role === 'doctor');
  const signedAt = (said['signing'] as Said | undefined)?.['signedAt'];
  if (
    say(
      !!signature && others.length === 0,
      'There is one doctor’s signature.',
      'There is no doctor’s signature.',
    )
  )
    checkSeal(signature!, rx.prescription, said['prescriber'] as Said, signedAt, keyOf(signature!), say);

  checkReview(rx, said, keyOf, say);
  for (const extension of rx.extensions) checkExtension(rx, extension, said, keyOf, say);
  lines.push({ is: 'said', words: `When it was exported (${rx.exportedAt}) its state was “${rx.state}”.` });
  if (!list) {
    const path = `/v1/hospitals/${rx.hospitalId}/keys`;
    lines.push({
      is: 'open',
      words: `The keys themselves are NOT CONFIRMED: no key list was given, and whoever makes a file can put keys of their own into it. Take the list from the hospital’s server (${path}) and give it with --keys.`,
    });
  }
  return done(!!list && done().ok);
}

type Say = (right: boolean, words: string, wrong?: string) => boolean;

/** The hospital's seal is over all the rest, its key included. */
function hospitalSealed(raw: Said, { hospitalKey, seal }: RxExport | KeyList): boolean {
  const { seal: _seal, ...rest } = raw;
  const text = canonicalize(rest) ?? '';
  return thumbprint(hospitalKey) === hospitalKey.kid && checkJws(text, seal, hospitalKey).verdict === 'valid';
}

function readList(text: string, rx: RxExport, say: Say): KeyList | undefined {
  const parsed = KeyList.safeParse(parseObject(text));
  if (!say(parsed.success, 'The key list is one.', 'The key list is none, or a part of it is changed.'))
    return { keys: [] } as never;
  const list = parsed.data!;
  say(
    hospitalSealed(parseObject(text)!, list),
    `The hospital’s seal fits the key list, which is of ${list.issuedAt}.`,
    'The hospital’s seal does not fit the key list: something in it was changed.',
  );
  say(
    list.hospitalId === rx.hospitalId,
    `The key list is ${nameOf(list.hospital.name)}’s.`,
    `The key list is another hospital’s: ${nameOf(list.hospital.name)} (${list.hospitalId}).`,
  );
  say(
    list.hospitalKey.kid === rx.hospitalKey.kid,
    `File and key list are sealed with the same hospital’s key ${list.hospitalKey.kid}.`,
    'File and key list are sealed with different hospital’s keys.',
  );
  for (const key of rx.keys)
    say(
      list.keys.some((published) => sameKey(published, key)),
      `The key of ${nameOf(key.name)} (${key.kid}) is in the key list.`,
      `The key of ${nameOf(key.name)} (${key.kid}) is not in the key list.`,
    );
  return list;
}

/** The same key of the same person: what changes of it later is when it ended. */
function sameKey(a: PublishedKey, b: PublishedKey): boolean {
  const names = [
    'kid',
    'kty',
    'crv',
    'x',
    'y',
    'n',
    'e',
    'level',
    'clinicianId',
    'role',
    'rpId',
    'validFrom',
  ] as const;
  return names.every((name) => a[name] === b[name]);
}

function checkSeal(
  seal: ExportedSeal,
  text: string,
  signer: Said | undefined,
  signedAt: unknown,
  key: PublishedKey | undefined,
  say: Say,
): void {
  const who = `${seal.role === 'doctor' ? 'The doctor' : 'The pharmacist'} ${nameOf(signer?.['name'] as Name)}`;
  const bound =
    signer?.['clinicianId'] === seal.clinicianId &&
    signedAt === seal.at &&
    key?.clinicianId === seal.clinicianId;
  if (
    !say(
      bound && key.role === seal.role && key.level === seal.level,
      `${who} is named in the text, and the key is theirs.`,
      `${who}: the signature is not by the person or at the time that the text names, or the key is not theirs.`,
    )
  )
    return;
  const { verdict, reason } = checkAny(text, seal, key!);
  say(
    verdict === 'valid',
    `${who} signed exactly this text at ${seal.at}: ${LEVELS[seal.level]}.`,
    `${who}: ${FAULTS[reason ?? 'changed']}`,
  );
  const standing = checkStanding(key!, seal.at);
  say(
    standing.verdict === 'valid',
    `${who}’s key stood at that time${key!.revokedFrom ? ` (it was called back from ${key!.revokedFrom} on)` : key!.retiredAt ? ` (it was retired at ${key!.retiredAt})` : ''}.`,
    `${who}: ${FAULTS[standing.reason ?? 'changed']}`,
  );
}

function checkReview(
  rx: RxExport,
  prescription: Said,
  keyOf: (seal: ExportedSeal) => PublishedKey | undefined,
  say: Say,
) {
  const [seal, ...others] = rx.seals.filter(({ role }) => role === 'pharmacist');
  if (rx.review === null) {
    say(
      !seal,
      'No pharmacist has decided on it: it is not in force.',
      'A pharmacist’s signature has no text.',
    );
    return;
  }
  const said = parseObject(rx.review) ?? {};
  const reviewer = said['reviewer'] as Said | undefined;
  const prescriber = prescription['prescriber'] as Said | undefined;
  say(
    canonical(rx.review) &&
      said['hospitalId'] === rx.hospitalId &&
      said['prescriptionId'] === rx.prescriptionId &&
      said['rxHash'] === hashOfText(rx.prescription),
    `The pharmacist’s decision, “${`${said['decision']}`.replace(/\W/g, '')}”, is on exactly this prescription.`,
    'The pharmacist’s decision is on another text than this prescription.',
  );
  say(
    reviewer?.['clinicianId'] !== prescriber?.['clinicianId'],
    'Prescriber and reviewer are two people.',
    'Prescriber and reviewer are one person.',
  );
  if (
    say(
      !!seal && others.length === 0,
      'There is one pharmacist’s signature.',
      'There is no pharmacist’s signature.',
    )
  )
    checkSeal(seal!, rx.review, reviewer, said['at'], keyOf(seal!), say);
}

/** By the prescriber, of this very prescription. */
function checkExtension(
  rx: RxExport,
  { text, seal }: RxExport['extensions'][number],
  prescription: Said,
  keyOf: (seal: ExportedSeal) => PublishedKey | undefined,
  say: Say,
) {
  const said = parseObject(text) ?? {};
  const prescriber = prescription['prescriber'] as Said | undefined;
  say(
    canonical(text) &&
      said['type'] === 'care-prescription-extension/1' &&
      said['hospitalId'] === rx.hospitalId &&
      said['prescriptionId'] === rx.prescriptionId &&
      said['rxHash'] === hashOfText(rx.prescription) &&
      said['clinicianId'] === prescriber?.['clinicianId'] &&
      seal.role === 'doctor',
    `It was extended: in force until ${`${said['validUntil']}`.replace(/[^\dTZ:.-]/g, '')}.`,
    'An extension is of another prescription, or by somebody else.',
  );
  checkSeal(seal, text, prescriber, said['at'], keyOf(seal), say);
}

const canonical = (text: string): boolean => {
  const value = parseObject(text);
  return value !== undefined && canonicalize(value) === text;
};

const nameOf = (name: Name): string =>
  [name?.['zh-CN'], name?.en].filter((one, i, all) => one && all.indexOf(one) === i).join(' / ') || '?';

function contentLine(said: Said): string {
  const items = Array.isArray(said['items']) ? (said['items'] as Said[]) : [];
  const medicines = items.map((item) => nameOf((item['drug'] as Said | undefined)?.['name'] as Name));
  const patient = (said['patient'] as Said | undefined)?.['name'];
  return `Prescription ${said['number']} of ${nameOf((said['hospital'] as Said | undefined)?.['name'] as Name)} for ${patient}: ${medicines.join('; ')}.`;
}

const LEVELS = {
  seal: 'a seal with a key that the hospital’s server keeps for its signer; not a certificate authority’s signature',
  ceremony:
    'confirmed with a key in the signer’s own device, which made sure of the person; not a certificate authority’s signature',
  ca: 'through a certificate authority’s service; whether the certificate is genuine is for the authority to say',
} as const;
const FAULTS = {
  changed: 'the signature does not fit the text: one of the two was changed.',
  'key-unknown': 'the signature’s key is not theirs, or is younger than the signature.',
  malformed: 'the signature is not in the form that it has to be in.',
  'key-revoked': 'the key had been called back when this was signed.',
  'key-retired': 'the key had been retired when this was signed.',
  'not-checkable':
    'this program can’t check a signature of a certificate authority’s service: ask the service.',
} as const;
