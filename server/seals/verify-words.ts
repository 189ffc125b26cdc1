/** What `npm run verify-rx` says of an exported prescription, in both languages. A pair is what is said where it holds, and where it does not. */
import type { Language } from '@care-elements/contract/common.ts';

type Pair = readonly [right: string, wrong: string];
const en = {
  file: [
    'The file is an exported prescription.',
    'The file is no exported prescription, or a part of it is changed.',
  ],
  hospitalSeal: [
    'The hospital’s seal fits the whole file: no byte was changed since it was exported.',
    'The hospital’s seal does not fit the file: something in it was changed.',
  ],
  named: [
    'The hospital’s key is the one that you named.',
    'The hospital’s key is not the one that you named.',
  ],
  text: [
    'The prescription’s text is whole and is this hospital’s.',
    'The prescription’s text is not the one that the file speaks of.',
  ],
  doctorSigned: ['There is one doctor’s signature.', 'There is no doctor’s signature.'],
  pharmacistSigned: ['There is one pharmacist’s signature.', 'There is no pharmacist’s signature.'],
  undecided: [
    'No pharmacist has decided on it: it is not in force.',
    'A pharmacist’s signature has no text.',
  ],
  twoPeople: ['Prescriber and reviewer are two people.', 'Prescriber and reviewer are one person.'],
  list: ['The key list is one.', 'The key list is none, or a part of it is changed.'],
  listSeal: (issuedAt: string): Pair => [
    `The hospital’s seal fits the key list, which is of ${issuedAt}.`,
    'The hospital’s seal does not fit the key list: something in it was changed.',
  ],
  listOf: (hospital: string, id: string): Pair => [
    `The key list is ${hospital}’s.`,
    `The key list is another hospital’s: ${hospital} (${id}).`,
  ],
  sameKey: (kid: string): Pair => [
    `File and key list are sealed with the same hospital’s key ${kid}.`,
    'File and key list are sealed with different hospital’s keys.',
  ],
  listed: (name: string, kid: string): Pair => [
    `The key of ${name} (${kid}) is in the key list.`,
    `The key of ${name} (${kid}) is not in the key list.`,
  ],
  bound: (who: string): Pair => [
    `${who} is named in the text, and the key is theirs.`,
    `${who}: the signature is not by the person or at the time that the text names, or the key is not theirs.`,
  ],
  decision: (decision: string): Pair => [
    `The pharmacist’s decision, “${decision}”, is on exactly this prescription.`,
    'The pharmacist’s decision is on another text than this prescription.',
  ],
  extended: (until: string): Pair => [
    `It was extended: in force until ${until}.`,
    'An extension is of another prescription, or by somebody else.',
  ],
  who: {
    doctor: (name: string) => `The doctor ${name}`,
    pharmacist: (name: string) => `The pharmacist ${name}`,
  },
  signed: (who: string, at: string, level: string) => `${who} signed exactly this text at ${at}: ${level}.`,
  fault: (who: string, fault: string) => `${who}: ${fault}`,
  stood: (who: string) => `${who}’s key stood at that time.`,
  stoodRevoked: (who: string, from: string) =>
    `${who}’s key stood at that time (it was called back from ${from} on).`,
  stoodRetired: (who: string, at: string) => `${who}’s key stood at that time (it was retired at ${at}).`,
  content: (number: string, hospital: string, patient: string, medicines: string) =>
    `Prescription ${number} of ${hospital} for ${patient}: ${medicines}.`,
  state: (at: string, state: string) => `When it was exported (${at}) its state was “${state}”.`,
  unconfirmed: (path: string) =>
    `The keys themselves are NOT CONFIRMED: no key list was given, and whoever makes a file can put keys of their own into it. Take the list from the hospital’s server (${path}) and give it with --keys.`,
  levels: {
    seal: 'a seal with a key that the hospital’s server keeps for its signer; not a certificate authority’s signature',
    ceremony:
      'confirmed with a key in the signer’s own device, which made sure of the person; not a certificate authority’s signature',
    ca: 'through a certificate authority’s service; whether the certificate is genuine is for the authority to say',
  },
  faults: {
    changed: 'the signature does not fit the text: one of the two was changed.',
    'key-unknown': 'the signature’s key is not theirs, or is younger than the signature.',
    malformed: 'the signature is not in the form that it has to be in.',
    'key-revoked': 'the key had been called back when this was signed.',
    'key-retired': 'the key had been retired when this was signed.',
    'not-checkable':
      'this program can’t check a signature of a certificate authority’s service: ask the service.',
  },
  notRead: (why: string) => `Not read: ${why}`,
  verdicts: {
    wrong: 'NOT VALID: do not trust this file.',
    confirmed: 'VALID: every check holds, and the keys are the hospital’s published ones.',
    unconfirmed: 'The signatures fit, but whose keys these are is NOT CONFIRMED (see “?”).',
  },
} as const;

type Said<T> = {
  [K in keyof T]: T[K] extends string
    ? string
    : T[K] extends readonly string[]
      ? Pair
      : T[K] extends (...args: infer A) => infer R
        ? (...args: A) => R
        : Said<T[K]>;
};
export type VerifyWords = Said<typeof en>;

const zh: VerifyWords = {
  file: ['文件是导出的处方。', '文件不是导出的处方，或其中一部分被改动。'],
  hospitalSeal: [
    '医院的签章与整个文件相符：导出后没有改动过一个字节。',
    '医院的签章与文件不符：其中有内容被改动。',
  ],
  named: ['医院的密钥就是您指定的那一把。', '医院的密钥不是您指定的那一把。'],
  text: ['处方正文完整，并属于本院。', '处方正文不是文件所说的那一份。'],
  doctorSigned: ['有一个医师签名。', '没有医师签名。'],
  pharmacistSigned: ['有一个药师签名。', '没有药师签名。'],
  undecided: ['尚无药师作出审核结论：处方未生效。', '有药师签名，却没有审核结论的正文。'],
  twoPeople: ['开方医师与审方药师是两个人。', '开方医师与审方药师是同一个人。'],
  list: ['密钥清单可以读取。', '这不是密钥清单，或其中一部分被改动。'],
  listSeal: (issuedAt) => [
    `医院的签章与密钥清单相符，清单签发于 ${issuedAt}。`,
    '医院的签章与密钥清单不符：其中有内容被改动。',
  ],
  listOf: (hospital, id) => [`密钥清单属于${hospital}。`, `密钥清单属于另一家医院：${hospital}（${id}）。`],
  sameKey: (kid) => [`文件与密钥清单由同一把医院密钥 ${kid} 签章。`, '文件与密钥清单由不同的医院密钥签章。'],
  listed: (name, kid) => [`${name}的密钥（${kid}）在清单中。`, `${name}的密钥（${kid}）不在清单中。`],
  bound: (who) => [
    `${who}在正文中署名，密钥属于本人。`,
    `${who}：签名人或签名时间与正文不一致，或密钥不属于本人。`,
  ],
  decision: (decision) => [
    `药师的审核结论“${decision}”针对的正是这张处方。`,
    '药师的审核结论针对的不是这张处方。',
  ],
  extended: (until) => [`处方已延期：有效至 ${until}。`, '延期针对的是另一张处方，或由他人作出。'],
  who: { doctor: (name) => `医师 ${name}`, pharmacist: (name) => `药师 ${name}` },
  signed: (who, at, level) => `${who}于 ${at} 签署的正是这段正文：${level}。`,
  fault: (who, fault) => `${who}：${fault}`,
  stood: (who) => `${who}的密钥当时有效。`,
  stoodRevoked: (who, from) => `${who}的密钥当时有效（自 ${from} 起被吊销）。`,
  stoodRetired: (who, at) => `${who}的密钥当时有效（于 ${at} 停用）。`,
  content: (number, hospital, patient, medicines) =>
    `${hospital}处方 ${number}，患者 ${patient}：${medicines}。`,
  state: (at, state) => `导出时（${at}）处方状态为“${state}”。`,
  unconfirmed: (path) =>
    `密钥本身“未经确认”：没有给出密钥清单，而制作文件的人可以放入自己的密钥。请从医院服务器取得清单（${path}），并用 --keys 给出。`,
  levels: {
    seal: '用医院服务器为签名人保管的密钥签章；不是电子认证服务机构（CA）的电子签名',
    ceremony: '用签名人自己设备里的密钥确认，设备核对过本人；不是电子认证服务机构（CA）的电子签名',
    ca: '经电子认证服务机构（CA）的服务签署；证书是否真实由该机构说明',
  },
  faults: {
    changed: '签名与正文不符：两者之一被改动。',
    'key-unknown': '签名所用密钥不属于本人，或晚于签名才启用。',
    malformed: '签名的格式不对。',
    'key-revoked': '签署时密钥已被吊销。',
    'key-retired': '签署时密钥已停用。',
    'not-checkable': '本程序无法核验电子认证服务机构（CA）的签名：请向该机构核验。',
  },
  notRead: (why) => `无法读取：${why}`,
  verdicts: {
    wrong: '无效：请勿信任此文件。',
    confirmed: '有效：每项核验都通过，密钥是医院公布的密钥。',
    unconfirmed: '签名相符，但密钥属于谁“未经确认”（见“?”行）。',
  },
};

export const VERIFY_WORDS: Readonly<Record<Language, VerifyWords>> = { 'zh-CN': zh, en };
