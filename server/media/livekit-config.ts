/** LiveKit's settings as we run it, and the keys and ports that stay the same across restarts. */
import { randomBytes } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { pickPort, portIsFree } from '../child.ts';

/** `port` carries HTTP and signalling, `udpPort` all media, `tcpPort` media where UDP is blocked, `turnPort` (UDP) the relay. */
export type LivekitIdentity = {
  apiKey: string;
  apiSecret: string;
  port: number;
  tcpPort: number;
  udpPort: number;
  turnPort: number;
};

/**
 * The relay for networks that let nothing but https out. Browsers are always sent to `domain:443`, so that must lead to `port`
 * of this machine.
 */
export type TurnTls = { domain: string; certFile: string; keyFile: string; port: number };

export type LivekitSettings = {
  /** Address that HTTP and signalling listen on. */
  bind: string;
  /** Address that clients send media to. */
  nodeIp: string;
  webhookUrl?: string;
  turnTls?: TurnTls;
};

/** Kept in `livekit.json` (0600). A port that another program has taken since is replaced. */
export async function loadIdentity(
  dataDir: string,
  bind: string,
  given?: { apiKey: string; apiSecret: string },
): Promise<LivekitIdentity> {
  const file = join(dataDir, 'livekit.json');
  const known: Partial<LivekitIdentity> = existsSync(file)
    ? (JSON.parse(readFileSync(file, 'utf8')) as LivekitIdentity)
    : {};
  const identity: LivekitIdentity = {
    apiKey: given?.apiKey ?? known.apiKey ?? `care-${randomBytes(6).toString('hex')}`,
    apiSecret: given?.apiSecret ?? known.apiSecret ?? randomBytes(32).toString('base64url'),
    port: known.port && (await portIsFree(known.port, bind)) ? known.port : await pickPort(bind),
    tcpPort:
      known.tcpPort && (await portIsFree(known.tcpPort, '0.0.0.0'))
        ? known.tcpPort
        : await pickPort('0.0.0.0'),
    udpPort: await udpPort(known.udpPort),
    turnPort: await udpPort(known.turnPort),
  };
  write(file, identity);
  return identity;
}

/** Written as JSON, which is YAML. Returns its path. */
export function writeConfig(
  dataDir: string,
  { apiKey, apiSecret, port, tcpPort, udpPort, turnPort }: LivekitIdentity,
  { bind, nodeIp, webhookUrl, turnTls }: LivekitSettings,
): string {
  const file = configPath(dataDir);
  write(file, {
    port,
    bind_addresses: [bind],
    keys: { [apiKey]: apiSecret },
    rtc: {
      udp_port: udpPort,
      tcp_port: tcpPort,
      use_external_ip: false,
      node_ip: nodeIp,
      // LiveKit calls each of this machine's addresses by the one that it is given, and a call that sits on another one's
      // socket does not hear what comes to that: the relay's word, for one. So it sits on that one alone.
      ...(isOwn(nodeIp) && { ips: { includes: [`${nodeIp}/32`] } }),
      enable_loopback_candidate: nodeIp.startsWith('127.'),
      // An empty list makes LiveKit hand out its foreign defaults (Google, Twilio), so it names its own relay, which answers STUN.
      stun_servers: [`${nodeIp}:${turnPort}`],
      // The default of a second leaves a doctor who enters looking at black for as long.
      pli_throttle: { low_quality: '100ms', mid_quality: '100ms', high_quality: '100ms' },
    },
    turn: {
      enabled: true,
      udp_port: turnPort,
      ...(turnTls && {
        domain: turnTls.domain,
        tls_port: turnTls.port,
        cert_file: turnTls.certFile,
        key_file: turnTls.keyFile,
      }),
      // Whoever has been in a room has the relay's password for minutes: it leads to LiveKit and nowhere else.
      allow_restricted_peer_cidrs: [`${nodeIp}/32`],
      deny_peer_cidrs: allBut(nodeIp),
    },
    room: {
      // A token alone must not bring a deleted room back to life.
      auto_create: false,
      // Seconds. A reload or a lost network must find the room again.
      empty_timeout: 300,
      departure_timeout: 120,
    },
    logging: { level: 'info', json: true },
    ...(webhookUrl && { webhook: { api_key: apiKey, urls: [webhookUrl] } }),
  });
  return file;
}

/** Every IPv4 address but one, and all of IPv6, as networks: for each bit of it, those that differ there first. */
export function allBut(ip: string): string[] {
  const own = ip.split('.').reduce((sum, byte) => sum * 256 + Number(byte), 0);
  const networks = Array.from({ length: 32 }, (_, bit) => {
    const size = 2 ** (31 - bit);
    const block = Math.floor(own / size);
    const first = (block % 2 ? block - 1 : block + 1) * size;
    return `${[24, 16, 8, 0].map((shift) => Math.floor(first / 2 ** shift) % 256).join('.')}/${bit + 1}`;
  });
  return [...networks, '::/0'];
}

export const configPath = (dataDir: string) => join(dataDir, 'livekit.yaml');

/** This machine's own address: browsers on it reach that, while Firefox refuses candidates on loopback. */
export function ownAddress(): string {
  const all = Object.values(networkInterfaces()).flatMap((found) => found ?? []);
  return (
    all.find(
      ({ family, internal, address }) => family === 'IPv4' && !internal && !address.startsWith('169.254.'),
    )?.address ?? '127.0.0.1'
  );
}

const isOwn = (ip: string): boolean =>
  Object.values(networkInterfaces()).some((found) => found?.some(({ address }) => address === ip));

function write(file: string, content: unknown): void {
  writeFileSync(`${file}.new`, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

function udpPortIsFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createSocket('udp4').once('error', () => resolve(false));
    probe.bind({ port, exclusive: true }, () => probe.close(() => resolve(true)));
  });
}

/** The known one, unless another program has it by now. */
async function udpPort(known: number | undefined): Promise<number> {
  if (known && (await udpPortIsFree(known))) return known;
  for (;;) {
    const port = await pickPort('0.0.0.0');
    if (await udpPortIsFree(port)) return port;
  }
}
