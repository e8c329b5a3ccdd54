import { Redactor } from '../redaction/index.js';
import { logInfo } from './log-info.js';
import { logLine } from './log-line.js';
import { prettyLine } from './pretty-line.js';

const timestamp = '2026-11-21T04:30:12.345Z';
const ids = { traceId: '0af7651916cd43dd8448eb211c80319c', spanId: 'b7ad6b7169203331', traceFlags: 1 };

function pretty(logged: readonly unknown[], colours = false): string {
  const info = logInfo('info', logged, { context: 'Feed' });
  return prettyLine(logLine(info, { timestamp, ids, enduserId: 'andrewbrown', redactor: new Redactor() }), colours);
}

describe('a line for people', () => {
  it('has time, level, context, message, short fields and trace id', () => {
    expect(pretty(['three activities', { count: 3, feed: 'home page', list: [1] }])).toBe(
      '04:30:12.345 INFO  [Feed] three activities count=3 feed="home page" list=[1] trace_id=0af7651916cd43dd8448eb211c80319c',
    );
  });

  it('leaves out the request’s own facts, and clips long fields', () => {
    const line = pretty(['m', { 'url.path': '/a', 'http.route': '/a', long: 'x'.repeat(500) }]);
    expect(line).toMatch(/^04:30:12.345 INFO  \[Feed\] m long=x{120}… trace_id=\w{32}$/);
  });

  it('colours where it may', () => {
    expect(pretty(['m'], true)).toContain('\u001b[32mINFO \u001b[0m');
    expect(pretty(['m'])).not.toContain('\u001b');
  });

  it('indents the stack below, with the error’s further fields on the line', () => {
    const lines = pretty([Object.assign(new Error('boom'), { code: 'E_BOOM' })]).split('\n');
    expect(lines[0]).toBe('04:30:12.345 INFO  [Feed] boom code=E_BOOM trace_id=0af7651916cd43dd8448eb211c80319c');
    expect(lines[1]).toBe('    Error: boom');
    expect(lines[2]).toMatch(/^ {8}at /);
  });

  it('cannot be forged by what is in it', () => {
    const forged = '\r\n04:30:12.345 INFO  [Boot] forged\u001b[2K\u2028';
    const error = Object.assign(new Error(forged), { stack: `Error: ${forged}\n    at x` });
    for (const logged of [[forged], ['m', { field: forged, [forged]: 1 }], [error]]) {
      const lines = pretty(logged).split(/[\n\r\u2028]/);
      expect(lines.slice(1).every((line) => line.startsWith('    '))).toBe(true);
      expect(lines.join('')).toMatch(/^[\u0020-\u007e]+$/);
    }
  });
});
