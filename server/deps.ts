/** What the server is made of, handed in once: nothing below reads the environment, the clock or a global. */
import type { Logger } from 'pino';
import type { Db } from './db/open.ts';
import type { FormularyProvider } from './formulary/provider.ts';
import type { LiveHub } from './live/hub.ts';
import type { Metrics } from './metrics/metrics.ts';
import type { Recorder } from './recordings/recorder.ts';
import type { CaService } from './seals/ca.ts';
import type { Storage } from './storage/storage.ts';
import type { Tokens } from './tokens.ts';
import type { EpidemicShelf } from './triage/epidemics.ts';

/** The LiveKit server in use, ours or the hospital's. */
export interface Media {
  /** For this server: RoomService over HTTP. */
  readonly url: string;
  /** For browsers: ws(s) URL. */
  readonly publicUrl: string;
  readonly apiKey: string;
  readonly apiSecret: string;
  status(): { state: 'ready' | 'starting' | 'absent'; detail: string };
}

export interface Deps {
  readonly db: Db;
  readonly log: Logger;
  readonly now: () => Date;
  readonly newId: () => string;
  readonly tokens: Tokens;
  /** ≥ 32 bytes; signs tokens and covers stored answers. */
  readonly tokenSecret: Uint8Array;
  /** 32 bytes; encrypts the clinicians' signing keys at rest. */
  readonly sealKey: Uint8Array;
  /** A certificate authority's service, where one is configured. */
  readonly ca?: CaService | undefined;
  /** The site that keys in devices are made for, where it is wider than the page's own host. */
  readonly rpId?: string | undefined;
  /** Demo data, invented people: patients get triage content that no medical lead has signed, and are told so. */
  readonly demo: boolean;
  /** Addresses of the demo's pages, as they are open: Renhe's, Lakeside's, the staff's. */
  readonly demoSites?: () => readonly string[];
  /** Another system's formulary instead of the hospital's own; it may be slow and may fail. */
  readonly formulary?: FormularyProvider;
  readonly live: LiveHub;
  /** What the server tells of itself, where somebody may read it; with the token that they need. */
  readonly metrics?: { readonly told: Metrics; readonly token: string | undefined };
  /** Files: what people send each other. */
  readonly storage: Storage;
  /** The epidemic files in force, as they stand at each moment. */
  readonly epidemics: EpidemicShelf;
  readonly media: Media | null;
  /** Null where calls can't be recorded, or are not to be. */
  readonly recorder: Recorder | null;
  /** Hosts' public keys may be fetched inside our own network, and by http. */
  readonly hostKeysInside?: boolean | undefined;
  /** The folder of the built widgets (dist/cdn), or null when they are served elsewhere. */
  readonly cdnDir: string | null;
  /** Trusts X-Forwarded-For from the proxy in front. */
  readonly trustProxy: boolean;
}
