/**
 * Owns the going ahead: once the doctor has called, a patient's page enters the room before the click, unseen and unheard,
 * and nothing is sent to it, so that the click has only to lift the veil.
 */
import type { ConsultToken } from '@care-elements/contract/consult.ts';
import type { VisitView } from '@care-elements/contract/visit.ts';
import type { Api } from './api.ts';
import type { Call, CallHandlers, CallView } from './consult-call.ts';
import { openDevices, type DeviceHost } from './consult-devices.ts';
import type { MediaKind } from './consult-machine.ts';
import { Problem } from './problem.ts';

export interface WentAhead {
  call: Call;
  view: CallView | undefined;
  ticket: ConsultToken;
  /** From now on these hear of the call. */
  follow(handlers: CallHandlers): void;
}
export interface Ahead {
  /** Goes ahead into the room of this visit, if its patient is called. Again is the same. */
  start(visitId: string): void;
  /** The call that is in the room and waits for the click. */
  inside(): { call: Call; ticket: ConsultToken } | undefined;
  /** What went ahead is the caller's now, at once where it is ready; undefined when nothing did, and nothing of it is left. */
  take(visitId: string): WentAhead | undefined | Promise<WentAhead | undefined>;
  /** Out of the room, every track stopped. */
  drop(): void;
}

const AGAIN_MS = 2000;
/** After that, the click goes the whole way, as without this. */
const TRIES = 5;

export function createAhead(deps: {
  api: Pick<Api, 'get' | 'post'>;
  loadCall(): Promise<{ createCall(handlers: CallHandlers): Call }>;
  /** What this patient's call of the visit uses. */
  wanted(visitId: string): readonly MediaKind[];
  devices: DeviceHost;
  sleep(ms: number): Promise<unknown>;
  changed(): void;
}): Ahead {
  const { api, changed } = deps;
  let current: { visitId: string; ticket?: ConsultToken; view?: CallView; call?: Call } | undefined;
  let attempt: Promise<boolean> | undefined;
  let handlers: CallHandlers | undefined;
  /** Grows with every start, take and drop. */
  let era = 0;

  function drop(): void {
    era++;
    globalThis.removeEventListener?.('pagehide', drop);
    const old = current?.call;
    current = attempt = handlers = undefined;
    void old?.leave();
    if (old) changed();
  }

  /** Until the click these are nobody's but ours. */
  function relay(mine: number): CallHandlers {
    return {
      changed: (view) => {
        if (handlers) return handlers.changed(view);
        if (mine === era && current) current.view = view;
      },
      dropped: (what) => handlers?.dropped(what),
      recovered: () => handlers?.recovered(),
      closed(why) {
        if (handlers) return handlers.closed(why);
        if (mine !== era || !current) return;
        // Another tab of this patient, or the end of the call: neither is answered by coming again.
        if (why !== 'lost') return drop();
        delete current.ticket;
        changed();
        void run(mine);
      },
    };
  }

  async function run(mine: number): Promise<void> {
    for (let tries = 0; tries < TRIES; tries++) {
      if (tries) await deps.sleep(AGAIN_MS);
      if (mine !== era) return;
      attempt = enter(mine);
      const inside = await attempt;
      if (mine !== era) return;
      attempt = undefined;
      changed();
      if (inside) return;
    }
    drop();
  }

  /** True in the room; false where trying again may help. */
  async function enter(mine: number): Promise<boolean> {
    const own = current!;
    try {
      const { queue } = await api.get<VisitView>(`/visits/${own.visitId}`);
      if (mine === era && queue?.state !== 'called') drop();
      if (mine !== era) return false;
      own.call ??= await prepare(mine, own.visitId);
      if (!own.call) return false;
      const ticket = await api.post<ConsultToken>(`/visits/${own.visitId}/consult/token?ahead=true`);
      if (mine !== era) return false;
      await own.call.connect(ticket.url, ticket.token, { ahead: true });
      if (mine !== era) return false;
      own.ticket = ticket;
      return true;
    } catch (cause) {
      if (mine === era && cause instanceof Problem && cause.status >= 400 && cause.status < 500) drop();
      return false;
    }
  }

  async function prepare(mine: number, visitId: string): Promise<Call | undefined> {
    const wanted = deps.wanted(visitId);
    const [module, ...states] = await Promise.all([
      deps.loadCall(),
      ...wanted.map((kind) => deps.devices.permission?.(kind)),
    ]);
    // Only what the person has permitted already is opened ahead, since nobody may be asked without a click.
    const kinds = wanted.filter((_, i) => states[i] === 'granted');
    if (mine !== era) return undefined;
    const opened = await openDevices(kinds, deps.devices);
    if (mine !== era) return void kinds.forEach((kind) => opened[kind]?.stop());
    const call = module.createCall(relay(mine));
    for (const kind of kinds) if (opened[kind]) await call.give(kind, opened[kind], { veiled: true });
    return call;
  }

  function handOver(): WentAhead | undefined {
    const { call, view, ticket } = current ?? {};
    if (!call || !ticket) return void drop();
    era++;
    globalThis.removeEventListener?.('pagehide', drop);
    current = attempt = undefined;
    return { call, view, ticket, follow: (its) => (handlers = its) };
  }

  return {
    start(visitId) {
      if (current?.visitId === visitId) return;
      drop();
      current = { visitId };
      globalThis.addEventListener?.('pagehide', drop, { once: true });
      void run(era);
    },
    inside() {
      const { call, ticket } = current ?? {};
      return call && ticket && { call, ticket };
    },
    take(visitId) {
      if (current && current.visitId !== visitId) drop();
      // An entering that is under way is waited for: two under one name would throw each other out.
      return attempt && !current?.ticket ? attempt.then(handOver) : handOver();
    },
    drop,
  };
}
