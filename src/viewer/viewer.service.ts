import type { IncomingMessage } from 'node:http';
import { Injectable } from '@nestjs/common';
import type { Viewer } from './viewer.js';

const ANDREW: Viewer = Object.freeze({
  uuid: '4b8d1f6c-2d0e-4c57-9a3e-7f1c5b9e0a42',
  handle: 'andrewbrown',
  displayName: 'Andrew Brown',
});

/** Says whose request it is. Whoever adds real sign-in replaces this provider and nothing else. */
@Injectable()
export class ViewerService {
  current(_request: IncomingMessage): Viewer {
    return ANDREW;
  }
}
