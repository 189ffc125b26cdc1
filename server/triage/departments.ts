/** From the catalogue's departments, as the protocols want them, to the ones that the hospital has, open now and online. */
import type { Text } from '@care-elements/contract/common.ts';
import type { TriageResult } from '@care-elements/contract/triage.ts';
import { catalogue, type Wanted } from '@care-elements/triage/departments.ts';
import { isOpenAt, opensNext, type AvailableTime } from '../hospitals/hours.ts';

export interface Candidate {
  departmentId: string;
  code: string;
  /** Codes that it covers beside its own. */
  covers: string[];
  name: Text;
  /** In use at all. */
  open: boolean;
  hours: AvailableTime[] | null;
  online: 'treat' | 'advise' | 'none';
}
/** The hospital's clock. */
export interface When {
  timeZone: string;
  now: Date;
}
type Chosen = TriageResult['departments'][number];

const MOST = 3;

/** The hospital's departments for what is wanted, best first: itself, then along the catalogue, then what is near. */
export function mapDepartments(
  wanted: readonly Wanted[],
  have: readonly Candidate[],
  when: When,
): TriageResult['departments'] {
  const chosen = new Map<string, Chosen>();
  const choose = (d: Candidate, one: Wanted | undefined, insteadOf: Text | null, why: Text | undefined) => {
    if (chosen.has(d.departmentId)) return;
    const notes = [why, d.online === 'advise' ? ONLY_ADVICE : undefined].filter((note) => !!note);
    chosen.set(d.departmentId, {
      ...{ departmentId: d.departmentId, name: d.name, insteadOf },
      note: notes.length
        ? { 'zh-CN': notes.map((n) => n['zh-CN']).join(''), en: notes.map((n) => n.en).join(' ') }
        : null,
      ...{ reason: one?.why ?? null, ruleId: one?.ruleId ?? null },
    });
  };
  for (const one of wanted) {
    // The nearest that is there but can't be had now is what the patient is told of.
    let missed: { name: Text; why: Text } | undefined;
    for (const code of chain(one.code)) {
      const there = have.filter((d) => d.code === code || d.covers.includes(code));
      const free = there.find((d) => !obstacle(d, when));
      if (!free) {
        const [first] = there;
        if (first) missed ??= { name: first.name, why: obstacle(first, when)! };
        continue;
      }
      const itself = code === one.code;
      const name = catalogue.get(one.code)?.name ?? null;
      if (itself) choose(free, one, null, undefined);
      else choose(free, one, missed?.name ?? name, missed?.why ?? (name ? lacks(name) : undefined));
      break;
    }
  }
  if (!chosen.size && have.length) {
    const name = catalogue.get(wanted[0]?.code ?? '')?.name ?? null;
    // A hospital of one speciality: better its own door than none.
    const any = have.find((d) => !obstacle(d, when));
    if (any) choose(any, wanted[0], name, name ? lacks(name) : undefined);
    else closed(wanted, have, when, choose);
  }
  return [...chosen.values()].slice(0, MOST);
}

/** Nobody is there now: what fits best, with when it opens. */
function closed(
  wanted: readonly Wanted[],
  have: readonly Candidate[],
  when: When,
  choose: (d: Candidate, one: Wanted | undefined, insteadOf: Text | null, why: Text | undefined) => void,
): void {
  const online = have.filter((d) => d.online !== 'none');
  for (const one of wanted) {
    const code = chain(one.code).find((code) =>
      online.some((d) => d.code === code || d.covers.includes(code)),
    );
    const found = online.find((d) => d.code === code || d.covers.includes(code ?? ''));
    if (found) choose(found, one, null, obstacle(found, when));
  }
}

const ONLY_ADVICE: Text = {
  'zh-CN': '线上只提供咨询，不开处方。',
  en: 'Online it advises and does not prescribe.',
};
const lacks = ({ 'zh-CN': zh, en }: Text): Text => ({
  'zh-CN': `本院线上没有${zh}。`,
  en: `This hospital has no ${inText(en)} online.`,
});
/** Within a sentence: "Internal medicine" is not a name, "TCM" is. */
const inText = (name: string) => (/^[A-Z][a-z]/.test(name) ? name[0]!.toLowerCase() + name.slice(1) : name);

/** Why a department can't be had online now; undefined when it can. */
function obstacle({ name, open, hours, online }: Candidate, { timeZone, now }: When): Text | undefined {
  const { 'zh-CN': zh, en } = name;
  if (online === 'none') return { 'zh-CN': `${zh}不在线上看诊。`, en: `${en} does not see patients online.` };
  const next = hours && opensNext(hours, timeZone, now);
  if (!open || (hours && !next))
    return { 'zh-CN': `${zh}暂停接诊。`, en: `${en} takes no patients at present.` };
  if (!isOpenAt(hours, timeZone, now))
    return {
      'zh-CN': `${zh}现在不开诊，${next!['zh-CN']} 开诊。`,
      en: `${en} is closed now and opens ${next!.en}.`,
    };
  return undefined;
}

/** The code, what it is part of, and what is near, each once. */
export function chain(code: string): string[] {
  const seen = new Set<string>();
  const queue = [code];
  for (let next; (next = queue.shift());) {
    if (seen.has(next)) continue;
    seen.add(next);
    if (next.includes('.')) queue.push(next.slice(0, next.lastIndexOf('.')));
    queue.push(...(catalogue.get(next)?.near ?? []));
  }
  return [...seen];
}
