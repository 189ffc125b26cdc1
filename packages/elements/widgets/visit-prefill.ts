/**
 * Owns what a page tells of its patient without a signature: it stands in the fields of the registration, for the patient to confirm or
 * correct, and counts for nothing until they have. Who vouches for a patient signs a token (`visit-host.ts`).
 */
import type { Draft } from './care-visit-register.ts';
import type { CareVisit } from './care-visit.ts';

/** What may be told: dates as `1980-02-03`; `by` is `other` where somebody registers a patient who is not themselves. */
type Prefill = Exclude<CareVisit['prefill'], string | undefined>;

const FIELDS: Record<keyof Prefill, RegExp> = {
  name: /\S/,
  birthDate: /^\d{4}-\d\d-\d\d$/,
  sex: /^(male|female)$/,
  phone: /(\d\D*){5}/,
  by: /^(self|other)$/,
};

/** What of it can stand in a field; the rest is told to whoever looks into the console. */
function read(json: string): Draft {
  let told: unknown;
  try {
    told = JSON.parse(json);
  } catch {
    // Said below.
  }
  if (!told || typeof told !== 'object' || Array.isArray(told)) {
    console.error('Care: prefill is no object, or the JSON of one.');
    return {};
  }
  const draft: Draft = {};
  for (const [field, value] of Object.entries(told))
    if (typeof value === 'string' && FIELDS[field as keyof Prefill]?.test(value)) draft[field] = value.trim();
    else console.error(`Care: prefill can’t say “${field}” so; the patient fills it in.`);
  return draft;
}

const filled = new WeakMap<CareVisit, { by: string; draft: Draft }>();

/**
 * Puts it into what was typed so far, where nothing was: before each drawing, and so for the next visit, too. True while the first page
 * shows some of it.
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
  const said = Object.entries(filled.get(shell)!.draft);
  return (
    shell.page === 'who' && said.some(([field, value]) => field !== 'by' && shell.draft[field] === value)
  );
}
