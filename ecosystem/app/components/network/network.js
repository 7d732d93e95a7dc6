/* Drives vis-network: draws what Python placed, walks by keys, sends back what is chosen.

   A drawing is made once for each place on a page and kept; it is cleared and fitted only when
   other actors are shown, so that choosing keeps zoom and places. Names keep their size at every
   zoom, and those that would stand on each other wait until there is room. Text from the data is
   set as text, never as HTML. The canvas tells a screen reader nothing: the list beside the buttons walks
   through the same actors and says them aloud, and the page shows the same ties as a table. */

const SVG = 'http://www.w3.org/2000/svg';
const held = new WeakMap();
const pen = document.createElement('canvas').getContext('2d');   // measures names
const OPTIONS = {
  physics: false,
  interaction: {hover: true, keyboard: false, selectConnectedEdges: true, tooltipDelay: 150},
  nodes: {font: {face: 'IBM Plex Sans, sans-serif', color: '#1a1a1a', strokeWidth: 4,
                 strokeColor: '#ffffff'}},
  edges: {smooth: false, selectionWidth: 0.5, hoverWidth: 0.5},
};

export default function (component) {
  if (window.ecosystemVis) show(component);
  else {
    component.parentElement.waiting = component;     // the last one asked for is drawn
    addEventListener('ecosystem-vis', () => {
      const last = component.parentElement.waiting;
      if (last === component) show(last);
    }, {once: true});
  }
}

function show(component) {
  const {data, parentElement: root, setStateValue, setTriggerValue} = component;
  let picture = held.get(root);
  if (!picture) held.set(root, picture = begin(root));
  picture.choose = id => { picture.net.selectNodes([id]); setStateValue('selected', id); };
  picture.expand = id => setTriggerValue('expand', id);
  picture.order = data.order;
  picture.names = new Map(data.nodes.map(node => [node.id, node.label]));
  picture.sizes = new Map(data.nodes.map(node => [node.id, node.size]));
  picture.first = new Set(data.nodes.filter(node => node.first).map(node => node.id));
  if (picture.sig !== data.sig) {
    picture.nodes.clear();
    picture.edges.clear();
    picture.nodes.add(data.nodes);
    picture.edges.add(data.edges);
    Object.assign(picture, {sig: data.sig, fitUpTo: data.fitUpTo, at: -1});
    fit(picture);
  } else {
    picture.nodes.update(data.nodes);
    picture.edges.update(data.edges);
    readable(picture);
  }
  words(root, data);
  if (data.selected && picture.nodes.get(data.selected)) {
    picture.net.selectNodes([data.selected]);
    picture.at = data.order.findIndex(actor => actor.id === data.selected);
  } else picture.net.unselectAll();
  root.querySelector('.canvas').dataset.drawn = String(data.nodes.length);
}

function begin(root) {
  const {DataSet, Network} = window.ecosystemVis;
  const canvas = root.querySelector('.canvas');
  const picture = {canvas, nodes: new DataSet([]), edges: new DataSet([]), order: [], at: -1,
                   sig: null};
  picture.net = new Network(canvas, {nodes: picture.nodes, edges: picture.edges}, OPTIONS);
  canvas.querySelector('.vis-network').tabIndex = -1;
  canvas.dataset.mounted = String(Number(canvas.dataset.mounted ?? 0) + 1);
  canvas.network = picture.net;                       // for tests of what is on the screen
  picture.net.on('click', event => { if (event.nodes.length) picture.choose(event.nodes[0]); });
  picture.net.on('doubleClick', event => {
    if (event.nodes.length) picture.expand(event.nodes[0]);
  });
  picture.net.on('zoom', () => {
    clearTimeout(picture.soon);
    picture.soon = setTimeout(() => readable(picture), 120);
  });
  root.querySelector('.in').onclick = () => zoom(picture, 1.3);
  root.querySelector('.out').onclick = () => zoom(picture, 1 / 1.3);
  root.querySelector('.all').onclick = () => fit(picture);
  root.querySelector('.walk').addEventListener('keydown', event => walk(event, picture, root));
  return picture;
}

function zoom(picture, times) {
  picture.net.moveTo({scale: picture.net.getScale() * times});
  readable(picture);
}

function fit(picture) {                                // twice: larger names need more room
  for (const _ of [1, 2]) {
    picture.net.fit({animation: false, maxZoomLevel: 1.5});
    readable(picture);
    picture.net.redraw();
  }
  picture.net.moveTo({scale: picture.net.getScale() * inside(picture)});
  readable(picture);
}

function inside(picture) {               // how much smaller, so that no name is cut at the sides
  const half = picture.canvas.clientWidth / 2 - 4, scale = picture.net.getScale();
  const middle = picture.net.getViewPosition().x, places = picture.net.getPositions();
  const parts = picture.nodes.get({fields: ['id', 'label']}).map(node => {
    const wide = width(node.label.split('\n')) / 2, far = Math.abs(places[node.id].x - middle);
    return far * scale + wide <= half ? 1 : (half - wide) / (far * scale);
  });
  return Math.max(Math.min(1, ...parts), 0.6);
}

function width(lines) {
  pen.font = '14px IBM Plex Sans, sans-serif';
  return Math.max(...lines.map(line => pen.measureText(line).width));
}

function readable(picture) {             // names are 14 pixels at every zoom, symbols 6 at least
  const scale = Math.min(picture.net.getScale(), 1.5), shown = roomy(picture, scale);
  picture.net.setOptions({nodes: {font: {size: 14 / scale}}});
  const changed = [];
  for (const node of picture.nodes.get({fields: ['id', 'label', 'size']})) {
    const label = shown.has(node.id) ? picture.names.get(node.id) : ' ';
    const size = Math.max(picture.sizes.get(node.id), 6 / scale);
    if (label !== node.label || Math.abs(size - node.size) > 0.1)
      changed.push({id: node.id, label, size});
  }
  if (changed.length) picture.nodes.update(changed);
}

function roomy(picture, scale) {         // whose names can stand without covering another's
  const taken = [], shown = new Set();
  const walked = picture.order[picture.at]?.id, places = picture.net.getPositions();
  const wanted = [walked, ...picture.first, ...picture.order.map(actor => actor.id)];
  for (const id of wanted) {
    const lines = (picture.names.get(id) ?? ' ').split('\n'), at = places[id];
    if (shown.has(id) || !at || lines[0].trim() === '') continue;
    const half = width(lines) / 2 + 1;
    const top = at.y * scale + Math.max(picture.sizes.get(id) * scale, 6) + 2;
    const box = [at.x * scale - half, top, at.x * scale + half, top + 15 * lines.length];
    const isFree = !taken.some(other => box[0] < other[2] && other[0] < box[2]
                                        && box[1] < other[3] && other[1] < box[3]);
    if (isFree || id === walked) {
      taken.push(box);
      shown.add(id);
    }
  }
  return shown;
}

function walk(event, picture, root) {
  const last = picture.order.length - 1, step = event.key;
  if (step === 'Enter' || step === ' ') {
    const actor = picture.order[picture.at];
    if (actor) picture.choose(actor.id);
  } else {
    const to = {ArrowRight: picture.at + 1, ArrowDown: picture.at + 1, ArrowLeft: picture.at - 1,
                ArrowUp: picture.at - 1, Home: 0, End: last}[step];
    if (to === undefined) return;                      // Tab and all else go on
    picture.at = Math.min(Math.max(to, 0), last);
    const actor = picture.order[picture.at];
    if (actor) {
      picture.net.selectNodes([actor.id]);
      if (picture.order.length > picture.fitUpTo)
        picture.net.focus(actor.id, {scale: picture.net.getScale(), animation: false});
      else fit(picture);
      readable(picture);
      root.querySelector('.said').textContent = actor.say;
      root.querySelector('.walked').textContent = actor.say;
    }
  }
  event.preventDefault();
}

function words(root, data) {
  const say = data.words, set = (name, text, label) => {
    const element = root.querySelector(name);
    if (text !== null) element.textContent = text;
    if (label) element.setAttribute('aria-label', label);
  };
  set('.in', '+', say.zoom_in);
  set('.out', '−', say.zoom_out);
  set('.all', say.fit);
  set('.help', say.walk);
  set('.walk', null, say.walk_label);
  set('.canvas', null, say.label);
  root.querySelector('.legend').replaceChildren(...data.legend.map(entry));
}

function entry(one) {
  const item = document.createElement('li'), svg = document.createElementNS(SVG, 'svg');
  const path = document.createElementNS(SVG, 'path'), isLine = one.width !== undefined;
  const shape = isLine
    ? {d: 'M0 0H34', stroke: '#454545', 'stroke-width': one.width, 'stroke-dasharray': one.dashes}
    : {d: one.path, fill: one.fill, stroke: one.stroke, 'stroke-dasharray': one.dashes ?? ''};
  for (const [name, value] of Object.entries(shape)) path.setAttribute(name, value);
  svg.setAttribute('width', isLine ? 34 : 18);
  svg.setAttribute('height', 18);
  svg.setAttribute('viewBox', isLine ? '0 -9 34 18' : '-9 -9 18 18');
  svg.setAttribute('aria-hidden', 'true');
  svg.append(path);
  item.append(svg, document.createTextNode(one.label));
  return item;
}
