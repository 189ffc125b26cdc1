/** Owns the people and places of the stories: one invented hospital for each language, with those who work and wait there. */
import type { Hospital } from '@care-elements/contract/hospital.ts';
import type { Clinician } from '@care-elements/contract/session.ts';
import type { Patient } from '@care-elements/contract/visit.ts';
import type { Lang } from '../packages/elements/base/words.ts';

export const both = (zh: string, en: string) => ({ 'zh-CN': zh, en });
export const idOf = (n: number): string => `0190aaaa-0000-7000-8000-${String(n).padStart(12, '0')}`;
/** An instant so many minutes from now; before now when negative. A story is always of today. */
export const inMinutes = (minutes: number): string => new Date(Date.now() + minutes * 60_000).toISOString();

export interface World {
  lang: Lang;
  hospital: Hospital;
  doctor: Clinician;
  pharmacist: Clinician;
  patient: Patient;
  child: Patient;
  /** Others in the queue. */
  others: string[];
  /** What the patient wrote. */
  complaint: string;
}

const CONSENT = {
  version: 'demo-1',
  text: both(
    [
      '您将通过互联网接受本院医生的问诊。开始之前，请您了解：',
      '医生不能当面检查您的身体。医生如果认为需要面诊，会停止线上问诊，请您到医院就诊。',
      '视频画面和声音只在您和医生之间传送，不录制。',
      '分诊的提示由程序按规则给出，不是诊断，其内容尚未经临床医生审定。',
      '如有胸痛、呼吸困难、大出血、意识不清等急症，请立即拨打急救电话，不要等待线上问诊。',
      '您可以随时结束问诊。',
    ].join('\n'),
    [
      'You are about to see a clinician of this hospital online. Before you start, please know:',
      'The clinician cannot examine you in person. If you need to be examined, the online visit ends and you are asked to come in.',
      'Picture and sound go only between you and the clinician. They are not recorded.',
      'The triage advice comes from a program that follows rules. It is not a diagnosis, and no clinician has approved its content yet.',
      'With chest pain, trouble breathing, heavy bleeding or confusion, call the emergency number now. Do not wait here.',
      'You can end the visit at any time.',
    ].join('\n'),
  ),
};
const department = (n: number, code: string, zh: string, en: string) => ({
  ...{ departmentId: idOf(20 + n), code, name: both(zh, en), open: true },
});
const birthday = (years: number): string => `${new Date().getFullYear() - years}-01-01`;

function hospitalOf(lang: Lang): Hospital {
  const chinese = lang === 'zh-CN';
  const common = { language: lang, childAge: 14, consent: CONSENT, demo: true };
  return chinese
    ? {
        ...common,
        hospitalId: 'renhe',
        name: both('仁和医院', 'Renhe Hospital'),
        timeZone: 'Asia/Shanghai',
        emergencyNumber: '120',
        phone: '010-5550-0100',
        departments: [
          department(1, '03', '内科', 'Internal medicine'),
          department(2, '02', '全科医学科', 'General practice'),
          department(3, '07', '儿科', 'Paediatrics'),
        ],
      }
    : {
        ...common,
        hospitalId: 'lakeside',
        name: both('湖滨社区诊所', 'Lakeside Community Clinic'),
        timeZone: 'America/Chicago',
        emergencyNumber: '911',
        phone: '555-0142',
        departments: [
          department(1, '02', '家庭医学科', 'Family medicine'),
          department(2, '15', '心理健康科', 'Behavioral health'),
          department(3, '07', '儿科', 'Pediatrics'),
        ],
      };
}

function worldOf(lang: Lang): World {
  const chinese = lang === 'zh-CN';
  const hospital = hospitalOf(lang);
  return {
    lang,
    hospital,
    doctor: {
      clinicianId: idOf(11),
      role: 'doctor',
      name: chinese ? both('赵启明', 'Zhao Qiming') : both('玛丽亚·德尔加多', 'Maria Delgado'),
      title: chinese ? both('副主任医师', 'Associate chief physician') : both('家庭医生', 'MD'),
      departments: hospital.departments
        .slice(0, 2)
        .map((department) => ({ ...department, consultRight: true, treatmentRight: true })),
    },
    pharmacist: {
      clinicianId: idOf(12),
      role: 'pharmacist',
      name: chinese ? both('高文静', 'Gao Wenjing') : both('朴智恩', 'Jieun Park'),
      title: chinese ? both('主管药师', 'Pharmacist in charge') : both('药师', 'PharmD'),
      departments: [],
    },
    patient: {
      patientId: idOf(3),
      name: chinese ? '王秀兰' : 'Mary Olsen',
      birthDate: birthday(72),
      sex: 'female',
      phone: chinese ? '138 0000 0000' : '+1 555 0143',
      allergies: { status: 'some', items: chinese ? ['磺胺', '头孢克洛'] : ['sulfa drugs', 'cefaclor'] },
      ageYears: 72,
      age: 72.4,
    },
    child: {
      patientId: idOf(6),
      name: chinese ? '李小满' : 'Noah Reed',
      birthDate: birthday(4),
      sex: 'male',
      phone: chinese ? '138 0000 0001' : '+1 555 0144',
      guardian: {
        name: chinese ? '李建国' : 'Anna Reed',
        phone: chinese ? '138 0000 0001' : '+1 555 0144',
        relation: 'parent',
      },
      allergies: { status: 'unknown', items: [] },
      ageYears: 4,
      age: 4.2,
    },
    others: chinese
      ? ['陈大勇', '孙桂芳', '欧阳明月', '周子轩', '吴晓燕']
      : ['James Carter', 'Priya Natarajan', 'Olivia Martinez-Fernandez', 'Tom Wu', 'Grace Kim'],
    complaint: chinese
      ? '嗓子疼两天了，昨天开始发烧'
      : 'My throat has hurt for two days, fever since yesterday',
  };
}

/** In Arabic a hospital's own texts are there in English. */
export const WORLDS = { 'zh-CN': worldOf('zh-CN'), en: worldOf('en') } as Record<Lang, World>;
Object.assign(WORLDS, { ar: { ...WORLDS.en, lang: 'ar' } });

const LONG = {
  'zh-CN': {
    hospital: '中国医学科学院北京协和医学院附属第一人民医院互联网医院东城院区',
    department: '心血管内科高血压与动脉硬化专科联合门诊',
    name: '阿卜杜热合曼·阿卜杜热西提·买买提依明江',
    title: '主任医师、教授、博士研究生导师、国家级名老中医继承人',
  },
  en: {
    hospital:
      'The Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch and District Community Hospital',
    department: 'Otorhinolaryngology and maxillofacial reconstruction, joint clinic',
    name: 'Maria-Fernanda Wolfeschlegelsteinhausenbergerdorff-Montgomery',
    title: 'Consultant gastroenterologist, professor emeritus, MD PhD FRCP',
  },
} as const;

function lengthened(world: World): World {
  const { hospital, department, name, title } = LONG[world.lang];
  const same = (text: string) => both(text, text);
  const departments = world.hospital.departments.map((one) => ({ ...one, name: same(department) }));
  const staff = (one: Clinician): Clinician => ({
    ...{ ...one, name: same(name), title: same(title) },
    departments: one.departments.map((own) => ({ ...own, name: same(department) })),
  });
  return {
    ...world,
    hospital: { ...world.hospital, name: same(hospital), departments },
    doctor: staff(world.doctor),
    pharmacist: staff(world.pharmacist),
    patient: { ...world.patient, name },
    others: world.others.map(() => name),
  };
}
/** The same with names as long as any: Uyghur ones, Welsh ones. */
export const LONG_NAMES: Record<Lang, World> = {
  'zh-CN': lengthened(WORLDS['zh-CN']),
  en: lengthened(WORLDS.en),
};
