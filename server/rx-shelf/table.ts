/** Tables of a doctor's favourites and templates. */
import { jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import type { DrugSnapshot } from '@care-elements/contract/formulary.ts';
import type { ItemInput } from '@care-elements/contract/prescription.ts';
import type { Icd10Code } from '@care-elements/contract/terminology.ts';

const at = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

/** A line, with the product as it was when it was kept. */
export interface KeptLine {
  input: ItemInput;
  drug: DrugSnapshot;
}

export const rxFavourites = pgTable('rx_favourites', {
  hospitalId: text('hospital_id').notNull(),
  favouriteId: uuid('favourite_id').notNull(),
  clinicianId: uuid('clinician_id').notNull(),
  item: jsonb('item').$type<ItemInput>().notNull(),
  drug: jsonb('drug').$type<DrugSnapshot>().notNull(),
  itemHash: text('item_hash').notNull(),
  createdAt: at('created_at').notNull(),
});

export const rxTemplates = pgTable('rx_templates', {
  hospitalId: text('hospital_id').notNull(),
  templateId: uuid('template_id').notNull(),
  clinicianId: uuid('clinician_id').notNull(),
  departmentId: uuid('department_id'),
  name: text('name').notNull(),
  diagnoses: jsonb('diagnoses').$type<Icd10Code[]>().notNull(),
  lines: jsonb('lines').$type<KeptLine[]>().notNull(),
  createdAt: at('created_at').notNull(),
});
