/** The small shapes that every capability's wire format is made of. */
import { z } from 'zod';
import { seenOf } from './unseen.ts';

/** A hospital's id: a slug, the tenant of everything below it. */
export const HospitalId = z.string().regex(/^[a-z0-9][a-z0-9-]{1,39}$/);
/** Every other id: a UUID, version 7 when the server makes it. */
export const Id = z.uuid();
/** An instant as RFC 3339 in UTC with milliseconds. */
export const Instant = z.iso.datetime();
/** A calendar day, YYYY-MM-DD, in the hospital's time zone. */
export const Day = z.iso.date();

/** The languages of the kit; a hospital has one by default, a patient may take another. */
export const LANGUAGES = ['zh-CN', 'en'] as const;
export const Language = z.enum(LANGUAGES);
export type Language = z.infer<typeof Language>;

/** A text in every language of the kit. */
export const Text = z.object({ 'zh-CN': z.string().max(4000), en: z.string().max(4000) });
export type Text = z.infer<typeof Text>;

/**
 * A line a person typed: trimmed, 1 to `max` characters, no control characters (PostgreSQL's text cannot hold U+0000,
 * and the others have no place in a name), without what is not seen.
 */
export const line = (max: number) =>
  z
    .string()
    .overwrite(seenOf)
    .trim()
    .min(1)
    .max(max)
    // eslint-disable-next-line no-control-regex
    .regex(/^[^\u0000-\u001f\u007f]*$/);
/** A paragraph a person typed, kept as it was written: it may be empty and may break into lines. */
export const paragraph = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    // eslint-disable-next-line no-control-regex
    .regex(/^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]*$/);

/** A telephone number as people write it: digits, spaces, dashes, brackets, one leading plus; 5 to 20 digits. */
export const Phone = z
  .string()
  .trim()
  .max(32)
  .regex(/^\+?(?:[ ()-]*\d){5,20}[ ()-]*$/);

/** FHIR R4 AdministrativeGender. */
export const Sex = z.enum(['male', 'female', 'other', 'unknown']);
export type Sex = z.infer<typeof Sex>;

/** 1 emergency now, 2 urgent (today), 3 routine, 4 self-care: China's Ⅰ–Ⅳ stand beside them (`packages/triage/grades.ts`). */
export const Level = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]);
export type Level = z.infer<typeof Level>;

/** A saved write that carries its row's version; a stale one is answered 409 `version-conflict`. */
export const RowVersion = z.int().min(0).max(2_147_483_647);
