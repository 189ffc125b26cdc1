/** Triage content as its owners see it: versions, who signed which, each part as a readable line, and what changed. */
import { z } from 'zod';
import { Instant, Level, Text } from './common.ts';
import { CONTENT_STATES } from './content.machine.ts';

/** What is signed and published: a protocol with its outcome texts, or a file of epidemic areas. */
export const CONTENT_KINDS = ['protocol', 'epidemic'] as const;
export const ContentKind = z.enum(CONTENT_KINDS);
export type ContentKind = z.infer<typeof ContentKind>;

/** SHA-256 over the canonical JSON (RFC 8785) without its review, in hex. */
export const ContentHash = z.string().regex(/^[0-9a-f]{64}$/);
export const ContentId = z
  .string()
  .regex(/^[a-z0-9]+(?:[-.][a-z0-9]+)*$/)
  .max(64);

/** A signature that holds, for exactly this version at this hospital. */
export const ContentReview = z.object({
  by: Text,
  at: Instant,
  version: z.string().max(32),
  hash: ContentHash,
  keyId: z.string().max(64),
});
export type ContentReview = z.infer<typeof ContentReview>;

export const ContentSummary = z.object({
  kind: ContentKind,
  contentId: z.string().max(64),
  version: z.string().max(32),
  hash: ContentHash,
  title: Text,
  state: z.enum(CONTENT_STATES),
  /** `built-in`: came with the program; `uploaded`: the hospital's own. */
  origin: z.enum(['built-in', 'uploaded']),
  /** Patients get this version now. What is published and not served waits for its signature. */
  served: z.boolean(),
  /** Null until the medical lead has signed this very version. */
  review: ContentReview.nullable(),
  /** The newest version of this id that was signed, this one or another. */
  lastSigned: ContentReview.nullable(),
  /** Rules, and those of them whose source was not seen on its page. */
  rules: z.int(),
  unconfirmed: z.int(),
});
export type ContentSummary = z.infer<typeof ContentSummary>;

export const CONTENT_PARTS = ['about', 'question', 'rule', 'outcome', 'advice'] as const;

/** One part of the content, in words. Everything that counts for its hash stands in some line. */
export const ContentLine = z.object({
  part: z.enum(CONTENT_PARTS),
  /** Its id within the part: a linkId, a rule's id, a level, an advice key. */
  key: z.string().max(128),
  level: Level.nullable(),
  text: Text,
  /** Options, conditions, departments, keys: a line each. */
  more: z.array(Text).max(120),
  source: z.string().max(2000).nullable(),
  confidence: z.enum(['source-page-seen', 'recall-of-named-source', 'consensus-recall']).nullable(),
});
export type ContentLine = z.infer<typeof ContentLine>;

/** `moved`: the order of the part's lines is another; there is no single line to show. */
export const ContentChange = z.object({
  part: z.enum(CONTENT_PARTS),
  key: z.string().max(128),
  change: z.enum(['added', 'removed', 'changed', 'moved']),
  before: ContentLine.nullable(),
  after: ContentLine.nullable(),
});
export type ContentChange = z.infer<typeof ContentChange>;

export const ContentVersion = z.object({
  version: z.string().max(32),
  hash: ContentHash,
  state: z.enum(CONTENT_STATES),
  origin: z.enum(['built-in', 'uploaded']),
  uploaded: z.object({ by: Text.nullable(), at: Instant }).nullable(),
  published: z.object({ by: Text.nullable(), at: Instant }).nullable(),
  retired: z.object({ by: Text.nullable(), at: Instant }).nullable(),
  review: ContentReview.nullable(),
});
export type ContentVersion = z.infer<typeof ContentVersion>;

export const ContentDetail = ContentSummary.extend({
  lines: z.array(ContentLine).max(600),
  /** Since the version of `since`; null where none was ever signed, or where it is this one. */
  changes: z.object({ since: ContentReview, list: z.array(ContentChange).max(1200) }).nullable(),
  /** Newest first. */
  versions: z.array(ContentVersion).max(50),
  /** The file as it was uploaded: what an administrator edits. */
  body: z.unknown(),
});
export type ContentDetail = z.infer<typeof ContentDetail>;

/** What an invented patient would get from a version. */
export const ContentTrial = z.object({
  /** linkId -> option codes that the words say already. */
  heard: z.record(z.string(), z.array(z.string())),
  /** The question that comes next, of the protocol's own shape; null when nothing can change the outcome. */
  next: z.unknown(),
  left: z.int(),
  /** What counts so far: not final while `next` is there. */
  level: Level,
  departments: z.array(Text).max(10),
  reasons: z.array(z.object({ ruleId: z.string(), level: Level, why: Text, unsure: z.boolean() })).max(50),
  advice: z.array(Text).max(50),
  callAgainIf: z.array(Text).max(50),
  flags: z.array(z.string()).max(20),
});
export type ContentTrial = z.infer<typeof ContentTrial>;
