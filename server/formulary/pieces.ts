/** Herbs to be boiled (中药饮片) of the starter pack: what a row says beside the rules that name its herb, and the row as a product. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { Text } from '@care-elements/contract/common.ts';
import type { Drug } from '@care-elements/contract/formulary.drug.ts';
import { Amount, CONFIDENCES, DrugId } from '@care-elements/contract/formulary.ts';
import { HANDLING_CODES, PIECE } from '@care-elements/contract/herbal.terms.ts';

const Piece = z.strictObject({
  drugId: DrugId,
  /** The name by which rules know it: 甘草, of 炙甘草 as well. */
  herb: z.string().regex(/^\p{Script=Han}{1,16}$/u),
  name: Text,
  initials: z.string(),
  /** Grams a day; null is not stated. */
  dailyMin: Amount.nullable(),
  dailyMax: Amount.nullable(),
  /** `none-listed`: the pharmacopoeia says nothing of pregnancy, which is no proof. */
  pregnancy: z.enum(['none-listed', 'caution', 'contraindicated']),
  handling: z.enum(HANDLING_CODES).nullable(),
  /** `stated`: called toxic in its monograph; `controlled`: a toxic medicine by law, never online. */
  toxic: z.enum(['none', 'stated', 'controlled']),
  source: z.array(z.string().min(1)).min(1),
  confidence: z.enum(CONFIDENCES),
});
export type Piece = z.infer<typeof Piece>;

const { pieces } = z
  .object({ pieces: z.array(Piece) })
  .parse(JSON.parse(readFileSync(new URL('./data/starter/pieces.json', import.meta.url), 'utf8')));
export const PIECES: readonly Piece[] = pieces;
const byId = new Map(pieces.map((piece) => [piece.drugId, piece]));
const byName = new Map(pieces.map((piece) => [piece.name['zh-CN'], piece]));

/** What is known of a product's herb; by its Chinese name where a hospital has an id of its own. */
export const pieceOf = ({ drugId, name }: Pick<Drug, 'drugId' | 'name'>): Piece | undefined =>
  byId.get(drugId) ?? byName.get(name['zh-CN']);

const PREGNANCY = {
  'none-listed': 'not_applicable',
  caution: 'caution',
  contraindicated: 'contraindicated',
} as const;

/** As a row of a formulary: sold by the gram, counted in grams. `ingredient`: the code of its herb. */
export const asDrug = (piece: Piece, ingredient: string): Drug => ({
  ...{
    drugId: piece.drugId,
    inn: piece.drugId.replace(/^piece-/, ''),
    name: piece.name,
    brand: null,
    atc: null,
  },
  ...{ initials: piece.initials, form: PIECE, unit: 'g', strength: null, strengthText: null },
  ...{ strengthBasis: null, pack: { size: '500', container: 'bag', text: null }, route: 'oral' },
  ...{ ingredients: [ingredient], classes: [], allergyGroups: [], adultMaxSingle: null },
  ...{ adultMaxDaily: piece.dailyMax, singleMaxIsLoading: false, otcSingleCap: null, otcDailyCap: null },
  ...{ weeklyOnly: false, minAgeYears: null, maxAgeYears: null, sex: null },
  ...{ pregnancy: PREGNANCY[piece.pregnancy], lactation: null, renalCautionEgfrBelow: null, hepatic: null },
  controlled: piece.toxic === 'controlled' ? { code: 'toxic', cn: '毒', online: 'forbidden' } : null,
  ...{ antimicrobial: null, antimicrobialGrade: null, rx: 'Rx', note: null },
  ...{ source: piece.source, confidence: piece.confidence },
  ...{ productSource: ['sold by the gram; check against the pharmacy’s stock'], productConfidence: 'recall' },
});
