/** The triage cases of our own: their shape, their shares, and that the kept third looks like the rest. Messages name ids, never the words of a case. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { z } from 'zod';

const COMPLAINTS =
  `chest_pain breathlessness headache abdominal_pain_adult abdominal_pain_child fever_adult fever_infant_lt3m
  fever_child_3_36m cough_adult cough_child sore_throat cold_rhinitis back_pain neck_pain rash dizziness palpitations syncope seizure
  stroke_weakness_numbness confusion_delirium eye_problem ear_problem nosebleed urinary vaginal_bleeding gyn_discharge_contraception
  pregnancy_problem postpartum_breast vomit_diarrhoea_adult vomit_diarrhoea_child constipation gi_bleeding dyspepsia_jaundice
  allergy_anaphylaxis bite_sting burn head_injury limb_injury wound poisoning_overdose suicide_selfharm psych_anxiety_depression insomnia
  diabetes_glucose hypertension joint_pain_gout leg_swelling_dvt skin_infection dental_pain testicular_pain medication_side_effect
  chronic_refill infectious_exposure_travel foreign_body_choking newborn_infant environment_heat_co violence_assault
  thyroid_fatigue_weight`.split(/\s+/);
const KINDS = [
  'ordinary',
  'dangerous-lookalike',
  'child',
  'elderly',
  'pregnant',
  'mental',
  'words',
  'vignette',
  'desk',
] as const;
const LEVELS = [1, 2, 3, 4] as const;
const SOURCES =
  /^(NHS: |CDC: |MedlinePlus: |NICE NG\d+: |WHO |Clinical consensus|Columbia Suicide|急诊预检分诊专家共识|狂犬病暴露|手足口病|互联网诊疗|反家庭暴力法)/;

const Case = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*-\d{2,3}[ab]?$/),
  lang: z.enum(['zh', 'en']),
  text: z.string().min(4).max(1500),
  // Left out where the words alone were given: a stranger's file need not know them.
  age: z.number().min(0).max(110).optional(),
  sex: z.enum(['female', 'male']).optional(),
  vitals: z
    .strictObject({
      sbp: z.int().min(40).max(300),
      dbp: z.int().min(20).max(200),
      hr: z.int().min(20).max(300),
      rr: z.int().min(4).max(90),
      temp: z.number().min(30).max(43),
      spo2: z.int().min(50).max(100),
      glucose: z.number().min(0.5).max(50),
      pain: z.int().min(0).max(10),
      consciousness: z.enum(['alert', 'confused', 'voice', 'pain', 'unresponsive']),
    })
    .partial()
    .refine((vitals) => Object.keys(vitals).length > 0, 'empty vitals')
    .optional(),
  pregnant: z.literal(true).optional(),
  level: z.literal(LEVELS),
  levels_ok: z.array(z.literal(LEVELS)).length(2).optional(),
  departments: z.array(z.string().regex(/^(0[1-9]|[12]\d|3[0-2]|5[0-2])(\.\d{2})?$/)).min(1),
  complaint: z.enum(COMPLAINTS),
  source: z.string().regex(SOURCES),
  why: z.string().min(3).max(160),
  kind: z.enum(KINDS),
});
type Case = z.infer<typeof Case>;

/** What the scorecard learns from has no department and no complaint, and says its source in its own words. */
const Learning = Case.omit({ departments: true, complaint: true, kind: true }).extend({
  id: z.string().regex(/^learn-[a-z]-\d{3}$/),
  source: z.string().min(2).max(200),
});

const folder = join(import.meta.dirname, 'cases');
const names = readdirSync(folder).filter((name) => name.endsWith('.jsonl'));
const files = names.filter((name) => !name.startsWith('learn-'));
const lines = files.flatMap((file) =>
  readFileSync(join(folder, file), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line, i) => ({
      at: `${file}:${i + 1}`,
      part: file.split('-')[0]!,
      language: file.split('-')[1]!.slice(0, 2),
      line,
    })),
);
const read = lines.flatMap(({ line, ...rest }) => {
  try {
    const parsed = Case.safeParse(JSON.parse(line));
    return [
      parsed.success
        ? { ...rest, value: parsed.data, problem: undefined }
        : { ...rest, value: undefined, problem: z.prettifyError(parsed.error) },
    ];
  } catch {
    return [{ ...rest, value: undefined, problem: 'not JSON' }];
  }
});
const good = read.flatMap(({ value, ...rest }) => (value ? [{ ...rest, case: value }] : []));
const all = good.map((one) => one.case);
const kept = good.filter((one) => one.part === 'kept').map((one) => one.case);
const share = (part: Case[], whole: Case[]) => part.length / whole.length;
const between = (value: number, low: number, high: number, what: string) =>
  assert.ok(value >= low && value <= high, `${what}: ${value.toFixed(3)}, not within ${low}–${high}`);
/** The members of each group, with its key. */
function grouped<T>(items: readonly T[], key: (item: T) => string): [string, T[]][] {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(key(item), [...(groups.get(key(item)) ?? []), item]);
  return [...groups];
}
/** Of equal ids (or words) the ones that stand more than once. */
const repeated = (key: (one: Case) => string) =>
  grouped(all, key)
    .filter(([, group]) => group.length > 1)
    .map(([, group]) => group.map((one) => one.id).join(' = '));
const bare = (text: string) => text.toLowerCase().replace(/[\p{P}\p{S}\s]/gu, '');

test('every line is a case of the agreed shape, with a source', () => {
  assert.deepEqual([...files].sort(), ['kept-en.jsonl', 'kept-zh.jsonl', 'tune-en.jsonl', 'tune-zh.jsonl']);
  assert.deepEqual(
    read.filter((one) => one.problem).map((one) => `${one.at} ${one.problem}`),
    [],
  );
});

test('cases to learn from have the shape, and no words of the others', () => {
  const learning = names
    .filter((name) => name.startsWith('learn-'))
    .flatMap((file) =>
      readFileSync(join(folder, file), 'utf8')
        .trimEnd()
        .split('\n')
        .map((line) => ({ file, parsed: Learning.safeParse(JSON.parse(line)) })),
    );
  assert.ok(learning.length > 3000, `${learning.length} cases`);
  assert.deepEqual(
    learning.flatMap(({ file, parsed }) =>
      parsed.success ? [] : [`${file} ${z.prettifyError(parsed.error)}`],
    ),
    [],
  );
  const good = learning.flatMap(({ parsed }) => (parsed.success ? [parsed.data] : []));
  const far = good.filter(({ level, levels_ok: [low, high] = [level - 1, level] }) => high! - low! !== 1);
  const taken = new Set(all.map((one) => bare(one.text)));
  const again = good.filter(({ text }) => taken.has(bare(text)) || !taken.add(bare(text)));
  assert.deepEqual(
    [...far, ...again].map(({ id }) => id),
    [],
  );
  assert.equal(new Set(good.map(({ id }) => id)).size, good.length);
});

test('ids are unique and name their complaint; no words appear twice', () => {
  assert.deepEqual(
    repeated((one) => one.id),
    [],
  );
  assert.deepEqual(
    repeated((one) => bare(one.text)),
    [],
  );
  const strays = all.filter((one) => !one.id.startsWith(`${one.complaint.replaceAll('_', '-')}-`));
  assert.deepEqual(
    strays.map((one) => one.id),
    [],
  );
});

test('each language is in its own file and looks like it', () => {
  const strays = good.filter(({ language, case: one }) => {
    const han = /\p{Script=Han}/u.test(one.text);
    const pinyin = /\bwo tou|bizi|bianmi/.test(one.text);
    return one.lang !== language || (one.lang === 'en' ? han : !han && !pinyin);
  });
  assert.deepEqual(
    strays.map((one) => one.case.id),
    [],
  );
});

test('a second acceptable level is a neighbour of the gold one, and rare', () => {
  const loose = all.filter((one) => one.levels_ok);
  const wrong = loose.filter(({ level, levels_ok }) => {
    const [low, high] = levels_ok!;
    return !levels_ok!.includes(level) || high! - low! !== 1;
  });
  assert.deepEqual(
    wrong.map((one) => one.id),
    [],
  );
  between(share(loose, all), 0.02, 0.12, 'cases with two levels');
});

test('patients are possible: the pregnant, the newborn, children called children', () => {
  const wrong = all.filter(
    ({ age, sex, ...one }) =>
      (one.pregnant && (sex === 'male' || (age !== undefined && (age < 12 || age > 55)))) ||
      (one.kind === 'child' && age !== undefined && age >= 18) ||
      (one.kind === 'elderly' && age !== undefined && age < 65) ||
      (one.complaint === 'fever_infant_lt3m' && age !== undefined && age >= 0.25) ||
      (one.complaint === 'testicular_pain' && sex === 'female') ||
      new Set(one.departments).size !== one.departments.length,
  );
  assert.deepEqual(
    wrong.map((one) => one.id),
    [],
  );
});

test('counts and shares are as promised', () => {
  assert.ok(all.length >= 800, `${all.length} cases`);
  const promised = { 1: 0.23, 2: 0.275, 3: 0.29, 4: 0.205 };
  for (const level of LEVELS)
    between(
      share(
        all.filter((one) => one.level === level),
        all,
      ),
      promised[level] - 0.03,
      promised[level] + 0.03,
      `level ${level}`,
    );
  between(
    share(
      all.filter((one) => one.lang === 'zh'),
      all,
    ),
    0.4,
    0.6,
    'Chinese',
  );
  between(
    share(
      all.filter((one) => one.vitals),
      all,
    ),
    0.12,
    0.35,
    'with measurements',
  );
  const least = {
    ordinary: 60,
    'dangerous-lookalike': 60,
    child: 40,
    elderly: 30,
    pregnant: 12,
    mental: 15,
    words: 40,
    vignette: 70,
    desk: 55,
  };
  for (const kind of KINDS) {
    const count = all.filter((one) => one.kind === kind).length;
    assert.ok(count >= least[kind], `${kind}: ${count}`);
  }
  assert.ok(
    all.filter(({ age }) => age !== undefined && age < 0.25).length >= 12,
    'infants under three months',
  );
  for (const complaint of COMPLAINTS) {
    const count = all.filter((one) => one.complaint === complaint).length;
    assert.ok(count >= 3, `${complaint}: ${count}`);
  }
});

test('self-harm is never left to self-care or to an appointment, unless the words deny it or it is long past', () => {
  const low = all.filter((one) => one.complaint === 'suicide_selfharm' && one.level > 2);
  const denied = /没有|not suicidal|none at all/;
  assert.deepEqual(
    low.filter((one) => !denied.test(one.text)).map((one) => one.id),
    [],
  );
});

test('look-alikes come in pairs that stay together and part in level', () => {
  const halves = good.filter(({ case: one }) => /[ab]$/.test(one.id));
  const pairs = grouped(halves, ({ case: one }) => one.id.slice(0, -1));
  const wrong = pairs.filter(([, pair]) => {
    const [a, b] = pair;
    return (
      pair.length !== 2 ||
      a!.part !== b!.part ||
      a!.case.lang !== b!.case.lang ||
      a!.case.level === b!.case.level ||
      pair.some((half) => half.case.kind !== 'dangerous-lookalike')
    );
  });
  assert.deepEqual(
    wrong.map(([id]) => id),
    [],
  );
  assert.ok(pairs.length >= 40);
  assert.equal(halves.length, all.filter((one) => one.kind === 'dangerous-lookalike').length);
});

test('the kept third is a third, and like the rest in level, language, kind and complaint', () => {
  between(share(kept, all), 0.3, 0.36, 'kept');
  const strata: Record<string, (one: Case) => string> = {
    level: (one) => String(one.level),
    language: (one) => one.lang,
    kind: (one) => one.kind,
    'level and language': (one) => `${one.level} ${one.lang}`,
  };
  for (const [name, key] of Object.entries(strata))
    for (const [stratum, members] of grouped(all, key))
      between(
        share(
          members.filter((one) => kept.includes(one)),
          members,
        ),
        0.25,
        0.42,
        `kept of ${name} ${stratum}`,
      );
  const unseen = COMPLAINTS.filter((complaint) => {
    const inKept = kept.filter((one) => one.complaint === complaint).length;
    return inKept === 0 || inKept === all.filter((one) => one.complaint === complaint).length;
  });
  assert.deepEqual(unseen, []);
});
