import type { Field } from '../../../api/answers.js';
import { absenceText, absentColumns, refusalText } from './absent-columns.js';

const fields = ['name', 'http.route', 'root.cause'].map((name): Field => ({ name, type: 'string', count: 1, top: [] }));

describe('a column that has not arrived', () => {
  it('is found in each part of a query that names one', () => {
    const spec = {
      calculations: [{ op: 'COUNT' }, { op: 'MAX', column: 'app.size' }],
      filters: [
        { column: 'enduser.id', op: '=', value: 'a' },
        { column: 'root.name', op: 'exists' },
        { column: 'root.cause', op: 'exists' },
      ],
      breakdowns: ['http.route', 'any.enduser.id', 'app.size'],
    };
    expect(absentColumns(spec, fields)).toEqual(['app.size', 'enduser.id', 'any.enduser.id']);
    expect(absentColumns(spec, undefined)).toEqual([]);
    expect(absentColumns({}, fields)).toEqual([]);
  });

  it('is said in words, also where the server refuses it', () => {
    expect(refusalText('filters.0: there is no column "enduser.id" in this run')).toBe(
      'enduser.id has not arrived yet: no row of this run has it.',
    );
    expect(refusalText('filters.0: there is no column "a\\"b" in this run')).toMatch(/^a"b has/);
    expect(refusalText('calculations.0: SUM is for numbers')).toBe('calculations.0: SUM is for numbers');
    expect(absenceText(['a', 'b'])).toBe('a, b have not arrived yet: no row of this run has them.');
  });
});
