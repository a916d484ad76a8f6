export {
  beginSpan,
  inSpan,
  type OpenSpan,
  type SpanAttributes,
  type SpanRequest,
  traced,
  type Tracer,
  traceWith,
} from './tracing.js';
