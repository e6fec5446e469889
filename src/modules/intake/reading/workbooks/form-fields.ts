/** What the fields of a form on a web page say, as a browser shows it: a report's cells may hold nothing else. */
export interface FormFields {
  /** What the element says by itself, if it is a field without content. */
  readonly open: (name: string, attributes: Readonly<Record<string, string>>) => string | undefined;
  /** A text as it is shown; undefined: it belongs to a list of options, of which one or none is chosen. */
  readonly text: (text: string) => string | undefined;
  /** What is chosen of the list that ends here. */
  readonly close: (name: string) => string | undefined;
}

interface Choice {
  readonly many: boolean;
  readonly options: { text: string; readonly chosen: boolean }[];
  open: boolean;
}

const ticked = '☑';
const unticked = '☐';
const unshown: ReadonlySet<string> = new Set(['hidden', 'button', 'submit', 'reset', 'image', 'file', 'password']);

export function formFields(): FormFields {
  let choice: Choice | undefined;
  let typed = false;
  return {
    open: (name, attributes) => {
      if (name === 'select') choice = { many: 'multiple' in attributes, options: [], open: false };
      else if (name === 'textarea') typed = true;
      else if (name === 'option' && choice !== undefined) {
        choice.options.push({ text: '', chosen: 'selected' in attributes });
        choice.open = true;
      } else if (name === 'input') return shownValue(attributes);
      return undefined;
    },
    text: (text) => {
      const option = choice?.options.at(-1);
      if (choice?.open === true && option !== undefined) option.text += text;
      if (choice !== undefined) return undefined;
      // Lines are broken by whoever types.
      return typed ? text.replace(/[ \t\f]+/g, ' ').replace(/\r\n?/g, '\n') : text.replace(/[ \t\r\n\f]+/g, ' ');
    },
    close: (name) => {
      if (name === 'textarea') typed = false;
      if (name === 'option' && choice !== undefined) choice.open = false;
      if (name !== 'select' || choice === undefined) return undefined;
      const { options, many } = choice;
      choice = undefined;
      const chosen = options.filter((option) => option.chosen);
      // A list of which one has to be chosen begins with its first.
      const shown = chosen.length > 0 ? chosen : many ? [] : options.slice(0, 1);
      return (many ? shown : shown.slice(-1)).map(({ text }) => text.trim()).join(', ');
    },
  };
}

/** A cell that holds a box and nothing else says yes or no. */
export function readTick(text: string): string {
  if (text === ticked) return 'true';
  return text === unticked ? 'false' : text;
}

function shownValue(attributes: Readonly<Record<string, string>>): string | undefined {
  const { type = 'text', value = '' } = attributes;
  const kind = type.toLowerCase();
  if (unshown.has(kind)) return undefined;
  if (kind === 'checkbox' || kind === 'radio') return 'checked' in attributes ? ticked : unticked;
  return value;
}
