import { Catalogue, seen } from './catalogue.js';

describe('the catalogue', () => {
  it('knows the usual attributes before a row has them, and lists them once one had', () => {
    const learned: string[] = [];
    const catalogue = new Catalogue((name) => learned.push(name));
    expect([catalogue.typeOf('http.route'), catalogue.names().includes('http.route')]).toEqual(['string', false]);
    catalogue.observe({ 'http.route': '/a' }, seen.onRow);
    expect([catalogue.names().includes('http.route'), learned]).toEqual([true, ['http.route']]);
  });

  it('has numbers where some values are none, and no column of what is no number', () => {
    const catalogue = new Catalogue();
    for (const size of [1, 'large', 'NaN']) catalogue.observe({ size, ratio: 'NaN' }, seen.onRow);
    expect([catalogue.typeOf('size'), catalogue.hasNumbers('size')]).toEqual(['string', true]);
    expect(catalogue.typeOf('ratio')).toBeUndefined();
  });
});
