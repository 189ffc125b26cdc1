/** What rules ask of what is kept, and of what the authority can see. Pure. */
import type { Day, RetentionFacts } from '../facts.ts';
import { all, block, must, PASS, words, type Check } from '../rule.ts';
import { the } from '../threshold.ts';

/** The day so many months later; where that month has no such day it sorts after the month's last, which is what is meant. */
function monthsLater(day: Day, months: number): Day {
  const [year, month, rest] = day.split('-') as [string, string, string];
  const count = Number(year) * 12 + Number(month) - 1 + months;
  return `${String(Math.floor(count / 12)).padStart(4, '0')}-${String((count % 12) + 1).padStart(2, '0')}-${rest}`;
}

/** What is of this kind is kept so long; the threshold is in years, or in months. */
export const keptFor =
  (kind: NonNullable<RetentionFacts['kind']>, unit: 'years' | 'months'): Check =>
  ({ retention }, _now, t) => {
    if (retention.kind !== kind) return PASS;
    const length = the.number(t, unit);
    const end = monthsLater(retention.from, unit === 'years' ? length * 12 : length);
    return must(
      retention.until >= end,
      block(
        words(
          `保存不足 ${length} ${unit === 'years' ? '年' : '个月'}。`,
          `It would be kept for less than ${length} ${unit}.`,
        ),
        words('请延长保存期限，不要删除。', 'Keep it longer; do not delete it.'),
      ),
    );
  };

export const everyStepTraced: Check = ({ trace }) =>
  must(
    trace.missing.length === 0,
    block(
      words(
        `有步骤没有留痕：${trace.missing.join('、')}。`,
        `Steps without a trace: ${trace.missing.join(', ')}.`,
      ),
      words('请告知技术支持。', 'Tell technical support.'),
    ),
  );

export const openToRegulator: Check = ({ hospital }) =>
  must(
    hospital.regulatorInterface,
    block(
      words('监管数据接口没有开通。', 'The interface for the regulator does not work.'),
      words('请开通并恢复接口。', 'Open it, or bring it back.'),
    ),
  );

/** The platform named is told, soon enough. */
export const toldPlatform =
  (platform: string): Check =>
  ({ report }, _now, t) => {
    const seconds = the.number(t, 'seconds');
    return all(
      () =>
        must(
          report.platform === platform,
          block(
            words('没有接入省级监管平台。', 'The provincial platform is not told.'),
            words('请接入平台。', 'Connect to the platform.'),
          ),
        ),
      () =>
        must(
          report.delaySeconds <= seconds,
          block(
            words(`上报延迟超过 ${seconds} 秒。`, `The platform is told later than after ${seconds} s.`),
            words('请检查与平台的连接。', 'Look after the connection to the platform.'),
          ),
        ),
    );
  };
