/* A table of cells that can be walked with the arrow keys and chosen from.

   Text from the data is set as text, never as HTML. One cell is a Tab stop; arrow keys, Home and
   End move it, Enter and Space (with or without Shift) choose, and so does a click. */

export default function (component) {
  const {data, parentElement: root, setTriggerValue} = component;
  const table = root.querySelector('table');
  const had = root.querySelector('td:focus');
  const place = had ? [had.dataset.row, had.dataset.column] : null;
  const choose = cell => setTriggerValue('chosen', [cell.dataset.row, cell.dataset.column]);
  table.setAttribute('aria-label', data.label);
  table.replaceChildren(head(data), body(data));
  const cells = [...table.querySelectorAll('td')];
  const same = pair => pair && cells.find(
    cell => cell.dataset.row === pair[0] && cell.dataset.column === pair[1]);
  const first = same(place) || same(data.chosen) || cells[0];
  if (first) first.tabIndex = 0;
  if (place && first) first.focus({preventScroll: true});
  table.onclick = event => {
    const cell = event.target.closest('td');
    if (cell) { move(cells, cell); choose(cell); }
  };
  table.onkeydown = event => walk(event, cells, data.columns.length, choose);
}

function head(data) {
  const head = document.createElement('thead'), row = head.insertRow();
  for (const name of [data.corner, ...data.columns.map(one => one.name)]) {
    const cell = document.createElement('th');
    cell.scope = 'col';
    cell.textContent = name;
    row.append(cell);
  }
  return head;
}

function body(data) {
  const body = document.createElement('tbody');
  for (const line of data.rows) {
    const row = body.insertRow(), name = document.createElement('th');
    name.scope = 'row';
    name.textContent = line.name;
    row.append(name);
    line.cells.forEach((held, at) => row.append(drawn(data, line, held, at)));
  }
  return body;
}

function drawn(data, line, held, at) {
  const cell = document.createElement('td'), column = data.columns[at].key;
  const isChosen = !!data.chosen && data.chosen[0] === line.key && data.chosen[1] === column;
  Object.assign(cell.dataset, {row: line.key, column});
  cell.tabIndex = -1;
  cell.className = held.state;
  cell.setAttribute('role', 'gridcell');
  cell.setAttribute('aria-label', held.label);
  cell.setAttribute('aria-selected', String(isChosen));
  const text = document.createElement(held.struck ? 's' : 'span');
  text.textContent = held.text;
  cell.append(text);
  return cell;
}

function move(cells, to) {
  for (const cell of cells) cell.tabIndex = -1;
  to.tabIndex = 0;
  to.focus();
}

function walk(event, cells, wide, choose) {
  const at = cells.indexOf(event.target.closest('td'));
  if (at < 0) return;
  const left = at % wide;
  const to = {
    ArrowRight: left + 1 < wide ? at + 1 : at, ArrowLeft: left > 0 ? at - 1 : at,
    ArrowDown: Math.min(at + wide, cells.length - wide + left),
    ArrowUp: Math.max(at - wide, left), Home: at - left, End: at - left + wide - 1,
  }[event.key];
  if (to !== undefined) move(cells, cells[to]);
  else if (event.key === 'Enter' || event.key === ' ') choose(cells[at]);
  else return;
  event.preventDefault();
}
