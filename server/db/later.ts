/** A database before it is there: who asks is told that it is away, so that the server can answer from its first moment on. */
import { DatabaseAway, type Db } from './open.ts';

export interface LaterDb {
  readonly db: Db;
  /** From now on it is this one. */
  open(db: Db): void;
}

export function laterDb(): LaterDb {
  let real: Db | undefined;
  const there = async (): Promise<Db> => {
    if (!real) throw new DatabaseAway('it is being started');
    return real;
  };
  return {
    db: {
      tenant: (hospitalId, work) =>
        real ? real.tenant(hospitalId, work) : there().then((db) => db.tenant(hospitalId, work)),
      system: (sql, values) =>
        real ? real.system(sql, values) : there().then((db) => db.system(sql, values)),
      listen: (channel, onNotify) => there().then((db) => db.listen(channel, onNotify)),
      stats: () => real?.stats() ?? { used: 0, idle: 0, waiting: 0 },
      ping: () => there().then((db) => db.ping()),
      close: async () => real?.close(),
    },
    open: (db) => void (real = db),
  };
}
