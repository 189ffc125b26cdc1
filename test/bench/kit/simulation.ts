/** A department's day as a sequence of events: who comes when, how long consults take, who is on duty. Draws no chance but by `draws`. */

export interface World {
  /** Minutes since the day began. */
  setClock(minutes: number): void;
  doctor(): Promise<string>;
  join(urgent: boolean): Promise<{ entryId: string; interval: { min: number; max: number } }>;
  /** Undefined where nobody waits. */
  call(doctor: string): Promise<string | undefined>;
  enter(entryId: string): Promise<unknown>;
  miss(entryId: string, doctor: string): Promise<unknown>;
  finish(entryId: string): Promise<unknown>;
}
export interface Day {
  /** What each was told, and how many minutes it was. */
  waits: { min: number; max: number; minutes: number }[];
  /** The share of the time on duty that doctors were with patients. */
  utilisation: number;
}

/** Of an hour, beside the others: a peak in the morning, a smaller one in the evening. */
const CROWDED = [3, 6, 8, 7, 4, 3, 4, 5, 5, 4, 4, 6, 6, 3];
const MEAN = 8;
const SPREAD = 5;
const FILLED = 0.9;
const PAUSE = 0.5;
const RESPOND = 3;
const ABSENT = 0.03;
const URGENT = 0.05;

export interface Draws {
  /** From 0 to 1. */
  uniform(): number;
  /** A consult's length in minutes. */
  length(): number;
}
/** The same for the same seed (mulberry32). */
export function createDraws(seed: number): Draws {
  let state = seed;
  const uniform = () => {
    state = (state + 0x6d2b79f5) | 0;
    let x = Math.imul(state ^ (state >>> 15), 1 | state);
    x = (x + Math.imul(x ^ (x >>> 7), 61 | x)) ^ x;
    return ((x ^ (x >>> 14)) >>> 0) / 2 ** 32;
  };
  const variance = Math.log(1 + (SPREAD / MEAN) ** 2);
  const normal = () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
  const length = () => Math.exp(Math.log(MEAN) - variance / 2 + Math.sqrt(variance) * normal());
  return { uniform, length };
}

export async function simulate(
  world: World,
  { patients, hours, draws }: { patients: number; hours: number; draws: Draws },
): Promise<Day> {
  const events: { at: number; run: () => Promise<void> }[] = [];
  const plan = (at: number, run: () => Promise<void>) => {
    let place = events.length;
    while (place > 0 && events[place - 1]!.at < at) place--;
    events.splice(place, 0, { at, run });
  };
  const weights = Array.from({ length: hours }, (_, hour) => CROWDED[hour % CROWDED.length]!);
  const share = (hour: number) => weights[hour]! / weights.reduce((a, b) => a + b);
  const onDuty = (now: number) => {
    const hour = Math.min(hours - 1, Math.floor(now / 60));
    return Math.max(1, Math.ceil((patients * share(hour) * (MEAN + PAUSE)) / 60 / FILLED));
  };
  const joined = new Map<string, { at: number; min: number; max: number }>();
  const waits: Day['waits'] = [];
  const idle: string[] = [];
  let doctors = 0;
  let now = 0;
  let [busy, duty] = [0, 0];

  /** Calls the next, or rests; goes home where nobody waits and more are there than should be. */
  const free = async (doctor: string): Promise<void> => {
    if (!joined.size && doctors > onDuty(now)) return void doctors--;
    const entryId = await world.call(doctor);
    if (!entryId) return void idle.push(doctor);
    const { at, min, max } = joined.get(entryId)!;
    joined.delete(entryId);
    waits.push({ min, max, minutes: now - at });
    const comes = draws.uniform() >= ABSENT;
    if (comes) await world.enter(entryId);
    const length = comes ? draws.length() : RESPOND;
    busy += length;
    plan(now + length, async () => {
      await (comes ? world.finish(entryId) : world.miss(entryId, doctor));
      plan(now + PAUSE, () => free(doctor));
    });
  };
  const shift = async (): Promise<void> => {
    const wanted = onDuty(now);
    for (; doctors > wanted && idle.length; doctors--) idle.pop();
    while (doctors < wanted) {
      doctors++;
      await free(await world.doctor());
    }
  };
  for (let hour = 0; hour < hours; hour++) {
    plan(hour * 60, shift);
    for (let i = 0; i < Math.round(patients * share(hour)); i++)
      plan((hour + draws.uniform()) * 60, async () => {
        const { entryId, interval } = await world.join(draws.uniform() < URGENT);
        joined.set(entryId, { at: now, ...interval });
        const doctor = idle.shift();
        if (doctor) await free(doctor);
      });
  }
  for (let event = events.pop(); event; event = events.pop()) {
    duty += doctors * (event.at - now);
    now = event.at;
    world.setClock(now);
    await event.run();
  }
  return { waits, utilisation: busy / duty };
}
