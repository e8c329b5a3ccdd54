import { RouteTable } from './route-table.js';

describe('RouteTable', () => {
  const routes = new RouteTable();
  routes.add('GET', '/api/activities/@:handle');
  routes.add('GET', '/api/activities/:uuid');
  routes.add('POST', '/api/activities');

  it.each([
    ['/api/activities', ['POST', 'OPTIONS']],
    ['/api/activities/@worf?x=1', ['GET', 'HEAD', 'OPTIONS']],
    ['/api/activities/', []],
    ['/API/activities', []],
    ['/api/activities/%FF', []],
    ['/nope', []],
  ])('lists the methods of %s', (url, methods) => {
    expect(routes.methods(url)).toEqual(methods);
  });
});
