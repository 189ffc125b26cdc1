/** The one way to LiveKit's RoomService: rooms made, ended and listed, tokens signed, all with our names and limits. */
import { createHash, randomBytes } from 'node:crypto';
import type { ConsultRole } from '@care-elements/contract/consult.ts';
import {
  AccessToken,
  RoomServiceClient,
  ServerError,
  TokenVerifier,
  TrackSource,
  WebhookReceiver,
  type CreateOptions,
} from 'livekit-server-sdk';
import type { Logger } from 'pino';
import type { Media } from '../deps.ts';
import { problem } from '../problems.ts';
import { createStanding } from './standing.ts';

/** A token is used at once; each new connection gets a new one. */
const TOKEN_SECONDS = 60;
/** A request to a LiveKit that does not answer must not hold a transaction for long. */
const TIMEOUT_SECONDS = 2;
/** After a LiveKit that hangs, callers hear so at once for this long instead of waiting one after another. */
const REST_MS = 1000;
/** Nobody has come yet: longer than any time to respond to a call. */
const EMPTY_SECONDS = 15 * 60;
/**
 * Everybody has left: time to come back from a dead battery; after that the next token makes the room anew, under its name for
 * as long as its consult is open. A token from before opens nothing in it that a fresh one would not: whoever enters is checked
 * against the visit again. A consult that is closed has no room any more, and no other one gets its name.
 */
const DEPARTURE_SECONDS = 5 * 60;
/** A check of the way here is over within two minutes; LiveKit itself drops its room soon after, whatever becomes of us. */
const CHECK_TOKEN_SECONDS = 120;
const CHECK_EMPTY_SECONDS = 130;
const CHECK_DEPARTURE_SECONDS = 10;
/** Beyond those who belong here: somebody whose old connection LiveKit has not given up yet. */
const SPARE_PLACES = 2;

const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567';
const ROOM_NAME = /^([a-z0-9][a-z0-9-]{1,39})_[a-z2-7]{26}$/;
const CHECK_NAME = /^([a-z0-9][a-z0-9-]{1,39})_[a-z2-7]{32}$/;

/** `bits` of randomness in base32, five a character. */
function secretName(bits: number): string {
  const chars = Math.ceil(bits / 5);
  return Array.from(randomBytes(chars), (byte) => BASE32[byte % 32]).join('');
}
/** Starts with the tenant, since LiveKit's keys know none, and can't be guessed. */
export const newRoomName = (hospitalId: string): string => `${hospitalId}_${secretName(128)}`;
export const newIdentity = (): string => `p_${secretName(80)}`;
/** The hospital of a room of ours; undefined for a foreign one on the same LiveKit. */
export const hospitalOfRoom = (roomName: string): string | undefined => ROOM_NAME.exec(roomName)?.[1];

/** A throw-away room in which somebody tries their connection alone: as unguessable, and never taken for a consult's. */
export const newCheckName = (hospitalId: string): string => `${hospitalId}_${secretName(160)}`;
export const hospitalOfCheck = (roomName: string): string | undefined => CHECK_NAME.exec(roomName)?.[1];

/** A group meeting's room: never taken for a consult's or a check's. */
const MEETING_NAME = /^([a-z0-9][a-z0-9-]{1,39})_[a-z2-7]{29}$/;
export const newMeetingName = (hospitalId: string): string => `${hospitalId}_${secretName(145)}`;
export const newMeetingIdentity = (): string => `m_${secretName(80)}`;
export const hospitalOfMeeting = (roomName: string): string | undefined => MEETING_NAME.exec(roomName)?.[1];

/** In a meeting: who has the word (and the host) sends sound and picture, everybody else nothing at all. */
const meetingGrant = (mayPublish: boolean) => ({
  ...{ canSubscribe: true, canPublishData: false, canPublish: mayPublish },
  canPublishSources: mayPublish ? [TrackSource.MICROPHONE, TrackSource.CAMERA] : [],
});

/** What each role may send; nobody may administer the room. */
const SOURCES: Record<ConsultRole, TrackSource[]> = {
  patient: [TrackSource.MICROPHONE, TrackSource.CAMERA],
  doctor: [TrackSource.MICROPHONE, TrackSource.CAMERA, TrackSource.SCREEN_SHARE],
  relative: [TrackSource.MICROPHONE, TrackSource.CAMERA],
  interpreter: [TrackSource.MICROPHONE, TrackSource.CAMERA],
  second_doctor: [TrackSource.MICROPHONE, TrackSource.CAMERA],
};

export interface InRoom {
  identity: string;
  sid: string;
  /** By a token that we signed: a recorder, which the others do not see. */
  recorder: boolean;
  mayPublish: boolean;
  joinedAt: Date;
}

export interface Rooms {
  /** Makes the room, or finds it there; asks nobody where `identity` comes to a room that is known to stand. Throws `media-unavailable`. */
  ensure(roomName: string, people: number, identity?: string): Promise<void>;
  /** Makes a room for one person's check, and a token for each identity: to send a picture that nobody gets. */
  openCheck(roomName: string, identities: string[]): Promise<{ tokens: string[]; expiresAt: Date }>;
  /** Ends the room for everyone; fine when it is gone already. Throws when LiveKit can't be asked. */
  remove(roomName: string): Promise<void>;
  removeParticipant(roomName: string, identity: string): Promise<void>;
  /** Mutes what this person's microphone sends; false where it sends nothing now. */
  mute(roomName: string, identity: string): Promise<boolean>;
  /** Names, ages (ms) and numbers of participants of all rooms. */
  list(): Promise<{ name: string; createdAt: number; people: number }[]>;
  /** Who is in it now; nobody where it does not exist. */
  people(roomName: string): Promise<InRoom[]>;
  /** `entered`: the others are told that this person is here. */
  sign(
    roomName: string,
    identity: string,
    role: ConsultRole,
    entered: boolean,
  ): Promise<{ token: string; expiresAt: Date }>;
  /** For a group meeting's room. */
  signMeeting(
    roomName: string,
    identity: string,
    mayPublish: boolean,
  ): Promise<{ token: string; expiresAt: Date }>;
  /** Lets somebody in a meeting's room send, or no longer: what they send then ends. False where they are not there. */
  permit(roomName: string, identity: string, mayPublish: boolean): Promise<boolean>;
  /** Where and with what our recorder enters: unseen by the others, taking nobody's place, sending nothing. */
  signRecorder(roomName: string): Promise<{ url: string; token: string }>;
  /** Throws `token-invalid` when the signature does not fit the raw body, `malformed-body` when that is no event. */
  receive(
    read: () => Promise<string>,
    authorization: string | undefined,
  ): ReturnType<WebhookReceiver['receive']>;
  readonly publicUrl: string;
}

const made = new WeakMap<Media, Rooms>();

/** Throws `media-unavailable` when there is no LiveKit at all. */
export function roomsOf(media: Media | null): Rooms {
  if (!media) throw problem('media-unavailable', 'This server runs without a media server.');
  let rooms = made.get(media);
  if (!rooms) made.set(media, (rooms = createRooms(media)));
  return rooms;
}

const isMissing = (error: unknown) => error instanceof ServerError && error.status === 404;

/**
 * Asks LiveKit for one after another. One that it refuses keeps nobody else waiting, and has its turn again in the next
 * round; where it does not answer at all, so have all that are left.
 */
export async function eachInTurn<T>(
  log: Logger,
  what: string,
  all: readonly T[],
  ask: (one: T) => Promise<void>,
): Promise<void> {
  for (const one of all) {
    try {
      await ask(one);
    } catch (err) {
      log.warn({ err }, what);
      if (!(err instanceof ServerError)) return;
    }
  }
}

function createRooms(media: Media): Rooms {
  let restUntil = 0;
  let known: { url: string; client: RoomServiceClient } | undefined;
  const standing = createStanding();
  /** A LiveKit of our own may come back on another port. */
  const client = (): RoomServiceClient => {
    const { url, apiKey, apiSecret } = media;
    if (media.status().state === 'absent' || !url) throw problem('media-unavailable', media.status().detail);
    if (known?.url !== url) {
      const options = { requestTimeout: TIMEOUT_SECONDS, failover: false };
      known = { url, client: new RoomServiceClient(url, apiKey, apiSecret, options) };
      standing.clear();
    }
    return known.client;
  };

  function requireReady(): void {
    const { state, detail } = media.status();
    if (state === 'ready') return;
    standing.clear();
    throw problem('media-unavailable', detail);
  }

  /** Makes the room, or finds it there. */
  async function create(options: CreateOptions): Promise<void> {
    if (performance.now() < restUntil)
      throw problem('media-unavailable', 'The media server does not answer.');
    try {
      await client().createRoom(options);
    } catch (cause) {
      restUntil = performance.now() + REST_MS;
      const error = problem('media-unavailable', 'The media server does not answer.');
      error.cause = cause;
      throw error;
    }
  }

  return {
    get publicUrl() {
      return media.publicUrl;
    },
    async ensure(name, people, identity) {
      requireReady();
      client();
      if (identity && standing.takes(name, identity)) return;
      standing.gone(name);
      await create({
        name,
        emptyTimeout: EMPTY_SECONDS,
        departureTimeout: DEPARTURE_SECONDS,
        maxParticipants: people + SPARE_PLACES,
      });
      if (identity) standing.made(name, identity);
    },
    async openCheck(name, identities) {
      requireReady();
      await create({
        name,
        emptyTimeout: CHECK_EMPTY_SECONDS,
        departureTimeout: CHECK_DEPARTURE_SECONDS,
        maxParticipants: identities.length,
      });
      const tokens = identities.map((identity) => {
        const token = new AccessToken(media.apiKey, media.apiSecret, { identity, ttl: CHECK_TOKEN_SECONDS });
        token.addGrant({
          room: name,
          roomJoin: true,
          canPublish: true,
          canPublishSources: [TrackSource.CAMERA],
          canSubscribe: false,
          canPublishData: false,
          canUpdateOwnMetadata: false,
        });
        return token.toJwt();
      });
      const expiresAt = new Date(Date.now() + CHECK_TOKEN_SECONDS * 1000);
      return { tokens: await Promise.all(tokens), expiresAt };
    },
    async remove(roomName) {
      standing.gone(roomName);
      await client()
        .deleteRoom(roomName)
        .catch((error) => {
          if (!isMissing(error)) throw error;
        });
    },
    async removeParticipant(roomName, identity) {
      await client()
        .removeParticipant(roomName, identity)
        .catch((error) => {
          if (!isMissing(error)) throw error;
        });
    },
    async mute(roomName, identity) {
      try {
        const { tracks } = await client().getParticipant(roomName, identity);
        const open = tracks.filter(({ source, muted }) => source === TrackSource.MICROPHONE && !muted);
        for (const { sid } of open) await client().mutePublishedTrack(roomName, identity, sid, true);
        return open.length > 0;
      } catch (error) {
        if (isMissing(error)) return false;
        throw error;
      }
    },
    async list() {
      const askedAt = performance.now();
      const rooms = await client().listRooms();
      standing.seen(new Set(rooms.map(({ name }) => name)), askedAt);
      return rooms.map(({ name, creationTime, numParticipants }) => ({
        ...{ name, people: numParticipants },
        createdAt: Number(creationTime) * 1000,
      }));
    },
    async people(roomName) {
      const there = await client()
        .listParticipants(roomName)
        .catch((error) => {
          if (isMissing(error)) return [];
          throw error;
        });
      return there.map(({ identity, sid, joinedAt, permission }) => ({
        ...{ identity, sid, recorder: !!permission?.recorder, mayPublish: !!permission?.canPublish },
        joinedAt: new Date(Number(joinedAt) * 1000),
      }));
    },
    async sign(roomName, identity, role, entered) {
      const attributes: Record<string, string> = entered ? { entered: '1' } : {};
      const token = new AccessToken(media.apiKey, media.apiSecret, {
        identity,
        ttl: TOKEN_SECONDS,
        attributes,
      });
      token.addGrant({
        room: roomName,
        roomJoin: true,
        canPublish: true,
        canPublishSources: SOURCES[role],
        canSubscribe: true,
        canPublishData: false,
        // For its attributes: entered, and how its devices are. The name in there is nobody's: shown is what our server says.
        canUpdateOwnMetadata: true,
      });
      // LiveKit holds it against its own clock, so this is the real time, not the request's.
      return { token: await token.toJwt(), expiresAt: new Date(Date.now() + TOKEN_SECONDS * 1000) };
    },
    async signMeeting(roomName, identity, mayPublish) {
      const token = new AccessToken(media.apiKey, media.apiSecret, {
        identity,
        ttl: TOKEN_SECONDS,
        // Nobody waits behind a veil here.
        attributes: { entered: '1' },
      });
      token.addGrant({
        ...{ room: roomName, roomJoin: true, canUpdateOwnMetadata: false },
        ...meetingGrant(mayPublish),
      });
      return { token: await token.toJwt(), expiresAt: new Date(Date.now() + TOKEN_SECONDS * 1000) };
    },
    async permit(roomName, identity, mayPublish) {
      try {
        await client().updateParticipant(roomName, identity, { permission: meetingGrant(mayPublish) });
        return true;
      } catch (error) {
        if (isMissing(error)) return false;
        throw error;
      }
    },
    async signRecorder(roomName) {
      const identity = `rec_${secretName(80)}`;
      const token = new AccessToken(media.apiKey, media.apiSecret, { identity, ttl: TOKEN_SECONDS });
      token.addGrant({
        ...{ room: roomName, roomJoin: true, hidden: true, recorder: true, canSubscribe: true },
        ...{ canPublish: false, canPublishData: false, canUpdateOwnMetadata: false },
      });
      return { url: media.url.replace(/^http/, 'ws'), token: await token.toJwt() };
    },
    async receive(read, authorization = '') {
      const { apiKey, apiSecret } = media;
      const said = await new TokenVerifier(apiKey, apiSecret).verify(authorization).catch(() => undefined);
      if (!said) throw problem('token-invalid');
      const body = await read();
      if (said.sha256 !== createHash('sha256').update(body).digest('base64')) throw problem('token-invalid');
      // Signed for this body by now: what can't be read is no fault of the key, and is not called one.
      const event = await new WebhookReceiver(apiKey, apiSecret).receive(body, undefined, true).catch(() => {
        throw problem('malformed-body', 'Not an event of LiveKit.');
      });
      if (event.event === 'room_finished' && event.room) standing.gone(event.room.name);
      return event;
    },
  };
}
