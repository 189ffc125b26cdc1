/** The one recorder seam: something that sits in a room unseen and gives a file which plays. Losing it never ends a call. */
import type { RecordingFailure } from '@care-elements/contract/recording.ts';
import type { Format } from './ffmpeg.ts';

export interface RecorderJob {
  recordingId: string;
  hospitalId: string;
  roomName: string;
}
/** What came of a recording; a file also of one that failed, as far as it plays. */
export interface Take {
  failure: RecordingFailure | null;
  file: { path: string; type: Format['type']; seconds: number } | null;
  /** The file has been stored: what lies here may go. */
  discard(): Promise<void>;
}
export interface RunningRecorder {
  /** Resolves when the first sound or picture is written; never, if none is. */
  begun: Promise<void>;
  stop(): void;
  /** Never rejects. */
  done: Promise<Take>;
}
export interface Recorder {
  /** What it is, for an operator, in one line. */
  readonly detail: string;
  start(job: RecorderJob): RunningRecorder;
  /** What an earlier server left on this machine, ended and made playable: its recording never got an end. */
  leftovers(): Promise<(Take & Pick<RecorderJob, 'hospitalId' | 'recordingId'>)[]>;
}
