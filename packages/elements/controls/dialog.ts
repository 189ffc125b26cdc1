/** Owns opening a dialog: Safari before 15.4 has none, and shows it in its place in the page instead. */

type Dialog = Partial<HTMLDialogElement> & Element;

export function openDialog(dialog: Dialog): void {
  if (!dialog.showModal) dialog.setAttribute('open', '');
  dialog.showModal?.();
}

export function closeDialog(dialog: Dialog): void {
  if (!dialog.close) dialog.dispatchEvent(new Event('close'));
  dialog.close?.();
}
