import { ConfigError } from '../config/index.js';
import { httpConfig } from './http.config.js';

describe('httpConfig', () => {
  it('has the development defaults', () => {
    expect(httpConfig.from({})).toEqual({
      port: 4567,
      host: '0.0.0.0',
      frontendOrigin: 'http://localhost:3000',
      backendOrigin: 'http://localhost:4567',
    });
  });

  it('has no origins in production unless they are given', () => {
    expect(httpConfig.from({ NODE_ENV: 'production' })).toMatchObject({
      frontendOrigin: undefined,
      backendOrigin: undefined,
    });
    expect(httpConfig.from({ NODE_ENV: 'production', FRONTEND_URL: 'https://cruddur.example/' })).toMatchObject({
      frontendOrigin: 'https://cruddur.example',
    });
  });

  it.each([
    ['PORT', '65536', 'a port number from 0 to 65535'],
    ['PORT', 'http', 'a port number from 0 to 65535'],
    ['HOST', 'not a host', 'an address or a name of this machine'],
    ['FRONTEND_URL', 'localhost:3000', 'an http:// or https:// URL'],
    ['BACKEND_URL', '*', 'an http:// or https:// URL'],
  ])('refuses %s=%s, naming the variable and not the value', (name, value, expected) => {
    expect(() => httpConfig.from({ [name]: value })).toThrow(new ConfigError(name, expected));
  });
});
