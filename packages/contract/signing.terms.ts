/** Words of signing that server, desks and the verifier share. No zod here: the desks read it. */
import { codesOf } from './terms.ts';

/**
 * `seal`: made with a key that the server keeps for its clinician. `ceremony`: the clinician confirms with a key in their own device
 * (WebAuthn). `ca`: through a certificate authority's service. Neither of the first two is a CA's signature, nor ever called one.
 */
export const SEAL_LEVELS = ['seal', 'ceremony', 'ca'] as const;
export type SealLevel = (typeof SEAL_LEVELS)[number];

/** True where a signature of level `made` is as good as the hospital asks for. */
export const reaches = (made: SealLevel, asked: SealLevel): boolean =>
  SEAL_LEVELS.indexOf(made) >= SEAL_LEVELS.indexOf(asked);

export const REVOKE_REASONS = {
  lost: { 'zh-CN': '设备遗失', en: 'Device lost' },
  compromised: { 'zh-CN': '可能被他人使用', en: 'May be in other hands' },
  left: { 'zh-CN': '不再在本院工作', en: 'No longer works here' },
  replaced: { 'zh-CN': '换用新密钥', en: 'Replaced by another' },
  other: { 'zh-CN': '其他原因', en: 'Another reason' },
} as const;
export type RevokeReason = keyof typeof REVOKE_REASONS;
export const REVOKE_REASON_CODES = codesOf(REVOKE_REASONS);

/** Why a signature is not believed. */
export const SEAL_FAULTS = ['changed', 'key-unknown', 'malformed', 'key-revoked', 'key-retired'] as const;
export type SealFault = (typeof SEAL_FAULTS)[number];

/** How long a clinician has to confirm what was begun. */
export const CEREMONY_MS = 5 * 60_000;
