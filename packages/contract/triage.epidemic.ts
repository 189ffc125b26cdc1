/** The shape of an epidemic file, closed like a protocol's: dated areas, exposures, the symptoms that count, and what to do apart from others. */
import { z } from 'zod';
import { Day } from './common.ts';
import {
  Code,
  Confidence,
  Departments,
  Predicate,
  Review,
  Said,
  Slug,
  Source,
  Version,
} from './triage.protocol.ts';

/** How patients say it; `*` is a gap within a clause. */
const Words = z.strictObject({
  'zh-CN': z.array(z.string().min(2).max(40)).max(30),
  en: z.array(z.string().min(2).max(60)).max(30),
});

const NO_EMERGENCY =
  'It does not say what to tell the ambulance. Write emergency: in an emergency whoever comes has to be warned.';

const Area = z.strictObject({
  /** ISO 3166 in small letters: `sa`, `cn-gd`. */
  code: Code,
  display: Said,
  words: Words.optional(),
  /** The area counts from this day … */
  from: Day,
  /** … to this one; without it, to the file's last day. */
  until: Day.optional(),
});

const Exposure = z.strictObject({
  code: Code,
  /** With its span: “contact with measles in the last 21 days”. */
  display: Said,
  words: Words.optional(),
});

export const Epidemic = z
  .strictObject({
    $schema: z.string().max(500).optional(),
    id: Slug,
    version: Version,
    title: Said,
    /** The file is in force from the one day to the other. */
    from: Day,
    until: Day,
    /** Days between infection and illness, at most: a stay further back does not count. */
    incubation: z.int().min(1).max(365),
    areas: z.array(Area).max(12),
    exposures: z.array(Exposure).max(12),
    /** Over the linkIds of the protocols, and facts. */
    symptoms: Predicate,
    /** Complaints in which the symptoms are asked of although their protocols have no question for them. */
    complaints: z.array(Slug).max(40),
    level: z.union([z.literal(2), z.literal(3)]),
    /** The reason in the patient's words. */
    why: Said,
    departments: Departments,
    /** What to do instead of coming in. */
    advice: z.array(Said).min(1).max(10),
    /** What to say and do in an emergency, where the call comes first and nobody is told to stay at home. */
    emergency: z
      .array(Said, { error: ({ input }) => (input === undefined ? NO_EMERGENCY : undefined) })
      .min(1)
      .max(10),
    source: Source,
    confidence: Confidence,
    review: Review,
  })
  .superRefine(({ from, until, areas, exposures }, { addIssue }) => {
    const issue = (path: (string | number)[], message: string) => addIssue({ code: 'custom', path, message });
    if (until < from) issue(['until'], 'It ends before it begins.');
    if (!areas.length && !exposures.length) issue(['areas'], 'Name an area or an exposure.');
    areas.forEach((area, i) => {
      if (area.until && area.until < area.from) issue(['areas', i, 'until'], 'It ends before it begins.');
    });
    const codes = [...areas, ...exposures].map(({ code }) => code);
    if (new Set(codes).size !== codes.length) issue(['areas'], 'Two have one code.');
  });
