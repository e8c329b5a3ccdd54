import { areaBetween, pushed } from './selection.js';

const time = { start: 0, end: 100, step: 10 };
const area = { left: 0.5, right: 0.7, bottom: 0.5, top: 0.75 };

describe('a selection of the heatmap', () => {
  it('lies between its corners, in whatever direction it was drawn, and inside', () => {
    expect(areaBetween({ x: 0.8, y: -0.2 }, { x: 0.3, y: 1.4 })).toEqual({ left: 0.3, right: 0.8, bottom: 0, top: 1 });
  });

  it('begins at the upper right, where what is slow and recent stands', () => {
    expect(pushed(undefined, 'ArrowUp', false, { ...time, step: 1 })).toEqual({
      left: 0.88,
      right: 1,
      bottom: 0.75,
      top: 1,
    });
  });

  it('moves a step of time and keeps its size at the edge', () => {
    expect(pushed(area, 'ArrowLeft', false, time)?.left).toBeCloseTo(0.4);
    const edge = pushed({ ...area, left: 0.8, right: 1 }, 'ArrowRight', false, time)!;
    expect(edge.right - edge.left).toBeCloseTo(0.2);
  });

  it('stretches from where it began, and never to nothing', () => {
    expect(pushed(area, 'ArrowRight', true, time)).toMatchObject({ left: 0.5, bottom: 0.5 });
    expect(pushed(area, 'ArrowRight', true, time)?.right).toBeCloseTo(0.8);
    expect(pushed({ ...area, right: 0.6 }, 'ArrowLeft', true, time)?.right).toBeCloseTo(0.6);
  });

  it('takes no other key', () => {
    expect(pushed(area, 'x', false, time)).toBeUndefined();
  });
});
