/** Owns the browser's side of a key in a device (WebAuthn): asks for it, and says in one word why there is none. Fetched when it is needed. */
import {
  startAuthentication,
  startRegistration,
  WebAuthnAbortService,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/browser';

/** `cancelled` is also the time that ran out: browsers tell no difference. `known`: this device has a key for here already. */
export type DeviceFault = 'cancelled' | 'known' | 'unavailable';
export class NoAnswer extends Error {
  readonly why: DeviceFault;
  constructor(why: DeviceFault) {
    super(why);
    this.why = why;
  }
}

async function ask<T>(device: Promise<T>): Promise<T> {
  try {
    return await device;
  } catch (error) {
    const { name, cause } = error as Error;
    const named = cause instanceof Error ? cause.name : name;
    throw new NoAnswer(
      named === 'NotAllowedError' || named === 'AbortError'
        ? 'cancelled'
        : named === 'InvalidStateError'
          ? 'known'
          : 'unavailable',
    );
  }
}

export const askForSignature = (options: unknown): Promise<object> =>
  ask(startAuthentication({ optionsJSON: options as PublicKeyCredentialRequestOptionsJSON }));
export const askForKey = (options: unknown): Promise<object> =>
  ask(startRegistration({ optionsJSON: options as PublicKeyCredentialCreationOptionsJSON }));
/** Closes the browser's own window; whoever asked gets `cancelled`. */
export const withdraw = (): void => WebAuthnAbortService.cancelCeremony();
