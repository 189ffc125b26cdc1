/** Owns a command of the element tests: what a screen reader could only call by its role, from the browser's own accessibility tree. Chromium alone tells it. */
const NAMED = new Set(
  'button link textbox searchbox checkbox radio switch slider spinbutton combobox listbox option tab menuitem img heading dialog alertdialog Iframe'.split(
    ' ',
  ),
);

export const namesCommand = () => ({
  name: 'names-command',
  async executeCommand({ command, session }) {
    if (command !== 'nameless') return;
    const page = session.browser.getPage(session.id);
    const tree = await page.context().newCDPSession(page);
    try {
      const { nodes } = await tree.send('Accessibility.getFullAXTree');
      return nodes
        .filter(
          ({ ignored, role, name }) => !ignored && NAMED.has(role?.value) && !`${name?.value ?? ''}`.trim(),
        )
        .map(({ role, backendDOMNodeId }) => ({ role: role.value, node: backendDOMNodeId }));
    } finally {
      await tree.detach();
    }
  },
});
