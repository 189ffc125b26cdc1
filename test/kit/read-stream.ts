/** Reads a page's live stream as a browser would, for tests. */
import { createParser, type EventSourceMessage } from 'eventsource-parser';

/** What came: the event's name, its id, and its data parsed. */
export interface StreamEvent {
  event: string;
  id: string;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests read events freely
  data: any;
}
export interface StreamReader {
  status: number;
  /** Everything that came so far. */
  readonly events: StreamEvent[];
  /** The first event that fits, past or to come; rejects after 10 s. */
  until(fits: (event: StreamEvent) => boolean): Promise<StreamEvent>;
  readonly ended: Promise<void>;
  close(): void;
}

export async function readStream(
  base: string,
  hospitalId: string,
  token: string,
  topics: string[],
  headers: Record<string, string> = {},
): Promise<StreamReader> {
  const abort = new AbortController();
  const answer = await fetch(
    `${base}/v1/hospitals/${hospitalId}/live?topics=${encodeURIComponent(topics.join(','))}`,
    {
      headers: { Authorization: `Bearer ${token}`, ...headers },
      signal: abort.signal,
    },
  );
  const events: StreamReader['events'] = [];
  const waiting = new Set<() => void>();
  const parser = createParser({
    onEvent({ event = '', id = '', data }: EventSourceMessage) {
      events.push({ event, id, data: JSON.parse(data) });
      for (const look of waiting) look();
    },
  });
  const ended = (async () => {
    const decoder = new TextDecoder();
    try {
      for await (const chunk of answer.body!) parser.feed(decoder.decode(chunk, { stream: true }));
    } catch {
      // Closed by us, or cut by the server: both are an end.
    }
  })();
  return {
    status: answer.status,
    events,
    ended,
    until: (fits) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const found = events.find(fits);
          if (!found) return;
          clearTimeout(timer);
          waiting.delete(look);
          resolve(found);
        };
        const timer = setTimeout(() => {
          waiting.delete(look);
          reject(
            new Error(
              `not seen; came: ${JSON.stringify(events.map((e) => [e.event, e.data])).slice(0, 2000)}`,
            ),
          );
        }, 10_000);
        waiting.add(look);
        look();
      }),
    close: () => abort.abort(),
  };
}
