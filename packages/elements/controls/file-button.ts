/** Owns the button by which a file is chosen, in our look and our language: the browser's own field has neither. Needs `buttons`. */
import { html, nothing, type TemplateResult } from 'lit';
import { iconFile } from './icons-chat.ts';

export interface FileButton {
  /** Of the browser's field, which stays hidden. */
  id: string;
  label: string;
  /** As the field's own: `.csv,text/csv`. */
  accept: string;
  /** Id of what is said about the file. */
  about?: string | undefined;
  take: (file: File) => void;
}

const open = ({ currentTarget }: Event) =>
  ((currentTarget as Element).nextElementSibling as HTMLInputElement).click();

export function fileButton({ id, label, accept, about, take }: FileButton): TemplateResult {
  const chosen = ({ target }: Event) => {
    const input = target as HTMLInputElement;
    const [file] = input.files ?? [];
    // The same file, mended, can be chosen again.
    input.value = '';
    if (file) take(file);
  };
  return html`<button type="button" class="act quiet" aria-describedby=${about ?? nothing} @click=${open}>${iconFile(18)}${label}</button
    ><input type="file" hidden id=${id} accept=${accept} @change=${chosen} />`;
}
