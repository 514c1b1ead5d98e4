/// Table rows that are changed in place. A column is
///
///   { key, label, show(item), input(item), read(input), number }
///
/// `show` gives what the cell has (default: the value), `input` the element to change it with (none: it can't be),
/// `read` the value for the API (default: the input's text, null if empty). Enter keeps, Escape leaves.
import { icon, make, tag } from "./dom.js";
import { text } from "./texts.js";
import { tell } from "./toast.js";

export function field(type, value, attributes = {}) {
  const input = make("input", { type, ...attributes });
  input.value = value ?? "";
  return input;
}

export function choice(options, value) {
  const select = make("select", {}, options.map(([key, label]) => make("option", { value: key }, label)));
  select.value = value ?? "";
  return select;
}

const cell = (column, ...content) => make("td", { class: column.number ? "number" : null }, ...content);

/// @param open asked for when the row is to be changed
export function viewRow(item, columns, open, name = item.name) {
  const button = make("button", { type: "button", class: "square plain", data: { edit: item.id }, "aria-label": text("rows.edit", { name }), title: text("rows.edit", { name }) }, icon("edit"));
  const row = make("tr", { data: { id: item.id } }, columns.map((column) => cell(column, column.show ? column.show(item) : item[column.key] ?? "–")), make("td", {}, button));
  button.addEventListener("click", () => open(row));
  return row;
}

/// @param save takes the values; what it throws is told and the row stays open
/// @param remove null: it can't be removed here
export function editRow(item, columns, { save, cancel, remove = null }) {
  const inputs = new Map();
  const row = make("tr", { class: "is-edited", data: { id: item.id } });
  for (const column of columns) {
    const input = column.input?.(item);
    if (input) {
      if (!input.getAttribute("aria-label") && input.matches("input, select")) input.setAttribute("aria-label", column.label);
      inputs.set(column, input);
    }
    row.append(cell(column, input ?? (column.show ? column.show(item) : item[column.key] ?? "")));
  }
  const keep = make("button", { type: "button", class: "square primary", data: { keep: true }, "aria-label": text("rows.save"), title: text("rows.save") }, icon("check"));
  const leave = make("button", { type: "button", class: "square", "aria-label": text("cancel"), title: text("cancel") }, icon("close"));
  const gone = remove && make("button", { type: "button", class: "square danger", data: { remove: true }, "aria-label": text("rows.remove"), title: text("rows.remove") }, icon("trash"));
  row.append(make("td", { class: "row-tools" }, keep, leave, gone));
  async function act(what) {
    keep.disabled = true;
    try {
      await what();
    } catch (failure) {
      keep.disabled = false;
      tell(failure);
    }
  }
  const values = () => {
    const all = {};
    for (const [column, input] of inputs) {
      const value = column.read ? column.read(input) : input.value.trim() === "" ? null : input.type === "number" ? Number(input.value) : input.value.trim();
      if (column.key) all[column.key] = value;
      else Object.assign(all, value);
    }
    return all;
  };
  keep.addEventListener("click", () => act(() => save(values())));
  leave.addEventListener("click", cancel);
  gone?.addEventListener("click", () => {
    if (gone.dataset.sure) return act(remove);
    gone.dataset.sure = "true";
    gone.classList.remove("square");
    gone.append(tag(text("rows.sure"), "bad"));
  });
  row.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.matches("input, select")) { event.preventDefault(); act(() => save(values())); }
    if (event.key === "Escape") { event.stopPropagation(); cancel(); }
  });
  return row;
}
