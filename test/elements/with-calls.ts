/** Owns whether the browser of a test has calls: WebKitGTK has none, and what is said of it where it has none is the same in all. */
export async function withCalls(has: boolean, body: () => Promise<void>): Promise<void> {
  const real = Object.getOwnPropertyDescriptor(globalThis, 'RTCPeerConnection');
  if (has === !!real) return body();
  try {
    Reflect.deleteProperty(globalThis, 'RTCPeerConnection');
    if (has) globalThis.RTCPeerConnection = class {} as typeof RTCPeerConnection;
    await body();
  } finally {
    Reflect.deleteProperty(globalThis, 'RTCPeerConnection');
    if (real) Object.defineProperty(globalThis, 'RTCPeerConnection', real);
  }
}
