/** What diagnose() says: for webmasters. `says` is what is so, `do` what to do about it. */
type Facts = Record<string, string>;
type Say = (facts: Facts) => string;

const words = {
  title: 'Is this page ready for online visits?',
  running: 'Looking. This takes a few seconds.',
  fine: 'Nothing on this page stands in the way of an online visit.',
  trouble: (n: number) => (n === 1 ? 'One thing has to be mended.' : `${n} things have to be mended.`),
  columns: { check: 'What', mark: 'State', says: 'Found', do: 'What to do' },
  mark: { ok: 'Good', look: 'Look at it', bad: 'Mend it', open: 'Not known' },
  copy: 'Copy as text',
  copied: 'Copied.',
  notCopied: 'The browser does not let us copy. The text stands below: mark it and copy it.',
  again: 'Look again',
  close: 'Close',
  report: 'The same as text',
  check: {
    version: 'Version of the script',
    origin: 'The page’s origin',
    csp: 'Content Security Policy',
    trustedTypes: 'Trusted Types',
    secure: 'Secure connection',
    permissionsPolicy: 'Permissions-Policy',
    frame: 'Frame',
    camera: 'Camera',
    microphone: 'Microphone',
    media: 'Video server (LiveKit)',
    clock: 'Clock',
    language: 'Language',
    contrast: 'Contrast of the colours',
  },
  says: {
    version: {
      current: ({ version }) => `${version}, as the server has it.`,
      bundled: ({ version }) => `Part of this page’s own bundle. The server has ${version}.`,
      old: ({ version }) => `This page runs an older script than the server has. There it is ${version}.`,
      several: ({ count, scripts }) =>
        `The page loads ${count} of our scripts: ${scripts}. The first to arrive wins.`,
      unseen: ({ version }) =>
        `The server has ${version}. Which one this page runs can’t be seen: the browser no longer says what it fetched.`,
      unknown: () => 'The server does not say which version it has.',
      unreached: () => 'Not looked at: the Care server can’t be reached.',
    },
    origin: {
      registered: ({ origin, hospital }) => `${origin} is registered for ${hospital}.`,
      unnamed: () => 'No tag of ours with a hospital stands in this page.',
      nowhere: () =>
        'This page has no origin that could be registered: it was opened from a file, or stands in a sandboxed frame.',
      'origin-not-registered': ({ origin, hospital }) =>
        `${origin} is not registered for ${hospital}: the server refuses it.`,
      'hospital-unknown': ({ server, hospital }) => `${server} knows no hospital “${hospital}”.`,
      refused: ({ server, status }) => `${server} answered with ${status}.`,
      unreached: ({ server }) => `${server} can’t be reached from this page.`,
    },
    csp: {
      open: () => 'Stops nothing of ours.',
      stopped: ({ places }) => `The page’s policy stops what goes to ${places}.`,
    },
    trustedTypes: {
      absent: () => 'This browser has none.',
      allowed: () => 'Don’t stand in the way.',
      forbidden: () => 'The page’s policy does not name our template library, so that nothing can be drawn.',
      taken: () =>
        'Another script of the page has the policy name lit-html already, and the page allows it once.',
      unloaded: ({ text }) => `Our code could not be fetched: ${text}`,
    },
    secure: {
      secure: () => 'Yes.',
      insecure: ({ origin }) => `${origin} is not. Browsers give such a page neither camera nor microphone.`,
    },
    permissionsPolicy: {
      allowed: () => 'Allows camera and microphone.',
      forbidden: ({ missing }) => `The page’s own header forbids: ${missing}.`,
      unsaid: () => 'This browser does not say. Look with Chrome or Edge.',
    },
    frame: {
      top: () => 'The page stands in no frame.',
      handed: () => 'In a frame that hands camera and microphone on.',
      withheld: ({ missing }) => `In a frame that does not hand on: ${missing}.`,
      unsaid: () => 'In a frame. This browser does not say what it hands on.',
    },
    camera: {
      granted: () => 'Allowed.',
      asks: () => 'The browser will ask the patient.',
      denied: () => 'Refused for this page, by whoever sits here or by the device’s settings.',
      forbidden: () => 'The page or its frame forbids it: see above.',
      none: () => 'None at this device.',
      impossible: () => 'This browser gives it to no page here.',
    },
    microphone: {
      granted: () => 'Allowed.',
      asks: () => 'The browser will ask the patient.',
      denied: () => 'Refused for this page, by whoever sits here or by the device’s settings.',
      forbidden: () => 'The page or its frame forbids it: see above.',
      none: () => 'None at this device.',
      impossible: () => 'This browser gives it to no page here.',
    },
    media: {
      video: ({ url }) => `${url} is reached, and the line is good enough for video.`,
      sound: ({ url }) => `${url} is reached; the line carries sound, hardly video.`,
      text: ({ url }) => `${url}: neither sound nor video comes through.`,
      reached: ({ url }) =>
        `${url} answers. Whether sound and video come through is looked at once a patient is registered in this page.`,
      stopped: ({ url }) => `The page’s policy does not let sockets to ${url}.`,
      unreached: ({ url }) => `${url} does not answer.`,
      none: () => 'This hospital has no video now. Visits in writing work.',
      unknown: () => 'Not looked at: the Care server did not say where it is.',
    },
    clock: {
      right: () => 'Goes as the server’s.',
      ahead: ({ seconds }) => `This device’s clock is ${seconds} s ahead.`,
      behind: ({ seconds }) => `This device’s clock is ${seconds} s behind.`,
      unknown: () => 'The server’s time is not known.',
    },
    language: {
      said: ({ said, speaks }) => `The page says ${said}; the widget speaks ${speaks}.`,
      unsaid: ({ browser, speaks }) =>
        `The page says none. The browser’s (${browser}) decides; here it is ${speaks}.`,
      unknown: ({ said, speaks }) =>
        `The page says ${said}, which we don’t speak: the widget speaks ${speaks}.`,
      none: () => 'No tag of ours stands in this page.',
    },
    contrast: {
      enough: ({ least }) => `At least ${least} : 1 for text.`,
      low: ({ pairs }) => `Too little for: ${pairs}.`,
      none: () => 'Nothing of ours is drawn yet.',
    },
  } satisfies Record<string, Record<string, Say>>,
  do: {
    version: {
      old: () =>
        'Reload without cache. If you host a copy of the files, fetch it anew; if you give the script an integrity, take the new one from manifest.json.',
      several: () => 'Keep one script tag.',
      unseen: () => 'If you host a copy of the files, hold its manifest.json against the server’s.',
      unknown: () => 'See that manifest.json is served beside care.js.',
    },
    origin: {
      unnamed: () => '<care-visit hospital="…"></care-visit>',
      nowhere: () => 'Serve the page from a web server, or take the attribute sandbox off its frame.',
      'origin-not-registered': ({ setup }) => `An administrator of the hospital registers it: ${setup}`,
      'hospital-unknown': () => 'Look at the spelling of the attribute hospital; ids are lower case.',
      refused: () => 'Try again in a minute; then ask whoever runs the Care server.',
      unreached: () =>
        'Is there a row about the policy in red? Mend that first. Else look whether a firewall or a blocker stands between.',
    },
    csp: { stopped: ({ line }) => `Add to the Content-Security-Policy: ${line}` },
    trustedTypes: {
      forbidden: () => 'Add to the Content-Security-Policy: trusted-types lit-html',
      taken: () => "Add to the Content-Security-Policy: trusted-types lit-html 'allow-duplicates'",
      unloaded: () => 'See the rows about origin and policy.',
    },
    secure: { insecure: () => 'Serve the page over https.' },
    permissionsPolicy: {
      forbidden: () => 'Send: Permissions-Policy: camera=(self), microphone=(self)',
      unsaid: () => 'If your server sends the header, it must have: camera=(self), microphone=(self)',
    },
    frame: {
      withheld: ({ origin }) =>
        `Give the iframe allow="camera; microphone". If the framing page sends a Permissions-Policy: camera=(self "${origin}"), microphone=(self "${origin}")`,
      unsaid: () => 'The iframe needs allow="camera; microphone".',
    },
    camera: {
      forbidden: () => 'Mend the red row above.',
      denied: () =>
        'At the lock or camera sign in the address bar, allow it again; look into the device’s privacy settings.',
      none: () => 'Look on a device that has one. A visit by sound or in writing works without.',
      impossible: () => 'Serve the page over https.',
    },
    microphone: {
      forbidden: () => 'Mend the red row above.',
      denied: () =>
        'At the lock sign in the address bar, allow it again; look into the device’s privacy settings.',
      none: () => 'Look on a device that has one. A visit in writing works without.',
      impossible: () => 'Serve the page over https.',
    },
    media: {
      sound: () => 'A better line: another network, nearer to the Wi-Fi.',
      text: () =>
        'Let UDP and TCP through to the video server in this network’s firewall, or have the administrator set up the relay (CARE_TURN_DOMAIN).',
      stopped: ({ url }) => `Add to the Content-Security-Policy: connect-src ${url}`,
      unreached: () => 'A firewall stands between, or the video server is down: ask the administrator.',
      none: () => 'The administrator of the Care server starts LiveKit or sets LIVEKIT_URL.',
    },
    clock: {
      ahead: () => 'Set the device’s clock by the network.',
      behind: () => 'Set the device’s clock by the network.',
    },
    language: {
      unsaid: () => 'Give the page <html lang="en">, or the tag lang="en".',
      unknown: () =>
        'Give the tag the language that is read best here: lang="zh-CN", "zh-TW", "zh-HK" or "en"; a tag for patients also "ar".',
    },
    contrast: {
      low: () =>
        'Choose a darker brand colour (lighter on dark pages), or leave out the colour tokens that you set.',
    },
  } satisfies Record<string, Record<string, Say>>,
};

export default words;
export type DiagnoseWords = typeof words;
