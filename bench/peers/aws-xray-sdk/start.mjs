// https://docs.aws.amazon.com/xray/latest/devguide/xray-sdk-nodejs-middleware.html: a segment a request by the Express
// middleware and a subsegment for the service's method; every request is sampled. AWS_XRAY_MANUAL_MODE chooses the mode.
import AWSXRay from 'aws-xray-sdk-core';
import xrayExpress from 'aws-xray-sdk-express';

AWSXRay.middleware.disableCentralizedSampling();
AWSXRay.middleware.setSamplingRules({ version: 2, default: { fixed_target: 0, rate: 1 }, rules: [] });

/** Automatic mode: the current segment is found through the context. */
export function Span(name) {
  return (_target, _key, descriptor) => {
    if (!AWSXRay.isAutomaticMode()) return;
    const method = descriptor.value;
    descriptor.value = function traced(...args) {
      return AWSXRay.captureAsyncFunc(name, async (subsegment) => {
        try {
          return await method.apply(this, args);
        } finally {
          subsegment?.close();
        }
      });
    };
  };
}

/** Manual mode: the segment is on the request, and the subsegment is opened and closed around the handler. */
function traceHandler(request, response, next) {
  const subsegment = request.segment.addNewSubsegment('home-activities-mock-data');
  response.once('finish', () => subsegment.close());
  next();
}

globalThis[Symbol.for('cruddur.bench.peer')] = {
  decorator: import.meta.url,
  modules: () => [XRayModule],
};

/** A Nest module, but for the decorator, whose package is not in this folder: Nest takes any class that is imported. */
class XRayModule {
  configure(consumer) {
    const open = xrayExpress.openSegment('backend-nest');
    const middleware = AWSXRay.isAutomaticMode() ? [open] : [open, traceHandler];
    consumer.apply(...middleware).forRoutes('{*path}');
  }
}
