// What every page needs and Streamlit does not give: its own words in the reader's language,
// <html lang>, no shortcuts on bare letters, and focus where a choice leads to.

const ATTRIBUTES = ['aria-label', 'aria-roledescription', 'placeholder', 'title', 'alt'];
// A single word in our own texts and in the data is left alone: an actor may be called "Open".
const OURS = '[data-testid="stMarkdownContainer"], [data-testid="stTable"], [role="option"], td, th';
const WRITTEN_BY_STREAMLIT = '[data-testid="stFileUploader"], [data-testid="InputInstructions"]';

const state = (window.__startup ??= {
  memory: new WeakMap(),   // node -> slot -> {english, danish}
  watcher: null,
  language: null,
  words: {},
  patterns: [],
  focused: null,
});

function inDanish(text) {
  const known = text.trim();
  if (Object.hasOwn(state.words, known)) return text.replace(known, state.words[known]);
  const named = known.match(/^([^:]+): (.+)$/s);   // "Clear: our own label"
  if (named && Object.hasOwn(state.words, named[1])) return `${state.words[named[1]]}: ${named[2]}`;
  for (const [pattern, into] of state.patterns)
    if (pattern.test(known)) return known.replace(pattern, into);
  return null;
}

function exchange(node, slot, now, write) {
  if (!now || !now.trim()) return;
  const memory = state.memory.get(node) ?? {};
  if (state.language !== 'da') {
    if (memory[slot]?.danish === now) write(memory[slot].english);
    return;
  }
  const danish = inDanish(now);
  if (danish === null || danish === now) return;
  state.memory.set(node, {...memory, [slot]: {english: now, danish}});
  write(danish);
}

function isOurs(node) {
  const box = node.parentElement;
  return !/\s/.test(node.nodeValue.trim()) && box?.closest(OURS)
    && !box.closest(WRITTEN_BY_STREAMLIT);
}

function visit(node) {
  if (node.nodeType === Node.TEXT_NODE) {
    if (!isOurs(node)) exchange(node, 'text', node.nodeValue, text => { node.nodeValue = text; });
  } else if (node.nodeType === Node.ELEMENT_NODE) {
    for (const name of ATTRIBUTES)
      exchange(node, name, node.getAttribute(name), text => node.setAttribute(name, text));
    reachable(node);
    for (const child of node.childNodes) visit(child);
  }
}

// A box that scrolls sideways and cannot be reached by keyboard: a wide table on a phone.
function scrolls(box) {
  if (box.scrollWidth > box.clientWidth + 1) box.tabIndex = 0;
  else if (box.tabIndex === 0) box.removeAttribute('tabindex');
}
const boxes = new ResizeObserver(seen => seen.forEach(({target}) => scrolls(target)));

function reachable(node) {
  const table = node.closest?.('[data-testid="stTable"]');
  if (!table) return;
  for (const box of [table, table.firstElementChild]) {
    if (!box) continue;
    if (node === table || node === box) boxes.observe(box);
    scrolls(box);
  }
}

function watch() {
  state.watcher ??= new MutationObserver(changes => {
    for (const change of changes)
      if (change.type === 'childList') change.addedNodes.forEach(visit);
      else visit(change.target);
  });
  state.watcher.observe(document.body, {
    subtree: true, childList: true, characterData: true,
    attributes: true, attributeFilter: ATTRIBUTES,
  });
}

// Streamlit runs the page again on "r" and offers to clear its cache on "c".
function stopShortcut(event) {
  const at = event.composedPath()[0];
  const writing = at?.matches?.('input, textarea, select') || at?.isContentEditable;
  const bare = !event.ctrlKey && !event.metaKey && !event.altKey;
  if (!writing && bare && /^[rc]$/i.test(event.key)) event.stopImmediatePropagation();
}

function focusOn(target) {
  if (target === state.focused) return;
  state.focused = target;
  if (!target) return;
  const [key] = target.split('|');
  const until = Date.now() + 30000;      // a slow page is drawn after this script has run
  const look = () => {
    if (state.focused !== target) return;
    const heading = document.querySelector(`.st-key-${CSS.escape(key)} :is(h1, h2, h3)`);
    if (!heading) { if (Date.now() < until) setTimeout(look, 60); return; }
    heading.tabIndex = -1;
    heading.focus();
    heading.scrollIntoView({block: 'nearest'});
  };
  look();
}

export default function ({data}) {
  const isNew = state.language !== data.language;
  state.language = data.language;
  state.words = data.words;
  state.patterns = data.patterns.map(([from, to]) => [new RegExp(from), to]);
  document.documentElement.lang = data.language;
  for (const type of ['keydown', 'keypress', 'keyup'])
    window.addEventListener(type, stopShortcut, true);
  if (isNew) visit(document.body);
  watch();
  focusOn(data.focus);
}
