/** The environment, read once: what the server needs to know, and which secrets are missing. */
import { resolve } from 'node:path';
import { z } from 'zod';
import type { TurnTls } from './media/livekit-config.ts';

const flag = z
  .enum(['0', '1', 'true', 'false'])
  .default('0')
  .transform((v) => v === '1' || v === 'true');
const secret = z.string().min(32);

const Env = z.object({
  PORT: z.coerce.number().int().min(0).max(65535).default(8787),
  HOST: z.string().default('127.0.0.1'),
  /** Where browsers reach this server; needed when a proxy stands in front. */
  CARE_PUBLIC_URL: z.url().optional(),
  CARE_DATA_DIR: z.string().default('./data'),
  /** Another folder of epidemic files than the examples. */
  CARE_EPIDEMICS_DIR: z.string().optional(),
  DATABASE_URL: z.string().optional(),
  DATABASE_POOL: z.coerce.number().int().min(2).max(200).default(16),
  CARE_TOKEN_SECRET: secret.optional(),
  CARE_SEAL_KEY: secret.optional(),
  /** A module that speaks with a certificate authority's signing service. */
  CARE_CA_PROVIDER: z.string().optional(),
  /** The site that keys in devices are made for, where the desks stand on several hosts of it. */
  CARE_RP_ID: z.hostname().optional(),
  /** Public keys of hosts that sign patients in may be fetched inside our own network, and by http. */
  CARE_HOST_KEYS_INSIDE: flag,
  LIVEKIT_URL: z.string().optional(),
  LIVEKIT_PUBLIC_URL: z.string().optional(),
  LIVEKIT_API_KEY: z.string().min(1).optional(),
  LIVEKIT_API_SECRET: secret.optional(),
  /** The bucket's own address; files go there instead of into the data directory. */
  CARE_S3_URL: z.url().optional(),
  CARE_S3_REGION: z.string().min(1).default('us-east-1'),
  CARE_S3_KEY_ID: z.string().min(1).optional(),
  CARE_S3_SECRET: z.string().min(1).optional(),
  /** For the LiveKit that we run: its relay over TLS. All three, or none; `domain:443` must lead to CARE_TURN_TLS_PORT. */
  CARE_TURN_DOMAIN: z.hostname().optional(),
  CARE_TURN_CERT_FILE: z.string().optional(),
  CARE_TURN_KEY_FILE: z.string().optional(),
  CARE_TURN_TLS_PORT: z.coerce.number().int().min(1).max(65535).default(5349),
  /** `0` when the hospital wants no video at all. */
  CARE_VIDEO: z.enum(['0', '1']).default('1'),
  /** Calls may be recorded, in hospitals that have a text to ask their patients with. */
  CARE_RECORDING: flag,
  /** A folder shared with LiveKit Egress, which then records. */
  CARE_EGRESS_DIR: z.string().optional(),
  CARE_TRUST_PROXY: flag,
  /** Who reads /metrics shows it; without one this machine alone reads. */
  CARE_METRICS_TOKEN: z.string().min(16).optional(),
  CARE_RATE_FACTOR: z.coerce.number().min(0.1).max(1000).default(1),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
});
export type Env = z.infer<typeof Env>;

/** What stands in `process.env`, checked; throws one Error that names every wrong variable. */
export function readEnv(variables: Record<string, string | undefined>): Env {
  const given = Object.fromEntries(Object.entries(variables).filter(([, v]) => v !== ''));
  const result = Env.safeParse(given);
  if (result.success) return result.data;
  throw new Error(result.error.issues.map((i) => `${i.path.join('.')}: ${i.message}`).join('\n'));
}

/** Read by commands, not by the server. */
const OTHERS = /^CARE_(ADMIN_URL$|TEST_)/;

/** Variables of our name that no server reads: mistyped, or of another version. */
export const unknownNames = (variables: Record<string, string | undefined>): string[] =>
  Object.keys(variables).filter((name) => /^CARE_/.test(name) && !(name in Env.shape) && !OTHERS.test(name));

/** What the relay over TLS stands on, or undefined where it is not configured. */
export function turnTlsOf(env: Env): TurnTls | undefined {
  const { CARE_TURN_DOMAIN: domain, CARE_TURN_CERT_FILE: cert, CARE_TURN_KEY_FILE: key } = env;
  if (!domain || !cert || !key) return undefined;
  return { domain, certFile: resolve(cert), keyFile: resolve(key), port: env.CARE_TURN_TLS_PORT };
}

/** The secrets that a server with real patients needs and that are not set, each with what it is for. */
export function missingSecrets(env: Env): string[] {
  const missing: string[] = [];
  if (!env.CARE_TOKEN_SECRET)
    missing.push('CARE_TOKEN_SECRET (32 characters or more; signs the tokens of patients and clinicians)');
  if (!env.CARE_SEAL_KEY)
    missing.push('CARE_SEAL_KEY (32 characters or more; encrypts the clinicians’ signing keys)');
  const turn = ['CARE_TURN_DOMAIN', 'CARE_TURN_CERT_FILE', 'CARE_TURN_KEY_FILE'] as const;
  const without = turn.filter((name) => !env[name]);
  if (without.length < turn.length)
    missing.push(...without.map((name) => `${name} (the relay over TLS needs name, certificate and key)`));
  if (env.LIVEKIT_URL && !env.LIVEKIT_API_KEY)
    missing.push('LIVEKIT_API_KEY (the key of the LiveKit server at LIVEKIT_URL)');
  if (env.LIVEKIT_URL && !env.LIVEKIT_API_SECRET) missing.push('LIVEKIT_API_SECRET (its secret)');
  if (env.CARE_S3_URL && !env.CARE_S3_KEY_ID) missing.push('CARE_S3_KEY_ID (the access key of CARE_S3_URL)');
  if (env.CARE_S3_URL && !env.CARE_S3_SECRET) missing.push('CARE_S3_SECRET (its secret)');
  return missing;
}
