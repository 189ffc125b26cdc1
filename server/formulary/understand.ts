/** What a medicine in a patient's words is made of: ingredients and herbs; nothing where nobody understands it. */
import { understandAllergy } from './allergens.ts';

export interface Understood {
  readonly ingredients: readonly string[];
  readonly herbs: readonly string[];
}

export function understandMedicine(text: string): Understood {
  return { ingredients: understandAllergy(text).ingredients, herbs: [] };
}
