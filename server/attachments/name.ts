/** A file's name as the other side sees it: no path, nothing invisible, nothing that turns the reading, the type's own ending. */
import { ATTACHMENT_TYPES, type AttachmentType } from '@care-elements/contract/attachments.ts';

const LENGTH = 80;
/** Control and format characters (bidirectional overrides among them), line and paragraph separators, halves, unassigned. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/gu;

export function safeName(given: string, type: AttachmentType): string {
  const { kind, ending } = ATTACHMENT_TYPES[type];
  const bare = given
    .normalize('NFC')
    .replaceAll(UNSEEN, '')
    .split(/[\\/]/)
    .at(-1)!
    .replace(/\.[A-Za-z0-9]{1,8}$/, '')
    .replaceAll(/[<>:"|?*;%`$&']/g, '')
    .replaceAll(/\.{2,}|^[\s.]+|(?<![\s.])[\s.]+$/g, '')
    .trim();
  const short = [...bare].slice(0, LENGTH).join('').trim();
  return `${short || kind}.${ending}`;
}

/** RFC 6266: the name for every browser, and an ASCII one for those that read no other. */
export function disposition(name: string): string {
  const ascii = name.replaceAll(/[^\x20-\x7e]|["\\%]/g, '_');
  const utf8 = encodeURIComponent(name).replaceAll(
    /['()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${ascii}"; filename*=UTF-8''${utf8}`;
}
