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
  left: null,              // what had the focus last: {node, opener, page, top}
  opener: null,            // the button of the small window that is open
  search: null,
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
    enterWindow();
    if (isFocusLost()) findFocus();
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
    take(heading);
  };
  look();
}

// The small window of a button is drawn at the end of the page: Tab goes into it from its button
// and back out to what follows the button.
const WINDOW = '[data-testid="stPopoverBody"]';
const STOPS = 'a[href], button, input, textarea, select, [tabindex]';
const GROUP = '[role="radiogroup"], [role="toolbar"], [role="group"]';
const stopsOf = box => [...box.querySelectorAll(STOPS)]
  .filter(stop => stop.tabIndex >= 0 && !stop.disabled && stop.checkVisibility());

function enterWindow() {
  const box = document.querySelector(WINDOW), at = document.activeElement;
  if (!box || box.dataset.entered || at?.dataset.testid !== 'stPopoverButton') return;
  const [first] = stopsOf(box);
  if (!first) return;
  box.dataset.entered = 'yes';
  state.opener = at;
  setTimeout(() => first.focus({preventScroll: true}), 50);   // once it stands in its place
}

function leaveWindow(event) {
  const at = document.activeElement, box = at?.closest?.(WINDOW);
  if (event.type !== 'keydown' || event.key !== 'Tab' || !box || !state.opener?.isConnected) return;
  const stops = stopsOf(box), end = event.shiftKey ? stops[0] : stops.at(-1);
  const group = end?.closest(GROUP);         // walked with the arrow keys, one stop for Tab
  if (at !== end && !(group && group === at.closest(GROUP))) return;
  state.opener.focus();
  if (event.shiftKey) event.preventDefault();
}

// A choice often takes away the very button it was made with. The browser then forgets where the
// reader was; the heading nearest to that place gets the focus, on another page its first one.
const main = () => document.querySelector('[data-testid="stMain"]');

function remember() {
  const node = document.activeElement;
  if (!node || node === document.body) return;
  const opener = node.closest(WINDOW) ? state.opener : null;
  const top = (opener ?? node).getBoundingClientRect().top + (main()?.scrollTop ?? 0);
  state.left = {node, opener, top, page: location.pathname};
}

function isFocusLost() {
  return state.left && !state.left.node.isConnected && document.activeElement === document.body;
}

function findFocus() {
  clearTimeout(state.search);
  state.search = setTimeout(() => {
    const app = document.querySelector('[data-testid="stApp"]');
    if (!isFocusLost()) return;
    if (app?.dataset.testScriptState !== 'notRunning') { findFocus(); return; }
    const {opener, top, page} = state.left, scrolled = main().scrollTop;
    if (opener?.isConnected) { opener.focus(); return; }
    const away = heading => page === location.pathname
      ? Math.abs(heading.getBoundingClientRect().top + scrolled - top) : 0;
    const [nearest] = [...main().querySelectorAll('h1, h2, h3')]
      .filter(heading => heading.checkVisibility())
      .sort((one, other) => away(one) - away(other));
    if (nearest) take(nearest);
  }, 250);
}

function take(heading) {
  heading.tabIndex = -1;
  heading.focus({preventScroll: true});
  heading.scrollIntoView({block: 'nearest'});
}

export default function ({data}) {
  const isNew = state.language !== data.language;
  state.language = data.language;
  state.words = data.words;
  state.patterns = data.patterns.map(([from, to]) => [new RegExp(from), to]);
  document.documentElement.lang = data.language;
  for (const type of ['keydown', 'keypress', 'keyup'])
    window.addEventListener(type, stopShortcut, true);
  window.addEventListener('keydown', leaveWindow, true);
  for (const type of ['focusin', 'keydown', 'pointerdown'])
    window.addEventListener(type, remember, true);
  if (isNew) visit(document.body);
  watch();
  focusOn(data.focus);
}
