/** Owns a command of the element tests: what a screen reader could only call by its role, from the browser's own accessibility tree. Chromium alone tells it. */
const NAMED = new Set(
  'button link textbox searchbox checkbox radio switch slider spinbutton combobox listbox option tab menuitem img heading dialog alertdialog Iframe'.split(
    ' ',
  ),
);

export const namesCommand = () => {
  /** By page, what asks it for its tree. */
  const sessions = new WeakMap();
  return {
    name: 'names-command',
    async executeCommand({ command, session }) {
      if (command !== 'nameless') return;
      const page = session.browser.getPage(session.id);
      if (!sessions.has(page)) sessions.set(page, await page.context().newCDPSession(page));
      const tree = sessions.get(page);
      const { root } = await tree.send('DOM.getDocument', { depth: 0 });
      // Of a whole desk's tree most is words and boxes; these have no name at all, or one of blanks that the browser has taken away.
      const { nodes } = await tree.send('Accessibility.queryAXTree', {
        nodeId: root.nodeId,
        accessibleName: '',
      });
      return nodes
        .filter(({ ignored, role }) => !ignored && NAMED.has(role?.value))
        .map(({ role, backendDOMNodeId }) => ({ role: role.value, node: backendDOMNodeId }));
    },
  };
};
