/** What the page asks, each with how long it may take (p95). Queries are answered whole: the table and the chart. */
export function questions({ source, readQuerySpec }) {
  const times = { start_time: source.startSeconds, end_time: source.endSeconds };
  const query = (spec) => {
    const read = readQuerySpec({ ...times, ...spec });
    return (store) => store.query(read);
  };
  return [
    {
      name: 'COUNT, P90 by name',
      goalMs: 50,
      run: query({ calculations: [{ op: 'COUNT' }, { op: 'P90', column: 'duration_ms' }], breakdowns: ['name'] }),
    },
    { name: 'HEATMAP', goalMs: 60, run: query({ calculations: [{ op: 'HEATMAP', column: 'duration_ms' }] }) },
    { name: 'trace by id', goalMs: 10, run: (store) => store.trace(source.sample) },
    { name: 'newest 50 traces', goalMs: 80, run: (store) => store.traces({}) },
    {
      name: 'MAX of an attribute',
      goalMs: 80,
      run: query({
        calculations: [{ op: 'MAX', column: 'app.result_length' }],
        filters: [{ column: 'app.result_length', op: 'exists' }],
      }),
    },
  ];
}
