/**
 * Owns what a page tells of its patient without a signature: it stands in the fields of the registration, for the patient to confirm or
 * correct, and counts for nothing until they have. Who vouches for a patient signs a token (`visit-host.ts`).
 */
import type { PatientInput } from '@care-elements/contract/visit.ts';
import type { Draft } from './care-visit-register.ts';
import type { CareVisit } from './care-visit.ts';

/** What the contract knows of a patient, any of it left out. That there is no allergy is the patient's own statement, and nobody else's. */
type Some<T> = T extends readonly unknown[] ? T : T extends object ? { [K in keyof T]?: Some<T[K]> } : T;
type Contract = Some<
  Omit<PatientInput, 'sex' | 'guardian' | 'allergies'> & {
    /** What the form asks. */
    sex: Extract<PatientInput['sex'], 'male' | 'female'>;
    guardian: NonNullable<PatientInput['guardian']>;
    allergies: Omit<PatientInput['allergies'], 'status'> & {
      status: Exclude<PatientInput['allergies']['status'], 'none'>;
    };
  }
>;
/** What may be told: dates as `1980-02-03`; `by` is `other` where somebody registers a patient who is not themselves. */
type Prefill = Exclude<CareVisit['prefill'], string | undefined>;
type Same<A, B> = [A, B] extends [B, A] ? true : false;
/** Does not compile once the tag's own type and the contract's differ. */
true satisfies Same<Required<Omit<Prefill, 'by'>>, Required<Contract>>;

/** By the name of the field, which is its place in the patient. */
type Place =
  | Exclude<keyof Prefill, 'guardian' | 'allergies'>
  | `guardian/${keyof NonNullable<Contract['guardian']> & string}`
  | `allergies/${keyof NonNullable<Contract['allergies']> & string}`;
const FIELDS: Record<Place, RegExp> = {
  name: /\S/,
  birthDate: /^\d{4}-\d\d-\d\d$/,
  sex: /^(male|female)$/,
  phone: /(\d\D*){5}/,
  by: /^(self|other)$/,
  'guardian/name': /\S/,
  'guardian/phone': /(\d\D*){5}/,
  'guardian/relation': /^(parent|grandparent|child|spouse|other)$/,
  'allergies/status': /^(some|unknown)$/,
  'allergies/items': /\S/,
};

const isObject = (told: unknown): told is object =>
  !!told && typeof told === 'object' && !Array.isArray(told);

/** What is told, by the name of the field that it would stand in. */
function* placed(told: object, within = ''): Generator<[field: string, value: unknown]> {
  for (const [name, value] of Object.entries(told))
    if (!within && isObject(value)) yield* placed(value, `${name}/`);
    // A list stands in one field, as a patient would type it.
    else if (Array.isArray(value) && value.every((one) => typeof one === 'string'))
      yield [within + name, value.join(', ')];
    else yield [within + name, value];
}

/** What of it can stand in a field; the rest is told to whoever looks into the console. */
function read(json: string): Draft {
  let told: unknown;
  try {
    told = JSON.parse(json);
  } catch {
    // Said below.
  }
  if (!isObject(told)) {
    console.error('Care: prefill is no object, or the JSON of one.');
    return {};
  }
  const draft: Draft = {};
  for (const [field, value] of placed(told))
    if (typeof value === 'string' && FIELDS[field as Place]?.test(value)) draft[field] = value.trim();
    else console.error(`Care: prefill can’t say “${field}” so; the patient fills it in.`);
  return draft;
}

const filled = new WeakMap<CareVisit, { by: string; draft: Draft }>();

/**
 * Puts it into what was typed so far, where nothing was: before each drawing, and so for the next visit, too. True while a page shows
 * some of it.
 */
export function prefill(shell: CareVisit): boolean {
  const { draft } = shell;
  // A page that draws itself anew says the same in another object.
  const by = typeof shell.prefill === 'string' ? shell.prefill : JSON.stringify(shell.prefill);
  const before = filled.get(shell);
  if (!before || by !== before.by) {
    const now = read(by);
    filled.set(shell, { by, draft: now });
    // What the page says anew takes the place of what it said before, not of what was typed.
    const typed = Object.entries(draft).filter(([field, value]) => value && value !== before?.draft[field]);
    shell.draft = { ...now, ...Object.fromEntries(typed) };
  } else if (!('name' in draft)) shell.draft = { ...before.draft, ...draft };
  return Object.entries(filled.get(shell)!.draft).some(
    ([field, value]) =>
      field !== 'by' &&
      shell.draft[field] === value &&
      (field.includes('/') ? field.split('/')[0] : 'who') === shell.page,
  );
}
