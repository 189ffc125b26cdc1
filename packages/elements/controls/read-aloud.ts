/** Owns reading aloud: what stands on a screen as sentences in order, and the browser's voice for a language. */
/** In a line, but said by themselves. */
const APART = /^(button|a|label|b)$/;
/** Not said: what a bar says of itself, drawings, and what is typed. */
const MUTE = 'svg, style, header, .steps, [hidden], [aria-hidden="true"], select, textarea, [data-mute]';

/** What is to be read within, shadow roots included, a piece a block. */
export function piecesOf(root: ParentNode): string[] {
  const pieces: string[] = [];
  let piece = '';
  const close = () => {
    piece = piece.replace(/\s+/g, ' ').trim();
    if (piece) pieces.push(piece);
    piece = '';
  };
  const walk = (node: Node): void => {
    if (node instanceof Text) piece += node.data;
    else if (!(node instanceof Element)) node.childNodes.forEach(walk);
    else if (!node.matches(MUTE)) {
      const { display, visibility } = getComputedStyle(node);
      if (display === 'none' || visibility === 'hidden') return;
      const block = APART.test(node.localName) || !display.startsWith('inline');
      if (block) close();
      if (node instanceof HTMLSlotElement && node.assignedNodes()[0]) node.assignedNodes().forEach(walk);
      else (node.shadowRoot ?? node).childNodes.forEach(walk);
      if (block) close();
    }
  };
  walk(root);
  close();
  return pieces;
}

/** The browser's voice for it, one that needs no network before the others. */
export function voiceFor(lang: string): SpeechSynthesisVoice | undefined {
  const voices = globalThis.speechSynthesis?.getVoices() ?? [];
  const fit = (voice: SpeechSynthesisVoice, tag: string) =>
    voice.lang.replace('_', '-').toLowerCase().startsWith(tag);
  const spoken = voices.filter((voice) => fit(voice, lang.toLowerCase().split('-')[0]!));
  // Cantonese reads the same characters, but not the same words.
  const own = spoken.filter((voice) => fit(voice, lang.toLowerCase()));
  return own.find((voice) => voice.localService) ?? own[0] ?? spoken[0];
}

/** Reads them one after the other; a long text in one piece is cut off by some browsers. `ended` also when it was stopped or failed. */
export function readAloud(
  pieces: readonly string[],
  voice: SpeechSynthesisVoice,
  ended: () => void,
): () => void {
  const { speechSynthesis } = globalThis;
  let on = true;
  const stop = () => {
    if (!on) return;
    on = false;
    speechSynthesis.cancel();
    ended();
  };
  // What the page itself was saying would be said first.
  speechSynthesis.cancel();
  pieces.forEach((text, i) => {
    const said = new SpeechSynthesisUtterance(text);
    Object.assign(said, { voice, lang: voice.lang, rate: 0.9 });
    said.onerror = stop;
    if (i === pieces.length - 1) said.onend = stop;
    speechSynthesis.speak(said);
  });
  if (!pieces[0]) stop();
  return stop;
}
