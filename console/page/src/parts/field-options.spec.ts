import { fieldOptions, matching, valueOptions } from './field-options.js';

const fields = [
  { name: 'duration_ms', type: 'float', count: 9, top: [] },
  { name: 'http.route', type: 'string', count: 9, top: [{ value: '/api/home', count: 12_000 }] },
  { name: 'app.http', type: 'boolean', count: 9, top: [{ value: true, count: 3 }] },
] as const;

describe('the choices of a field', () => {
  it('names fields with their types, and values', () => {
    expect(fieldOptions(fields)[0]).toEqual({ value: 'duration_ms', hint: 'float' });
    expect(valueOptions(fields, 'http.route')).toEqual([{ value: '/api/home', hint: '' }]);
    expect(valueOptions(fields, 'nobody.s')).toEqual([]);
  });

  it('finds what begins with the text before what holds it', () => {
    expect(matching(fieldOptions(fields), ' HTTP').map(({ value }) => value)).toEqual(['http.route', 'app.http']);
    expect(matching(fieldOptions(fields), '', 2)).toHaveLength(2);
  });
});
