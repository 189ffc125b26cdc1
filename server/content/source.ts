/** What each kind of triage content has to say of itself, so that versions, signatures and screens are the same for all kinds. */
import type { Text } from '@care-elements/contract/common.ts';
import type { ContentKind, ContentLine } from '@care-elements/contract/content.ts';
import type { FieldError } from '@care-elements/contract/problems.ts';
import { protocolSource } from './protocols.ts';

/** A file's content, whatever its kind. `review` and `$schema` are no part of its hash. */
export interface ContentBody {
  id: string;
  version: string;
  [more: string]: unknown;
}
export interface ContentFile {
  readonly body: ContentBody;
  readonly hash: string;
}

export interface ContentSource {
  /** What came with the program, or stands on its disk now. */
  files(): readonly ContentFile[];
  titleOf(body: ContentBody): Text;
  hashOf(body: ContentBody): string;
  lines(body: ContentBody): ContentLine[];
  /** The content of an upload, or what is wrong with it beside the others that are published. */
  check(value: unknown, others: readonly ContentBody[]): { body: ContentBody } | { errors: FieldError[] };
}

export const SOURCES: Partial<Record<ContentKind, ContentSource>> = { protocol: protocolSource };
