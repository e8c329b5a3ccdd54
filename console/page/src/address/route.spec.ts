import { formatRoute, parseRoute } from './route.js';

describe("the page's address", () => {
  it.each([
    ['', { view: 'traces', params: {} }],
    ['#/', { view: 'traces', params: {} }],
    ['#/nowhere?x=1', { view: 'traces', params: { x: '1' } }],
    ['#/trace/4bf92f?span=00f0', { view: 'trace', id: '4bf92f', params: { span: '00f0' } }],
    ['#/trace/50%25', { view: 'trace', id: '50%', params: {} }],
    ['#/trace/50%', { view: 'trace', id: '50%', params: {} }],
    ['#/logs?q=a%3Fb%26c', { view: 'logs', params: { q: 'a?b&c' } }],
  ])('reads %j', (hash, route) => {
    expect(parseRoute(hash)).toEqual(route);
  });

  it('reads back whatever it wrote', () => {
    const params = { q: '{"calculations":[{"op":"COUNT"}]}', run: 'a/b?c#d & e=f', text: '日本 <b>' };
    expect(parseRoute(formatRoute('query', params, 'x/y?z'))).toEqual({ view: 'query', id: 'x/y?z', params });
  });

  it('leaves out what says nothing', () => {
    expect(formatRoute('traces', { q: '', errors: false, field: undefined, run: 'r1' })).toBe('#/traces?run=r1');
    expect(formatRoute('traces')).toBe('#/traces');
  });
});
