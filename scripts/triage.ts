/** `npm run triage`: the interview in the terminal, the same spoken in JSON lines, or a file of cases judged from their words, or a stored result judged anew. See docs/triage.md. */
import { parseArgs } from 'node:util';
import { readLibrary } from '../server/triage/library.ts';
import { batch } from './triage/batch.ts';
import { readEpidemics } from './triage/epidemics.ts';
import { json } from './triage/json.ts';
import { talk } from './triage/talk.ts';
import { languageOf } from './triage/words.ts';

const HELP = `npm run triage                          an interview in the terminal
npm run triage -- --lang zh-CN|en        its language; without it, that of LANG
npm run triage -- --json                 the interview in JSON, one object a line
npm run triage -- --batch FILE.jsonl     one case a line in, one result a line out; - reads stdin
npm run triage -- --replay ID            a stored result (its id, or its visit's) judged anew from what was kept with it
npm run triage -- --help                 this
"npm run -s triage" keeps npm's own lines away.

--json
  in   {"text","age","sex","pregnant"?,"vitals"?}          who it is, and what they say
  out  {"question":{linkId,text,type,repeats,options:[{code,display}],heard?}}
  in   {"linkId","answer"}                                 a code, or an array of codes; an earlier linkId goes back
  out  … and at the end {"result":{level,departments,reasons,advice,callAgainIf,rules,answers,protocols,…}}
  A line that cannot be taken gives {"problem":{code,detail}} and the same question again.

--batch
  in   {"id","text","age"?,"sex"?,"pregnant"?,"vitals"?}
  out  {"id","level":1-4,"departments":[names of 诊疗科目名录, best first],"complaints","flags","rules"}
  --why adds "weighed": the level by the rules alone, the share of each level, and what spoke for another

"vitals": {sbp,dbp,hr,rr,temp,spo2,glucose,pain,consciousness}
Level: 1 emergency now, 2 urgent (today), 3 routine, 4 self-care. More in docs/triage.md.`;

async function main(): Promise<number> {
  let options;
  try {
    options = parseArgs({
      options: {
        batch: { type: 'string' },
        json: { type: 'boolean' },
        lang: { type: 'string' },
        why: { type: 'boolean' },
        replay: { type: 'string' },
        help: { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${HELP}`);
    return 2;
  }
  if (options.help) {
    console.log(HELP);
    return 0;
  }
  if (options.replay !== undefined) {
    // It alone needs a database, which takes longer to load than all else.
    const { replay } = await import('./triage/replay.ts');
    return replay(options.replay, process.env, { say: console.log, complain: console.error });
  }
  const language = languageOf(options.lang);
  if (!language) {
    console.error('--lang is zh-CN or en.');
    return 2;
  }
  const { all } = readLibrary();
  const epidemics = readEpidemics(new Date());
  if (options.batch !== undefined)
    return batch(options.batch, { protocols: all, epidemics, why: !!options.why });
  const input = process.stdin.setEncoding('utf8');
  const write = (text: string) => void process.stdout.write(text);
  const code = options.json
    ? await json(
        input,
        (line) => write(`${JSON.stringify(line)}\n`),
        all,
        options.lang ? language : undefined,
        epidemics,
      )
    : await talk(input, write, all, language, epidemics);
  // Whoever speaks to us may keep the pipe open.
  input.destroy();
  return code;
}

// `… | head` closes our stdout: that is no error.
process.stdout.on('error', ({ code }: NodeJS.ErrnoException) => process.exit(code === 'EPIPE' ? 0 : 1));
process.exitCode = await main();
