import { Controller, Get, Module, Param } from '@nestjs/common';
import { fromDist } from './dist.js';

/** A bench-only module: half of a request's spans are nested in each other, half stand beside each other. */
export async function nestedSpansModule() {
  const { Span } = await fromDist('tracing/index.js');

  class Work {
    async nested(left) {
      return left > 1 ? this.nested(left - 1) : left;
    }

    async single(number) {
      return number;
    }
  }
  decorate(
    Work,
    'nested',
    Span('bench-nested', (left) => ({ attributes: { 'app.left': left } })),
  );
  decorate(
    Work,
    'single',
    Span('bench-single', (number) => ({ attributes: { 'app.number': number } })),
  );

  class NestedSpansController {
    work = new Work();

    async run(count) {
      const nested = Math.floor(Number(count) / 2);
      if (nested > 0) await this.work.nested(nested);
      for (let single = nested; single < Number(count); single += 1) await this.work.single(single);
      return { spans: Number(count) };
    }
  }
  decorate(NestedSpansController, 'run', Get('spans/:count'));
  Param('count')(NestedSpansController.prototype, 'run', 0);
  Controller('bench')(NestedSpansController);

  class NestedSpansModule {}
  Module({ controllers: [NestedSpansController] })(NestedSpansModule);
  return NestedSpansModule;
}

/** What a decorator's line does where there is a compiler for it. */
function decorate(type, method, decorator) {
  const descriptor = Object.getOwnPropertyDescriptor(type.prototype, method);
  decorator(type.prototype, method, descriptor);
  Object.defineProperty(type.prototype, method, descriptor);
}
