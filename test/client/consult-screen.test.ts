/** A shared screen on a faked room and browser: each face, every way in which it ends, and what the others' side shows. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createScreen, type ScreenHost } from '@care-elements/client/consult-screen.ts';

const named = (name: string, message = '') => Object.assign(new Error(message), { name });

class FakeMedia extends EventTarget {
  readyState = 'live';
  contentHint = '';
  stop() {
    this.readyState = 'ended';
  }
  getSettings = () => ({ displaySurface: 'window' });
}

function fakeRoom({ sources = [] as number[], refuse = undefined as Error | undefined } = {}) {
  const published: { media: FakeMedia; options: Record<string, unknown> }[] = [];
  const upstream: string[] = [];
  const remotes = new Map<string, unknown>();
  const room = {
    localParticipant: {
      permissions: { canPublishSources: sources },
      async publishTrack(media: FakeMedia, options: Record<string, unknown>) {
        if (refuse) throw refuse;
        published.push({ media, options });
        return {
          track: {
            media,
            pauseUpstream: async () => void upstream.push('paused'),
            resumeUpstream: async () => void upstream.push('resumed'),
          },
        };
      },
      async unpublishTrack({ media }: { media: FakeMedia }) {
        const at = published.findIndex((one) => one.media === media);
        if (at >= 0) published.splice(at, 1);
      },
    },
    remoteParticipants: remotes,
  };
  return { room: room as never, published, upstream, remotes };
}

function make({
  room = fakeRoom(),
  get = undefined as ScreenHost['getDisplayMedia'],
  missing = false,
  allows = true,
} = {}) {
  let now: ReturnType<typeof fakeRoom> = room;
  const given: FakeMedia[] = [];
  const asked: DisplayMediaStreamOptions[] = [];
  const screen = createScreen(() => now.room, {
    getDisplayMedia: missing
      ? undefined
      : (get ??
        (async (options) => {
          asked.push(options);
          const media = new FakeMedia();
          given.push(media);
          return { getVideoTracks: () => [media] } as unknown as MediaStream;
        })),
    allows: () => allows,
  });
  return {
    ...{ screen, given, asked, room },
    face: () => screen.get().face,
    enter(next: ReturnType<typeof fakeRoom>) {
      now = next;
      screen.look();
    },
  };
}

describe('who may share', () => {
  test('where the browser can’t, or the server’s token lets only camera and microphone through, there is no control', () => {
    assert.equal(make({ missing: true }).face(), null);
    assert.equal(make({ room: fakeRoom({ sources: [1, 2] }) }).face(), null);
    assert.equal(make({ room: fakeRoom({ sources: [1, 2, 3] }) }).face(), 'off');
  });

  test('without the right nothing is asked of the browser', async () => {
    const t = make({ room: fakeRoom({ sources: [1, 2] }) });
    await t.screen.share(true);
    assert.deepEqual([t.asked, t.room.published], [[], []]);
  });
});

describe('sharing', () => {
  test('pending while the browser asks, on once it is published: sharp, without sound, without its own tab', async () => {
    const t = make();
    const faces: (string | null)[] = [];
    t.screen.subscribe(({ face }) => faces.push(face));
    await t.screen.share(true);
    assert.deepEqual(faces, ['pending', 'on']);
    assert.equal(t.screen.get().surface, 'window');
    const [{ media, options }] = t.room.published as [(typeof t.room.published)[0]];
    assert.equal(media.contentHint, 'detail');
    assert.equal(options['source'], 'screen_share');
    assert.equal(options['degradationPreference'], 'maintain-resolution');
    assert.equal(t.asked[0]!.audio, false);
    assert.equal((t.asked[0] as Record<string, unknown>)['selfBrowserSurface'], 'exclude');
    await t.screen.share(true);
    assert.equal(t.asked.length, 1, 'one screen at a time');
  });

  test('the own button, the browser’s bar and the end of the call each stop it, and let go of the screen', async () => {
    const ways: ((t: ReturnType<typeof make>) => unknown)[] = [
      (t) => t.screen.share(false),
      (t) => t.given[0]!.dispatchEvent(new Event('ended')),
      (t) => t.screen.stop(),
    ];
    for (const end of ways) {
      const t = make();
      await t.screen.share(true);
      await end(t);
      assert.deepEqual([t.face(), t.given[0]!.readyState, t.room.published], ['off', 'ended', []]);
    }
  });

  test('a call that is entered anew ends it and says so; LiveKit’s own mending, in the same room, does not', async () => {
    const t = make();
    await t.screen.share(true);
    t.enter(t.room);
    assert.equal(t.face(), 'on');
    t.enter(fakeRoom());
    assert.deepEqual([t.face(), t.screen.get().broken, t.given[0]!.readyState], ['off', true, 'ended']);
    await t.screen.share(true);
    assert.deepEqual([t.face(), t.screen.get().broken], ['on', false]);
  });

  test('what is chosen after the call has ended is let go of at once', async () => {
    let choose!: (stream: MediaStream) => void;
    const t = make({ get: () => new Promise((done) => (choose = done)) });
    const sharing = t.screen.share(true);
    t.screen.stop();
    const media = new FakeMedia();
    choose({ getVideoTracks: () => [media] } as unknown as MediaStream);
    await sharing;
    assert.deepEqual([t.room.published, media.readyState], [[], 'ended']);
  });

  for (const [why, error, allows, problem] of [
    ['the question is closed', named('NotAllowedError', 'Permission denied by user'), true, 'dismissed'],
    ['the system', named('NotAllowedError', 'Permission denied by system'), true, 'denied-by-system'],
    ['the page’s policy', named('NotAllowedError', 'Permission denied'), false, 'blocked-by-page'],
    ['a capture that fails', named('NotReadableError'), true, 'failed'],
  ] as const)
    test(`denied by ${why}: said, and a new press asks again`, async () => {
      let asked = 0;
      const t = make({
        allows,
        get: async () => {
          asked++;
          throw error;
        },
      });
      await t.screen.share(true);
      assert.deepEqual([t.face(), t.screen.get().problem], ['denied', problem]);
      t.screen.look();
      assert.equal(t.face(), 'denied');
      await t.screen.share(true);
      assert.equal(asked, 2);
    });

  test('a server that does not take it leaves nothing captured', async () => {
    const t = make({ room: fakeRoom({ refuse: new Error('insufficient permissions') }) });
    await t.screen.share(true);
    assert.deepEqual([t.face(), t.screen.get().problem], ['denied', 'failed']);
    assert.equal(t.given[0]!.readyState, 'ended');
  });

  test('on a path for sound alone it is held back, said, and sent again after', async () => {
    const t = make();
    await t.screen.share(true);
    await t.screen.hold(true);
    await t.screen.hold(true);
    assert.equal(t.screen.get().held, true);
    await t.screen.hold(false);
    assert.equal(t.screen.get().held, false);
    assert.deepEqual(t.room.upstream, ['paused', 'resumed']);
  });
});

describe('somebody’s screen', () => {
  const theirs = (found: object) => ({
    identity: 'p_doc',
    getTrackPublication: (source: string) => (source === 'screen_share' ? found : undefined),
  });

  test('is shown in every element that waits for it, and is gone with its publication', () => {
    const t = make();
    const shown: unknown[] = [];
    const element = {} as HTMLVideoElement;
    const off = t.screen.attach(element);
    const track = {
      attachedElements: shown,
      attach: (one: unknown) => shown.push(one),
      detach: (one: unknown) => shown.splice(shown.indexOf(one), 1),
    };
    t.room.remotes.set('doc', theirs({ isDesired: true, isMuted: false, track }));
    t.screen.look();
    t.screen.look();
    assert.deepEqual(shown, [element]);
    assert.deepEqual([t.screen.get().by, t.screen.get().picture], ['p_doc', 'on']);
    off();
    assert.deepEqual(shown, []);
    t.room.remotes.clear();
    t.screen.look();
    assert.deepEqual([t.screen.get().by, t.screen.get().picture], [null, 'none']);
  });

  test('that the network or the ladder keeps away is paused, not gone', () => {
    const t = make();
    t.room.remotes.set('doc', theirs({ isDesired: false }));
    t.screen.look();
    assert.deepEqual([t.screen.get().by, t.screen.get().picture], ['p_doc', 'paused']);
    t.room.remotes.set(
      'doc',
      theirs({ isDesired: true, track: { streamState: 'paused', attachedElements: [] } }),
    );
    t.screen.look();
    assert.equal(t.screen.get().picture, 'paused');
  });
});
