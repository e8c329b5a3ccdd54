/** What custom properties of colours come to at an element just now, for a canvas, which knows no `var()`. */
export function canvasColors<Name extends string>(
  host: Element,
  names: readonly Name[],
): Readonly<Record<Name, string>> {
  const probe = document.createElement('i');
  host.append(probe);
  const colors = names.map((name) => {
    probe.style.color = `var(--${name})`;
    return [name, getComputedStyle(probe).color] as const;
  });
  probe.remove();
  return Object.fromEntries(colors) as Record<Name, string>;
}

export const HUE_NAMES = ['hue-0', 'hue-1', 'hue-2', 'hue-3', 'hue-4', 'hue-5', 'hue-6', 'hue-7'] as const;

/** Sizes a canvas to its box in device pixels, and hands out a context whose unit is the CSS pixel; clean. */
export function freshContext(canvas: HTMLCanvasElement, width: number, height: number): CanvasRenderingContext2D {
  const ratio = devicePixelRatio;
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  const context = canvas.getContext('2d')!;
  context.scale(ratio, ratio);
  return context;
}
