/** Firefox as it is installed, driven by Playwright over WebDriver BiDi, with a fake camera and microphone that need no permission. */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { firefox, type Browser, type LaunchOptions } from 'playwright-core';

export const findFirefox = (): string | undefined =>
  [process.env['FIREFOX_PATH'], '/usr/bin/firefox-esr', '/usr/bin/firefox'].find((f) => f && existsSync(f));

/** What Playwright launches it with; before, it is told what this Firefox does not know. */
export function firefoxOptions(): LaunchOptions {
  answerForFirefox();
  return {
    ...{ channel: 'moz-firefox', executablePath: findFirefox()! },
    firefoxUserPrefs: {
      'media.navigator.streams.fake': true,
      'media.navigator.permission.disabled': true,
      'media.peerconnection.ice.loopback': true,
      'media.autoplay.default': 0,
      // A machine without a sound card: Web Audio would stand still.
      'media.cubeb.force_mock_context': true,
      // A page in light, which Playwright would ask for by the command below.
      'layout.css.prefers-color-scheme.content-override': 1,
      // Its print preview would stand before the page, and nobody closes it.
      'print.enabled': false,
      // What a script writes to the clipboard is taken.
      'dom.events.testing.asyncClipboard': true,
    },
  };
}

export const launchFirefox = (): Promise<Browser> => firefox.launch(firefoxOptions());

interface Socket {
  emit(event: 'message', data: Buffer, isBinary: boolean): void;
  send(data: unknown, ...rest: unknown[]): void;
}

let answered = false;
/** Playwright sets the colour scheme of every page by a command that Firefox 153 does not know yet, and gives up when it is refused. */
function answerForFirefox(): void {
  if (answered) return;
  answered = true;
  const { ws } = createRequire(import.meta.url)('playwright-core/lib/utilsBundle') as {
    ws: { prototype: Socket };
  };
  const { send } = ws.prototype;
  ws.prototype.send = function (data, ...rest) {
    if (typeof data !== 'string' || !data.includes('"emulation.setMediaFeaturesOverride"'))
      return send.call(this, data, ...rest);
    const { id } = JSON.parse(data) as { id: number };
    const answer = JSON.stringify({ type: 'success', id, result: {} });
    setImmediate(() => this.emit('message', Buffer.from(answer), false));
  };
}
