/** The file that a hospital is set up from: what stands in it, and what makes no sense together. */
import { z } from 'zod';
import { ANTIMICROBIAL_RIGHTS } from '@care-elements/contract/antimicrobial.ts';
import { Day, HospitalId, Language, line, paragraph, Phone } from '@care-elements/contract/common.ts';
import { MOST_ORIGINS, WebOrigin } from '@care-elements/contract/origin.ts';
import { ClinicianRole, PHARMACIST_GRADES } from '@care-elements/contract/session.ts';
import { catalogue } from '@care-elements/triage/departments.ts';

/** In every language of the kit. */
const words = (max: number) => z.strictObject({ 'zh-CN': line(max), en: line(max) });
const prose = z.strictObject({ 'zh-CN': paragraph(4000).min(1), en: paragraph(4000).min(1) });
/** What patients are asked to agree to; another text is another version. */
const Asked = z.strictObject({ version: line(32), text: prose });
const Dialled = z.string().regex(/^[\d ()+-]{2,32}$/, 'A number as it is dialled: 120, 911, 12356');
const Code = line(16);
const Username = line(64);

const isTimeZone = (timeZone: string): boolean => {
  try {
    return !!new Intl.DateTimeFormat('en', { timeZone });
  } catch {
    return false;
  }
};

const Time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'HH:MM');
const AvailableTime = z.strictObject({
  daysOfWeek: z.array(z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'])).min(1),
  allDay: z.boolean().exactOptional(),
  availableStartTime: Time.exactOptional(),
  availableEndTime: Time.exactOptional(),
});

const Department = z.strictObject({
  /** Of the standard catalogue (诊疗科目名录), so that triage finds it: `03`, `03.05`. */
  code: Code,
  name: words(100),
  /** Before the numbers of its queue: `A` for A017. */
  letter: z.string().regex(/^[A-Z]$/, 'One capital letter'),
  /** Codes that it sees beside its own. */
  covers: z.array(Code).max(100).exactOptional(),
  hours: z.array(AvailableTime).max(50).nullable().exactOptional(),
  online: z.enum(['treat', 'advise', 'none']).exactOptional(),
  open: z.boolean().exactOptional(),
});

const Post = z.strictObject({
  /** Its code. */
  department: Code,
  consultRight: z.boolean().default(true),
  treatmentRight: z.boolean(),
});

const Person = z.strictObject({
  username: Username,
  role: ClinicianRole,
  name: words(100),
  title: words(100),
  antimicrobialRight: z.enum(ANTIMICROBIAL_RIGHTS).exactOptional(),
  practisingSince: Day.nullable().exactOptional(),
  institutionConsents: z.boolean().nullable().exactOptional(),
  pharmacistGrade: z.enum(PHARMACIST_GRADES).nullable().exactOptional(),
  dispensingSince: Day.nullable().exactOptional(),
  pharmacyLead: z.boolean().exactOptional(),
  posts: z.array(Post).max(200).exactOptional(),
});

const Pharmacy = z.strictObject({
  /** Ours for it in this file; it stays the same for good. */
  key: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'Small letters, digits and dashes'),
  name: words(200),
  address: words(400),
  phone: Phone,
  hours: words(200),
  own: z.boolean(),
  pickup: z.boolean(),
  delivers: z.boolean(),
  active: z.boolean().exactOptional(),
  /** User names. */
  staff: z.array(Username).max(500).exactOptional(),
});

const Waits = z.strictObject({ longMin: z.int().min(1).max(1440), veryLongMin: z.int().min(1).max(1440) });

export const HospitalFile = z
  .strictObject({
    hospitalId: HospitalId,
    name: words(200),
    language: Language,
    timeZone: z.string().refine(isTimeZone, 'An IANA time zone: Asia/Shanghai'),
    emergencyNumber: Dialled,
    phone: Phone,
    crisisLine: Dialled.nullable().exactOptional(),
    childAge: z.int().min(0).max(21).exactOptional(),
    /** The law that it works under (docs/rules.md): `cn`, `generic`. */
    rulePacks: z.array(line(64)).min(1).max(10),
    consent: Asked,
    recording: Asked.nullable().exactOptional(),
    snapshot: Asked.nullable().exactOptional(),
    reviewWaits: Waits.nullable().exactOptional(),
    origins: z.array(WebOrigin).max(MOST_ORIGINS).default([]),
    departments: z.array(Department).max(200).default([]),
    clinicians: z.array(Person).max(10_000).default([]),
    pharmacies: z.array(Pharmacy).max(200).default([]),
  })
  .superRefine((file, context) => {
    const wrong = (path: (string | number)[], message: string) =>
      context.addIssue({ code: 'custom', path, message });
    const twice = (list: string, key: string, values: string[]) =>
      values.forEach((value, i) => {
        if (values.indexOf(value) !== i) wrong([list, i, key], `${value} is there twice`);
      });
    twice(
      'departments',
      'code',
      file.departments.map(({ code }) => code),
    );
    twice(
      'clinicians',
      'username',
      file.clinicians.map(({ username }) => username),
    );
    twice(
      'pharmacies',
      'key',
      file.pharmacies.map(({ key }) => key),
    );
    file.departments.forEach(({ covers = [] }, i) =>
      covers.forEach((code, n) => {
        if (!catalogue.has(code))
          wrong(['departments', i, 'covers', n], `${code} is not of the standard catalogue`);
      }),
    );
    file.clinicians.forEach(({ role, pharmacyLead, posts = [] }, i) => {
      if (pharmacyLead && role !== 'pharmacist')
        wrong(['clinicians', i, 'pharmacyLead'], 'Only a pharmacist signs the formulary');
      posts.forEach(({ department, consultRight, treatmentRight }, n) => {
        if (treatmentRight && !consultRight)
          wrong(['clinicians', i, 'posts', n, 'consultRight'], 'Who treats sees patients, too');
        if (posts.findIndex((post) => post.department === department) !== n)
          wrong(['clinicians', i, 'posts', n, 'department'], `${department} is there twice`);
      });
    });
    const counters = new Map<string, string>();
    file.pharmacies.forEach(({ key, pickup, delivers, staff = [] }, i) => {
      if (!pickup && !delivers) wrong(['pharmacies', i], 'It gives medicines out, or delivers them, or both');
      staff.forEach((username, n) => {
        const other = counters.get(username);
        if (other)
          wrong(['pharmacies', i, 'staff', n], `${username} stands at the counter of ${other} already`);
        counters.set(username, key);
      });
    });
  });
export type HospitalFile = z.infer<typeof HospitalFile>;
