/** The columns of a formulary's CSV file: how a row is written into them, and read back with a reason for whatever is refused. */
import type { Text } from '@care-elements/contract/common.ts';
import { CONFIDENCES } from '@care-elements/contract/formulary.ts';
import {
  CONTAINER_CODES,
  DOSE_UNITS,
  DRUG_FORMS,
  ROUTE_CODES,
} from '@care-elements/contract/prescription.terms.ts';
import { Drug } from './provider.ts';

export const both = (zh: string, en: string): Text => ({ 'zh-CN': zh, en });
/** Thrown by a column that can't read its cell. */
export class Refused extends Error {
  readonly reason: Text;
  constructor(reason: Text) {
    // A file can hold half a million of these, and nobody asks where in our code one was made: a trace is most of its cost.
    const traced = Error.stackTraceLimit;
    Error.stackTraceLimit = 0;
    super(reason.en);
    Error.stackTraceLimit = traced;
    this.reason = reason;
  }
}
const refuse = (zh: string, en: string): never => {
  throw new Refused(both(zh, en));
};

export interface Column {
  readonly name: string;
  /** The header that a Chinese export may carry instead. */
  readonly zh: string;
  readonly required: boolean;
  write(drug: Drug): string;
  /** `cell` is trimmed; empty only where the column is not required. */
  read(cell: string): unknown;
  /** Where the value stands in a row. */
  readonly path: readonly string[];
}

const at = (drug: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>((value, key) => (value as Record<string, unknown> | null)?.[key], drug);

type Kind = Pick<Column, 'read'> & { show?: (value: unknown) => string };
const asText = (value: unknown): string =>
  value === null || value === undefined ? '' : String(value as string | number);

const words = (most: number): Kind => ({
  read: (cell) =>
    cell.length > most
      ? refuse(`超过 ${most} 个字`, `longer than ${most} characters`)
      : cell === ''
        ? null
        : cell,
});
/** Several in one cell, with a semicolon between; one that belongs to a text has a backslash before it. */
const list = (most: number): Kind => ({
  read: (cell) => {
    const parts = cell
      .split(/(?<!\\)[;；]/)
      .map((part) => part.trim().replaceAll(/\\([;；])/g, '$1'))
      .filter(Boolean);
    if (parts.some((part) => part.length > most))
      refuse(`有一项超过 ${most} 个字`, `one of them is longer than ${most} characters`);
    return parts;
  },
  show: (value) => (value as string[]).map((part) => part.replaceAll(/[;；]/g, '\\$&')).join('; '),
});
const oneOf = (codes: readonly string[]): Kind => ({
  read: (cell) => {
    if (cell === '') return null;
    const known = codes.find((code) => code.toLowerCase() === cell.toLowerCase());
    return known ?? refuse(`不认识；可填：${codes.join('、')}`, `not known; it can be: ${codes.join(', ')}`);
  },
});
const yesNo: Kind = {
  read: (cell) => {
    if (/^(yes|true|1|是|y)$/i.test(cell)) return true;
    if (/^(no|false|0|否|n|)$/i.test(cell)) return false;
    return refuse('请填 yes 或 no', 'write yes or no');
  },
  show: (value) => (value ? 'yes' : 'no'),
};
/** A bare amount, as on a package: no sign, no grouping, no exponent. */
const NUMBER = /^\d{1,9}(\.\d{1,4})?$/;
const number: Kind = {
  read: (cell) => {
    if (cell === '') return null;
    return NUMBER.test(cell) ? Number(cell) : refuse('不是数字', 'not a number');
  },
};
const decimal = (cell: string): string =>
  NUMBER.test(cell) && Number(cell) > 0 ? cell : refuse('不是大于 0 的数字', 'not a number above 0');

const UNIT_NAMES: Record<string, string> = {
  μg: 'ug',
  µg: 'ug',
  mcg: 'ug',
  微克: 'ug',
  毫克: 'mg',
  克: 'g',
  毫升: 'ml',
  单位: 'iu',
};
function unitOf(said: string): string {
  const folded = said.trim().toLowerCase();
  const code = UNIT_NAMES[folded] ?? folded;
  return (DOSE_UNITS as readonly string[]).includes(code)
    ? code
    : refuse(`单位“${said.slice(0, 16)}”不认识`, `the unit “${said.slice(0, 16)}” is not known`);
}
/** No amount is longer; the pattern below would look at a long cell again from each of its places. */
const AMOUNT_AT_MOST = 64;
const amount: Kind = {
  read: (cell) => {
    if (cell === '') return null;
    if (cell.length > AMOUNT_AT_MOST)
      return refuse(`超过 ${AMOUNT_AT_MOST} 个字`, `longer than ${AMOUNT_AT_MOST} characters`);
    // eslint-disable-next-line regexp/no-super-linear-backtracking -- of AMOUNT_AT_MOST characters
    const [, value, unit] = /^([^\s\p{L}]+)\s*(\S.*)$/u.exec(cell) ?? [];
    if (!value || !unit)
      return refuse('请填数量和单位，如 500 mg', 'write an amount and its unit, such as 500 mg');
    return { value: decimal(value), unit: unitOf(unit) };
  },
  show: (value) => {
    const known = value as { value: string; unit: string } | null;
    return known ? `${known.value} ${known.unit}` : '';
  },
};
const unit: Kind = { read: (cell) => unitOf(cell) };
const count: Kind = { read: decimal };

const column = (name: string, zh: string, path: string, kind: Kind, required = false): Column => {
  const keys = path.split('.');
  const show = kind.show ?? asText;
  return { name, zh, required, path: keys, read: kind.read, write: (drug) => show(at(drug, keys)) };
};
const must = true;
const shape = Drug.shape;
const LEVELS = ['usually_acceptable', 'caution', 'contraindicated'];

export const COLUMNS: readonly Column[] = [
  column('drug_id', '药品编码', 'drugId', words(96), must),
  column('name_zh', '药品名称', 'name.zh-CN', words(200), must),
  column('name_en', '英文名称', 'name.en', words(200)),
  column('brand_zh', '商品名', 'brand.zh-CN', words(100)),
  column('brand_en', '英文商品名', 'brand.en', words(100)),
  column('inn', '通用名', 'inn', words(96)),
  column('initials', '拼音首字母', 'initials', words(100)),
  column('atc', 'ATC编码', 'atc', words(16)),
  column('form', '剂型', 'form', oneOf(DRUG_FORMS), must),
  column('unit', '计数单位', 'unit', unit, must),
  column('strength', '规格', 'strength', amount),
  column('strength_text', '规格文字', 'strengthText', words(64)),
  column('strength_basis', '规格所指成分', 'strengthBasis', words(64)),
  column('pack_size', '包装数量', 'pack.size', count, must),
  column('pack_container', '包装', 'pack.container', oneOf(CONTAINER_CODES), must),
  column('pack_text', '包装文字', 'pack.text', words(32)),
  column('route', '给药途径', 'route', oneOf(ROUTE_CODES), must),
  column('ingredients', '成分', 'ingredients', list(64), must),
  column('classes', '药理类别', 'classes', list(64)),
  column('allergy_groups', '过敏组', 'allergyGroups', list(64)),
  column('adult_max_single', '成人单次最大量', 'adultMaxSingle', amount),
  column('adult_max_daily', '成人日最大量', 'adultMaxDaily', amount),
  column('single_max_is_loading', '单次最大量为负荷量', 'singleMaxIsLoading', yesNo),
  column('otc_single_cap', '非处方单次上限', 'otcSingleCap', amount),
  column('otc_daily_cap', '非处方日上限', 'otcDailyCap', amount),
  column('weekly_only', '每周一次', 'weeklyOnly', yesNo),
  column('min_age_years', '最小年龄', 'minAgeYears', number),
  column('max_age_years', '最大年龄', 'maxAgeYears', number),
  column('sex', '限性别', 'sex', oneOf(['female', 'male'])),
  column('pregnancy', '妊娠', 'pregnancy', oneOf(shape.pregnancy.options), must),
  column('lactation', '哺乳', 'lactation', oneOf(LEVELS)),
  column('renal_caution_egfr_below', '肾功能阈值', 'renalCautionEgfrBelow', number),
  column('hepatic', '肝功能', 'hepatic', oneOf(LEVELS)),
  column('controlled', '特殊管理编码', 'controlled.code', words(64)),
  column('controlled_cn', '特殊管理类别', 'controlled.cn', words(32)),
  column('controlled_online', '网上限制', 'controlled.online', oneOf(['forbidden', 'restricted'])),
  column(
    'antimicrobial',
    '抗菌药类别',
    'antimicrobial',
    oneOf(['antibacterial', 'antituberculous', 'antifungal', 'antiviral']),
  ),
  column(
    'antimicrobial_grade',
    '抗菌药分级',
    'antimicrobialGrade',
    oneOf(['unrestricted', 'restricted', 'special']),
  ),
  column('rx', '处方类别', 'rx', oneOf(shape.rx.options), must),
  column('note', '备注', 'note', words(1000)),
  column('source', '来源', 'source', list(400), must),
  column('confidence', '可信度', 'confidence', oneOf(CONFIDENCES), must),
  column('product_source', '产品来源', 'productSource', list(400)),
  column('product_confidence', '产品可信度', 'productConfidence', oneOf(CONFIDENCES)),
];

export const columnOfPath = (path: readonly PropertyKey[]): string =>
  COLUMNS.find((c) => c.path.every((key, i) => key === path[i]))?.name ??
  COLUMNS.find((c) => c.path[0] === path[0])?.name ??
  '';
