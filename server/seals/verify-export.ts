/**
 * Verifies an exported prescription on its own: the file's text and, if there is one, the text of the hospital's published key list.
 * Pure: no database, no network, no clock. Every finding is a sentence of `verify-words.ts`.
 */
import canonicalize from 'canonicalize';
import type { Language } from '@care-elements/contract/common.ts';
import { KeyList, RxExport, type ExportedSeal, type PublishedKey } from '@care-elements/contract/signing.ts';
import { checkAny, checkStanding, checkJws, hashOfText, parseObject, thumbprint } from './verify.ts';
import { VERIFY_WORDS, type VerifyWords } from './verify-words.ts';

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
  /** English where absent. */
  language?: Language | undefined;
}
type Said = Record<string, unknown>;
type Name = { 'zh-CN'?: string; en?: string } | undefined;

export function verifyExport(file: string, given: Given = {}): Verification {
  const t = VERIFY_WORDS[given.language ?? 'en'];
  const lines: Line[] = [];
  const say: Say = (right, [words, wrong]) => {
    lines.push({ is: right ? 'right' : 'wrong', words: right ? words : wrong });
    return right;
  };
  const done = (keysConfirmed = false): Verification => ({
    ok: !lines.some(({ is }) => is === 'wrong'),
    keysConfirmed,
    lines,
  });

  const parsed = RxExport.safeParse(parseObject(file));
  if (!say(parsed.success, t.file)) return done();
  const rx = parsed.data!;
  const raw = parseObject(file)!;
  say(hospitalSealed(raw, rx), t.hospitalSeal);

  const list = given.keyList === undefined ? undefined : readList(given.keyList, rx, say, t);
  if (given.hospitalKey !== undefined) say(rx.hospitalKey.kid === given.hospitalKey, t.named);
  const keyOf = (seal: ExportedSeal): PublishedKey | undefined => {
    const own = rx.keys.find((key) => key.kid === seal.keyId);
    return own && (list ? list.keys.find((key) => sameKey(key, own)) : own);
  };

  const said = parseObject(rx.prescription) ?? {};
  lines.push({ is: 'said', words: contentLine(said, t) });
  say(
    canonical(rx.prescription) &&
      said['hospitalId'] === rx.hospitalId &&
      said['prescriptionId'] === rx.prescriptionId,
    t.text,
  );
  const seals: Seals = { rx, said, keyOf, say, t };
  const [signature, ...others] = rx.seals.filter(({ role }) => role === 'doctor');
  const signedAt = (said['signing'] as Said | undefined)?.['signedAt'];
  if (say(!!signature && others.length === 0, t.doctorSigned))
    checkSeal(seals, signature!, rx.prescription, said['prescriber'] as Said, signedAt);

  checkReview(seals);
  for (const extension of rx.extensions) checkExtension(seals, extension);
  lines.push({ is: 'said', words: t.state(rx.exportedAt, rx.state) });
  if (!list) lines.push({ is: 'open', words: t.unconfirmed(`/v1/hospitals/${rx.hospitalId}/keys`) });
  return done(!!list && done().ok);
}

type Say = (right: boolean, words: readonly [right: string, wrong: string]) => boolean;
/** What every check of a seal works with. `said`: the prescription's text, read. */
interface Seals {
  rx: RxExport;
  said: Said;
  keyOf: (seal: ExportedSeal) => PublishedKey | undefined;
  say: Say;
  t: VerifyWords;
}

/** The hospital's seal is over all the rest, its key included. */
function hospitalSealed(raw: Said, { hospitalKey, seal }: RxExport | KeyList): boolean {
  const { seal: _seal, ...rest } = raw;
  const text = canonicalize(rest) ?? '';
  return thumbprint(hospitalKey) === hospitalKey.kid && checkJws(text, seal, hospitalKey).verdict === 'valid';
}

function readList(text: string, rx: RxExport, say: Say, t: VerifyWords): Pick<KeyList, 'keys'> {
  const parsed = KeyList.safeParse(parseObject(text));
  if (!say(parsed.success, t.list)) return { keys: [] };
  const list = parsed.data!;
  say(hospitalSealed(parseObject(text)!, list), t.listSeal(list.issuedAt));
  say(list.hospitalId === rx.hospitalId, t.listOf(nameOf(list.hospital.name), list.hospitalId));
  say(list.hospitalKey.kid === rx.hospitalKey.kid, t.sameKey(list.hospitalKey.kid));
  for (const key of rx.keys)
    say(
      list.keys.some((published) => sameKey(published, key)),
      t.listed(nameOf(key.name), key.kid),
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
  { keyOf, say, t }: Seals,
  seal: ExportedSeal,
  text: string,
  signer: Said | undefined,
  signedAt: unknown,
): void {
  const key = keyOf(seal);
  const who = t.who[seal.role](nameOf(signer?.['name'] as Name));
  const bound =
    signer?.['clinicianId'] === seal.clinicianId &&
    signedAt === seal.at &&
    key?.clinicianId === seal.clinicianId;
  if (!say(bound && key.role === seal.role && key.level === seal.level, t.bound(who))) return;
  const { verdict, reason } = checkAny(text, seal, key!);
  say(verdict === 'valid', [
    t.signed(who, seal.at, t.levels[seal.level]),
    t.fault(who, t.faults[reason ?? 'changed']),
  ]);
  const standing = checkStanding(key!, seal.at);
  const { revokedFrom, retiredAt } = key!;
  say(standing.verdict === 'valid', [
    revokedFrom
      ? t.stoodRevoked(who, revokedFrom)
      : retiredAt
        ? t.stoodRetired(who, retiredAt)
        : t.stood(who),
    t.fault(who, t.faults[standing.reason ?? 'changed']),
  ]);
}

function checkReview(seals: Seals): void {
  const { rx, said: prescription, say, t } = seals;
  const [seal, ...others] = rx.seals.filter(({ role }) => role === 'pharmacist');
  if (rx.review === null) {
    say(!seal, t.undecided);
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
    t.decision(`${said['decision']}`.replace(/\W/g, '')),
  );
  say(reviewer?.['clinicianId'] !== prescriber?.['clinicianId'], t.twoPeople);
  if (say(!!seal && others.length === 0, t.pharmacistSigned))
    checkSeal(seals, seal!, rx.review, reviewer, said['at']);
}

/** By the prescriber, of this very prescription. */
function checkExtension(seals: Seals, { text, seal }: RxExport['extensions'][number]): void {
  const { rx, said: prescription, say, t } = seals;
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
    t.extended(`${said['validUntil']}`.replace(/[^\dTZ:.-]/g, '')),
  );
  checkSeal(seals, seal, text, prescriber, said['at']);
}

const canonical = (text: string): boolean => {
  const value = parseObject(text);
  return value !== undefined && canonicalize(value) === text;
};

const nameOf = (name: Name): string =>
  [name?.['zh-CN'], name?.en].filter((one, i, all) => one && all.indexOf(one) === i).join(' / ') || '?';

function contentLine(said: Said, t: VerifyWords): string {
  const items = Array.isArray(said['items']) ? (said['items'] as Said[]) : [];
  const medicines = items.map((item) => nameOf((item['drug'] as Said | undefined)?.['name'] as Name));
  const patient = (said['patient'] as Said | undefined)?.['name'];
  const hospital = nameOf((said['hospital'] as Said | undefined)?.['name'] as Name);
  return t.content(`${said['number']}`, hospital, `${patient}`, medicines.join('; '));
}
