/** A bench's figures as a table: what is printed and what is kept. */
import { held, tell, type Figure } from './figure.ts';

export function tableOf(figures: readonly Figure[]): string[] {
  const spread = (figure: Figure, side: 'ours' | 'bare') => {
    const it = figure.spread?.[side];
    return it ? `${tell(it.median)} (p95 ${tell(it.p95)})` : tell(figure[side]);
  };
  return [
    '| figure | unit | ours | bare | ratio | goal | held | n |',
    '|---|---|---|---|---|---|---|---|',
    ...figures
      .filter((figure) => !figure.detail || !held(figure))
      .map((figure) => {
        const { figure: words, unit = 'ms', ratio, goal, more, n } = figure;
        const [ours, bare] = [spread(figure, 'ours'), spread(figure, 'bare')];
        return `| ${words} | ${unit} | ${ours} | ${bare} | ${ratio.toFixed(2)} | ${more ? '≥' : '≤'} ${goal} | ${held(figure) ? 'yes' : '**no**'} | ${n} |`;
      }),
  ];
}
