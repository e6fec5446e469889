import { useState, type DragEvent } from 'react';

export interface FieldDrag {
  /** The column that a field would be dropped on now. */
  readonly over: number | null;
  /** For whatever holds both the fields and the columns. */
  readonly handlers: {
    readonly onDragStart: (event: DragEvent) => void;
    readonly onDragOver: (event: DragEvent) => void;
    readonly onDragEnd: () => void;
    readonly onDrop: (event: DragEvent) => void;
  };
}

/** A field is taken up where `data-field` stands, and dropped anywhere on a column, where `data-column` does. */
export function useFieldDrag(assign: (column: number, field: string) => void): FieldDrag {
  const [dragged, setDragged] = useState<string | null>(null);
  const [over, setOver] = useState<number | null>(null);
  const end = () => {
    setDragged(null);
    setOver(null);
  };
  return {
    over: dragged === null ? null : over,
    handlers: {
      onDragStart: (event) => {
        const field = markOf(event, 'data-field');
        if (field === null) return;
        event.dataTransfer.setData('text/plain', field);
        event.dataTransfer.effectAllowed = 'link';
        setDragged(field);
      },
      onDragOver: (event) => {
        const column = columnAt(event);
        setOver(column);
        // Else the browser lets nothing be dropped.
        if (dragged !== null && column !== null) event.preventDefault();
      },
      onDragEnd: end,
      onDrop: (event) => {
        const column = columnAt(event);
        if (dragged !== null && column !== null) {
          event.preventDefault();
          assign(column, dragged);
        }
        end();
      },
    },
  };
}

/** Of the cell that the pointer is over: where several columns share one, its first. */
function columnAt(event: DragEvent): number | null {
  const column = Number(markOf(event, 'data-column') ?? Number.NaN);
  return Number.isInteger(column) ? column : null;
}

function markOf(event: DragEvent, mark: string): string | null {
  return event.target instanceof Element ? (event.target.closest(`[${mark}]`)?.getAttribute(mark) ?? null) : null;
}
