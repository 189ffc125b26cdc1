/**
 * Owns what the page around a visit hands over: the token of a patient whom its own site has signed in, what it fills into the form,
 * and with which questions the visit begins. Fetched only where one of them is there.
 */
import { html } from 'lit';
import { createHostSession, type HostPatient, type TokenSource } from '@care-elements/client/host-session.ts';
import { createVisitStore } from '@care-elements/client/visit-store.ts';
import { partWords } from '../base/part-words.ts';
import { localeOf } from '../controls/locale.ts';
import type { VisitHostWords } from '../locales/en/visit-host.ts';
import type { PageView } from './care-visit-register.ts';
import type { CareVisit } from './care-visit.ts';
import { prefill } from './visit-prefill.ts';

/**
 * Whether the token of the page's own site was taken.
 *
 * @fires care-visit-sign-in `state` says it; where it is `refused`, `code` says why.
 */
export class CareVisitSignInEvent extends Event {
  readonly state: 'accepted' | 'refused';
  /** The server's problem; null where there is none, or no token came. */
  readonly code: string | null;
  constructor(state: 'accepted' | 'refused', code: string | null = null) {
    super('care-visit-sign-in', { bubbles: true, composed: true });
    this.state = state;
    this.code = code;
  }
}

interface Done {
  /** The token, or that `getToken` was asked. */
  by?: unknown;
  /** Under way. */
  signing?: boolean;
  starting?: boolean;
  patient?: HostPatient;
  /** The patient wants to type. */
  change?: boolean;
  /** The session's end that was answered by signing in anew. */
  ended?: unknown;
  /** The visit that `start-at` was looked up for. */
  begun?: string;
}
const seen = new WeakMap<CareVisit, Done>();
const WAIT_MS = 10_000;

const visitsOf = (shell: CareVisit) => shell.care!.use(createVisitStore);
const wordsOf = partWords<VisitHostWords>({
  'zh-CN': () => import('../locales/zh-CN/visit-host.ts'),
  en: () => import('../locales/en/visit-host.ts'),
  'zh-TW': () => import('../locales/zh-TW/visit-host.ts'),
  'zh-HK': () => import('../locales/zh-HK/visit-host.ts'),
  ar: () => import('../locales/ar/visit-host.ts'),
});

/** Called before each drawing of the shell: does its part once. */
export function host(shell: CareVisit): void {
  if (!shell.care) return;
  let done = seen.get(shell);
  if (!done) seen.set(shell, (done = {}));
  const { token, getToken } = shell;
  const by = getToken ? true : token;
  const { problem, view } = visitsOf(shell).get();
  const ended = problem?.status === 401 && !shell.care.session.get() ? problem : undefined;
  if (by && !done.signing && (by !== done.by || (ended && getToken && ended !== done.ended))) {
    Object.assign(done, { by, ended });
    void signIn(shell, done, getToken ?? (() => token!));
  }
  // For the next visit, too; what was typed stays.
  if (done.patient && !view && shell.draft['name'] === undefined)
    shell.draft = { ...done.patient, ...shell.draft };
  // What is signed goes before what is only said.
  else if (!done.patient && !view && shell.prefill && prefill(shell))
    shell.summary ??= () => html`<p class="muted" role="status">${wordsOf(shell)?.prefilled}</p>`;
  void begin(shell, done);
}

/** The shell shows nothing yet: what comes decides which screen it is. */
export function waits(shell: CareVisit): boolean {
  const { signing, starting } = seen.get(shell) ?? {};
  // Who types already is not interrupted.
  return !!starting || (!!signing && !visitsOf(shell).get().view && !Object.keys(shell.draft)[0]);
}

/** Who the patient is, to be confirmed and not typed, where the site said all of it; undefined for the fields. */
export function hostView(shell: CareVisit): PageView | undefined {
  const done = seen.get(shell) ?? {};
  const { name, birthDate, sex, phone } = done.patient ?? {};
  const same = Object.entries(done.patient ?? {}).every(([field, value]) => shell.draft[field] === value);
  const wrong = Object.keys(shell.errors)[0];
  if (!name || !birthDate || !sex || !phone || !same || done.change || wrong || shell.page !== 'who') return;
  const { t } = shell.words;
  const own = wordsOf(shell);
  // While they are fetched nothing is asked yet.
  if (!own) return [t.loading];
  const day = new Date(birthDate).toLocaleDateString(localeOf(shell.tongue), {
    dateStyle: 'long',
    timeZone: 'UTC',
  });
  const rows = [
    [t.name, name],
    [t.birth, day],
    [t.sex, t[sex as 'male'] || sex],
    [t.phone, phone],
  ];
  const change = () => {
    done.change = true;
    shell.requestUpdate();
  };
  return [
    own.title,
    own.why,
    html`<dl class="consent">${rows.map(([label, value]) => html`<dt class="muted">${label}</dt><dd>${value}</dd>`)}</dl><button type="button" class="act quiet" @click=${change}>${own.change}</button>`,
  ];
}

async function signIn(shell: CareVisit, done: Done, getToken: TokenSource): Promise<void> {
  done.signing = true;
  let late: ReturnType<typeof setTimeout> | undefined;
  try {
    done.patient = await Promise.race([
      shell.care!.use(createHostSession).signIn(getToken),
      new Promise<never>((_, fail) => {
        late = setTimeout(() => fail(new Error('no answer')), WAIT_MS);
      }),
    ]);
    shell.dispatchEvent(new CareVisitSignInEvent('accepted'));
  } catch (cause) {
    const { code, detail } = cause as { code?: string; detail?: string };
    console.error('Care: the page’s token was not taken;', code ? `${code}. ${detail ?? ''}` : cause);
    // Gone with the next page of the registration, which goes on by hand.
    if (!visitsOf(shell).get().view)
      shell.summary = () => html`<p role="status">${wordsOf(shell)?.refused}</p>`;
    shell.dispatchEvent(new CareVisitSignInEvent('refused', code ?? null));
  } finally {
    clearTimeout(late);
    done.signing = false;
    shell.requestUpdate();
  }
}

/** Once a visit: the questions of the complaint that the page names. Which there are for this patient is the server's to say. */
async function begin(shell: CareVisit, done: Done): Promise<void> {
  const { startAt } = shell;
  const visits = visitsOf(shell);
  const { view, phase } = visits.get();
  if (!startAt || phase !== 'ready' || view?.status !== 'open' || view.triage || view.queue) return;
  if (shell.complaint || done.begun === view.visitId) return;
  done.begun = view.visitId;
  done.starting = true;
  await visits.find('');
  const { complaints } = visits.get();
  const found = complaints?.find(
    ({ complaintId, protocolId }) => startAt === complaintId || startAt === protocolId,
  );
  if (found) shell.complaint = { id: found.protocolId, text: '', without: [] };
  else if (complaints)
    console.error(`Care: start-at="${startAt}" is no complaint that this patient can choose.`);
  done.starting = false;
  shell.requestUpdate();
}
