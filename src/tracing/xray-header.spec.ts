import { parseXRayHeader } from './xray-header.js';

const ROOT = 'Root=1-5759e988-bd862e3fe1be46a994272793';
const traceId = '5759e988bd862e3fe1be46a994272793';

describe('parseXRayHeader', () => {
  it.each([
    [`${ROOT};Parent=53995c3f42cd8ad8;Sampled=1`, { traceId, parentSpanId: '53995c3f42cd8ad8', sampled: true }],
    [`Sampled=0; ${ROOT} ;Parent=53995c3f42cd8ad8`, { traceId, parentSpanId: '53995c3f42cd8ad8', sampled: false }],
    [ROOT, { traceId }],
    [`Self=1-67891234-12456789abcdef012345678;${ROOT}`, { traceId }],
    [`${ROOT};Parent=53995c3f42cd8ad8;Sampled=?`, { traceId, parentSpanId: '53995c3f42cd8ad8' }],
    [`${ROOT};Parent=short`, { traceId }],
  ])('reads %s', (header, parts) => {
    expect(parseXRayHeader(header)).toEqual(parts);
  });

  it.each([
    '',
    'Root=',
    'Root=2-5759e988-bd862e3fe1be46a994272793',
    'Root=1-00000000-000000000000000000000000',
    ROOT.toUpperCase(),
    ';;;=',
    `${'a=b;'.repeat(1000)}${ROOT}`,
  ])('counts "%s" as absent', (header) => {
    expect(parseXRayHeader(header)).toBeUndefined();
  });
});
