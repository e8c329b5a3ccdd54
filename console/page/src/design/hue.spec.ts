import { hueOf } from './hue.js';

describe('the colour of a service', () => {
  it('is one of the eight, whatever its name', () => {
    const names = Array.from({ length: 500 }, (_, index) => `service-${index * 7_919}`);
    const hues = new Set(names.map(hueOf));
    expect([...hues].toSorted()).toEqual(['0', '1', '2', '3', '4', '5', '6', '7'].map((hue) => `hue-${hue}`));
  });

  it('is the same every time', () => {
    expect(hueOf('backend-nest')).toBe(hueOf('backend-nest'));
  });
});
