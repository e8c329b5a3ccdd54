/*
 * The built application with one module more, whose routes put the secrets of $CANARIES on every way out that no route of
 * the application has. With CANARY_REDACTION=off nothing is redacted: then all of them must get out, or a way is none.
 */
import { Controller, Get, HttpException, Inject, Logger, Module, Post } from '@nestjs/common';
import { SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';

const same = (text) => text;
const app = (path) => import(new URL(`../../dist-test/${path}`, import.meta.url).href);
const canary = JSON.parse(process.env.CANARIES);

if (process.env.CANARY_REDACTION === 'off') {
  const { Redactor } = await app('redaction/redactor.js');
  Object.assign(Redactor.prototype, {
    isSecretName: () => false,
    ruleFor: (name) => ({ name, kind: 'text' }),
    redactText: same,
    redactAs: (_kind, text) => text,
    redactUrl: same,
    redactQuery: same,
    redactNumber: same,
    redactAndClip: (text, maxLength) => text.slice(0, maxLength),
  });
}

const { startInstrumentation } = await app('instrumentation.js');
const sdk = startInstrumentation();
const { AppModule } = await app('app.module.js');
const { bootstrap } = await app('bootstrap.js');
const { WINSTON_LOGGER } = await app('logging/index.js');

class CanaryController {
  constructor(winston) {
    this.winston = winston;
    this.logger = new Logger('Canary');
  }

  async telemetry() {
    const tracer = trace.getTracer(`scope ${canary['span scope']}`);
    const active = trace.getActiveSpan();
    const span = tracer.startSpan(`read with ${canary['span name']}`, {
      links: [{ context: active.spanContext(), attributes: { with: canary['link attribute'] } }],
    });
    span.setAttributes({
      'app.password': canary['attribute name of a secret'],
      [`app.${canary['attribute name']}`]: 1,
      'app.value': `it is ${canary['attribute value']}`,
      'app.list': ['one', `two ${canary['attribute list']}`],
      'http.request.header.authorization': [canary['attribute header']],
      'url.full': `https://host/path?sig=${canary['attribute url']}&n=1`,
      'app.object': { user: { password: canary['attribute object'] } },
    });
    span.addEvent(`event ${canary['event name']}`, { 'session.token': canary['event attribute'] });
    span.setStatus({ code: SpanStatusCode.ERROR, message: `refused, token: ${canary['span status']}` });
    span.end();
    tracer
      .startSpan('query', {
        kind: SpanKind.CLIENT,
        attributes: {
          'db.system.name': 'postgresql',
          'db.query.text': `ALTER USER me WITH PASSWORD = '${canary['attribute statement']} and more'`,
          'db.connection_string': `postgres://me:${canary['attribute connection']}@db:5432/cruddur`,
        },
      })
      .end();
    await fetch(`${process.env.CANARY_OUTGOING}?api_key=${canary['outgoing url']}`, { method: 'POST' });
    this.logger.log('the token=', { n: 1 }, canary['log words'], 'Canary');
    this.winston.info('a field', { user: { name: 'me', credentials: { value: canary['log field'] } } });
    this.winston.child({ a: 1 }).warn(`body was {\\"password\\":\\"${canary['log text in text']}\\"}`);
    this.winston.warn(`sent to ${canary['log e-mail']}`);
    return 'done';
  }

  fails() {
    const cause = new Error(`the cause had ${canary['error cause']}`);
    const error = new Error(`cannot connect: password=${canary['error message']};host=db`, { cause });
    error.name = `Failure${canary['error name']}`;
    error.config = { headers: { authorization: canary['error field'] } };
    this.logger.error(error);
    throw error;
  }

  answers() {
    throw new HttpException({ message: 'no', detail: { secret: canary['error answer'] } }, 503);
  }

  throws() {
    throw { password: canary['thrown object'] }; // eslint-disable-line no-throw-literal
  }
}

function route(decorator, path, name) {
  decorator(path)(CanaryController.prototype, name, Object.getOwnPropertyDescriptor(CanaryController.prototype, name));
}
route(Get, 'telemetry', 'telemetry');
route(Post, 'fails/*path', 'fails');
route(Get, 'answers', 'answers');
route(Get, 'throws', 'throws');
Controller('canary')(CanaryController);
Inject(WINSTON_LOGGER)(CanaryController, undefined, 0);

class CanaryModule {}
Module({ controllers: [CanaryController] })(CanaryModule);

await bootstrap(sdk, [...AppModule.with().imports, CanaryModule]);
