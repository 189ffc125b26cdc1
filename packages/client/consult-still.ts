/** Owns a still of somebody's picture in the call: as sharp as their camera sends it, a JPEG. Fetched once a call stands. */
import type { RemoteTrackPublication, Room, Track } from 'livekit-client';

/** The longer side, in pixels: the wire's own limit. */
const LONGEST = 1600;
const QUALITY = 0.9;
/** How long the sharper layer may take to come; then what there is will do. */
const SHARPEN_MS = 2000;
const STEP_MS = 100;
/** Nothing sharper is sent. */
const SHARP = 720;

/** Rejects where there is no picture of theirs: the camera is off, or the network keeps it away. */
export async function takeStill(room: Room | undefined, identity: string): Promise<Blob> {
  const camera = 'camera' as Track.Source;
  const found = room?.getParticipantByIdentity(identity)?.getTrackPublication(camera);
  const track = (found as RemoteTrackPublication | undefined)?.track;
  if (!track || found?.isMuted) throw new Error('there is no picture');
  const video = document.createElement('video');
  video.muted = video.autoplay = video.playsInline = true;
  video.ariaHidden = 'true';
  // LiveKit sends what the largest element needs: one as large as the camera's picture, which nobody sees.
  Object.assign(video.style, { position: 'fixed', inset: '0 auto auto 0', opacity: '0', zIndex: '-1' });
  Object.assign(video.style, { width: '1280px', height: '960px', pointerEvents: 'none' });
  document.body.append(video);
  try {
    track.attach(video);
    let height = 0;
    for (let waited = 0; waited < SHARPEN_MS || (!height && waited < 2 * SHARPEN_MS); waited += STEP_MS) {
      await new Promise((done) => setTimeout(done, STEP_MS));
      height = video.readyState >= 2 ? Math.min(video.videoWidth, video.videoHeight) : 0;
      if (height >= SHARP) break;
    }
    if (!height) throw new Error('no picture has come');
    return await draw(video);
  } finally {
    track.detach(video);
    video.remove();
  }
}

async function draw(video: HTMLVideoElement): Promise<Blob> {
  const { videoWidth, videoHeight } = video;
  const scale = Math.min(1, LONGEST / Math.max(videoWidth, videoHeight));
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(videoWidth * scale);
  canvas.height = Math.round(videoHeight * scale);
  canvas.getContext('2d')!.drawImage(video, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', QUALITY));
  if (!blob) throw new Error('the picture could not be written');
  return blob;
}
