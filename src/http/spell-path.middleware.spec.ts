import type { Request, Response } from 'express';
import { spellPath } from './spell-path.middleware.js';

describe('spellPath', () => {
  it.each([
    ['/api/messages/%40worf', '/api/messages/@worf'],
    ['/api/activities/h%6Fme', '/api/activities/home'],
    ['//api///activities//home', '/api/activities/home'],
    ['/api/activities/@a%2Fb', '/api/activities/@a/b'],
    ['/api/activities/@a%2f%2Fb', '/api/activities/@a/b'],
    ['/api/activities/@Andrew%20Brown', '/api/activities/@Andrew%20Brown'],
    ['/api/activities/%2540', '/api/activities/%2540'],
    ['/api/activities/@%', '/api/activities/@%'],
    ['/api/activities/search?term=%40//x', '/api/activities/search?term=%40//x'],
  ])('spells %s as %s', (url, spelled) => {
    const request = { url } as Request;
    const next = jest.fn();
    spellPath(request, {} as Response, next);

    expect(request.url).toBe(spelled);
    expect(next).toHaveBeenCalledWith();
  });
});
