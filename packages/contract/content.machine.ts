/** The life of one version of triage content: uploaded as a draft, published, retired. One version of an id is published at a time. */
import type { Machine } from './machine.ts';

export const CONTENT_STATES = ['draft', 'published', 'retired'] as const;
export type ContentState = (typeof CONTENT_STATES)[number];

export type ContentAction = 'upload' | 'sign' | 'publish' | 'supersede' | 'retire';

/**
 * Guards stand in the server: the lint (upload, publish), a valid signature where unsigned content is not served (publish). A
 * version that was retired can be published again: that is the way back. Signing changes no state: whoever reads the content
 * decides nothing about when it is used.
 */
export const CONTENT_MACHINE: Machine<ContentState, ContentAction> = [
  { from: null, action: 'upload', role: 'administrator', to: 'draft' },
  { from: 'draft', action: 'sign', role: 'medical_lead', to: 'draft' },
  { from: 'published', action: 'sign', role: 'medical_lead', to: 'published' },
  { from: 'draft', action: 'publish', role: 'administrator', to: 'published' },
  { from: 'retired', action: 'publish', role: 'administrator', to: 'published' },
  { from: 'published', action: 'supersede', role: 'system', to: 'retired' },
  { from: 'draft', action: 'supersede', role: 'system', to: 'retired' },
  { from: 'published', action: 'retire', role: 'administrator', to: 'retired' },
  { from: 'draft', action: 'retire', role: 'administrator', to: 'retired' },
];
