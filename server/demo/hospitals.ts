/** The two hospitals of the demo: invented people, invented numbers, real departments of the standard catalogue. */
import type { AntimicrobialRight } from '@care-elements/contract/antimicrobial.ts';
import type { Text } from '@care-elements/contract/common.ts';
import type { ClinicianRole, PharmacistGrade } from '@care-elements/contract/session.ts';

export interface DemoClinician {
  username: string;
  role: ClinicianRole;
  name: Text;
  title: Text;
  /** The highest grade of antimicrobials that they may prescribe. */
  antimicrobialRight: AntimicrobialRight;
  /** Of a doctor: since when they practise on their own licence, and whether their institution consents to work online. */
  practisingSince?: string;
  institutionConsents?: boolean;
  /** Of a pharmacist: rank, and since when they dispense (YYYY-MM-DD). */
  pharmacistGrade?: PharmacistGrade;
  dispensingSince?: string;
  /** Signs the formulary. */
  pharmacyLead?: boolean;
  /** Department codes, and in which of these departments they may prescribe; in the others they advise. */
  departments: string[];
  treatsIn: string[];
}
export interface DemoPharmacy {
  key: string;
  name: Text;
  address: Text;
  phone: string;
  hours: Text;
  own: boolean;
  pickup: boolean;
  delivers: boolean;
  /** Usernames. */
  staff: string[];
}
export interface DemoHospital {
  hospitalId: string;
  name: Text;
  language: 'zh-CN' | 'en';
  timeZone: string;
  emergencyNumber: string;
  phone: string;
  rulePacks: string[];
  consent: { version: string; text: Text };
  recording: { version: string; text: Text };
  snapshot: { version: string; text: Text };
  departments: { code: string; letter: string; name: Text; covers?: string[] }[];
  clinicians: DemoClinician[];
  pharmacies: DemoPharmacy[];
}

/** The password of every demo account. `npm run serve` has no such accounts. */
export const DEMO_PASSWORD = 'care-demo';

const both = (zh: string, en: string): Text => ({ 'zh-CN': zh, en });

const CONSENT = {
  version: 'demo-1',
  text: both(
    [
      '您将通过互联网接受本院医生的问诊。开始之前，请您了解：',
      '医生不能当面检查您的身体。医生如果认为需要面诊，会停止线上问诊，请您到医院就诊。',
      '我们会记录您填写的信息、问诊经过、病历和处方，用于为您诊治，并按规定保存、接受监管。',
      '视频画面和声音只在您、医生和您同意参加的人之间传送。只有医生问过您、您当时同意了，才会录制。',
      '分诊的提示由程序按规则给出，不是诊断，其内容尚未经临床医生审定。',
      '如有胸痛、呼吸困难、大出血、意识不清等急症，请立即拨打急救电话，不要等待线上问诊。',
      '您可以随时结束问诊。',
    ].join('\n\n'),
    [
      'You are about to see a clinician of this hospital online. Before you start, please know:',
      'The clinician cannot examine you in person. If you need to be examined, the online visit ends and you are asked to come in.',
      'We keep what you tell us, what happens in the visit, your record and your prescription, to treat you and as the law requires.',
      'Picture and sound go only between you, the clinician and whoever you agree to have in the call. They are recorded only if the clinician asks you during the call and you agree.',
      'The triage advice comes from a program that follows rules. It is not a diagnosis, and no clinician has approved its content yet.',
      'With chest pain, trouble breathing, heavy bleeding or confusion, call the emergency number now. Do not wait here.',
      'You can end the visit at any time.',
    ].join('\n\n'),
  ),
};

/** What patients are asked where the server records at all (`CARE_RECORDING`). */
const RECORDING = {
  version: 'demo-rec-1',
  text: both(
    [
      '医生希望录下这次视频的画面和声音，存入您的病历资料。',
      '录像按规定至少保存三年，只有为您看诊的医生可以回看，每次打开都有记录。',
      '您可以不同意，看诊照常进行。同意以后，您也可以随时停止录制。',
    ].join('\n\n'),
    [
      'The clinician would like to record this call, picture and sound, for your record.',
      'It is kept for at least three years. Only clinicians who see you can play it, and each time is noted.',
      'You may say no: the visit goes on just the same. You can stop the recording at any time.',
    ].join('\n\n'),
  ),
};

/** What patients are asked, below the doctor's own words, before a still is taken of their picture. */
const SNAPSHOT = {
  version: 'demo-pic-1',
  text: both(
    [
      '您同意以后才会拍，只拍一张您当时的视频画面，没有声音。',
      '照片存入您这次就诊的病历，您和为您看诊的医生可以看到。',
      '您可以不同意，看诊照常进行。',
    ].join('\n\n'),
    [
      'One still of your video is taken, without sound, and only if you agree.',
      'It goes into the record of this visit. You and the clinicians who see you can look at it.',
      'You may say no: the visit goes on just the same.',
    ].join('\n\n'),
  ),
};

const doctor = (
  username: string,
  name: Text,
  title: Text,
  practisingSince: string,
  departments: string[],
  treatsIn = departments,
): DemoClinician => ({
  ...{ username, role: 'doctor', name, title, departments, treatsIn },
  ...{ practisingSince, institutionConsents: true },
  antimicrobialRight: rightByTitle(title.en, treatsIn.length > 0),
});
/** As hospitals grant it: special use to senior titles, restricted to attendings, the rest to everybody who may prescribe. */
const rightByTitle = (title: string, prescribes: boolean): AntimicrobialRight =>
  !prescribes
    ? 'none'
    : /chief/i.test(title)
      ? 'special'
      : /attending|specialist/i.test(title)
        ? 'restricted'
        : 'non_restricted';
const staff =
  (role: ClinicianRole) =>
  (username: string, name: Text, title: Text): DemoClinician => ({
    ...{ username, role, name, title },
    ...{ antimicrobialRight: 'none', departments: [], treatsIn: [] },
  });
const pharmacist = (
  username: string,
  name: Text,
  title: Text,
  pharmacistGrade: PharmacistGrade,
  dispensingSince: string,
): DemoClinician => ({ ...staff('pharmacist')(username, name, title), pharmacistGrade, dispensingSince });
const counter = staff('pharmacy');
const pharmacyLead: typeof pharmacist = (...who) => ({ ...pharmacist(...who), pharmacyLead: true });
const lead = staff('medical_lead');
const administrator = staff('administrator');

export const DEMO_HOSPITALS: DemoHospital[] = [
  {
    hospitalId: 'renhe',
    name: both('仁和医院', 'Renhe Hospital'),
    language: 'zh-CN',
    timeZone: 'Asia/Shanghai',
    emergencyNumber: '120',
    phone: '010-5550-0100',
    rulePacks: ['cn'],
    consent: CONSENT,
    recording: RECORDING,
    snapshot: SNAPSHOT,
    departments: [
      { code: '02', letter: 'Q', name: both('全科医学科', 'General practice') },
      { code: '03', letter: 'N', name: both('内科', 'Internal medicine') },
      { code: '07', letter: 'E', name: both('儿科', 'Paediatrics') },
      { code: '13', letter: 'P', name: both('皮肤科', 'Dermatology'), covers: ['13.01', '13.03'] },
    ],
    clinicians: [
      doctor(
        'zhao',
        both('赵启明', 'Zhao Qiming'),
        both('副主任医师', 'Associate chief physician'),
        '2008-08-01',
        ['03', '02'],
      ),
      doctor(
        'sun',
        both('孙若兰', 'Sun Ruolan'),
        both('副主任医师', 'Associate chief physician'),
        '2010-07-01',
        ['02', '03'],
      ),
      doctor('lin', both('林晓梅', 'Lin Xiaomei'), both('主任医师', 'Chief physician'), '1999-07-01', ['07']),
      doctor('zhou', both('周婉清', 'Zhou Wanqing'), both('主任医师', 'Chief physician'), '2001-07-01', [
        '13',
      ]),
      doctor(
        'qian',
        both('钱一鸣', 'Qian Yiming'),
        both('住院医师（仅咨询）', 'Resident (advice only)'),
        '2021-09-01',
        ['02', '03'],
        [],
      ),
      pharmacyLead(
        'gao',
        both('高文静', 'Gao Wenjing'),
        both('主管药师', 'Pharmacist in charge'),
        'in_charge',
        '2012-07-01',
      ),
      pharmacist('he', both('何立新', 'He Lixin'), both('药师', 'Pharmacist'), 'pharmacist', '2019-07-01'),
      // Sees the desk, and may not review yet: the rule of three years' dispensing at work.
      pharmacist(
        'tang',
        both('唐小雨', 'Tang Xiaoyu'),
        both('药师', 'Pharmacist'),
        'pharmacist',
        '2025-07-01',
      ),
      counter('mei', both('梅雨晴', 'Mei Yuqing'), both('执业药师', 'Licensed pharmacist')),
      lead('wu', both('吴建国', 'Wu Jianguo'), both('医务主任', 'Medical director')),
      administrator('fang', both('方琳', 'Fang Lin'), both('信息管理员', 'Administrator')),
    ],
    pharmacies: [
      {
        ...{ key: 'own', own: true, pickup: true, delivers: false, staff: ['gao', 'he'] },
        name: both('仁和医院门诊药房', 'Renhe Hospital pharmacy'),
        address: both('门诊楼一层 3 号窗口', 'Outpatient building, ground floor, window 3'),
        ...{ phone: '010-5550-0110', hours: both('每天 8:00–20:00', 'Daily 8:00–20:00') },
      },
      {
        ...{ key: 'partner', own: false, pickup: true, delivers: true, staff: ['mei'] },
        name: both('康宁大药房（人民路店）', 'Kangning Pharmacy, Renmin Road'),
        address: both('人民路 88 号', '88 Renmin Road'),
        ...{ phone: '010-5550-0177', hours: both('每天 7:00–23:00', 'Daily 7:00–23:00') },
      },
    ],
  },
  {
    hospitalId: 'lakeside',
    name: both('湖滨社区诊所', 'Lakeside Community Clinic'),
    language: 'en',
    timeZone: 'America/Chicago',
    emergencyNumber: '911',
    phone: '555-0142',
    rulePacks: ['generic'],
    consent: CONSENT,
    recording: RECORDING,
    snapshot: SNAPSHOT,
    departments: [
      { code: '02', letter: 'F', name: both('家庭医学科', 'Family medicine') },
      { code: '07', letter: 'P', name: both('儿科', 'Pediatrics') },
      { code: '15', letter: 'B', name: both('心理健康科', 'Behavioral health') },
    ],
    clinicians: [
      doctor('delgado', both('玛丽亚·德尔加多', 'Maria Delgado'), both('家庭医生', 'MD'), '2012-07-01', [
        '02',
        '15',
      ]),
      doctor('okafor', both('塞缪尔·奥卡福', 'Samuel Okafor'), both('儿科医生', 'MD'), '2015-07-01', [
        '07',
        '02',
      ]),
      pharmacyLead('park', both('朴智恩', 'Jieun Park'), both('药师', 'PharmD'), 'pharmacist', '2017-06-01'),
      counter('rivera', both('露西娅·里韦拉', 'Lucía Rivera'), both('药师', 'RPh')),
      lead('hayes', both('露丝·海斯', 'Ruth Hayes'), both('医疗主任', 'Medical director')),
      administrator('novak', both('伊万·诺瓦克', 'Ivan Novak'), both('管理员', 'Administrator')),
    ],
    pharmacies: [
      {
        ...{ key: 'own', own: true, pickup: true, delivers: false, staff: ['park'] },
        name: both('湖滨诊所药房', 'Lakeside Clinic Pharmacy'),
        address: both('湖滨路 12 号', '12 Lakeshore Drive'),
        ...{ phone: '555-0143', hours: both('工作日 9:00–18:00', 'Weekdays 9 am – 6 pm') },
      },
      {
        ...{ key: 'partner', own: false, pickup: true, delivers: true, staff: ['rivera'] },
        name: both('港湾药房', 'Harbor Pharmacy'),
        address: both('主街 401 号', '401 Main Street'),
        ...{ phone: '555-0168', hours: both('每天 8:00–22:00', 'Daily 8 am – 10 pm') },
      },
    ],
  },
];
