/** The table of the clinicians' sealing keys. */
import { customType, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import type { JWK } from 'jose';

const at = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });
const bytea = customType<{ data: Buffer }>({ dataType: () => 'bytea' });

export const sealKeys = pgTable('seal_keys', {
  hospitalId: text('hospital_id').notNull(),
  keyId: text('key_id').notNull(),
  clinicianId: uuid('clinician_id').notNull(),
  publicJwk: jsonb('public_jwk').$type<JWK>().notNull(),
  privateKey: bytea('private_key').notNull(),
  createdAt: at('created_at').notNull(),
  retiredAt: at('retired_at'),
});
