/** Files of a conversation on the wire: what may be sent, how large, and why one is refused. */
import { z } from 'zod';
import { Id } from './common.ts';
import { MAX_VOICE_SECONDS } from './messages.limits.ts';
import { route } from './route.ts';
import { codesOf } from './terms.ts';
import { VisitParams } from './visit.ts';

export const ATTACHMENT_KINDS = ['image', 'pdf', 'voice'] as const;
export type AttachmentKind = (typeof ATTACHMENT_KINDS)[number];

const MB = 1024 * 1024;
const image = { kind: 'image', maxBytes: 10 * MB } as const;
const voice = { kind: 'voice', maxBytes: 5 * MB } as const;
/** Everything else is refused, SVG and HTML among it: an SVG is a program, not a picture. */
export const ATTACHMENT_TYPES = {
  'image/jpeg': { ...image, ending: 'jpg' },
  'image/png': { ...image, ending: 'png' },
  'image/webp': { ...image, ending: 'webp' },
  'application/pdf': { kind: 'pdf', maxBytes: 10 * MB, ending: 'pdf' },
  'audio/webm': { ...voice, ending: 'webm' },
  'audio/ogg': { ...voice, ending: 'ogg' },
  'audio/mp4': { ...voice, ending: 'm4a' },
} as const satisfies Record<string, { kind: AttachmentKind; maxBytes: number; ending: string }>;
export type AttachmentType = keyof typeof ATTACHMENT_TYPES;

/** Pixels of a picture at most: what a phone decodes without running out of memory. */
export const MAX_PIXELS = 40_000_000;
/** Files of one visit at most. */
export const MAX_ATTACHMENTS = 300;

/**
 * Why a file is refused, in `current` of `file-refused`: its first bytes are another format's; it does not hold together; more
 * pixels than MAX_PIXELS; something runs or hides in it; it has a password; the visit has MAX_ATTACHMENTS already.
 */
export const FILE_REFUSALS = [
  'other-type',
  'broken',
  'too-many-pixels',
  'active',
  'locked',
  'too-many',
] as const;
export type FileRefusal = (typeof FILE_REFUSALS)[number];

export const Attachment = z.object({
  attachmentId: Id,
  kind: z.enum(ATTACHMENT_KINDS),
  type: z.enum(codesOf(ATTACHMENT_TYPES)),
  /** As the sender called it, made harmless, with the type's own ending. */
  name: z.string().max(120),
  bytes: z.int().min(1),
  /** Of what is stored, hex. */
  sha256: z.string().length(64),
  /** Of a picture, in pixels. */
  width: z.int().nullable(),
  height: z.int().nullable(),
  /** Of a voice message, as its recorder counted. */
  seconds: z.int().nullable(),
});
export type Attachment = z.infer<typeof Attachment>;

const path = '/hospitals/{hospitalId}/visits/{visitId}/attachments';
const callers = ['patient', 'doctor'] as const;

export const attachmentRoutes = {
  uploadAttachment: route({
    id: 'uploadAttachment',
    method: 'post',
    path,
    summary:
      'Uploads a file for a message: the body is the file, Content-Type its type. What describes the photographer (EXIF and the like) is taken out.',
    callers,
    params: VisitParams,
    query: z.object({
      name: z.string().max(1000).default(''),
      seconds: z.coerce.number().int().min(0).max(MAX_VOICE_SECONDS).optional(),
    }),
    takes: Object.keys(ATTACHMENT_TYPES),
    answer: Attachment,
    status: 201,
    problems: ['not-found', 'visit-ended', 'state-conflict', 'file-refused'],
    perMinute: 30,
  }),
  getAttachmentContent: route({
    id: 'getAttachmentContent',
    method: 'get',
    path: `${path}/{attachmentId}/content`,
    summary: 'The file itself, for those who may read the conversation; never to be shown as a page.',
    callers,
    params: VisitParams.extend({ attachmentId: Id }),
    answer: z.string(),
    gives: Object.keys(ATTACHMENT_TYPES),
    problems: ['not-found'],
    perMinute: 600,
  }),
};
