import type { Attachment } from 'svelte/attachments';

export interface Dragged {
  /** From left to right, as shares of the element's width, wherever the drag began. */
  move: (from: number, to: number) => void;
  end: (from: number, to: number) => void;
}

/** A stretch drawn over an element with the pointer. */
export function dragged({ move, end }: Dragged): Attachment<HTMLElement> {
  return (element) => {
    let began: number | undefined;

    const share = ({ clientX }: PointerEvent) => {
      const { left, width } = element.getBoundingClientRect();
      return Math.min(Math.max((clientX - left) / width, 0), 1);
    };
    const report = (to: (from: number, until: number) => void, event: PointerEvent) => {
      if (began === undefined) return;
      const here = share(event);
      to(Math.min(began, here), Math.max(began, here));
    };
    const up = (event: PointerEvent) => {
      report(end, event);
      began = undefined;
    };
    element.addEventListener('pointerdown', (event) => {
      if (event.button !== 0) return;
      began = share(event);
      element.setPointerCapture(event.pointerId);
    });
    element.addEventListener('pointermove', (event) => report(move, event));
    element.addEventListener('pointerup', up);
    element.addEventListener('pointercancel', up);
  };
}
