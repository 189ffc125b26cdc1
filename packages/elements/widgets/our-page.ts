/** Owns what an element has that stands on a page of the Care server: the address names its hospital, and its switch turns the page's language. */
import type { CareElement } from '../base/care-element.ts';

const HOSPITAL = /^[a-z0-9][a-z0-9-]{1,39}$/;

/** Takes the hospital that the address asks for, where nothing else names one. */
export function hospitalOfAddress(element: CareElement): void {
  const asked = new URLSearchParams(location.search).get('hospital') ?? '';
  if (!element.care && HOSPITAL.test(asked)) element.hospital ??= asked;
}

/** The hospital that was typed into a form; null where it can't be one. */
export function hospitalTyped(event: SubmitEvent): string | null {
  event.preventDefault();
  const id = `${new FormData(event.target as HTMLFormElement).get('hospital') ?? ''}`.trim();
  return HOSPITAL.test(id) ? id : null;
}

export function turnLanguage(element: CareElement): void {
  element.lang = element.language === 'en' ? 'zh-CN' : 'en';
  document.documentElement.lang = element.lang;
}
