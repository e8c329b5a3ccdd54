import { Global, Module } from '@nestjs/common';
import { ViewerService } from './viewer.service.js';

/** Global because core rooms ask for the viewer too, and there must be one answer for all of them. */
@Global()
@Module({ providers: [ViewerService], exports: [ViewerService] })
export class ViewerModule {}
