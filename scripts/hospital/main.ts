/** The commands of `npm run hospital`: what is asked for, what is answered, and the exit code. */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { DrizzleQueryError } from 'drizzle-orm';
import { v7 } from 'uuid';
import { z } from 'zod';
import type { Db } from '../../server/db/open.ts';
import { hospitalIds } from '../../server/every-hospital.ts';
import { newPassword } from '../../server/sessions/password.ts';
import { HospitalFile } from '../../server/setting-up/file.ts';
import { closeAccount, openAccount, readWhole, setPassword } from '../../server/setting-up/people.ts';
import { putFile } from '../../server/setting-up/put.ts';
import type { WorkBase } from '../../server/work.ts';
import { ofOldDatabase, openDatabase } from '../database.ts';
import { shortList, wholeList } from './list.ts';

export interface Io {
  say(text: string): void;
  complain(text: string): void;
  /** What standard input holds; nothing where it is a terminal. */
  typed(): Promise<string>;
}

const HELP = `npm run hospital -- example                        a file to begin with: a small hospital
npm run hospital -- put FILE.json                  adds the hospital of the file with its departments, people, pharmacies and
                                                   origins, or changes what differs; what is left out stays as it is
npm run hospital -- list [HOSPITAL]                the hospitals, or all of one
npm run hospital -- password HOSPITAL USERNAME     a new password, printed once, or read from standard input where that is no
                                                   terminal; all that person's sessions end
npm run hospital -- deactivate HOSPITAL USERNAME   closes the account and ends its sessions
npm run hospital -- activate HOSPITAL USERNAME     opens it again
The database is that of the server: DATABASE_URL, or CARE_DATA_DIR while the server runs or rests.
"npm run -s hospital" keeps npm's own lines away. More in docs/operations.md.`;

/** As the signing in takes it, and not to be guessed. */
const SHORTEST = 12;
const LONGEST = 256;

type Command = (base: WorkBase & { db: Db }, args: string[], io: Io, env: NodeJS.ProcessEnv) => Promise<void>;

async function readHospital(given: string, env: NodeJS.ProcessEnv): Promise<HospitalFile> {
  // npm runs scripts in the project's folder, wherever they were called from.
  const file = resolve(env['INIT_CWD'] ?? '.', given);
  const read = await readFile(file, 'utf8').catch((error: Error) => {
    throw new Error(`${file} can't be read: ${error.message}`);
  });
  try {
    return HospitalFile.parse(JSON.parse(read));
  } catch (error) {
    throw error instanceof SyntaxError ? new Error(`${file} is not JSON: ${error.message}`) : error;
  }
}

async function known({ db }: { db: Db }, hospitalId: string): Promise<void> {
  const all = await hospitalIds(db);
  if (!all.includes(hospitalId))
    throw new Error(`There is no hospital ${hospitalId}. There are: ${all.join(', ') || 'none'}.`);
}
const sessions = (ended: number): string => `${ended} ${ended === 1 ? 'session' : 'sessions'} ended`;

const put: Command = async (base, [file], { say }, env) => {
  const hospital = await readHospital(file!, env);
  const { changes, passwords } = await putFile(base, hospital, newPassword);
  say(
    changes.length > 0 ? changes.join('\n') : `${hospital.hospitalId} is as the file says: nothing changed.`,
  );
  if (passwords.size === 0) return;
  say('\nFirst passwords, shown this once; "password" makes new ones:');
  for (const [username, password] of passwords) say(`  ${username.padEnd(20)} ${password}`);
};

const list: Command = async (base, [hospitalId], { say }) => {
  if (hospitalId) {
    await known(base, hospitalId);
    return say(wholeList(await readWhole(base, hospitalId)));
  }
  const all = await hospitalIds(base.db);
  if (all.length === 0) say('There is no hospital yet.');
  for (const id of all) say(shortList(await readWhole(base, id)));
};

const password: Command = async (base, [hospitalId, username], { say, typed }) => {
  await known(base, hospitalId!);
  const given = (await typed()).replace(/\r?\n$/, '');
  if (given && (given.length < SHORTEST || given.length > LONGEST || /\p{Cc}/u.test(given)))
    throw new Error(`A password is one line of ${SHORTEST} to ${LONGEST} characters.`);
  const fresh = given || newPassword();
  const { ended, active } = await setPassword(base, hospitalId!, username!, fresh);
  say(`${username} has a new password${given ? '' : `: ${fresh}`} (${sessions(ended)}).`);
  if (!active) say('The account is closed: "activate" opens it.');
};

const deactivate: Command = async (base, [hospitalId, username], { say }) => {
  await known(base, hospitalId!);
  const { closed, ended } = await closeAccount(base, hospitalId!, username!);
  say(`${username}’s account ${closed ? 'is closed' : 'was closed already'} (${sessions(ended)}).`);
};

const activate: Command = async (base, [hospitalId, username], { say }) => {
  await known(base, hospitalId!);
  const opened = await openAccount(base, hospitalId!, username!);
  say(`${username}’s account ${opened ? 'is open again; the password is the old one' : 'was open already'}.`);
};

/** With how many arguments each comes, at least and at most. */
const COMMANDS: Record<string, [Command, least: number, most: number]> = {
  put: [put, 1, 1],
  list: [list, 0, 1],
  password: [password, 2, 2],
  deactivate: [deactivate, 2, 2],
  activate: [activate, 2, 2],
};

export async function main([name = '', ...args]: string[], env: NodeJS.ProcessEnv, io: Io): Promise<number> {
  if (name === 'example') {
    io.say((await readFile(new URL('example.json', import.meta.url), 'utf8')).trimEnd());
    return 0;
  }
  if (name === 'help' || name === '--help') {
    io.say(HELP);
    return 0;
  }
  const [command, least, most] = (Object.hasOwn(COMMANDS, name) && COMMANDS[name]) || [];
  if (!command || args.length < least! || args.length > most!) {
    io.complain(HELP);
    return 2;
  }
  try {
    const { db, close } = await openDatabase(env);
    try {
      await command({ db, now: () => new Date(), newId: () => v7() }, args, io, env);
      return 0;
    } finally {
      await close();
    }
  } catch (error) {
    io.complain(told(error));
    return 1;
  }
}

function told(error: unknown): string {
  if (error instanceof z.ZodError) return z.prettifyError(error);
  const old = ofOldDatabase(error);
  if (old) return old;
  // Its own words hold what was to be written, a password's hash among it.
  if (error instanceof DrizzleQueryError && error.cause) return error.cause.message;
  return (error as Error).message;
}
